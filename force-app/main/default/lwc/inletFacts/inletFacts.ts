import { api, LightningElement } from 'lwc';

export interface Fact {
  term: string;
  text: string;
}

/** Terms and what they are, beside each other. */
export default class InletFacts extends LightningElement {
  @api facts: Fact[] = [];

  get rows() {
    return this.facts.map((fact) => ({ ...fact, termKey: `${fact.term} term`, key: `${fact.term} text` }));
  }
}

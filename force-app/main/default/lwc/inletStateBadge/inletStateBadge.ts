import { api, LightningElement } from 'lwc';
import { stateLook, stateWord, type BookingState } from 'c/inletBookingWords';

/** The state of a booking: word, icon and colour. */
export default class InletStateBadge extends LightningElement {
  @api state: BookingState = 'waiting';

  get word(): string {
    return stateWord(this.state);
  }
  get icon(): string {
    return stateLook(this.state).icon;
  }
  get className(): string {
    return `slds-badge ${stateLook(this.state).theme}`;
  }
  /** Icons on a coloured badge take its light text colour. */
  get variant(): string {
    return ['delivered', 'held'].includes(this.state) ? 'inverse' : '';
  }
}

import { api, LightningElement } from 'lwc';
import type { PageRules } from 'c/inletSettings';
import { ownerWords, type RuleWords } from 'c/inletRuleWords';
import type { Schema } from 'c/inletSettingsStore';
import { fill } from 'c/inletFormat';
import asAll from '@salesforce/label/c.Inlet_Rule_AsAll';
import asSalesforce from '@salesforce/label/c.Inlet_Rule_AsSalesforce';
import queueWords from '@salesforce/label/c.Inlet_Rule_Queue';

export interface Queue {
  id: string;
  name: string;
}

type Value = PageRules[keyof PageRules];

/** What stands for "as for all pages", and for Salesforce's own default. */
const inherited = 'inherited:';
const unset = 'unset:';
const queue = 'queue:';

/** One rule: what it says, with its help beneath. Fires `rule` with `{ value }`; undefined for "as for all pages". */
export default class InletRuleField extends LightningElement {
  @api rule: RuleWords | undefined;
  /** What the page says; undefined where it says nothing of its own. */
  @api value: Value | undefined;
  /** What holds for all pages, where this is one page. */
  @api shared: Value | undefined;
  @api isPage = false;
  @api schema: Schema | undefined;
  @api queues: Queue[] = [];
  @api problem = '';

  get isCampaign(): boolean {
    return this.rule!.name === 'campaign';
  }
  get isRadio(): boolean {
    return this.rule!.options !== undefined;
  }
  get choices(): { label: string; value: string }[] {
    const { options, from, object } = this.rule!;
    if (options) return options;
    const schemaObject = this.schema?.objects.find(({ name }) => name === (object ?? 'Lead'));
    if (from === 'recordTypes') {
      const types = schemaObject?.recordTypes ?? [];
      return [salesforceDefault, ...types.map(({ id, name }) => ({ label: name, value: id }))];
    }
    if (from === 'leadStatus') {
      const status = schemaObject?.fields.find(({ name }) => name === 'Status');
      return [salesforceDefault, ...(status?.picklistValues ?? []).map((value) => ({ label: value, value }))];
    }
    const kinds = object === 'Case' ? (['apiUser', 'bookingOwner', 'assignmentRules'] as const) : leadOwners;
    return [
      ...kinds.map((kind) => ({ label: ownerWords[kind], value: kind })),
      ...this.queues.map(({ id, name }) => ({ label: fill(queueWords, name), value: queue + id })),
    ];
  }
  get options() {
    const known = this.choices;
    // A value that the org no longer has is shown as it is, with the problem that it has.
    const chosen = this.chosen;
    const all = [inherited, ...known.map(({ value }) => value)].includes(chosen)
      ? known
      : [...known, { label: chosen.replace(queue, ''), value: chosen }];
    if (!this.isPage) return all;
    const shared = known.find(({ value }) => value === keyOf(this.shared))?.label ?? keyOf(this.shared);
    return [{ label: fill(asAll, shared), value: inherited }, ...all];
  }
  get chosen(): string {
    return this.isPage && this.value === undefined ? inherited : keyOf(this.value);
  }
  /** The campaign says itself what is wrong with it. */
  get ownProblem(): string {
    return this.isCampaign ? '' : this.problem;
  }
  get formClass(): string {
    return `slds-form-element ${this.ownProblem ? 'slds-has-error' : ''}`;
  }

  handleChoice(event: CustomEvent<{ value: string }>): void {
    event.stopPropagation();
    this.tell(this.valueOf(event.detail.value));
  }
  handleCampaign(event: CustomEvent<{ value: Value | undefined }>): void {
    event.stopPropagation();
    this.tell(event.detail.value);
  }
  tell(value: Value | undefined): void {
    this.dispatchEvent(new CustomEvent('rule', { detail: { value } }));
  }
  valueOf(key: string): Value | undefined {
    if (key === inherited) return undefined;
    if (key === unset) return null;
    if (key.startsWith(queue)) return { queueId: key.slice(queue.length) };
    return key === 'true' || key === 'false' ? key === 'true' : key;
  }
}

const leadOwners = ['bookingOwner', 'assignmentRules'] as const;
const salesforceDefault = { label: asSalesforce, value: unset };

function keyOf(value: Value | undefined): string {
  if (value === null || value === undefined) return unset;
  if (typeof value === 'object' && 'queueId' in value) return queue + value.queueId;
  return String(value);
}

import { api, LightningElement } from 'lwc';
import { asInletError } from 'c/inletBackend';
import { readCampaign, searchCampaigns, type Campaign, type CampaignWithStatuses } from 'c/inletCampaignStore';
import { fill } from 'c/inletFormat';
import type { SelectOption } from 'c/inletSearchSelect';
import type { PageRules } from 'c/inletSettings';
import asAll from '@salesforce/label/c.Inlet_Rule_AsAll';
import inactive from '@salesforce/label/c.Inlet_Rule_CampaignInactive';
import memberStatus from '@salesforce/label/c.Inlet_Rule_MemberStatus';
import memberStatusHelp from '@salesforce/label/c.Inlet_Rule_MemberStatusHelp';
import none from '@salesforce/label/c.Inlet_Rule_CampaignNone';
import search from '@salesforce/label/c.Inlet_Rule_CampaignSearch';
import statusDefault from '@salesforce/label/c.Inlet_Rule_MemberStatusDefault';

type CampaignRule = PageRules['campaign'];

/** What stands for "as for all pages", and for no campaign. */
const inherited = 'inherited:';
const unset = 'unset:';
const defaultStatus = 'default:';

/**
 * The campaign that customers join, found by its name, and what they are in it. Fires `rule` with `{ value }`: null for no
 * campaign, undefined for "as for all pages".
 */
export default class InletCampaignRule extends LightningElement {
  @api label = '';
  @api isPage = false;
  /** What is wrong with the rule, in words. */
  @api problem = '';
  found: Campaign[] = [];
  /** Campaigns that the rules name, by id: their names, and their statuses. */
  named: Record<string, CampaignWithStatuses> = {};
  /** Why a campaign that the rules name cannot be shown, by id. */
  unnamed: Record<string, string> = {};
  searchProblem = '';
  readonly labels = { memberStatus, memberStatusHelp, search };
  #value: CampaignRule | undefined;
  #shared: CampaignRule | undefined;
  #asked = 0;

  /** What the page says, or all pages; undefined where the page says nothing of its own. */
  @api
  get value(): CampaignRule | undefined {
    return this.#value;
  }
  set value(value: CampaignRule | undefined) {
    this.#value = value;
    void this.readNamed(value?.id);
  }
  /** What holds for all pages. */
  @api
  get shared(): CampaignRule | undefined {
    return this.#shared;
  }
  set shared(value: CampaignRule | undefined) {
    this.#shared = value;
    void this.readNamed(value?.id);
  }

  connectedCallback(): void {
    void this.search('');
  }

  get chosen(): string {
    if (this.isPage && this.#value === undefined) return inherited;
    return this.#value?.id ?? unset;
  }
  get options(): SelectOption[] {
    const { chosen } = this;
    const fixed = [
      ...(this.isPage ? [{ value: inherited, label: fill(asAll, this.sharedName) }] : []),
      { value: unset, label: none },
    ];
    const campaigns = this.found.map(({ id, name }) => ({ value: id, label: name }));
    const isKnown = [...fixed, ...campaigns].some(({ value }) => value === chosen);
    return [...fixed, ...(isKnown ? [] : [{ value: chosen, label: this.nameOf(chosen) }]), ...campaigns];
  }
  get sharedName(): string {
    return this.#shared ? this.nameOf(this.#shared.id) : none;
  }
  get shownProblem(): string {
    return this.problem || this.unnamed[this.#value?.id ?? ''] || this.searchProblem;
  }
  get campaign(): CampaignWithStatuses | undefined {
    return this.named[this.#value?.id ?? ''];
  }
  get statuses() {
    const all = this.campaign?.memberStatuses ?? [];
    const byDefault = all.find(({ isDefault }) => isDefault)?.label ?? '–';
    const known = all.map(({ label }) => ({ label, value: label }));
    const chosen = this.#value?.memberStatus;
    // A status that the campaign no longer has is shown as it is, with the problem that it has.
    const gone = chosen && !known.some(({ value }) => value === chosen) ? [{ label: chosen, value: chosen }] : [];
    return [{ label: fill(statusDefault, byDefault), value: defaultStatus }, ...known, ...gone];
  }
  get status(): string {
    return this.#value?.memberStatus ?? defaultStatus;
  }

  nameOf(id: string): string {
    const { name, isActive } = this.named[id] ?? {};
    if (name === undefined) return id;
    return isActive ? name : fill(inactive, name);
  }
  handleSearch(event: CustomEvent<string>): void {
    event.stopPropagation();
    void this.search(event.detail);
  }
  handleCampaign(event: CustomEvent<string>): void {
    event.stopPropagation();
    const id = event.detail;
    if (id === inherited) this.tell(undefined);
    else if (id === unset) this.tell(null);
    else if (id === '') this.clear(event.currentTarget as HTMLElement & { value: string });
    else this.tell({ id, memberStatus: null });
  }
  handleStatus(event: CustomEvent<{ value: string }>): void {
    event.stopPropagation();
    const { value } = event.detail;
    this.tell({ id: this.#value!.id, memberStatus: value === defaultStatus ? null : value });
  }
  /** The field was emptied: what holds without a choice is chosen, also where it was before. */
  clear(field: HTMLElement & { value: string }): void {
    field.value = this.isPage ? inherited : unset;
    this.tell(this.isPage ? undefined : null);
  }
  tell(value: CampaignRule | undefined): void {
    this.dispatchEvent(new CustomEvent('rule', { detail: { value } }));
  }

  async search(text: string): Promise<void> {
    const asked = ++this.#asked;
    try {
      const found = await searchCampaigns(text.trim());
      if (asked !== this.#asked) return;
      this.found = found;
      this.searchProblem = '';
    } catch (error) {
      if (asked === this.#asked) this.searchProblem = wordsOf(error);
    }
  }
  async readNamed(id: string | undefined): Promise<void> {
    if (id === undefined || this.named[id]) return;
    try {
      this.named = { ...this.named, [id]: await readCampaign(id) };
    } catch (error) {
      this.unnamed = { ...this.unnamed, [id]: wordsOf(error) };
    }
  }
}

function wordsOf(error: unknown): string {
  const { title, message } = asInletError(error);
  return message || title;
}

import { api, LightningElement } from 'lwc';
import type { BookingQuery, Choices } from 'c/inletBookingStore';
import { sourceWord, statusWord } from 'c/inletBookingWords';
import { fill, formatDay } from 'c/inletFormat';
import any from '@salesforce/label/c.Inlet_Bookings_Any';
import cause from '@salesforce/label/c.Inlet_Bookings_Cause';
import causeChoice from '@salesforce/label/c.Inlet_Bookings_CauseChoice';
import from from '@salesforce/label/c.Inlet_Bookings_From';
import hideTests from '@salesforce/label/c.Inlet_Bookings_HideTests';
import owner from '@salesforce/label/c.Inlet_Bookings_Owner';
import page from '@salesforce/label/c.Inlet_Bookings_Page';
import rangeWrong from '@salesforce/label/c.Inlet_Bookings_RangeWrong';
import search from '@salesforce/label/c.Inlet_Bookings_Search';
import searchHelp from '@salesforce/label/c.Inlet_Bookings_SearchHelp';
import source from '@salesforce/label/c.Inlet_Bookings_Source';
import status from '@salesforce/label/c.Inlet_Bookings_Status';
import to from '@salesforce/label/c.Inlet_Bookings_To';

const allStatuses = [
  'requested',
  'scheduled',
  'reassigned',
  'rescheduled',
  'completed',
  'no-show',
  'rejected',
  'canceled',
];
/** So that a request is made per word and not per letter. */
const searchPause = 300;

type DateInput = HTMLElement & {
  value: string | null;
  setCustomValidity(message: string): void;
  checkValidity(): boolean;
  reportValidity(): boolean;
};

/**
 * Search and filters of the list. Fires `filter` with what differs; not `change`, which the inputs fire too, and theirs comes
 * through.
 */
export default class InletBookingFilters extends LightningElement {
  @api query: BookingQuery | undefined;
  @api choices: Choices | undefined;
  readonly labels = { cause, from, hideTests, owner, page, search, searchHelp, source, status, to };
  #timer: ReturnType<typeof setTimeout> | undefined;

  get statuses() {
    return options(allStatuses.map((value) => ({ label: statusWord(value), value })));
  }
  get pages() {
    return options((this.choices?.pages ?? []).map(({ id, name }) => ({ label: name ?? id, value: id })));
  }
  get owners() {
    return options((this.choices?.owners ?? []).map((value) => ({ label: value, value })));
  }
  get sources() {
    const known = this.choices?.sources ?? [];
    const isOneOfSeveral = (kind: string) => known.filter((other) => other.kind === kind).length > 1;
    return options(
      known.map(({ id, kind }) => ({
        label: isOneOfSeveral(kind) ? `${sourceWord(kind)} (${id})` : sourceWord(kind),
        value: id,
      })),
    );
  }
  get causes() {
    const label = (count: number, sentence: string) => fill(causeChoice, count, sentence);
    return options(
      (this.choices?.causes ?? []).map(({ key, count, sentence }) => ({ label: label(count, sentence), value: key })),
    );
  }

  get hidesTests(): boolean {
    return this.query?.test === 'false';
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }
  handleSearch(event: CustomEvent<{ value: string }>): void {
    const { value } = event.detail;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.change({ search: value }), searchPause);
  }
  handleChoice(event: CustomEvent<{ value: string }>): void {
    const { name } = event.currentTarget as HTMLElement & { name: keyof BookingQuery };
    this.change({ [name]: event.detail.value });
  }
  handleTests(event: CustomEvent<{ checked: boolean }>): void {
    this.change({ test: event.detail.checked ? 'false' : '' });
  }
  /** A range that ends before it begins is told at its end, and nothing is asked for until it is put right. */
  handleDay(): void {
    const [first, last] = ['from', 'to'].map((name) =>
      this.template!.querySelector<DateInput>(`lightning-input[data-name="${name}"]`)!,
    ) as [DateInput, DateInput];
    const [begin, end] = [first.value ?? '', last.value ?? ''];
    const isBehind = begin !== '' && end !== '' && end < begin;
    last.setCustomValidity(isBehind ? fill(rangeWrong, formatDay(begin)) : '');
    // Both, so that each shows what is wrong with it: also what is no day at all.
    if (![first, last].map((input) => input.reportValidity()).every(Boolean)) return;
    if (begin !== this.query?.from || end !== this.query?.to) this.change({ from: begin, to: end });
  }
  change(detail: Partial<BookingQuery>): void {
    this.dispatchEvent(new CustomEvent('filter', { detail }));
  }
}

function options(choices: { label: string; value: string }[]) {
  return [{ label: any, value: '' }, ...choices];
}

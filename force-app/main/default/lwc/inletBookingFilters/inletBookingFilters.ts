import { api, LightningElement } from 'lwc';
import type { BookingQuery, Choices } from 'c/inletBookingStore';
import { statusWord } from 'c/inletBookingWords';
import { fill } from 'c/inletFormat';
import any from '@salesforce/label/c.Inlet_Bookings_Any';
import cause from '@salesforce/label/c.Inlet_Bookings_Cause';
import causeChoice from '@salesforce/label/c.Inlet_Bookings_CauseChoice';
import owner from '@salesforce/label/c.Inlet_Bookings_Owner';
import page from '@salesforce/label/c.Inlet_Bookings_Page';
import search from '@salesforce/label/c.Inlet_Bookings_Search';
import searchHelp from '@salesforce/label/c.Inlet_Bookings_SearchHelp';
import status from '@salesforce/label/c.Inlet_Bookings_Status';

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

/** Search and filters of the list. Fires `change` with what differs. */
export default class InletBookingFilters extends LightningElement {
  @api query: BookingQuery | undefined;
  @api choices: Choices | undefined;
  readonly labels = { cause, owner, page, search, searchHelp, status };
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
  get causes() {
    const label = (count: number, sentence: string) => fill(causeChoice, count, sentence);
    return options(
      (this.choices?.causes ?? []).map(({ key, count, sentence }) => ({ label: label(count, sentence), value: key })),
    );
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
  change(detail: Partial<BookingQuery>): void {
    this.dispatchEvent(new CustomEvent('change', { detail }));
  }
}

function options(choices: { label: string; value: string }[]) {
  return [{ label: any, value: '' }, ...choices];
}

import { LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { listBookings, listChoices, readDelivery, retryCause } from 'c/inletBookingStore';
import type { BookingPage, BookingQuery, Choices, Delivery } from 'c/inletBookingStore';
import { stateWord, type BookingState } from 'c/inletBookingWords';
import { fill, formatNumber } from 'c/inletFormat';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import all from '@salesforce/label/c.Inlet_Bookings_All';
import clear from '@salesforce/label/c.Inlet_Bookings_ClearFilters';
import loading from '@salesforce/label/c.Inlet_Common_Loading';
import next from '@salesforce/label/c.Inlet_Bookings_Next';
import noneHeading from '@salesforce/label/c.Inlet_Bookings_NoneHeading';
import noneText from '@salesforce/label/c.Inlet_Bookings_NoneText';
import noMatchHeading from '@salesforce/label/c.Inlet_Bookings_NoMatchHeading';
import noMatchText from '@salesforce/label/c.Inlet_Bookings_NoMatchText';
import pausedHeading from '@salesforce/label/c.Inlet_Bookings_PausedHeading';
import previous from '@salesforce/label/c.Inlet_Bookings_Previous';
import retriedAll from '@salesforce/label/c.Inlet_Bookings_RetriedAll';
import retryAll from '@salesforce/label/c.Inlet_Bookings_RetryAllOfCause';
import shown from '@salesforce/label/c.Inlet_Bookings_Shown';
import stateFilter from '@salesforce/label/c.Inlet_Bookings_StateFilter';

const states: BookingState[] = ['held', 'waiting', 'delivered', 'dismissed'];
const everything: BookingQuery = {
  state: '',
  search: '',
  page: '',
  owner: '',
  cause: '',
  status: '',
  sort: 'received',
  direction: 'desc',
  cursor: '',
};
/** How often a list that is looked at is read again; what is new appears by itself. */
const refreshMilliseconds = 4000;

/** The org's bookings, page by page, as they are now. Fires `open` with a booking's id. */
export default class InletBookingList extends LightningElement {
  query: BookingQuery = everything;
  page: BookingPage | undefined;
  choices: Choices | undefined;
  delivery: Delivery | undefined;
  error: InletError | undefined;
  isLoading = true;
  readonly labels = {
    clear,
    loading,
    next,
    noneHeading,
    noneText,
    noMatchHeading,
    noMatchText,
    pausedHeading,
    previous,
    retryAll,
    stateFilter,
  };
  /** The cursors of the pages before this one. */
  #before: string[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Counts the questions: an answer that was overtaken is dropped. */
  #asked = 0;

  connectedCallback(): void {
    void this.load();
    void this.loadChoices();
    this.#timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !this.isLoading) void this.read();
    }, refreshMilliseconds);
  }
  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  get stateChoices() {
    const counts = this.page?.counts ?? {};
    const sum = states.reduce((total, state) => total + (counts[state] ?? 0), 0);
    const choice = (value: string, label: string, count: number) => ({
      value,
      label: `${label} (${formatNumber(count)})`,
      pressed: String(this.query.state === value),
      className: `state slds-button ${this.query.state === value ? 'slds-button_brand' : 'slds-button_neutral'}`,
    });
    return [choice('', all, sum), ...states.map((state) => choice(state, stateWord(state), counts[state] ?? 0))];
  }
  get hasBookings(): boolean {
    return (this.page?.bookings.length ?? 0) > 0;
  }
  get isFiltered(): boolean {
    const { state, search, page, owner, cause, status } = this.query;
    return [state, search, page, owner, cause, status].some((value) => value !== '');
  }
  get isEmpty(): boolean {
    return this.page !== undefined && !this.hasBookings && !this.isFiltered;
  }
  get hasNoMatch(): boolean {
    return this.page !== undefined && !this.hasBookings && this.isFiltered;
  }
  get isPaused(): boolean {
    return this.delivery?.state === 'paused';
  }
  get shown(): string {
    const { bookings = [], total = 0 } = this.page ?? {};
    return fill(shown, formatNumber(bookings.length), formatNumber(total));
  }
  get hasNoPrevious(): boolean {
    return this.#before.length === 0;
  }
  get hasNoNext(): boolean {
    return !this.page?.next;
  }

  handleState(event: Event): void {
    this.narrow({ state: (event.currentTarget as HTMLElement).dataset['state'] ?? '' });
  }
  handleFilters(event: CustomEvent<Partial<BookingQuery>>): void {
    this.narrow(event.detail);
  }
  handleSort(event: CustomEvent<string>): void {
    const isSame = this.query.sort === event.detail;
    const direction = isSame && this.query.direction === 'desc' ? 'asc' : 'desc';
    this.narrow({ sort: event.detail, direction });
  }
  handleOpen(event: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent('open', { detail: event.detail }));
  }
  clearFilters(): void {
    this.narrow({ ...everything, sort: this.query.sort, direction: this.query.direction });
  }
  showNext(): void {
    this.#before = [...this.#before, this.query.cursor];
    this.query = { ...this.query, cursor: this.page?.next ?? '' };
    void this.load();
  }
  showPrevious(): void {
    this.query = { ...this.query, cursor: this.#before.at(-1) ?? '' };
    this.#before = this.#before.slice(0, -1);
    void this.load();
  }
  reload(): void {
    void this.load();
    void this.loadChoices();
  }
  async retryAllOfCause(): Promise<void> {
    try {
      const count = await retryCause(this.query.cause);
      const title = fill(retriedAll, formatNumber(count));
      this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
      this.clearFilters();
    } catch (error) {
      this.toastError(error);
    }
  }

  narrow(change: Partial<BookingQuery>): void {
    this.#before = [];
    this.query = { ...this.query, ...change, cursor: '' };
    void this.load();
  }
  async load(): Promise<void> {
    this.isLoading = true;
    // A question that was overtaken leaves it to the one that did.
    if (await this.read()) this.isLoading = false;
  }
  /** Whether the answer was still wanted. */
  async read(): Promise<boolean> {
    const asked = ++this.#asked;
    try {
      const [page, delivery] = await Promise.all([listBookings(this.query), readDelivery()]);
      if (asked !== this.#asked) return false;
      this.page = page;
      this.delivery = delivery;
      this.error = undefined;
    } catch (error) {
      if (asked === this.#asked) this.error = asInletError(error);
    }
    return asked === this.#asked;
  }
  async loadChoices(): Promise<void> {
    try {
      this.choices = await listChoices();
    } catch {
      // The list itself says what is wrong; without choices there is nothing to narrow by.
      this.choices = undefined;
    }
  }
  toastError(error: unknown): void {
    const { title, message } = asInletError(error);
    this.dispatchEvent(new ShowToastEvent({ title: title || message, message, variant: 'error' }));
  }
}

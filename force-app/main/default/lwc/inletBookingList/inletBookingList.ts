import { api, LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { everyBooking, listBookings, listChoices, readDelivery, retryCause } from 'c/inletBookingStore';
import type { BookingPage, BookingQuery, Choices, Delivery } from 'c/inletBookingStore';
import { stateWord, type BookingState } from 'c/inletBookingWords';
import { fill, fillCount, formatNumber } from 'c/inletFormat';
import { toast, toastError } from 'c/inletToast';
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
import retriedOne from '@salesforce/label/c.Inlet_Bookings_RetriedOne';
import retryAll from '@salesforce/label/c.Inlet_Bookings_RetryAllOfCause';
import shown from '@salesforce/label/c.Inlet_Bookings_Shown';
import shownOne from '@salesforce/label/c.Inlet_Bookings_ShownOne';
import stateFilter from '@salesforce/label/c.Inlet_Bookings_StateFilter';

/** What does not narrow the list, but says in which order it is read. */
const order = ['sort', 'direction', 'cursor'];
const states: BookingState[] = ['held', 'waiting', 'delivered', 'dismissed'];
/** How often a list that is looked at is read again; what is new appears by itself. */
const refreshMilliseconds = 4000;

type Table = HTMLElement & { focusBooking(id: string): boolean };

/**
 * The org's bookings, page by page, as they are now. Which they are is the address's to say: fires `narrow` with another
 * query and whether it takes the place of this one in the browser's history, and `open` with a booking's id.
 */
export default class InletBookingList extends LightningElement {
  /** The booking that somebody comes back from: the focus goes there, once. */
  @api returnTo = '';
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
  #query: BookingQuery = everyBooking;
  #isConnected = false;
  #hasReturned = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Counts the questions: an answer that was overtaken is dropped. */
  #asked = 0;

  @api
  get query(): BookingQuery {
    return this.#query;
  }
  set query(query: BookingQuery) {
    const isSame = Object.entries(query).every(([name, value]) => this.#query[name as keyof BookingQuery] === value);
    this.#query = query;
    if (this.#isConnected && !isSame) void this.load();
  }

  connectedCallback(): void {
    this.#isConnected = true;
    void this.load();
    void this.loadChoices();
    this.#timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !this.isLoading) void this.read();
    }, refreshMilliseconds);
  }
  renderedCallback(): void {
    if (this.#hasReturned || !this.returnTo || !this.page) return;
    this.#hasReturned = true;
    // It may have moved to another page meanwhile; then the list is taken up at its top.
    const table = this.template!.querySelector<Table>('c-inlet-booking-table');
    if (!table?.focusBooking(this.returnTo)) this.template!.querySelector<HTMLElement>('button[data-state]')?.focus();
  }
  disconnectedCallback(): void {
    this.#isConnected = false;
    clearInterval(this.#timer);
  }

  get stateChoices() {
    const counts = this.page?.counts ?? {};
    const sum = states.reduce((total, state) => total + (counts[state] ?? 0), 0);
    const choice = (value: string, label: string, count: number) => ({
      value,
      // Before the first answer nobody knows how many there are.
      label: this.page ? `${label} (${formatNumber(count)})` : label,
      pressed: String(this.query.state === value),
      className: `state slds-button ${this.query.state === value ? 'slds-button_brand' : 'slds-button_neutral'}`,
    });
    return [choice('', all, sum), ...states.map((state) => choice(state, stateWord(state), counts[state] ?? 0))];
  }
  get hasBookings(): boolean {
    return (this.page?.bookings.length ?? 0) > 0;
  }
  get isFiltered(): boolean {
    return Object.entries(this.query).some(([name, value]) => !order.includes(name) && value !== '');
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
    if (bookings.length === 1 && total === 1) return shownOne;
    return fill(shown, formatNumber(bookings.length), formatNumber(total));
  }
  get hasNoPrevious(): boolean {
    return this.query.cursor === '';
  }
  get hasNoNext(): boolean {
    return !this.page?.next;
  }

  handleState(event: Event): void {
    this.narrow({ state: (event.currentTarget as HTMLElement).dataset['state'] ?? '' });
  }
  handleFilters(event: CustomEvent<Partial<BookingQuery>>): void {
    // A search is typed: each pause in it is no place to go back to.
    this.narrow(event.detail, 'search' in event.detail);
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
    this.narrow({ ...everyBooking, sort: this.query.sort, direction: this.query.direction });
  }
  showNext(): void {
    this.goTo({ ...this.query, cursor: this.page?.next ?? '' });
  }
  showPrevious(): void {
    this.goTo({ ...this.query, cursor: this.page?.previous ?? '' });
  }
  reload(): void {
    void this.load();
    void this.loadChoices();
  }
  async retryAllOfCause(): Promise<void> {
    try {
      const count = await retryCause(this.query.cause);
      const title = fillCount(count, retriedOne, retriedAll);
      toast(this, title);
      this.clearFilters();
    } catch (error) {
      this.toastError(error);
    }
  }

  narrow(change: Partial<BookingQuery>, replace = false): void {
    this.goTo({ ...this.query, ...change, cursor: '' }, replace);
  }
  goTo(query: BookingQuery, replace = false): void {
    this.dispatchEvent(new CustomEvent('narrow', { detail: { query, replace } }));
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
      if (asked !== this.#asked) return false;
      this.error = asInletError(error);
      // A cursor that the backend does not read any more, as one of an old bookmark: the first page instead.
      if (this.error.status === 400 && this.query.cursor !== '') this.narrow({}, true);
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
    toastError(this, error);
  }
}

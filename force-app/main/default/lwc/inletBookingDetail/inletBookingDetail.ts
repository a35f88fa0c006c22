import { api, LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { dismissBooking, readBooking, reopenBooking, retryBooking, retryCause } from 'c/inletBookingStore';
import type { BookingDetail } from 'c/inletBookingStore';
import { sourceWord, statusWord } from 'c/inletBookingWords';
import InletDismissDialog from 'c/inletDismissDialog';
import { fill, fillCount, formatNumber, formatTime } from 'c/inletFormat';
import { toast, toastError } from 'c/inletToast';
import back from '@salesforce/label/c.Inlet_Booking_Back';
import customer from '@salesforce/label/c.Inlet_Bookings_Customer';
import dismiss from '@salesforce/label/c.Inlet_Booking_Dismiss';
import dismissed from '@salesforce/label/c.Inlet_Booking_Dismissed';
import dismissHeading from '@salesforce/label/c.Inlet_Booking_DismissHeading';
import dismissedToast from '@salesforce/label/c.Inlet_Booking_DismissedToast';
import merged from '@salesforce/label/c.Inlet_Booking_Merged';
import nextAttempt from '@salesforce/label/c.Inlet_Booking_NextAttempt';
import owner from '@salesforce/label/c.Inlet_Bookings_Owner';
import page from '@salesforce/label/c.Inlet_Bookings_Page';
import records from '@salesforce/label/c.Inlet_Bookings_Records';
import reopen from '@salesforce/label/c.Inlet_Booking_Reopen';
import reopened from '@salesforce/label/c.Inlet_Booking_Reopened';
import retried from '@salesforce/label/c.Inlet_Booking_Retried';
import retriedAll from '@salesforce/label/c.Inlet_Bookings_RetriedAll';
import retriedOne from '@salesforce/label/c.Inlet_Bookings_RetriedOne';
import retry from '@salesforce/label/c.Inlet_Booking_Retry';
import retrySame from '@salesforce/label/c.Inlet_Booking_RetrySame';
import source from '@salesforce/label/c.Inlet_Booking_Source';
import sourceFact from '@salesforce/label/c.Inlet_Booking_SourceFact';
import start from '@salesforce/label/c.Inlet_Bookings_Start';
import status from '@salesforce/label/c.Inlet_Bookings_Status';
import test from '@salesforce/label/c.Inlet_Booking_Test';
import undo from '@salesforce/label/c.Inlet_Booking_Undo';

/** How often it is read: while an attempt is due, and when nothing is expected. */
const soon = 2000;
const later = 10_000;

/**
 * One booking: where it stands, why, what can be done about it, and what happened so far. Fires `back`, and `open` with
 * the id of the booking that took over the one that was asked for.
 */
export default class InletBookingDetail extends LightningElement {
  booking: BookingDetail | undefined;
  error: InletError | undefined;
  /** Set aside just now, by this user: the way back is offered at once. */
  canUndo = false;
  isActing = false;
  /** Whether the focus follows to the heading; not on a page that opens with the booking, as its reader begins at the top. */
  @api takesFocus = false;
  /** The address of a booking by its id, as the tab makes it. */
  @api bookingUrl = '';
  readonly labels = {
    back,
    customer,
    dismiss,
    merged,
    owner,
    page,
    records,
    retry,
    start,
    status,
    test,
  };
  #bookingId = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isConnected = false;
  /** What gets the focus as soon as it is there. */
  #focusNext = '';
  /** Counts the questions: an answer about another booking is dropped. */
  #asked = 0;

  @api
  get bookingId(): string {
    return this.#bookingId;
  }
  set bookingId(id: string) {
    if (id === this.#bookingId) return;
    this.#bookingId = id;
    this.booking = undefined;
    this.error = undefined;
    this.canUndo = false;
    if (this.takesFocus) this.#focusNext = 'heading';
    if (this.#isConnected) void this.read();
  }

  connectedCallback(): void {
    this.#isConnected = true;
    if (this.takesFocus) this.#focusNext = 'heading';
    void this.read();
  }
  renderedCallback(): void {
    const target = this.#focusNext && this.template!.querySelector<HTMLElement>(`[data-focus="${this.#focusNext}"]`);
    if (!target) return;
    this.#focusNext = '';
    target.focus();
  }
  disconnectedCallback(): void {
    this.#isConnected = false;
    clearTimeout(this.#timer);
  }

  get isLoading(): boolean {
    return !this.booking && !this.error;
  }
  get name(): string {
    const { name, email, phone } = this.booking!.customer;
    return name ?? email ?? phone ?? this.booking!.source.bookingId;
  }
  get facts() {
    const booking = this.booking!;
    const { email, phone } = booking.customer;
    return [
      { term: customer, text: [email, phone].filter(Boolean).join(', ') || '–' },
      { term: status, text: statusWord(booking.status) },
      { term: page, text: booking.page ? (booking.page.name ?? booking.page.id) : '–' },
      { term: owner, text: booking.owner ?? '–' },
      { term: start, text: formatTime(booking.start) },
      { term: source, text: fill(sourceFact, sourceWord(booking.source.kind), booking.source.bookingId) },
    ].map((fact) => ({ ...fact, key: `${fact.term} ${fact.text}` }));
  }
  get hasRecords(): boolean {
    return (this.booking?.records.length ?? 0) > 0;
  }
  get diagnosis() {
    return this.booking?.diagnosis ?? undefined;
  }
  get plan() {
    return this.booking?.plan ?? undefined;
  }
  get canRetry(): boolean {
    return this.booking?.state === 'held' || this.booking?.state === 'waiting';
  }
  get isDismissed(): boolean {
    return this.booking?.state === 'dismissed';
  }
  get reopenLabel(): string {
    return this.canUndo ? undo : reopen;
  }
  get isMerged(): boolean {
    return this.booking !== undefined && this.booking.id !== this.bookingId;
  }
  get dismissal(): string {
    const { by, reason } = this.booking?.dismissal ?? { by: { name: '' }, reason: '' };
    return fill(dismissed, by.name, reason);
  }
  get nextAttempt(): string {
    const at = this.booking?.nextAttemptAt;
    return at ? fill(nextAttempt, formatTime(at)) : '';
  }
  get retrySameLabel(): string {
    const others = this.booking?.sameCause ?? 0;
    return others > 0 ? fill(retrySame, formatNumber(others + 1)) : '';
  }

  goBack(): void {
    this.dispatchEvent(new CustomEvent('back'));
  }
  async handleRetry(): Promise<void> {
    await this.act(() => retryBooking(this.bookingId).then(() => retried));
    await this.read();
  }
  async handleRetrySame(): Promise<void> {
    await this.act(async () => fillCount(await retryCause(this.booking?.causeKey ?? ''), retriedOne, retriedAll));
    await this.read();
  }
  async handleReopen(): Promise<void> {
    if (await this.act(() => reopenBooking(this.bookingId).then(() => reopened))) {
      this.canUndo = false;
      this.#focusNext = 'heading';
    }
    await this.read();
  }
  async handleDismiss(): Promise<void> {
    const reason = (await InletDismissDialog.open({ size: 'small', label: dismissHeading })) as string | undefined;
    if (!reason) return;
    if (await this.act(() => dismissBooking(this.bookingId, reason).then(() => dismissedToast))) {
      this.canUndo = true;
      // The button that was pressed is gone then.
      this.#focusNext = 'reopen';
    }
    await this.read();
  }
  openSuccessor(event: Event): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('open', { detail: this.booking?.id }));
  }
  reload(): void {
    this.error = undefined;
    void this.read();
  }

  /** Does it, one thing at a time, and says how it went. Whether it worked. */
  async act(work: () => Promise<string>): Promise<boolean> {
    if (this.isActing) return false;
    this.isActing = true;
    let worked = true;
    try {
      const title = await work();
      toast(this, title);
    } catch (error) {
      worked = false;
      toastError(this, error);
    }
    this.isActing = false;
    return worked;
  }
  async read(): Promise<void> {
    const asked = ++this.#asked;
    clearTimeout(this.#timer);
    try {
      const booking = await readBooking(this.bookingId);
      if (asked !== this.#asked) return;
      const hadFocus = this.template!.activeElement !== null;
      const couldRetry = this.canRetry;
      this.booking = booking;
      this.error = undefined;
      // The button that has the focus may be gone with the state that it was for.
      if (hadFocus && couldRetry && !this.canRetry) this.#focusNext ||= 'heading';
    } catch (error) {
      if (asked !== this.#asked) return;
      this.error = asInletError(error);
    }
    this.readLater();
  }
  readLater(): void {
    if (!this.#isConnected) return;
    const { state, nextAttemptAt } = this.booking ?? {};
    const isDue = state === 'waiting' && !!nextAttemptAt && Date.parse(nextAttemptAt) - Date.now() < later;
    this.#timer = setTimeout(
      () => (document.visibilityState === 'visible' ? void this.read() : this.readLater()),
      isDue ? soon : later,
    );
  }
}

import { api, LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { dismissBooking, readBooking, reopenBooking, retryBooking, retryCause } from 'c/inletBookingStore';
import type { BookingDetail } from 'c/inletBookingStore';
import { statusWord } from 'c/inletBookingWords';
import { fill, formatNumber, formatTime } from 'c/inletFormat';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import back from '@salesforce/label/c.Inlet_Booking_Back';
import cancel from '@salesforce/label/c.Inlet_Common_Cancel';
import customer from '@salesforce/label/c.Inlet_Bookings_Customer';
import dismiss from '@salesforce/label/c.Inlet_Booking_Dismiss';
import dismissed from '@salesforce/label/c.Inlet_Booking_Dismissed';
import dismissedToast from '@salesforce/label/c.Inlet_Booking_DismissedToast';
import dismissReason from '@salesforce/label/c.Inlet_Booking_DismissReason';
import dismissHelp from '@salesforce/label/c.Inlet_Booking_DismissHelp';
import loading from '@salesforce/label/c.Inlet_Common_Loading';
import nextAttempt from '@salesforce/label/c.Inlet_Booking_NextAttempt';
import owner from '@salesforce/label/c.Inlet_Bookings_Owner';
import page from '@salesforce/label/c.Inlet_Bookings_Page';
import records from '@salesforce/label/c.Inlet_Bookings_Records';
import reopen from '@salesforce/label/c.Inlet_Booking_Reopen';
import reopened from '@salesforce/label/c.Inlet_Booking_Reopened';
import retried from '@salesforce/label/c.Inlet_Booking_Retried';
import retriedAll from '@salesforce/label/c.Inlet_Bookings_RetriedAll';
import retry from '@salesforce/label/c.Inlet_Booking_Retry';
import retrySame from '@salesforce/label/c.Inlet_Booking_RetrySame';
import start from '@salesforce/label/c.Inlet_Bookings_Start';
import status from '@salesforce/label/c.Inlet_Bookings_Status';

/** How often it is read: while an attempt is due, and when nothing is expected. */
const soon = 2000;
const later = 10_000;

/** One booking: where it stands, why, what can be done about it, and what happened so far. Fires `back`. */
export default class InletBookingDetail extends LightningElement {
  booking: BookingDetail | undefined;
  error: InletError | undefined;
  isDismissing = false;
  isActing = false;
  readonly labels = {
    back,
    cancel,
    customer,
    dismiss,
    dismissHelp,
    dismissReason,
    loading,
    owner,
    page,
    records,
    reopen,
    retry,
    start,
    status,
  };
  #bookingId = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isConnected = false;
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
    this.isDismissing = false;
    if (this.#isConnected) void this.read();
  }

  connectedCallback(): void {
    this.#isConnected = true;
    void this.read();
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
  handleRetry(): Promise<void> {
    return this.act(async () => {
      await retryBooking(this.bookingId);
      return retried;
    });
  }
  handleRetrySame(): Promise<void> {
    return this.act(async () => fill(retriedAll, formatNumber(await retryCause(this.booking?.causeKey ?? ''))));
  }
  handleReopen(): Promise<void> {
    return this.act(async () => {
      await reopenBooking(this.bookingId);
      return reopened;
    });
  }
  askForReason(): void {
    this.isDismissing = true;
  }
  keepBooking(): void {
    this.isDismissing = false;
  }
  async handleDismiss(): Promise<void> {
    const field = this.template!.querySelector<HTMLTextAreaElement & { reportValidity(): boolean }>(
      'lightning-textarea',
    );
    if (!field?.reportValidity()) return;
    const reason = field.value.trim();
    await this.act(async () => {
      await dismissBooking(this.bookingId, reason);
      this.isDismissing = false;
      return dismissedToast;
    });
  }
  reload(): void {
    this.error = undefined;
    void this.read();
  }

  async act(work: () => Promise<string>): Promise<void> {
    this.isActing = true;
    try {
      const title = await work();
      this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
    } catch (error) {
      const { title, message } = asInletError(error);
      this.dispatchEvent(new ShowToastEvent({ title: title || message, message, variant: 'error' }));
    }
    this.isActing = false;
    await this.read();
  }
  async read(): Promise<void> {
    const asked = ++this.#asked;
    clearTimeout(this.#timer);
    try {
      const booking = await readBooking(this.bookingId);
      if (asked !== this.#asked) return;
      this.booking = booking;
      this.error = undefined;
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

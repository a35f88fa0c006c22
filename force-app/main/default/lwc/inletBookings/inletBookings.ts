import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { asInletError, type InletError } from 'c/inletBackend';
import { addressOf, readAddress, type BookingAddress, type PageReference } from 'c/inletBookingAddress';
import { everyBooking, type BookingQuery } from 'c/inletBookingStore';
import type { PairingStatus } from 'c/inletPairing';
import getStatus from '@salesforce/apex/InletPairing.getStatus';
import cancel from '@salesforce/label/c.Inlet_Common_Cancel';
import heading from '@salesforce/label/c.Inlet_Bookings_Heading';

/**
 * The tab Bookings: the list, or one booking, or pairing where that is still to be done. What is shown stands in the
 * address, so that it survives Back, Forward, a reload, and being sent to a colleague.
 */
export default class InletBookings extends NavigationMixin(LightningElement) {
  status: PairingStatus | undefined;
  error: InletError | undefined;
  page: PageReference | undefined;
  query: BookingQuery = everyBooking;
  bookingId = '';
  bookingUrl = '';
  /** The booking that was left for the list. */
  returnTo = '';
  /** Whether what comes next was gone to from here, and is not what the page opened with. */
  hasMoved = false;
  isPairingAgain = false;
  /** Whether pairing was gone to from here. */
  hasLeft = false;
  readonly labels = { cancel, heading };

  @wire(CurrentPageReference)
  handlePage(page: PageReference | undefined): void {
    if (!page) return;
    const { bookingId, query } = readAddress(page);
    this.returnTo = bookingId === '' ? this.bookingId : '';
    this.hasMoved = this.page !== undefined;
    this.page = page;
    this.bookingId = bookingId;
    this.query = query;
    void this.generateUrl();
  }
  connectedCallback(): void {
    void this.readStatus();
  }

  get isLoading(): boolean {
    return !this.status && !this.error;
  }
  get isUnpaired(): boolean {
    return this.status?.isPaired === false || (this.status !== undefined && this.isPairingAgain);
  }
  get isPaired(): boolean {
    return this.status?.isPaired === true && !this.isPairingAgain;
  }
  get showsBooking(): boolean {
    return this.isPaired && this.page !== undefined && this.bookingId !== '';
  }
  get showsList(): boolean {
    return this.isPaired && this.page !== undefined && this.bookingId === '';
  }

  async readStatus(): Promise<void> {
    this.error = undefined;
    try {
      this.status = await getStatus();
      this.isPairingAgain = false;
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  handlePairAgain(): void {
    this.hasLeft = true;
    this.isPairingAgain = true;
  }
  handleForgotten(): void {
    this.hasLeft = true;
    void this.readStatus();
  }
  cancelPairing(): void {
    this.isPairingAgain = false;
  }
  handleNarrow(event: CustomEvent<{ query: BookingQuery; replace: boolean }>): void {
    const { query, replace } = event.detail;
    this.goTo({ bookingId: '', query }, replace);
  }
  handleOpen(event: CustomEvent<string>): void {
    this.goTo({ bookingId: event.detail, query: this.query });
  }
  /** The list as it was left. */
  handleBack(): void {
    this.goTo({ bookingId: '', query: this.query });
  }
  goTo(address: BookingAddress, replace = false): void {
    if (this.page) this[NavigationMixin.Navigate](addressOf(this.page, address), replace);
  }
  async generateUrl(): Promise<void> {
    const { page, bookingId, query } = this;
    if (page) this.bookingUrl = await this[NavigationMixin.GenerateUrl](addressOf(page, { bookingId, query }));
  }
}

import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { asInletError, type InletError } from 'c/inletBackend';
import type { PairingStatus } from 'c/inletPairing';
import getStatus from '@salesforce/apex/InletPairing.getStatus';
import heading from '@salesforce/label/c.Inlet_Bookings_Heading';
import loading from '@salesforce/label/c.Inlet_Common_Loading';

/** The tab Bookings: the list, or one booking (`c__booking` in the address), or pairing where that is still to be done. */
export default class InletBookings extends NavigationMixin(LightningElement) {
  status: PairingStatus | undefined;
  error: InletError | undefined;
  bookingId = '';
  readonly labels = { heading, loading };

  @wire(CurrentPageReference)
  handlePage(reference: { state?: Record<string, string> } | undefined): void {
    this.bookingId = reference?.state?.['c__booking'] ?? '';
  }
  connectedCallback(): void {
    void this.readStatus();
  }

  get isLoading(): boolean {
    return !this.status && !this.error;
  }
  get isUnpaired(): boolean {
    return this.status?.isPaired === false;
  }
  get showsBooking(): boolean {
    return this.status?.isPaired === true && this.bookingId !== '';
  }
  get showsList(): boolean {
    return this.status?.isPaired === true && this.bookingId === '';
  }

  async readStatus(): Promise<void> {
    this.error = undefined;
    try {
      this.status = await getStatus();
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  handleOpen(event: CustomEvent<string>): void {
    this.show({ c__booking: event.detail });
  }
  handleBack(): void {
    this.show({});
  }
  show(state: Record<string, string>): void {
    this[NavigationMixin.Navigate]({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Inlet_Bookings' },
      state,
    });
  }
}

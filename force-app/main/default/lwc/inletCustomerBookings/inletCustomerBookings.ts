import { api, LightningElement, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import type { Provisioned } from '@salesforce/apex';
import getBookings, { type CustomerBooking } from '@salesforce/apex/InletCustomerBookings.getBookings';
import { asInletError, type InletError } from 'c/inletBackend';
import { formatTime } from 'c/inletFormat';
import heading from '@salesforce/label/c.Inlet_Record_Heading';
import join from '@salesforce/label/c.Inlet_Record_Join';
import loading from '@salesforce/label/c.Inlet_Common_Loading';
import none from '@salesforce/label/c.Inlet_Record_None';
import past from '@salesforce/label/c.Inlet_Record_Past';

/** A person's bookings, on the page of a Lead or Contact: from the org's own Events, without a call to the backend. */
export default class InletCustomerBookings extends NavigationMixin(LightningElement) {
  @api recordId = '';
  bookings: CustomerBooking[] | undefined;
  error: InletError | undefined;
  /** By Event id: Lightning makes them, as they differ between experiences. */
  addresses: Record<string, string> = {};
  readonly labels = { heading, join, loading, none };

  @wire(getBookings, { recordId: '$recordId' })
  handleBookings({ data, error }: Provisioned<CustomerBooking[]>): void {
    if (data) {
      this.bookings = data;
      void this.generateAddresses(data);
    }
    this.error = error === undefined || error === null ? undefined : asInletError(error);
  }

  get isLoading(): boolean {
    return !this.bookings && !this.error;
  }
  get isEmpty(): boolean {
    return this.bookings?.length === 0;
  }
  get rows() {
    return (this.bookings ?? []).map((booking) => ({
      ...booking,
      href: this.addresses[booking.id],
      time: formatTime(booking.startDateTime),
      facts: [booking.status, booking.page, booking.ownerName, booking.isPast ? past : null]
        .filter(Boolean)
        .join(' · '),
    }));
  }
  open(event: Event): void {
    event.preventDefault();
    const { id = '' } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate](pageOf(id));
  }
  async generateAddresses(bookings: CustomerBooking[]): Promise<void> {
    const made = await Promise.all(
      bookings.map(async ({ id }) => [id, await this[NavigationMixin.GenerateUrl](pageOf(id))] as const),
    );
    this.addresses = Object.fromEntries(made);
  }
}

function pageOf(recordId: string) {
  return { type: 'standard__recordPage', attributes: { recordId, objectApiName: 'Event', actionName: 'view' } };
}

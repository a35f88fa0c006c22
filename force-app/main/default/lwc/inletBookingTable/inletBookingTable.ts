import { api, LightningElement } from 'lwc';
import type { Booking, BookingQuery } from 'c/inletBookingStore';
import { statusWord } from 'c/inletBookingWords';
import { formatNumber, formatTime } from 'c/inletFormat';
import apiCalls from '@salesforce/label/c.Inlet_Bookings_ApiCalls';
import caption from '@salesforce/label/c.Inlet_Bookings_Caption';
import customer from '@salesforce/label/c.Inlet_Bookings_Customer';
import owner from '@salesforce/label/c.Inlet_Bookings_Owner';
import page from '@salesforce/label/c.Inlet_Bookings_Page';
import received from '@salesforce/label/c.Inlet_Bookings_Received';
import records from '@salesforce/label/c.Inlet_Bookings_Records';
import start from '@salesforce/label/c.Inlet_Bookings_Start';
import state from '@salesforce/label/c.Inlet_Bookings_State';
import status from '@salesforce/label/c.Inlet_Bookings_Status';
import test from '@salesforce/label/c.Inlet_Booking_Test';

const columns = [
  { key: 'customer', label: customer, sort: 'customer' },
  { key: 'state', label: state },
  { key: 'status', label: status },
  { key: 'page', label: page },
  { key: 'owner', label: owner },
  { key: 'start', label: start, sort: 'start' },
  { key: 'received', label: received, sort: 'received' },
  { key: 'records', label: records },
  { key: 'apiCalls', label: apiCalls },
];

/** One page of bookings. Fires `open` with a booking's id, and `sort` with a column. */
export default class InletBookingTable extends LightningElement {
  @api bookings: Booking[] = [];
  @api query: BookingQuery | undefined;
  readonly labels = { apiCalls, caption, customer, owner, page, received, records, start, state, status, test };

  get columns() {
    return columns.map((column) => {
      const isSorted = column.sort !== undefined && this.query?.sort === column.sort;
      const ascending = this.query?.direction === 'asc';
      return {
        ...column,
        ariaSort: isSorted ? (ascending ? 'ascending' : 'descending') : undefined,
        icon: isSorted ? (ascending ? 'utility:arrowup' : 'utility:arrowdown') : undefined,
      };
    });
  }
  get rows() {
    return this.bookings.map((booking) => ({
      ...booking,
      name: booking.customer.name ?? booking.customer.email ?? booking.customer.phone ?? booking.source.bookingId,
      email: booking.customer.name ? booking.customer.email : null,
      statusWord: statusWord(booking.status),
      pageName: booking.page ? (booking.page.name ?? booking.page.id) : '–',
      ownerName: booking.owner ?? '–',
      startTime: formatTime(booking.start),
      receivedTime: formatTime(booking.receivedAt),
      calls: formatNumber(booking.apiCalls),
    }));
  }

  /** Moves the focus to a booking. False when it is not on this page. */
  @api
  focusBooking(id: string): boolean {
    const button = [...this.template!.querySelectorAll<HTMLElement>('button[data-id]')].find(
      ({ dataset }) => dataset['id'] === id,
    );
    button?.focus();
    return button !== undefined;
  }

  open(event: Event): void {
    event.preventDefault();
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('open', { detail: id }));
  }
  sort(event: Event): void {
    const { sort } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('sort', { detail: sort }));
  }
}

import { request } from 'c/inletBackend';
import type { RecordLink } from 'c/inletBookingStore';

/** A value that nobody gave, in a field that Salesforce requires. */
export interface StandIn {
  object: string;
  label: string;
  value: string | number;
  /** The record that it is in; null where the backend no longer knows it. */
  record: RecordLink | null;
}

export interface BookingWithStandIns {
  id: string;
  customer: { name: string | null; email: string | null; phone: string | null };
  page: { id: string; name: string | null } | null;
  deliveredAt: string | null;
  fallbacks: StandIn[];
}

export interface StandInReport {
  /** A record that two bookings share counts once. */
  total: { bookings: number; records: number };
  bookings: BookingWithStandIns[];
  next: string | null;
}

/** Bookings whose records hold stand-ins, the newest first; `cursor` is the `next` of the page before. */
export function listStandIns(cursor?: string): Promise<StandInReport> {
  return request('GET', `/v1/org/fallbacks${cursor === undefined ? '' : `?cursor=${cursor}`}`);
}

import type { BookingDetails, BookingStatus } from '../booking.ts';
import type { DeliveredRecords } from '../plan/plan-person.ts';
import type { BookingPlan } from '../plan/plan.ts';
import type { Outcome } from './outcome.ts';

/** One due booking, as stored. */
export interface DueBooking {
  id: string;
  revision: number;
  status: BookingStatus;
  details: BookingDetails;
  /** The kind of source that it came by. */
  source: string;
  records: DeliveredRecords;
  attempts: number;
  alone: boolean;
  /** Part of another booking by now: nothing is made for it, and an Event that it has is called off. */
  merged: boolean;
}

/** API calls that a booking took part in, its part of them, and the largest number of bookings that shared one. */
export interface CallCost {
  apiCalls: number;
  apiCallShare: number;
  batchSize: number;
}

/** How the turn ended for one booking. */
export interface BookingResult extends CallCost {
  booking: DueBooking;
  outcome: Outcome;
  /** Absent when it did not come to a plan. */
  plan?: BookingPlan;
}

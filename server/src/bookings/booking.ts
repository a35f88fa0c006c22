/** The states a booking lives through, in the order in which they win a tie of equal source clocks (see chain.ts). */
export const bookingStatuses = [
  'requested',
  'scheduled',
  'reassigned',
  'rescheduled',
  'completed',
  'no-show',
  'rejected',
  'canceled',
] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

/** A point in time as ISO 8601 in UTC with milliseconds (`2026-11-20T09:00:00.000Z`): sorts as text, survives JSON. */
export type Instant = string;

/** Who booked. At least one of email, phone (or mobilePhone) and salesforceId is known once a booking is whole. */
export interface Customer {
  /** Trimmed, spelled as received; compare with `normaliseEmail`. */
  email?: string;
  firstName?: string;
  lastName?: string;
  phone?: string;
  mobilePhone?: string;
  company?: string;
  /** The 15- or 18-character id of a Lead or Contact that the page already knew. */
  salesforceId?: string;
}

export interface Answer {
  question: string;
  answer: string;
}

export interface Guest {
  email: string;
  name?: string;
}

/** What a message says about a booking. A field that the message does not carry is absent, and keeps its older value. */
export interface BookingDetails {
  start?: Instant;
  end?: Instant;
  /** IANA name of the customer's zone. */
  timeZone?: string;
  subject?: string;
  page?: { id: string; name?: string };
  owner?: { email?: string; name?: string };
  customer?: Customer;
  location?: string;
  meetingUrl?: string;
  notes?: string;
  /** Why it was canceled, rescheduled, … */
  reason?: string;
  /** Further people of the meeting, beside customer and owner. */
  guests?: Guest[];
  /** The custom questions of the booking form, in the form's order. */
  answers?: Answer[];
}

/** One accepted message of a scheduling product about one booking, parsed. */
export interface BookingMessage {
  /** The source's own id of this booking. */
  externalId: string;
  /** The source's id of the booking that this one takes the place of (a reschedule). Never its own id. */
  replaces?: string;
  /** The source's id of the booking that took the place of this one. Never its own id. */
  replacedBy?: string;
  /**
   * What the message says the booking became; `replaced` is the canceled half of a reschedule: it links two bookings
   * into one chain and says nothing about the chain's state.
   */
  status: BookingStatus | 'replaced';
  /** The source's own clock for this change. For a message without one, the rule of its adapter (never its arrival). */
  clock: Instant;
  details: BookingDetails;
}

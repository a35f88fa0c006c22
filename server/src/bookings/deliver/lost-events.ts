import { queryPath, soqlIn } from '../../salesforce/soql.ts';
import type { OrgSchema, Subrequest } from '../../salesforce/types.ts';
import { rulesOfPage, type CreationRules } from '../creation-rules.ts';
import { isCalledOff } from '../plan/event-values.ts';
import type { DueBooking } from './due-booking.ts';

/**
 * True when an Event that we do not know of would have to go. The answer to the call that made it may be lost, with the
 * process even, and no upsert will meet it, as none is going to be sent: the booking became part of another, or it was
 * called off and such Events are deleted.
 */
export function mayHaveLostEvent({ records, merged, status, details }: DueBooking, rules: CreationRules): boolean {
  if (records.event) return false;
  const { event, canceledEvent } = rulesOfPage(rules, details.page?.id);
  return merged || (event === 'make' && isCalledOff(status) && canceledEvent === 'delete');
}

/** Asks for the Events of bookings by our external id; undefined where the org has no such field. */
export function lostEventsRequest(bookings: DueBooking[], schema: OrgSchema): Subrequest | undefined {
  const field = bookingIdField(schema);
  if (bookings.length === 0 || !schema.objects.get('Event')?.fields.has(field)) return undefined;
  const ids = soqlIn(
    field,
    bookings.map(({ id }) => id),
  );
  return {
    referenceId: 'lostEvents',
    method: 'GET',
    url: queryPath(`SELECT Id, ${field} FROM Event WHERE ${ids}`),
  };
}

/** The bookings, those whose Event was found with it. */
export function withLostEvents(
  bookings: DueBooking[],
  found: Record<string, unknown>[],
  schema: OrgSchema,
): DueBooking[] {
  const field = bookingIdField(schema);
  return bookings.map((booking) => {
    const event = found.find((row) => row[field] === booking.id);
    return event ? { ...booking, records: { ...booking.records, event: { id: String(event['Id']) } } } : booking;
  });
}

function bookingIdField(schema: OrgSchema): string {
  return `${schema.packagePrefix ?? ''}Inlet_Booking_Id__c`;
}

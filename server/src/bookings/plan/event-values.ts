import { text, type Text } from '../../texts/text.ts';
import { DateTime } from 'luxon';
import type { ObjectSchema } from '../../salesforce/types.ts';
import type { BookingDetails, BookingStatus } from '../booking.ts';
import type { PlannedValue } from './plan.ts';
import { prepareValue } from './prepare-value.ts';

export interface EventInput {
  status: BookingStatus;
  details: BookingDetails;
  /** The booking owner's Salesforce user, where there is one. */
  ownerId: string | undefined;
  packagePrefix: string;
}

const statusWords: Record<BookingStatus, string> = {
  requested: 'Requested',
  scheduled: 'Scheduled',
  reassigned: 'Reassigned',
  rescheduled: 'Rescheduled',
  completed: 'Completed',
  'no-show': 'No-show',
  rejected: 'Rejected',
  canceled: 'Canceled',
};

/** States in which the meeting does not take place: the owner's time is free, and the subject says so. */
const offStatuses = new Set<BookingStatus>(['canceled', 'rejected', 'no-show']);

/** True when the booking stands no longer. */
export function isCalledOff(status: BookingStatus): boolean {
  return status === 'canceled' || status === 'rejected';
}

/** The Event's fields for the booking as it is now: the same for creating and for changing it. */
export function eventValues(
  input: EventInput,
  schema: ObjectSchema,
  write: 'create' | 'update',
): { values: Record<string, PlannedValue>; notes: Text[] } {
  const { details, status, packagePrefix } = input;
  const subject = details.subject ?? details.page?.name ?? 'Meeting';
  const wanted: Record<string, string | undefined> = {
    Subject: offStatuses.has(status) ? `${statusWords[status]}: ${subject}` : subject,
    StartDateTime: details.start,
    EndDateTime: details.end,
    Location: details.location ?? details.meetingUrl,
    Description: eventDescription(details),
    OwnerId: input.ownerId,
    ShowAs: offStatuses.has(status) || status === 'requested' ? 'Free' : 'Busy',
    [`${packagePrefix}Inlet_Booking_Status__c`]: statusWords[status],
    [`${packagePrefix}Inlet_Booking_Reason__c`]: details.reason,
    [`${packagePrefix}Inlet_Booking_Page__c`]: details.page?.name ?? details.page?.id,
    [`${packagePrefix}Inlet_Meeting_Link__c`]: details.meetingUrl,
  };
  const result = { values: {} as Record<string, PlannedValue>, notes: [] as Text[] };
  for (const [name, said] of Object.entries(wanted)) {
    const field = schema.fields.get(name);
    if (!field || !(write === 'create' ? field.createable : field.updateable)) {
      if (said !== undefined && said !== '')
        result.notes.push(text('plan.notWritable', { field: name, object: 'Event' }));
      continue;
    }
    const prepared = said ? prepareValue(field, said) : undefined;
    if (prepared?.note) result.notes.push(text('plan.onObject', { object: 'Event', note: prepared.note }));
    if (prepared?.value !== undefined) result.values[name] = prepared.value;
    // A change takes back what an earlier state said (a cancel reason, a location); on create there is nothing to clear.
    else if (write === 'update' && name !== 'OwnerId' && field.nillable) result.values[name] = null;
  }
  return result;
}

/** The longest text that the Event's text fields hold. */
const textFieldLength = 255;

/** Everything the customer wrote, whole: what a mapped field cannot hold stands here. */
export function eventDescription(details: BookingDetails): string | undefined {
  const customer = details.customer ?? {};
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ');
  const overlong = (name: string, said: string | undefined) =>
    said !== undefined && said.length > textFieldLength && `${name}: ${said}`;
  const lines = [
    details.notes,
    details.answers?.map(({ question, answer }) => `${question}: ${answer}`).join('\n'),
    [
      name && `Booked by: ${name}`,
      customer.email && `E-mail: ${customer.email}`,
      customer.phone && `Phone: ${customer.phone}`,
      customer.mobilePhone && customer.mobilePhone !== customer.phone && `Mobile phone: ${customer.mobilePhone}`,
      customer.company && `Company: ${customer.company}`,
      details.start && details.timeZone && localTime(details.start, details.timeZone),
    ]
      .filter(Boolean)
      .join('\n'),
    details.meetingUrl && `Join: ${details.meetingUrl}`,
    overlong('Subject', details.subject),
    overlong('Location', details.location),
    overlong('Reason', details.reason),
  ];
  return lines.filter(Boolean).join('\n\n') || undefined;
}

function localTime(start: string, timeZone: string): string | undefined {
  const time = DateTime.fromISO(start, { zone: timeZone });
  return time.isValid ? `Their time: ${time.toFormat('yyyy-MM-dd HH:mm')} (${timeZone})` : undefined;
}

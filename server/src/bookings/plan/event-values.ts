import { text, type Text } from '../../texts/text.ts';
import { DateTime } from 'luxon';
import type { ObjectSchema } from '../../salesforce/types.ts';
import type { BookingDetails, BookingStatus } from '../booking.ts';
import type { FieldMapping } from '../settings/field-mapping.ts';
import { mappedValues } from './mapped-values.ts';
import type { BookingToPlan } from './plan-person.ts';
import type { PlannedValue } from './plan.ts';
import { prepareValue } from './prepare-value.ts';

export interface EventInput {
  booking: Pick<BookingToPlan, 'status' | 'details' | 'source' | 'ownerId' | 'mapping'>;
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

/**
 * The Event's fields for the booking as it is now: the same for creating and for changing it, but that a field mapped
 * "only if empty" is written when the Event is made and never again: what stands in an Event is not read.
 */
export function eventValues(
  input: EventInput,
  schema: ObjectSchema,
  write: 'create' | 'update',
): { values: Record<string, PlannedValue>; notes: Text[] } {
  const { booking, packagePrefix } = input;
  const { details, status } = booking;
  const mappings = booking.mapping.objects.Event.filter((one) => write === 'create' || !isOnlyAtFirst(one));
  const mapped = mappedValues(mappings, booking, schema, write);
  const { Subject: mappedSubject, ...others } = mapped.values;
  const subject =
    typeof mappedSubject === 'string' ? mappedSubject : (details.subject ?? details.page?.name ?? 'Meeting');
  const wanted: Record<string, string | undefined> = {
    Subject: offStatuses.has(status) ? `${statusWords[status]}: ${subject}` : subject,
    StartDateTime: details.start,
    EndDateTime: details.end,
    Location: details.location ?? details.meetingUrl,
    Description: eventDescription(details),
    // A change never gives an Event to the default owner: whoever took it over keeps it.
    OwnerId: booking.ownerId,
    ShowAs: offStatuses.has(status) || status === 'requested' ? 'Free' : 'Busy',
    [`${packagePrefix}Inlet_Booking_Status__c`]: statusWords[status],
    [`${packagePrefix}Inlet_Booking_Reason__c`]: details.reason,
    [`${packagePrefix}Inlet_Booking_Page__c`]: details.page?.name ?? details.page?.id,
    [`${packagePrefix}Inlet_Meeting_Link__c`]: details.meetingUrl,
  };
  const result = { values: { ...others } as Record<string, PlannedValue>, notes: [...mapped.notes] };
  if (write === 'update') for (const name of mapped.empty) if (canBeCleared(schema, name)) result.values[name] = null;
  const kept = new Set(write === 'update' ? onlyAtFirst(booking) : []);
  for (const [name, said] of Object.entries(wanted)) {
    if (name in others || kept.has(name)) continue;
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
    else if (write === 'update' && canBeCleared(schema, name)) result.values[name] = null;
  }
  return result;
}

function canBeCleared(schema: ObjectSchema, name: string): boolean {
  return name !== 'OwnerId' && schema.fields.get(name)?.nillable === true;
}

/** Fields that the mapping writes when the Event is made, and a change leaves alone. */
function onlyAtFirst({ mapping }: EventInput['booking']): string[] {
  return mapping.objects.Event.filter(isOnlyAtFirst).map(({ field }) => field);
}

/** The subject follows the booking in any case: it says that the meeting was canceled. */
function isOnlyAtFirst({ field, write }: FieldMapping): boolean {
  return write === 'ifEmpty' && field !== 'Subject';
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

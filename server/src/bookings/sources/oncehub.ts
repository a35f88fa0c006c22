import { z } from 'zod';
import { InvalidRequest } from '../../platform/problem.ts';
import type { BookingDetails, BookingStatus, Customer } from '../booking.ts';
import { addMinutes, bounds, cleanLine, isEmail } from '../normalise.ts';
import { customerName } from '../customer-name.ts';
import {
  anything,
  email,
  essential,
  essentialObject,
  identifier,
  instant,
  knownOrNothing,
  line,
  optional,
  parseBody,
  text,
  tolerant,
  tolerantList,
  tolerantObject,
  url,
  timeZone,
} from './fields.ts';
import { answered, answerText, toMessage } from './message.ts';
import { verifyTimestamped } from './signature.ts';
import type { Source } from './source.ts';

// developers.oncehub.com: "Webhook event triggers". `booking.reassigned` is offered by newer accounts.
const statusOfEvent: Partial<Record<string, BookingStatus>> = {
  'booking.scheduled': 'scheduled',
  'booking.rescheduled': 'rescheduled',
  'booking.reassigned': 'reassigned',
  'booking.canceled': 'canceled',
  // The user canceled and asked the customer to choose another time: no meeting until `booking.rescheduled` comes.
  'booking.canceled_reschedule_requested': 'canceled',
  'booking.canceled_then_rescheduled': 'rescheduled',
  'booking.completed': 'completed',
  'booking.no_show': 'no-show',
};

const envelope = essentialObject({ type: essential(line), creation_time: optional(instant) });

/** API v1 sends ids or names where v2 sends expanded objects; both are read by `reference`. */
const reference = anything;

const booking = z.object({
  data: essentialObject({
    id: optional(identifier),
    tracking_id: optional(identifier),
    status: tolerant(line),
    subject: tolerant(line),
    starting_time: essential(instant),
    duration_minutes: anything,
    last_updated_time: optional(instant),
    customer_timezone: tolerant(timeZone),
    owner: reference,
    virtual_conferencing: reference,
    location_description: tolerant(line),
    virtual_or_physical_location: tolerant(line),
    rescheduled_booking_id: optional(identifier),
    cancel_reschedule_information: tolerantObject({ reason: tolerant(text) }),
    cancel_reschedule_reason: tolerant(text),
    form_submission: tolerantObject({
      name: tolerant(line),
      email: optional(email),
      phone: tolerant(line),
      mobile_phone: tolerant(line),
      company: tolerant(line),
      note: tolerant(text),
      custom_fields: tolerantList({ name: tolerant(line), value: tolerant(answerText) }, bounds.answers),
    }),
    booking_page: reference,
    booking_calendar: reference,
    master_page: reference,
    event_type: reference,
  }),
});
type Booking = z.infer<typeof booking>['data'];

const expanded = tolerantObject({
  id: tolerant(identifier),
  name: tolerant(line),
  public_name: tolerant(line),
  label: tolerant(line),
  internal_label: tolerant(line),
  first_name: tolerant(line),
  last_name: tolerant(line),
  email: tolerant(email),
});

function ownerOf(value: unknown): BookingDetails['owner'] {
  if (typeof value === 'string') {
    const owner = cleanLine(value);
    // An id of OnceHub's own (USR-…) says nothing that Salesforce could know.
    if (owner === '' || owner.length > bounds.line || /^USR-/i.test(owner)) return undefined;
    return isEmail(owner) ? { email: owner } : { name: owner };
  }
  const owner = expanded.parse(value);
  const name = owner?.name ?? [owner?.first_name, owner?.last_name].filter(Boolean).join(' ');
  return knownOrNothing({ email: owner?.email, name: name || undefined });
}

function pageOf(...candidates: unknown[]): BookingDetails['page'] {
  for (const candidate of candidates) {
    const page = expanded.parse(typeof candidate === 'string' ? { id: candidate } : candidate);
    const id = page?.id ?? page?.internal_label ?? page?.label;
    const name = page?.name ?? page?.public_name;
    if (id !== undefined && id.length <= bounds.id) return { id, ...(name ? { name } : {}) };
  }
  return undefined;
}

function customerOf(form: Booking['form_submission']): Customer | undefined {
  return knownOrNothing<Customer>({
    email: form?.email,
    ...customerName({ name: form?.name }),
    phone: form?.phone,
    mobilePhone: form?.mobile_phone,
    company: form?.company,
  });
}

function meetingUrlOf(conferencing: unknown): string | undefined {
  const address = typeof conferencing === 'string' ? { join_url: conferencing } : conferencing;
  return tolerantObject({ join_url: tolerant(url) }).parse(address)?.join_url;
}

function durationOf(minutes: unknown): number {
  const duration = Number(typeof minutes === 'string' && minutes.trim() === '' ? NaN : minutes);
  const usable = (typeof minutes === 'number' || typeof minutes === 'string') && duration > 0 && duration <= 1e6;
  if (usable) return duration;
  throw new InvalidRequest([{ pointer: '/data/duration_minutes', detail: 'must be a number of minutes above 0' }]);
}

/**
 * A message of OnceHub's webhook, API v1 or v2. Clock: `data.last_updated_time`, else the event's `creation_time`.
 * The status comes from the event's type, never from `data.status` (which the samples spell in several ways), save for
 * `booking.canceled_then_rescheduled`, see below.
 */
export const oncehub: Source = {
  kind: 'oncehub',

  // developers.oncehub.com, "Webhook signatures".
  verify: (request, secrets, now) => verifyTimestamped(request, 'oncehub-signature', 's', secrets, now),

  parse(body) {
    const event = parseBody(envelope, body);
    const status = Object.hasOwn(statusOfEvent, event.type) ? statusOfEvent[event.type] : undefined;
    if (status === undefined) {
      return { kind: 'ignored', reason: `Inlet does not use OnceHub's event "${event.type}".` };
    }
    const { data } = parseBody(booking, body);
    const externalId = data.id ?? data.tracking_id;
    const clock = data.last_updated_time ?? event.creation_time;
    if (externalId === undefined || clock === undefined) {
      throw new InvalidRequest([
        ...(externalId === undefined ? [{ pointer: '/data/id', detail: 'is missing' }] : []),
        ...(clock === undefined ? [{ pointer: '/data/last_updated_time', detail: 'is missing' }] : []),
      ]);
    }
    const end = addMinutes(data.starting_time, durationOf(data.duration_minutes));
    const form = data.form_submission;

    // [assumption] "canceled_then_rescheduled" describes the new booking, and `rescheduled_booking_id` the one it takes
    // the place of, as the booking object's reference says. Should the payload be the canceled half itself (its own
    // status says so), it is linked the other way and cancels nothing.
    const isOldHalf = event.type === 'booking.canceled_then_rescheduled' && /^cancell?ed$/i.test(data.status ?? '');
    const linked = data.rescheduled_booking_id === externalId ? undefined : data.rescheduled_booking_id;
    const message = toMessage(
      {
        externalId,
        replaces: isOldHalf ? undefined : linked,
        replacedBy: isOldHalf ? linked : undefined,
        status: isOldHalf ? (linked === undefined ? 'canceled' : 'replaced') : status,
        clock,
        details: {
          start: data.starting_time,
          end,
          timeZone: data.customer_timezone,
          subject: data.subject,
          page: pageOf(data.booking_page, data.booking_calendar, data.master_page, data.event_type),
          owner: ownerOf(data.owner),
          customer: customerOf(form),
          location: data.location_description ?? data.virtual_or_physical_location,
          meetingUrl: meetingUrlOf(data.virtual_conferencing),
          notes: form?.note,
          reason:
            status === 'scheduled'
              ? undefined
              : (data.cancel_reschedule_information?.reason ?? data.cancel_reschedule_reason),
          answers: answered(
            (form?.custom_fields ?? []).map((field) => ({ question: field.name, answer: field.value })),
          ),
        },
      },
      '/data/duration_minutes',
    );
    return { kind: 'message', message };
  },
};

import { z } from 'zod';
import { InvalidRequest } from '../../platform/problem.ts';
import type { BookingDetails, BookingStatus, Customer } from '../booking.ts';
import { addMinutes, bounds, isEmail } from '../normalise.ts';
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
import { answered, answerText, guestAddresses, guestsOf, toMessage } from './message.ts';
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

/** API v1 sends an id or a name where v2 sends an object: it becomes the object's field `key`. */
const reference = <S extends z.core.$ZodLooseShape>(key: string, shape: S) =>
  z
    .unknown()
    .transform((value) => (typeof value === 'string' ? { [key]: value } : value))
    .pipe(tolerantObject(shape))
    .optional();

const page = reference('id', {
  id: tolerant(identifier),
  label: tolerant(identifier),
  internal_label: tolerant(identifier),
  name: tolerant(line),
  public_name: tolerant(line),
});
type Page = z.infer<typeof page>;

const owner = reference('text', {
  text: tolerant(line),
  email: tolerant(email),
  name: tolerant(line),
  first_name: tolerant(line),
  last_name: tolerant(line),
});

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
    owner,
    virtual_conferencing: reference('join_url', { join_url: tolerant(url) }),
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
      // developers.oncehub.com: "additional attendees (emails) invited by the customer". `data.attendees` names the host too.
      guests: anything,
      custom_fields: tolerantList({ name: tolerant(line), value: tolerant(answerText) }, bounds.answers),
    }),
    booking_page: page,
    booking_calendar: page,
    master_page: page,
    event_type: page,
  }),
});
type Booking = z.infer<typeof booking>['data'];

function ownerOf(given: Booking['owner']): BookingDetails['owner'] {
  const text = given?.text;
  if (text !== undefined) {
    // An id of OnceHub's own (USR-…) says nothing that Salesforce could know.
    if (/^USR-/i.test(text)) return undefined;
    return isEmail(text) ? { email: text } : { name: text };
  }
  const name = given?.name ?? [given?.first_name, given?.last_name].filter(Boolean).join(' ');
  return knownOrNothing({ email: given?.email, name: name || undefined });
}

function pageOf(...candidates: Page[]): BookingDetails['page'] {
  for (const candidate of candidates) {
    const id = candidate?.id ?? candidate?.internal_label ?? candidate?.label;
    const name = candidate?.name ?? candidate?.public_name;
    if (id !== undefined) return { id, ...(name ? { name } : {}) };
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
          guests: guestsOf(guestAddresses(form?.guests)),
          location: data.location_description ?? data.virtual_or_physical_location,
          meetingUrl: data.virtual_conferencing?.join_url,
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

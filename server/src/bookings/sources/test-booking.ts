import { Webhook } from 'standardwebhooks';
import type { Instant } from '../booking.ts';
import { hmacHex } from './signature.ts';
import type { SignedRequest, SourceKind } from './source.ts';

/** What a test booking says. Its subject and its customer tell everybody that it is none of a customer's. */
export interface TestBooking {
  /** Unique: a test never joins another booking. */
  id: string;
  subject: string;
  customer: { email: string; name: string; company: string };
  owner: { email: string } | undefined;
  page: { id: string; name: string };
  start: Instant;
  end: Instant;
  answers: Record<string, string>;
  notes: string;
}

/**
 * A test booking in the words of the product, signed as the product signs: so it comes in by the same way as the real
 * ones, and what is wrong on that way is wrong for it too.
 */
export function testRequest(kind: SourceKind, secret: string, booking: TestBooking, now: Date): SignedRequest {
  const rawBody = Buffer.from(JSON.stringify(bodies[kind](booking, now.toISOString())));
  return { headers: signatures[kind](secret, rawBody, Math.floor(now.getTime() / 1000)), rawBody };
}

const bodies: Record<SourceKind, (booking: TestBooking, at: Instant) => object> = {
  oncehub: ({ id, subject, customer, owner, page, start, end, answers, notes }, at) => ({
    id: `EVNT-${id}`,
    object: 'event',
    creation_time: at,
    type: 'booking.scheduled',
    api_version: 'v2',
    data: {
      object: 'booking',
      id,
      tracking_id: id,
      subject,
      status: 'scheduled',
      creation_time: at,
      last_updated_time: at,
      starting_time: start,
      duration_minutes: (Date.parse(end) - Date.parse(start)) / 60_000,
      customer_timezone: 'Etc/UTC',
      ...(owner && { owner: { object: 'user', email: owner.email } }),
      form_submission: {
        ...customer,
        note: notes,
        custom_fields: Object.entries(answers).map(([name, value]) => ({ name, value })),
      },
      booking_page: { object: 'booking_page', ...page },
    },
  }),
  calendly: ({ id, customer, owner, page, start, end, answers }, at) => ({
    event: 'invitee.created',
    created_at: at,
    payload: {
      uri: `https://api.calendly.com/scheduled_events/${id}/invitees/${id}`,
      email: customer.email,
      name: customer.name,
      timezone: 'Etc/UTC',
      created_at: at,
      updated_at: at,
      status: 'active',
      rescheduled: false,
      old_invitee: null,
      new_invitee: null,
      questions_and_answers: Object.entries(answers).map(([question, answer], position) => ({
        position,
        question,
        answer,
      })),
      scheduled_event: {
        uri: `https://api.calendly.com/scheduled_events/${id}`,
        // Calendly's bookings are called by their event type.
        name: page.name,
        event_type: `https://api.calendly.com/event_types/${encodeURIComponent(page.id)}`,
        start_time: start,
        end_time: end,
        event_memberships: owner ? [{ user_email: owner.email }] : [],
      },
    },
  }),
  calcom: ({ id, subject, customer, owner, page, start, end, answers, notes }, at) => ({
    triggerEvent: 'BOOKING_CREATED',
    createdAt: at,
    payload: {
      uid: id,
      title: subject,
      eventTypeId: page.id,
      eventTitle: page.name,
      startTime: start,
      endTime: end,
      status: 'ACCEPTED',
      additionalNotes: notes,
      ...(owner && { organizer: { email: owner.email, timeZone: 'Etc/UTC' } }),
      attendees: [{ email: customer.email, name: customer.name, timeZone: 'Etc/UTC' }],
      responses: {
        name: { label: 'your_name', value: customer.name },
        email: { label: 'email_address', value: customer.email },
        ...Object.fromEntries(
          Object.entries(answers).map(([label, value], number) => [`question${number}`, { label, value }]),
        ),
      },
    },
  }),
  api: ({ id, subject, customer, owner, page, start, end, answers, notes }, at) => ({
    id,
    status: 'scheduled',
    updatedAt: at,
    start,
    end,
    timeZone: 'Etc/UTC',
    subject,
    page,
    ...(owner && { owner }),
    customer,
    notes,
    answers,
  }),
};

const signatures: Record<SourceKind, (secret: string, rawBody: Buffer, seconds: number) => Record<string, string>> = {
  oncehub: (secret, rawBody, seconds) => ({
    'oncehub-signature': `t=${seconds},s=${hmacHex(secret, `${seconds}.`, rawBody)}`,
  }),
  calendly: (secret, rawBody, seconds) => ({
    'calendly-webhook-signature': `t=${seconds},v1=${hmacHex(secret, `${seconds}.`, rawBody)}`,
  }),
  calcom: (secret, rawBody) => ({ 'x-cal-signature-256': hmacHex(secret, rawBody) }),
  api: (secret, rawBody, seconds) => ({
    'webhook-id': 'msg_test',
    'webhook-timestamp': String(seconds),
    'webhook-signature': new Webhook(secret).sign('msg_test', new Date(seconds * 1000), rawBody),
  }),
};

import { z } from 'zod';
import { InvalidRequest } from '../../platform/problem.ts';
import type { BookingDetails, BookingMessage, Customer, Instant } from '../booking.ts';
import { customerName } from '../customer-name.ts';
import { bounds } from '../normalise.ts';
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
  personId,
  text,
  timeZone,
  tolerant,
  tolerantFirst,
  tolerantList,
  tolerantObject,
  url,
  type Read,
} from './fields.ts';
import { answered, answerText, guestsOf, toMessage } from './message.ts';
import { verifyTimestamped } from './signature.ts';
import type { Source } from './source.ts';

/**
 * The last part of a Calendly address, which is the thing's UUID: the address of an invitee is written with different
 * hosts and prefixes in places, its UUID never is.
 */
const uuidOf: Read<string> = (value) => {
  const address = line(value);
  return 'value' in address
    ? identifier(
        address.value
          .replace(/[?#].*$/, '')
          .split('/')
          .findLast((part) => part !== '') ?? '',
      )
    : address;
};

const envelope = essentialObject({ event: essential(line), created_at: optional(instant) });

const invitee = z.object({
  payload: essentialObject({
    uri: optional(uuidOf),
    // Read where a no-show comes without the invitee's own fields.
    invitee: tolerant(uuidOf),
    email: optional(email),
    name: tolerant(line),
    first_name: tolerant(line),
    last_name: tolerant(line),
    timezone: tolerant(timeZone),
    text_reminder_number: tolerant(line),
    updated_at: optional(instant),
    rescheduled: anything,
    old_invitee: optional(uuidOf),
    new_invitee: optional(uuidOf),
    cancellation: tolerantObject({ reason: tolerant(text) }),
    no_show: tolerantObject({ created_at: tolerant(instant) }),
    tracking: tolerantObject({ salesforce_uuid: tolerant(personId) }),
    questions_and_answers: tolerantList({ question: tolerant(line), answer: tolerant(answerText) }, bounds.answers),
    scheduled_event: tolerantObject({
      name: tolerant(line),
      start_time: optional(instant),
      end_time: optional(instant),
      event_type: tolerant(uuidOf),
      event_guests: tolerantList({ email: tolerant(email) }, 1_000),
      event_memberships: tolerantFirst({ user_email: tolerant(email), user_name: tolerant(line) }),
      location: tolerantObject({
        type: tolerant(line),
        location: tolerant(line),
        additional_info: tolerant(line),
        join_url: tolerant(url),
      }),
    }),
  }),
});
type Invitee = z.infer<typeof invitee>['payload'];

const later = (...instants: (Instant | undefined)[]): Instant | undefined =>
  instants
    .filter((moment) => moment !== undefined)
    .toSorted()
    .at(-1);

/** What became of the booking, by the event; undefined for events that are not about a booking. */
function statusOf(event: string, payload: () => Invitee): BookingMessage['status'] | undefined {
  switch (event) {
    case 'invitee.created':
    // A no-show that is taken back: the meeting stands again.
    // eslint-disable-next-line no-fallthrough -- same state
    case 'invitee_no_show.deleted':
      return 'scheduled';
    case 'invitee.canceled':
      return payload().rescheduled === true || payload().new_invitee !== undefined ? 'replaced' : 'canceled';
    case 'invitee_no_show.created':
      return 'no-show';
    default:
      return undefined;
  }
}

/**
 * Calendly's own clock for the change: `updated_at` of the invitee. A no-show does not move that, so its own time
 * counts where it is later, and for one taken back the time of the event.
 */
function clockOf(event: string, payload: Invitee, createdAt: Instant | undefined): Instant | undefined {
  switch (event) {
    case 'invitee_no_show.created':
      return later(payload.updated_at, payload.no_show?.created_at ?? createdAt);
    case 'invitee_no_show.deleted':
      return later(payload.updated_at, createdAt);
    default:
      return payload.updated_at ?? createdAt;
  }
}

type Location = NonNullable<Invitee['scheduled_event']>['location'];

function placeOf(location: Location): {
  place: string | undefined;
  phone: string | undefined;
  link: string | undefined;
} {
  const given = location?.location;
  const link = location?.join_url ?? (given && /^https?:\/\/\S+$/i.test(given) ? given : undefined);
  // The customer is called: the "location" is the customer's number.
  const phone = location?.type === 'outbound_call' ? given : undefined;
  const extra = location?.additional_info;
  const place = given === undefined || given === link ? extra : extra ? `${given} (${extra})` : given;
  return { place, phone, link };
}

function detailsOf(payload: Invitee): { [K in keyof BookingDetails]?: BookingDetails[K] | undefined } {
  const event = payload.scheduled_event;
  const { place, phone, link } = placeOf(event?.location);
  const host = event?.event_memberships;
  return {
    start: event?.start_time,
    end: event?.end_time,
    timeZone: payload.timezone,
    subject: event?.name,
    page: event?.event_type ? { id: event.event_type, ...(event.name ? { name: event.name } : {}) } : undefined,
    owner: knownOrNothing({ email: host?.user_email, name: host?.user_name }),
    customer: knownOrNothing<Customer>({
      email: payload.email,
      ...customerName({ firstName: payload.first_name, lastName: payload.last_name, name: payload.name }),
      phone: payload.text_reminder_number ?? phone,
      salesforceId: payload.tracking?.salesforce_uuid,
    }),
    guests: guestsOf(event?.event_guests),
    location: place,
    meetingUrl: link,
    reason: payload.cancellation?.reason,
    answers: answered(payload.questions_and_answers),
  };
}

/**
 * A message of Calendly's webhook, API v2. A booking is an invitee (a group event has several); a reschedule is a new
 * invitee with `old_invitee`, and an `invitee.canceled` of the old one with `rescheduled: true`.
 */
export const calendly: Source = {
  kind: 'calendly',

  // developer.calendly.com, "Webhook signatures".
  verify: (request, secrets, now) => verifyTimestamped(request, 'calendly-webhook-signature', 'v1', secrets, now),

  parse(body) {
    const { event, created_at: createdAt } = parseBody(envelope, body);
    let read: Invitee | undefined;
    const payload = () => (read ??= parseBody(invitee, body).payload);
    const status = statusOf(event, payload);
    if (status === undefined) {
      return { kind: 'ignored', reason: `Inlet does not use Calendly's event "${event}".` };
    }
    const externalId = payload().uri ?? payload().invitee;
    const clock = clockOf(event, payload(), createdAt);
    const isNew = event === 'invitee.created';
    const missing = [
      { pointer: '/payload/uri', isMissing: externalId === undefined },
      { pointer: '/payload/updated_at', isMissing: clock === undefined },
      { pointer: '/payload/scheduled_event/start_time', isMissing: isNew && !payload().scheduled_event?.start_time },
      { pointer: '/payload/scheduled_event/end_time', isMissing: isNew && !payload().scheduled_event?.end_time },
    ].filter((field) => field.isMissing);
    if (externalId === undefined || clock === undefined || missing.length > 0) {
      throw new InvalidRequest(missing.map(({ pointer }) => ({ pointer, detail: 'is missing' })));
    }
    const message = toMessage(
      {
        externalId,
        replaces: payload().old_invitee,
        replacedBy: payload().new_invitee,
        status,
        clock,
        details: detailsOf(payload()),
      },
      '/payload/scheduled_event/end_time',
    );
    return { kind: 'message', message };
  },
};

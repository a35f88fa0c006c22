import { z } from 'zod';
import type { BookingDetails, BookingStatus, Customer } from '../booking.ts';
import { customerName, type CustomerName } from '../customer-name.ts';
import { bounds, isEmail } from '../normalise.ts';
import {
  email,
  entriesOf,
  identifier,
  instant,
  knownOrNothing,
  line,
  optional,
  text,
  timeZone,
  tolerant,
  tolerantFirst,
  tolerantObject,
  url,
  type Read,
  type Reading,
} from './fields.ts';
import { answered, answerText, guestAddresses, guestsOf } from './message.ts';

/** An answer of the booking form: its label, and its value, which has a different shape for each kind of question. */
interface Response {
  key: string;
  label: string;
  value: unknown;
}

/** The answers, in the form's order. An entry is `{label, value}`, or in some payloads the bare value. */
const responses: Read<Response[]> = (value) => {
  const entries = entriesOf(value);
  if (entries.length > bounds.answers) return { refused: `must hold at most ${bounds.answers} entries` };
  const read: Response[] = [];
  for (const [key, entry] of entries) {
    const fields = entriesOf(entry);
    const field = (name: string) => fields.find(([candidate]) => candidate === name)?.[1];
    const isLabelled = field('label') !== undefined || field('value') !== undefined;
    const value = isLabelled ? field('value') : entry;
    const name = line(key);
    const label = line(field('label') ?? key);
    const answer = responseText(value);
    if ('refused' in name) return { refused: `has a key that ${name.refused}` };
    if ('refused' in label) return { refused: `has a label that ${label.refused}` };
    if ('refused' in answer)
      return {
        refused: `has an answer (${JSON.stringify('value' in name ? name.value : key)}) that ${answer.refused}`,
      };
    const question = ('value' in label && label.value) || ('value' in name && name.value) || '';
    read.push({ key, label: question, value });
  }
  return { value: read };
};

/** The text of an answer; a choice with a field of its own (`{value, optionValue}`) counts as what was typed into it. */
function responseText(value: unknown): Reading<string> {
  const fields = entriesOf(value);
  if (fields.length === 0) return answerText(value);
  const field = (name: string) => fields.find(([key]) => key === name)?.[1];
  return answerText(field('optionValue') || field('value'));
}

const customAnswers: Read<{ key: string; question: string; answer: string }[]> = (value) => {
  const read = responses(value);
  if (!('value' in read)) return read;
  const answers = [];
  for (const { key, label, value } of read.value) {
    const answer = responseText(value);
    if ('value' in answer && answer.value !== '' && label !== '')
      answers.push({ key, question: label, answer: answer.value });
  }
  return { value: answers };
};

/** Cal.com's own questions; all others are the page's. */
const systemFields = new Set([
  'name',
  'email',
  'location',
  'notes',
  'guests',
  'rescheduleReason',
  'attendeePhoneNumber',
  'smsReminderNumber',
  'aiAgentCallPhoneNumber',
]);

/** Cal.com gives those who book with a phone number alone an address of this domain, which nobody reads. */
const madeUpEmail = /@sms\.cal\.com$/i;

/** What we read of a booking, in the nested payloads and in the flat one of MEETING_ENDED. */
export const bookingFields = {
  uid: optional(identifier),
  rescheduleUid: optional(identifier),
  fromReschedule: optional(identifier),
  status: tolerant(line),
  title: tolerant(line),
  startTime: optional(instant),
  endTime: optional(instant),
  eventTypeId: tolerant(identifier),
  eventTitle: tolerant(line),
  type: tolerant(line),
  additionalNotes: tolerant(text),
  location: tolerant(line),
  cancellationReason: tolerant(text),
  rejectionReason: tolerant(text),
  smsReminderNumber: tolerant(line),
  userPrimaryEmail: tolerant(email),
  organizer: tolerantObject({ email: tolerant(email), name: tolerant(line) }),
  user: tolerantObject({ email: tolerant(email), name: tolerant(line) }),
  // The first attendee is who booked, the others are guests.
  attendees: tolerantFirst({
    email: optional(email),
    name: tolerant(line),
    timeZone: tolerant(timeZone),
    phoneNumber: tolerant(line),
  }),
  videoCallData: tolerantObject({ url: tolerant(url) }),
  metadata: tolerantObject({ videoCallUrl: tolerant(url) }),
  responses: tolerant(responses),
  userFieldsResponses: tolerant(customAnswers),
  customInputs: tolerant(customAnswers),
};
type CalcomBooking = z.infer<z.ZodObject<typeof bookingFields>>;

function nameOf(given: unknown, attendeeName: string | undefined): CustomerName {
  const read = (value: unknown) => {
    const name = line(value);
    return 'value' in name ? name.value : undefined;
  };
  const parts = entriesOf(given);
  if (parts.length === 0) return customerName({ name: read(given) || attendeeName });
  const part = (key: string) => read(parts.find(([candidate]) => candidate === key)?.[1]) || undefined;
  return customerName({ firstName: part('firstName'), lastName: part('lastName'), name: attendeeName });
}

/** The details of a booking, for a message of this status. */
export function detailsOf(
  booking: CalcomBooking,
  status: BookingStatus,
): { [K in keyof BookingDetails]?: BookingDetails[K] | undefined } {
  const response = (key: string) => booking.responses?.find((candidate) => candidate.key === key)?.value;
  const responded = (key: string) => {
    const answer = responseText(response(key));
    return 'value' in answer && answer.value !== '' ? answer.value : undefined;
  };
  const attendee = booking.attendees;
  const givenEmail = responded('email');
  const address = givenEmail !== undefined && isEmail(givenEmail) ? givenEmail.trim() : attendee?.email;
  const isPhoneCall = entriesOf(response('location')).some(([key, value]) => key === 'value' && value === 'phone');

  // "integrations:zoom" and the bare kinds ("inPerson") name how one meets, not where.
  const place = /^(integrations:|(attendeeInPerson|inPerson|userPhone|phone|link|somewhereElse|conferencing)$)/.test(
    booking.location ?? '',
  )
    ? undefined
    : booking.location;
  const placeLink = place !== undefined && /^https?:\/\/\S+$/i.test(place) ? place : undefined;

  const custom = (booking.responses ?? [])
    .filter(({ key }) => !systemFields.has(key))
    .map(({ key, label }) => ({ key, question: label, answer: responded(key) }));
  const seen = new Set(custom.flatMap(({ key, question }) => [key, question]));
  const more = [...(booking.userFieldsResponses ?? []), ...(booking.customInputs ?? [])].filter(
    ({ key, question }) => !seen.has(key) && !seen.has(question),
  );

  return {
    start: booking.startTime,
    end: booking.endTime,
    timeZone: attendee?.timeZone,
    subject: booking.title,
    page: pageOf(booking),
    owner: knownOrNothing({
      email: booking.organizer?.email ?? booking.user?.email ?? booking.userPrimaryEmail,
      name: booking.organizer?.name ?? booking.user?.name,
    }),
    customer: knownOrNothing<Customer>({
      email: address !== undefined && madeUpEmail.test(address) ? undefined : address,
      ...nameOf(response('name'), attendee?.name),
      phone:
        responded('attendeePhoneNumber') ??
        attendee?.phoneNumber ??
        booking.smsReminderNumber ??
        responded('smsReminderNumber') ??
        (isPhoneCall ? responded('location') : undefined),
    }),
    guests: guestsOf(guestAddresses(response('guests'))),
    location: placeLink === undefined ? place : undefined,
    meetingUrl: booking.metadata?.videoCallUrl ?? booking.videoCallData?.url ?? placeLink,
    notes: booking.additionalNotes ?? responded('notes'),
    reason: reasonOf(booking, status, responded('rescheduleReason')),
    answers: answered([...custom, ...more]),
  };
}

function pageOf(booking: CalcomBooking): BookingDetails['page'] {
  const name = booking.eventTitle ?? booking.type;
  const id = booking.eventTypeId ?? booking.type;
  return id === undefined || id.length > bounds.id ? undefined : { id, ...(name ? { name } : {}) };
}

function reasonOf(booking: CalcomBooking, status: BookingStatus, rescheduleReason: string | undefined) {
  switch (status) {
    case 'canceled':
      return booking.cancellationReason;
    case 'rejected':
      return booking.rejectionReason;
    case 'rescheduled':
      return rescheduleReason;
    default:
      return undefined;
  }
}

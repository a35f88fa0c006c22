import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { InvalidRequest, type FieldProblem } from '../../platform/problem.ts';
import { bookingStatuses, type Answer, type BookingMessage, type BookingStatus, type Customer } from '../booking.ts';
import { customerName } from '../customer-name.ts';
import { bounds, normalisePhone, periodProblem } from '../normalise.ts';
import {
  describeReader,
  email,
  entriesOf,
  essential,
  identifier,
  instant,
  knownOrNothing,
  line,
  optional,
  personId,
  pointer,
  readBody,
  text,
  timeZone,
  url,
} from './fields.ts';
import { answerText, guestsOf, toMessage } from './message.ts';
import { header, isTimely, refuseSignature, sameSignature } from './signature.ts';
import type { SignedRequest } from './source.ts';

/** How many bookings one request may bring. */
export const mostBookings = 500;

const spellings: Partial<Record<string, BookingStatus>> = {
  cancelled: 'canceled',
  no_show: 'no-show',
  noshow: 'no-show',
};

const status = describeReader<BookingStatus>(
  (value) => {
    const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
    const found =
      bookingStatuses.find((candidate) => candidate === word) ??
      (Object.hasOwn(spellings, word) ? spellings[word] : undefined);
    return found === undefined ? { unreadable: `must be one of ${bookingStatuses.join(', ')}` } : { value: found };
  },
  { type: 'string', enum: [...bookingStatuses] },
);

const phone = describeReader<string>(
  (value) => {
    const number = line(value);
    return !('value' in number) || number.value === '' || normalisePhone(number.value) !== ''
      ? number
      : { unreadable: 'must be a phone number' };
  },
  { type: 'string', maxLength: bounds.line },
);

/** An object whose absence is allowed; anything else but an object is refused. Keys that we do not know are ignored. */
const optionalObject = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.preprocess((value) => value ?? undefined, z.object(shape, { error: 'must be an object' }).optional());

/** `{ "question": answer }`, each answer a text, a number, true, false, null or a list of texts. */
const answers = z
  .unknown()
  .transform((value, context): Answer[] => {
    const refuse = (message: string, path: string[] = []) =>
      context.issues.push({ code: 'custom', message, input: value, path });
    if (value === undefined || value === null) return [];
    const entries = entriesOf(value);
    if (typeof value !== 'object' || Array.isArray(value)) refuse('must be an object of questions and answers');
    if (entries.length > bounds.answers) refuse(`must hold at most ${bounds.answers} answers`);
    return entries.slice(0, bounds.answers).flatMap(([key, given]) => {
      const question = line(key);
      const answer = answerText(given);
      if (!('value' in question))
        refuse('refused' in question ? `a question ${question.refused}` : question.unreadable);
      else if (question.value === '') refuse('a question must not be blank', [key]);
      else if (!('value' in answer)) refuse('refused' in answer ? answer.refused : answer.unreadable, [key]);
      else if (answer.value !== '') return [{ question: question.value, answer: answer.value }];
      return [];
    });
  })
  .meta({
    type: ['object', 'null'],
    description: 'By question: a text, a number, true, false, null or a list of texts.',
    maxProperties: bounds.answers,
  });

const customer = z.object(
  {
    email: optional(email),
    firstName: optional(line),
    lastName: optional(line),
    name: optional(line),
    phone: optional(phone),
    mobilePhone: optional(phone),
    company: optional(line),
    salesforceId: optional(personId),
  },
  { error: 'must be an object with one of email, phone and salesforceId' },
);

const booking = z.object(
  {
    id: essential(identifier),
    status: essential(status),
    updatedAt: essential(instant),
    start: essential(instant),
    end: essential(instant),
    timeZone: optional(timeZone),
    subject: optional(line),
    page: optionalObject({ id: essential(identifier), name: optional(line) }),
    owner: optionalObject({ email: optional(email), name: optional(line) }),
    customer,
    location: optional(line),
    meetingUrl: optional(url),
    notes: optional(text),
    reason: optional(text),
    answers: answers.optional(),
    guests: z
      .preprocess(
        (value) => value ?? undefined,
        z
          .array(
            z.object({ email: essential(email), name: optional(line) }, { error: 'must be an object with email' }),
            {
              error: 'must be a list of { "email", "name" }',
            },
          )
          .max(bounds.guests, `must hold at most ${bounds.guests} guests`)
          .optional(),
      )
      .optional(),
    replaces: optional(identifier),
  },
  { error: 'must be a booking: a JSON object' },
);

/** The body of `POST /v1/bookings`, for the API's document. */
export const apiBookings = z.union([booking, z.array(booking).min(1).max(mostBookings)]);

/** What is wrong with a booking as a whole, told beside its wrong fields: so it looks at the body as it came. */
function wholeProblems(body: unknown, at: PropertyKey[]): FieldProblem[] {
  const field = (value: unknown, name: string) => entriesOf(value).find(([key]) => key === name)?.[1];
  const problems: FieldProblem[] = [];
  const given = field(body, 'customer');
  const isNamed = ['email', 'phone', 'mobilePhone', 'salesforceId'].some((name) => {
    const value = field(given, name);
    return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');
  });
  if (typeof given === 'object' && given !== null && !Array.isArray(given) && !isNamed) {
    problems.push({
      pointer: pointer([...at, 'customer']),
      detail: 'must have one of email, phone and salesforceId',
    });
  }
  const [start, end] = ['start', 'end'].map((name) => instant(field(body, name)));
  if (start && end && 'value' in start && 'value' in end && start.value !== '' && end.value !== '') {
    const problem = periodProblem(start.value, end.value);
    if (problem !== undefined) problems.push({ pointer: pointer([...at, 'end']), detail: problem });
  }
  return problems;
}

function readBooking(body: unknown, at: PropertyKey[]): { value: BookingMessage } | { problems: FieldProblem[] } {
  const read = readBody(booking, body, at);
  const problems = ['problems' in read ? read.problems : [], wholeProblems(body, at)].flat();
  if ('problems' in read || problems.length > 0) return { problems };
  const { page, owner, customer: given, ...fields } = read.value;
  const message = toMessage(
    {
      externalId: fields.id,
      replaces: fields.replaces,
      status: fields.status,
      clock: fields.updatedAt,
      details: {
        start: fields.start,
        end: fields.end,
        timeZone: fields.timeZone,
        subject: fields.subject,
        page: page && { id: page.id, ...(page.name ? { name: page.name } : {}) },
        owner: knownOrNothing({ email: owner?.email, name: owner?.name }),
        customer: knownOrNothing<Customer>({
          email: given.email,
          ...customerName(given),
          phone: given.phone,
          mobilePhone: given.mobilePhone,
          company: given.company,
          salesforceId: given.salesforceId,
        }),
        location: fields.location,
        meetingUrl: fields.meetingUrl,
        notes: fields.notes,
        reason: fields.reason,
        answers: fields.answers,
        guests: guestsOf(fields.guests),
      },
    },
    pointer([...at, 'end']),
  );
  return { value: message };
}

/**
 * The body of `POST /v1/bookings`: one booking, or an array of 1 to 500 (two may have the same id: two changes of one
 * booking). Keys that we do not know are ignored, so that a sender may send more than we use. Throws InvalidRequest that
 * names every wrong field of every booking (`/3/customer/email`, or `/customer/email` for one booking alone).
 */
export function parseApiBookings(body: unknown): { messages: BookingMessage[]; isArray: boolean } {
  const isArray = Array.isArray(body);
  const items: unknown[] = isArray ? body : [body];
  if (items.length < 1 || items.length > mostBookings) {
    throw new InvalidRequest([{ pointer: '', detail: `an array must hold 1 to ${mostBookings} bookings` }]);
  }
  const read = items.map((item, index) => readBooking(item, isArray ? [index] : []));
  const problems = read.flatMap((result) => ('problems' in result ? result.problems : []));
  if (problems.length > 0) throw new InvalidRequest(problems);
  return { messages: read.flatMap((result) => ('value' in result ? [result.value] : [])), isArray };
}

/** The signature by the library; undefined when the secret is not one (`whsec_` and Base64). */
function standardSignature(secret: string, id: string, time: string, rawBody: Buffer): string | undefined {
  try {
    return new Webhook(secret).sign(id, new Date(Number(time) * 1000), rawBody);
  } catch {
    return undefined;
  }
}

/**
 * Passes when the request is signed by Standard Webhooks (standardwebhooks.com) with any of the secrets; throws
 * Unauthorized otherwise. The library's own `verify` reads the machine's clock, so it only signs here, and the time and
 * the comparison are ours.
 */
export function verifyStandardWebhook(request: SignedRequest, secrets: string[], now: Date): void {
  const id = header(request, 'webhook-id');
  const time = header(request, 'webhook-timestamp')?.trim();
  const given = (header(request, 'webhook-signature') ?? '').split(' ').filter((part) => part !== '');
  if (!id || !time || !isTimely(time, now)) refuseSignature();
  const matches = secrets.some((secret) => {
    const expected = standardSignature(secret, id, time, request.rawBody);
    return expected !== undefined && given.some((signature) => sameSignature(signature, expected));
  });
  if (!matches) refuseSignature();
}

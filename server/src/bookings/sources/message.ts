import { InvalidRequest } from '../../platform/problem.ts';
import type { Answer, BookingDetails, BookingMessage, Guest, Instant } from '../booking.ts';
import { bounds, cleanText, isEmail, normaliseEmail, periodProblem } from '../normalise.ts';
import { known, type Reading } from './fields.ts';

/** What an adapter read, before it is checked as a whole. */
export interface Draft {
  externalId: string;
  replaces?: string | undefined;
  replacedBy?: string | undefined;
  status: BookingMessage['status'];
  clock: Instant;
  details: { [K in keyof BookingDetails]?: BookingDetails[K] | undefined };
}

/**
 * The message of a draft: absent fields left out, a booking that names itself as its predecessor or successor unlinked
 * (OnceHub does that), an empty list of answers absent, and a period that is no period refused at `endPointer`.
 */
export function toMessage(draft: Draft, endPointer: string): BookingMessage {
  const { start, end } = draft.details;
  const problem = start && end ? periodProblem(start, end) : undefined;
  if (problem !== undefined) throw new InvalidRequest([{ pointer: endPointer, detail: problem }]);

  const other = (id: string | undefined) => (id === draft.externalId ? undefined : id);
  const answers = draft.details.answers?.length ? draft.details.answers : undefined;
  return {
    externalId: draft.externalId,
    ...known<Pick<BookingMessage, 'replaces' | 'replacedBy'>>({
      replaces: other(draft.replaces),
      replacedBy: other(draft.replacedBy),
    }),
    status: draft.status,
    clock: draft.clock,
    details: known<BookingDetails>({ ...draft.details, answers }),
  };
}

/**
 * The value of an answer as text: several choices joined with `; ` (the way Salesforce writes a multi-select picklist),
 * yes/no as `true`/`false`, nothing as an empty text.
 */
export function answerText(value: unknown): Reading<string> {
  if (value === null || value === undefined) return { value: '' };
  if (typeof value === 'object' && !Array.isArray(value))
    return { unreadable: 'must be a text, a number, true, false or a list of texts' };
  const choices: unknown[] = Array.isArray(value) ? value : [value];
  if (choices.some((choice) => !['string', 'number', 'boolean'].includes(typeof choice))) {
    return { unreadable: 'must be a text, a number, true, false or a list of texts' };
  }
  const texts = choices.map((choice) => cleanText(String(choice))).filter((choice) => choice !== '');
  const joined = texts.join('; ');
  return joined.length > bounds.text
    ? { refused: `must be at most ${bounds.text.toLocaleString('en')} characters long` }
    : { value: joined };
}

/** Guests as booking forms have them: a list of addresses. */
export function guestAddresses(form: unknown): { email: string }[] {
  return Array.isArray(form) ? form.flatMap((one) => (typeof one === 'string' ? [{ email: one }] : [])) : [];
}

/** The guests whose address can be used, each once; undefined where there are none. */
export function guestsOf(given: { email?: string | undefined; name?: string | undefined }[] = []): Guest[] | undefined {
  const guests = new Map<string, Guest>();
  for (const { email, name } of given) {
    if (email === undefined || !isEmail(email) || guests.has(normaliseEmail(email))) continue;
    guests.set(normaliseEmail(email), { email: email.trim(), ...(name ? { name } : {}) });
  }
  return guests.size > 0 ? [...guests.values()].slice(0, bounds.guests) : undefined;
}

/** The answers that say something, in their order. */
export function answered(answers: { question?: string | undefined; answer?: string | undefined }[]): Answer[] {
  return answers.flatMap(({ question, answer }) => (question && answer ? [{ question, answer }] : []));
}

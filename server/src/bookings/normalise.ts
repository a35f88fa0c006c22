import { DateTime, IANAZone } from 'luxon';
import type { Customer, Instant } from './booking.ts';

/**
 * How long a text from outside may be, in UTF-16 units. Wide enough that no real form reaches them; what a Salesforce
 * field cannot hold is cut later, with a note (the planner's business), never here.
 */
export const bounds = { id: 255, email: 254, line: 2_000, text: 32_000, answers: 200, guests: 50 } as const;

/** Salesforce's limit for the length of an Event, in days. */
export const longestBookingInDays = 14;

/** Salesforce stores dates from 1700 to 4000 only. */
const years = { first: 1700, last: 4000 } as const;

// Everything in Unicode's "control" class but tab and line feed. PostgreSQL cannot store U+0000 at all.
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const controlCharacters = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/**
 * A text of several lines, made storable. The one rule for all sources: line ends become `\n`, every other control
 * character becomes a blank, a lone surrogate becomes U+FFFD, blanks around the text go.
 */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(controlCharacters, ' ').toWellFormed().trim();
}

/** A text of one line: as `cleanText`, and every run of blanks and line ends becomes one blank. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}

/** Whether the text holds a control character or a lone surrogate. Identifiers are refused then, not cleaned. */
export function hasForbiddenCharacters(text: string): boolean {
  return /\p{Cc}/u.test(text) || !text.isWellFormed();
}

// Deliberately wider than RFC 5322's practice (apostrophes, plus signs, umlauts, new top-level domains) and narrower
// where it would hurt: no blanks, no control or invisible characters, one @, a dot in the domain, no list separators.
const emailForm = /^[^\s\p{C}@,;:<>()[\]\\"]+@[^\s\p{C}@,;:<>()[\]\\"'.]+(\.[^\s\p{C}@,;:<>()[\]\\"'.]+)+$/u;

/** Whether the text, trimmed, is one e-mail address that can be written to a record and searched for. */
export function isEmail(text: string): boolean {
  const email = text.trim();
  return email.length <= bounds.email && email.indexOf('@') <= 64 && emailForm.test(email);
}

/** The form of an e-mail address for comparing: trimmed, composed, lower case. What is stored stays as spelled. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/**
 * The form of a phone number for comparing: its digits, with `+` before them when the country is given (`+` or `00`).
 * An extension and a bracketed trunk zero (`+49 (0)30 …`) are left out. Empty when there are no digits.
 */
export function normalisePhone(phone: string): string {
  const plain = phone
    .normalize('NFKC')
    .replace(/(?:;?\s*ext(?:ension)?\.?\s*=?|\bx|#)\s*\d+\s*$/i, '')
    .replace(/^tel:/i, '')
    .trim();
  const digits = plain.replace(/(?<=\d\s*)\(0\)/g, '').replace(/\D/g, '');
  if (plain.startsWith('+') && digits) return `+${digits}`;
  return digits.startsWith('00') && digits.length > 4 ? `+${digits.slice(2)}` : digits;
}

/** The 15- or 18-character id of a Lead (00Q) or Contact (003). Its checksum is Salesforce's business. */
export function isPersonId(text: string): boolean {
  return /^(00Q|003)([A-Za-z0-9]{12}|[A-Za-z0-9]{15})$/.test(text);
}

/**
 * What makes two bookings the same person's: `e:` + e-mail, else `p:` + phone, else `s:` + Salesforce id (its first
 * 15 characters, which the long form shares). Undefined when nothing identifies the customer.
 */
export function personKey(customer: Customer): string | undefined {
  if (customer.email) return `e:${normaliseEmail(customer.email)}`;
  const phone = normalisePhone(customer.phone ?? '') || normalisePhone(customer.mobilePhone ?? '');
  if (phone) return `p:${phone}`;
  return customer.salesforceId ? `s:${customer.salesforceId.slice(0, 15)}` : undefined;
}

/**
 * An ISO 8601 date and time with an offset or `Z`, as an Instant (UTC, milliseconds; finer parts are cut off).
 * Undefined for anything else: without an offset nobody knows which moment is meant. Years 1700 to 4000.
 */
export function toInstant(text: string): Instant | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 40 || !/T.*(?:Z|[+-]\d{2}(?::?\d{2})?)$/i.test(trimmed)) return undefined;
  const instant = DateTime.fromISO(trimmed, { zone: 'utc' });
  if (!instant.isValid || instant.year < years.first || instant.year > years.last) return undefined;
  return instant.toISO() ?? undefined;
}

/** The instant so many minutes later. */
export function addMinutes(instant: Instant, minutes: number): Instant | undefined {
  return toInstant(DateTime.fromISO(instant, { zone: 'utc' }).plus({ minutes }).toISO() ?? '');
}

/** What is wrong with a booking's period, in words for its end; undefined when nothing is. */
export function periodProblem(start: Instant, end: Instant): string | undefined {
  if (end <= start) return 'must be later than the start';
  const days = DateTime.fromISO(end).diff(DateTime.fromISO(start), 'days').days;
  return days > longestBookingInDays
    ? `must be at most ${longestBookingInDays} days after the start, the longest Event that Salesforce takes`
    : undefined;
}

/** Whether the name is a time zone of the IANA database that this machine knows. Offsets such as `+02:00` are not. */
export function isTimeZone(name: string): boolean {
  return name.length <= 64 && /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);
}

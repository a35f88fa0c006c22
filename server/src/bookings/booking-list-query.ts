import { z } from 'zod';
import { parseQuery } from '../platform/http/query.ts';
import { InvalidRequest, type FieldProblem } from '../platform/problem.ts';
import { bookingSorts, readCursor, type BookingCursor, type BookingSort, type Direction } from './booking-cursor.ts';

/** States that the list shows; a merged booking is shown as the one it became part of. */
export const listedStates = ['waiting', 'delivered', 'held', 'dismissed'] as const;
export type ListedState = (typeof listedStates)[number];

/** A bound of the start: a moment, or a day of the calendar where the reader is. */
export type StartBound = { at: Date } | { day: string; timeZone: string };

/** Which bookings, in which order. Empty lists filter nothing. */
export interface BookingListQuery {
  states: ListedState[];
  statuses: string[];
  pages: string[];
  sources: string[];
  owners: string[];
  cause: string | undefined;
  /** Only the bookings that an admin sent to try a source, or only the others. */
  test: boolean | undefined;
  /** Bounds of the start. A moment is inclusive in `from` and exclusive in `to`; a day is meant whole in both. */
  from: StartBound | undefined;
  to: StartBound | undefined;
  /** Each must be found, in any case of letters. */
  words: string[];
  sort: BookingSort;
  direction: Direction;
  cursor: BookingCursor | undefined;
  limit: number;
}

const longest = 500;
const text = z
  .string()
  .max(longest)
  .refine((value) => !value.includes('\0') && value.isWellFormed(), 'holds characters that no booking has');
/** A parameter that may be repeated. */
const several = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => [value].flat(), z.array(item).max(50)).default([]);

/** The years of Salesforce: PostgreSQL knows them all, and no time zone leads out of what it knows. */
const isYear = (value: string) => value >= '1700' && value < '4001';
const bound = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    'must be a day (2026-11-20) or a time (2026-11-20T09:00:00Z)',
  )
  .refine(isYear, 'must lie between the years 1700 and 4000');

// Strict: a misspelled filter that is silently ignored shows the wrong bookings.
export const bookingListParameters = z.strictObject({
  state: several(z.enum(listedStates)).describe('May be repeated, as those that follow.'),
  status: several(text),
  page: several(text).describe('Ids of booking pages.'),
  source: several(text).describe('Ids of sources.'),
  owner: several(text).describe('E-mail addresses of booking owners.'),
  cause: z.string().max(4_000).optional().describe('The causeKey of a booking.'),
  test: z
    .enum(['true', 'false'])
    .optional()
    .describe('Only the bookings that an admin sent to try a source, or only the others.'),
  from: bound.optional().describe('Of the start; inclusive.'),
  to: bound.optional().describe('Of the start: a day that counts in, or a time that does not.'),
  timeZone: z
    .string()
    .max(100)
    .refine(isTimeZone, 'must be a time zone like Europe/Berlin')
    .default('UTC')
    .describe('Where the days of "from" and "to" begin and end.'),
  search: text.optional().describe('Words; each must be found in customer, page or id.'),
  sort: z.enum(bookingSorts).default('received'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(3_000).optional().describe('The next of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Parses the query of `GET /v1/org/bookings`. Throws InvalidRequest that names each parameter that is wrong. */
export function parseBookingListQuery(query: unknown): BookingListQuery {
  const given = parseQuery(bookingListParameters, query);
  const { state, status, page, source, owner, cause, test, from, to, timeZone } = given;
  const { search, sort, direction, limit } = given;
  const cursor = given.cursor === undefined ? undefined : readCursor(given.cursor);
  if (given.cursor !== undefined && (cursor?.sort !== sort || cursor.direction !== direction)) {
    const detail = 'must be the "next" or "previous" of a page with the same sort and direction';
    throw new InvalidRequest([{ pointer: '?cursor', detail }]);
  }
  const wrong = rangeProblem(from, to);
  if (wrong) throw new InvalidRequest([wrong]);
  return {
    states: state,
    statuses: status,
    pages: page,
    sources: source,
    owners: owner,
    cause,
    test: test === undefined ? undefined : test === 'true',
    from: boundOf(from, timeZone),
    to: boundOf(to, timeZone),
    words: (search ?? '').split(/\s+/).filter(Boolean).slice(0, 10),
    sort,
    direction,
    cursor,
    limit,
  };
}

const isDay = (value: string) => value.length === 'YYYY-MM-DD'.length;

function boundOf(value: string | undefined, timeZone: string): StartBound | undefined {
  if (value === undefined) return undefined;
  return isDay(value) ? { day: value, timeZone } : { at: new Date(value) };
}

function rangeProblem(from: string | undefined, to: string | undefined): FieldProblem | undefined {
  if (from === undefined || to === undefined) return undefined;
  if (isDay(from) !== isDay(to)) return { pointer: '?to', detail: 'must be a day, or a time, as "from" is' };
  const isBehind = isDay(from) ? to < from : new Date(to) <= new Date(from);
  return isBehind ? { pointer: '?to', detail: 'must be later than "from"' } : undefined;
}

function isTimeZone(name: string): boolean {
  // Names only: PostgreSQL reads the sign of an offset the other way round.
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

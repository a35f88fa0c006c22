import { z } from 'zod';
import { parseQuery } from '../platform/http/query.ts';
import { InvalidRequest } from '../platform/problem.ts';
import { bookingSorts, readCursor, type BookingCursor, type BookingSort, type Direction } from './booking-cursor.ts';

/** States that the list shows; a merged booking is shown as the one it became part of. */
export const listedStates = ['waiting', 'delivered', 'held', 'dismissed'] as const;
export type ListedState = (typeof listedStates)[number];

/** Which bookings, in which order. Empty lists filter nothing. */
export interface BookingListQuery {
  states: ListedState[];
  statuses: string[];
  pages: string[];
  sources: string[];
  owners: string[];
  cause: string | undefined;
  /** Bounds of the start: from inclusive, to exclusive. */
  from: Date | undefined;
  to: Date | undefined;
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

// Strict: a misspelled filter that is silently ignored shows the wrong bookings.
export const bookingListParameters = z.strictObject({
  state: several(z.enum(listedStates)).describe('May be repeated, as those that follow.'),
  status: several(text),
  page: several(text).describe('Ids of booking pages.'),
  source: several(text).describe('Ids of sources.'),
  owner: several(text).describe('E-mail addresses of booking owners.'),
  cause: z.string().max(4_000).optional().describe('The causeKey of a booking.'),
  from: z.iso.datetime({ offset: true }).optional().describe('Of the start; inclusive.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Of the start; exclusive.'),
  search: text.optional().describe('Words; each must be found in customer, page or id.'),
  sort: z.enum(bookingSorts).default('received'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(3_000).optional().describe('The next of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Parses the query of `GET /v1/org/bookings`. Throws InvalidRequest that names each parameter that is wrong. */
export function parseBookingListQuery(query: unknown): BookingListQuery {
  const given = parseQuery(bookingListParameters, query);
  const { state, status, page, source, owner, cause, from, to, search, sort, direction, limit } = given;
  const cursor = given.cursor === undefined ? undefined : readCursor(given.cursor);
  if (given.cursor !== undefined && (cursor?.sort !== sort || cursor.direction !== direction)) {
    const detail = 'must be the "next" of a page with the same sort and direction';
    throw new InvalidRequest([{ pointer: '?cursor', detail }]);
  }
  return {
    states: state,
    statuses: status,
    pages: page,
    sources: source,
    owners: owner,
    cause,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    words: (search ?? '').split(/\s+/).filter(Boolean).slice(0, 10),
    sort,
    direction,
    cursor,
    limit,
  };
}

import { z } from 'zod';

/** What the list can be sorted by. received: the order of first arrival. */
export const bookingSorts = ['received', 'start', 'updated', 'customer'] as const;
export type BookingSort = (typeof bookingSorts)[number];
export type Direction = 'asc' | 'desc';

/** Where the page before ended: the last row's value of the sorted column, and its place among equals. */
export interface BookingCursor {
  sort: BookingSort;
  direction: Direction;
  /** As text of the database; empty for `received`, whose order is `seq` alone. */
  value: string;
  seq: string;
}

const shape = z.tuple([
  z.enum(bookingSorts),
  z.enum(['asc', 'desc']),
  z.string().max(1_000),
  z.string().regex(/^\d{1,18}$/),
]);

/** The cursor as the API hands it out: opaque, and bound to the order it was made for. */
export function printCursor({ sort, direction, value, seq }: BookingCursor): string {
  return Buffer.from(JSON.stringify([sort, direction, value, seq])).toString('base64url');
}

/** Undefined for a text that is no cursor of ours. */
export function readCursor(text: string): BookingCursor | undefined {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (!parsed.success) return undefined;
    const [sort, direction, value, seq] = parsed.data;
    const isTime = sort === 'start' || sort === 'updated';
    if (value.includes('\0') || (isTime && !isTimestamp(value))) return undefined;
    return { sort, direction, value, seq };
  } catch {
    return undefined;
  }
}

/** As the list prints it, or infinity: nothing that PostgreSQL would refuse. */
function isTimestamp(text: string): boolean {
  return (
    text === 'infinity' ||
    (/^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00$/.test(text) && isDate(text.slice(0, -'.000000+00'.length)))
  );
}

function isDate(text: string): boolean {
  return !Number.isNaN(Date.parse(`${text.replace(' ', 'T')}Z`));
}

import { z } from 'zod';

/** The id of a record of one kind, by the three characters that its ids begin with. */
export function recordId(prefix: string, what: string) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?$`), `must be the id of ${what} (${prefix}…)`);
}

/** Ids come with 15 characters, or with the 3 more that make them safe without case. */
export function isSameId(a: string, b: string): boolean {
  return a.slice(0, 15) === b.slice(0, 15);
}

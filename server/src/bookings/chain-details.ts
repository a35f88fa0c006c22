import type { BookingDetails, BookingMessage, Customer } from './booking.ts';

/** First and last name belong together: a new last name never stands beside an old first name. */
function foldCustomer(older: Customer | undefined, newer: Customer | undefined): Customer | undefined {
  if (older === undefined || newer === undefined) return newer ?? older;
  const { firstName: _first, lastName: _last, ...unnamed } = older;
  return { ...(newer.firstName || newer.lastName ? unnamed : older), ...newer };
}

/** A newer mention of the same page, or the same owner, without its name does not take the name away. */
function foldNamed<T extends { name?: string }>(
  older: T | undefined,
  newer: T | undefined,
  isSame: (a: T, b: T) => boolean,
): T | undefined {
  if (older === undefined || newer === undefined) return newer ?? older;
  return isSame(older, newer) ? { ...older, ...newer } : newer;
}

/** Start and end belong together: of a message that gives one of them, the other stays only where the two agree. */
function foldPeriod(older: BookingDetails, newer: BookingDetails): Pick<BookingDetails, 'start' | 'end'> {
  const start = newer.start ?? older.start;
  const end = newer.end ?? older.end;
  if (start === undefined || end === undefined || start < end) {
    return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
  }
  return newer.end === undefined ? { start } : { end };
}

function fold(older: BookingDetails, newer: BookingDetails): BookingDetails {
  const { start: _start, end: _end, ...rest } = { ...older, ...newer };
  const customer = foldCustomer(older.customer, newer.customer);
  const page = foldNamed(older.page, newer.page, (a, b) => a.id === b.id);
  const owner = foldNamed(older.owner, newer.owner, (a, b) => a.email !== undefined && a.email === b.email);
  return {
    ...rest,
    ...foldPeriod(older, newer),
    ...(customer && { customer }),
    ...(page && { page }),
    ...(owner && { owner }),
  };
}

/**
 * The details of a chain: its messages (in ascending order) laid over one another, from what is farthest from the
 * booking that speaks to that booking's own; branches that do not lead to it come first of all.
 */
export function foldDetails(ascending: BookingMessage[], distances: ReadonlyMap<string, number>): BookingDetails {
  const distance = (message: BookingMessage) => distances.get(message.externalId) ?? Infinity;
  return ascending
    .toSorted((a, b) => (distance(a) === distance(b) ? 0 : distance(b) - distance(a)))
    .reduce<BookingDetails>((older, message) => fold(older, message.details), {});
}

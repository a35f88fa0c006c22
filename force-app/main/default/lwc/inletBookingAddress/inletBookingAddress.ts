import { everyBooking, type BookingQuery } from 'c/inletBookingStore';

/** Where a page is, as `CurrentPageReference` tells it. */
export interface PageReference {
  type: string;
  attributes: Record<string, string | undefined>;
  state: Record<string, string | undefined>;
}

/** What the address of the tab says: which booking is open, and how the list is narrowed, sorted and turned. */
export interface BookingAddress {
  bookingId: string;
  query: BookingQuery;
}

const names = Object.keys(everyBooking) as (keyof BookingQuery)[];
/** What cannot be chosen in the tab is not asked for either: the address may have been written by hand. */
const isKnown: Partial<Record<keyof BookingQuery, (value: string) => boolean>> = {
  state: (value) => ['held', 'waiting', 'delivered', 'dismissed'].includes(value),
  test: (value) => value === 'false',
  sort: (value) => ['received', 'start', 'customer'].includes(value),
  direction: (value) => ['asc', 'desc'].includes(value),
  from: isDay,
  to: isDay,
};

/** Reads the address. What it does not say is as in the list without filters. */
export function readAddress(reference: PageReference): BookingAddress {
  const prefix = statePrefix(reference);
  const read = (name: string) => reference.state[`${prefix}${name}`] ?? '';
  const given = names.flatMap((name) => {
    const value = read(name);
    return value !== '' && (isKnown[name]?.(value) ?? true) ? [[name, value] as const] : [];
  });
  const query: BookingQuery = { ...everyBooking, ...Object.fromEntries(given) };
  if (query.from && query.to && query.to < query.from) query.to = '';
  return { bookingId: read('booking'), query };
}

/**
 * The page to go to for another state of the tab. It is the page that the tab is on, with another state: so its type and
 * its name, which has the namespace of the package where there is one, are those that Lightning itself gave.
 */
export function addressOf(reference: PageReference, { bookingId, query }: BookingAddress): PageReference {
  const prefix = statePrefix(reference);
  const told = names.filter((name) => query[name] !== everyBooking[name]);
  const state: Record<string, string> = Object.fromEntries(told.map((name) => [`${prefix}${name}`, query[name]]));
  if (bookingId) state[`${prefix}booking`] = bookingId;
  return { type: reference.type, attributes: reference.attributes, state };
}

/**
 * Lightning keeps only what has a namespace in front: that of the package, or `c` without one. The name of the tab has it
 * (`<namespace>__Inlet_Bookings`), and comes with the page reference.
 */
export function statePrefix(reference: PageReference | undefined): string {
  const parts = (reference?.attributes?.['apiName'] ?? '').split('__');
  return `${parts.length > 1 ? parts[0] : 'c'}__`;
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
}

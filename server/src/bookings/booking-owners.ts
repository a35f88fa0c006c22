import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { normaliseEmail } from './normalise.ts';

/** Whose bookings came in. */
export interface SeenOwner {
  /** In the form for comparing. */
  email: string;
  /** As the newest of the bookings names them. */
  name: string | null;
  bookings: number;
}

/** More owners than anybody matches by hand. */
export const mostOwners = 500;

/** Reads the owners that an org's bookings name. */
export class BookingOwners {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * The owners of the bookings received since then, the one with the most first; at most 500. Counted from an index
   * alone, of the bookings themselves only one an owner is read.
   */
  async seenSince(orgId: string, since: Date): Promise<SeenOwner[]> {
    const { rows } = await sql<{ owner_key: string; bookings: number; name: string | null }>`
      select owners.owner_key, owners.bookings, newest.name
      from (
        select owner_key, count(*)::integer as bookings
        from bookings
        where org_id = ${orgId} and owner_key is not null and state <> 'merged' and created_at >= ${since}::timestamptz
        group by owner_key order by bookings desc, owner_key limit ${mostOwners}::integer
      ) owners
      cross join lateral (
        select booking -> 'details' -> 'owner' ->> 'name' as name
        from bookings
        where org_id = ${orgId} and owner_key = owners.owner_key and state <> 'merged'
        order by created_at desc limit 1
      ) newest
      order by owners.bookings desc, owners.owner_key`.execute(this.#database.kysely);
    // The database lowers letters by its locale, comparing does not: what is one address to us is shown once.
    const owners = new Map<string, SeenOwner>();
    for (const { owner_key, bookings, name } of rows) {
      const email = normaliseEmail(owner_key);
      const known = owners.get(email);
      owners.set(email, { email, name: known?.name ?? name, bookings: bookings + (known?.bookings ?? 0) });
    }
    return [...owners.values()];
  }
}

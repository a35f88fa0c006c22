import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { BookingRow } from './booking-row.ts';
import type { FallbackUse } from './plan/plan.ts';

/** How much holds a stand-in: a record that two bookings share counts once. */
export interface FallbackTotal {
  bookings: number;
  records: number;
}

/** Reads which of an org's bookings have records with a stand-in in them. Every method takes the org. */
export class FallbackReport {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A page of them, the newest first; `before` is the `seq` of the last one seen. */
  async page(orgId: string, before: string | undefined, most: number): Promise<BookingRow[]> {
    return this.#database.kysely
      .selectFrom('bookings')
      .selectAll()
      .where('org_id', '=', orgId)
      .where('fallbacks', 'is not', null)
      .$if(before !== undefined, (query) => query.where('seq', '<', before!))
      .orderBy('seq', 'desc')
      .limit(most)
      .execute();
  }

  async total(orgId: string): Promise<FallbackTotal> {
    const { rows } = await sql<FallbackTotal>`
      select count(distinct bookings.id)::integer as bookings,
        count(distinct (used.object, coalesce(
          case used.object
            when 'Case' then records #>> '{case,id}'
            when 'Event' then records #>> '{event,id}'
            else case when records #>> '{person,object}' = used.object then records #>> '{person,id}' end
          end, bookings.id)))::integer as records
      from bookings, jsonb_to_recordset(fallbacks) as used(object text)
      where org_id = ${orgId} and fallbacks is not null`.execute(this.#database.kysely);
    return rows[0]!;
  }
}

/** The stand-ins in a booking's records, each with the record that it is in; null where Inlet no longer knows it. */
export function fallbackViews<Link extends { object: string }>(row: BookingRow, records: Link[]) {
  const uses = (row.fallbacks ?? []) as FallbackUse[];
  return uses.map((use) => ({ ...use, record: records.find(({ object }) => object === use.object) ?? null }));
}

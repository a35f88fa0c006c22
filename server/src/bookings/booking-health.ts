import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Diagnosis } from './diagnosis.ts';

/** How bookings of a page fared of late. */
export interface PageHealth {
  /** The source's id of the page. */
  id: string;
  name: string;
  /** Kind of the source that its bookings come by. */
  source: string;
  delivered: number;
  held: number;
  waiting: number;
}

/** Bookings of one page that are held for one cause. */
export interface HeldGroup {
  causeKey: string;
  pageId: string | null;
  bookings: number;
  /** Of the newest of them. */
  diagnosis: Diagnosis;
}

/** A page whose newest bookings were all refused. */
export interface FailingPage {
  id: string;
  name: string;
  held: number;
  /** When the first of its newest bookings was held. */
  since: Date;
  /** Of the newest one. */
  diagnosis: Diagnosis;
}

/** How an org's bookings stand: what diagnostics reads of them. */
export interface BookingHealth {
  waiting: number;
  held: number;
  /** Since when the oldest booking waits that could be sent; null where none waits. */
  oldestWaiting: Date | null;
  pages: PageHealth[];
  heldGroups: HeldGroup[];
  /** The Events of the latest deliveries, and when each begins. */
  latestEvents: { id: string; start: Date }[];
}

/** How far back deliveries count: what failed before that is of yesterday's org. */
const recentDays = 30;
const mostGroups = 2_000;
const mostPages = 500;
const latestEvents = 20;
/** So many bookings in a row are no accident. */
const inARow = 3;
const failingDays = 7;

/** Reads how an org's bookings stand, in the database's own sums. Every method takes the org. */
export class BookingHealthReader {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async read(orgId: string, now: Date): Promise<BookingHealth> {
    const [backlog, pages, heldGroups, events] = await Promise.all([
      this.#backlog(orgId),
      this.#pages(orgId, new Date(now.getTime() - recentDays * 24 * 60 * 60_000)),
      this.#heldGroups(orgId),
      this.#latestEvents(orgId),
    ]);
    const held = heldGroups.reduce((sum, { bookings }) => sum + bookings, 0);
    return { ...backlog, held, pages, heldGroups, latestEvents: events };
  }

  /** How many bookings wait, and since when the oldest of them. */
  backlog(orgId: string): Promise<{ waiting: number; oldestWaiting: Date | null }> {
    return this.#backlog(orgId);
  }

  /** Pages whose newest bookings of the week are held, each of them. */
  async failingPages(orgId: string, now: Date): Promise<FailingPage[]> {
    const since = new Date(now.getTime() - failingDays * 24 * 60 * 60_000);
    const { rows } = await sql<FailingPage & { name: string | null }>`
      with held as (
        select page_id, count(*)::integer as held from bookings
        where org_id = ${orgId} and state = 'held' and page_id is not null
        group by page_id having count(*) >= ${inARow}::integer
      ), newest as (
        select page_id, page_name, state, diagnosis, updated_at, held.held,
          row_number() over (partition by page_id order by updated_at desc, seq desc) as place
        from bookings join held using (page_id)
        where org_id = ${orgId} and state in ('held', 'delivered') and updated_at >= ${since}::timestamptz
      )
      select page_id as id, max(page_name) as name, max(held) as held, min(updated_at) as since,
        (array_agg(diagnosis order by place))[1] as diagnosis
      from newest where place <= ${inARow}::integer
      group by page_id having count(*) = ${inARow}::integer and bool_and(state = 'held' and diagnosis is not null)
      order by page_id limit ${mostPages}::integer`.execute(this.#database.kysely);
    return rows.map((row) => ({ ...row, name: row.name ?? row.id }));
  }

  /** When a booking was last held newly, for a cause that may concern others too. */
  async lastHeld(orgId: string): Promise<Date | undefined> {
    const row = await this.#database.kysely
      .selectFrom('bookings')
      .select((select) => select.fn.max('updated_at').as('at'))
      .where('org_id', '=', orgId)
      .where('state', '=', 'held')
      .executeTakeFirst();
    return row?.at ?? undefined;
  }

  async #backlog(orgId: string): Promise<{ waiting: number; oldestWaiting: Date | null }> {
    // One that is incomplete has no due time: it waits for its source and not for Salesforce.
    const { rows } = await sql<{ waiting: number; oldest: Date | null }>`
      select count(*)::integer as waiting,
        min(case when delivered_revision = 0 then created_at else updated_at end) as oldest
      from bookings where org_id = ${orgId} and state = 'waiting' and due_at is not null`.execute(
      this.#database.kysely,
    );
    const { waiting, oldest } = rows[0]!;
    return { waiting, oldestWaiting: oldest };
  }

  async #pages(orgId: string, since: Date): Promise<PageHealth[]> {
    const { rows } = await sql<PageHealth & { name: string | null }>`
      select page_id as id, (array_agg(page_name order by seq desc))[1] as name,
        (array_agg(source_kind order by seq desc))[1] as source,
        (count(*) filter (where state = 'delivered'))::integer as delivered,
        (count(*) filter (where state = 'held'))::integer as held,
        (count(*) filter (where state = 'waiting'))::integer as waiting
      from bookings
      where org_id = ${orgId} and page_id is not null
        and (state in ('held', 'waiting') or (state = 'delivered' and updated_at >= ${since}::timestamptz))
      group by page_id order by count(*) desc, page_id limit ${mostPages}::integer`.execute(this.#database.kysely);
    return rows.map((row) => ({ ...row, name: row.name ?? row.id }));
  }

  async #heldGroups(orgId: string): Promise<HeldGroup[]> {
    const { rows } = await sql<HeldGroup>`
      select coalesce(cause_key, '') as "causeKey", page_id as "pageId", count(*)::integer as bookings,
        (array_agg(diagnosis order by seq desc))[1] as diagnosis
      from bookings where org_id = ${orgId} and state = 'held' and diagnosis is not null
      group by 1, 2 order by 3 desc, 1, 2 limit ${mostGroups}::integer`.execute(this.#database.kysely);
    return rows;
  }

  async #latestEvents(orgId: string): Promise<BookingHealth['latestEvents']> {
    const { rows } = await sql<{ id: string; start: Date }>`
      select records -> 'event' ->> 'id' as id, starts_at as start
      from (
        select records, starts_at, seq from bookings
        where org_id = ${orgId} and state = 'delivered' and not test order by seq desc limit 200
      ) latest
      where records -> 'event' ->> 'id' is not null and starts_at is not null
      order by seq desc limit ${latestEvents}::integer`.execute(this.#database.kysely);
    return rows;
  }
}

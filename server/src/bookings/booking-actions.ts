import { sql, type Transaction } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Tables } from '../platform/database/tables.ts';
import { readRow, type Actor, type BookingRow, type Dismissal } from './booking-row.ts';

export type Action = 'retried' | 'dismissed' | 'reopened';

/** One line of a booking's history: what somebody did about it. */
export interface ActionRow {
  at: Date;
  action: Action;
  by: Actor;
  reason: string | null;
}

type Trx = Transaction<Tables>;

/** Bookings that a change of settings concerns: held for this object, or any, of this page, or any. */
export interface ConcernedBookings {
  object: string | undefined;
  pageId: string | undefined;
}

/** A record of these kinds of diagnosis is looked up, or made, anew when somebody retries. */
const goneKinds = ['deleted', 'notFound', 'reference', 'converted'];

/**
 * What a person, or a program, does about bookings; each is written down with who did it. Every method takes the org, and
 * locks the org before its bookings, as settling does: else the two could wait for each other.
 */
export class BookingActions {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async of(orgId: string, bookingId: string): Promise<ActionRow[]> {
    const rows = await this.#database.kysely
      .selectFrom('booking_actions')
      .select(['at', 'action', 'by_id', 'by_name', 'reason'])
      .where('org_id', '=', orgId)
      .where('booking_id', '=', bookingId)
      .orderBy('id')
      .execute();
    return rows.map(({ at, action, by_id, by_name, reason }) => ({
      at,
      action: action as Action,
      by: { id: by_id, name: by_name },
      reason,
    }));
  }

  /**
   * Makes a booking due at once and lifts the org's pause, so that it is really tried. What a diagnosis found deleted is
   * let go, so that it is looked up, or made, anew: an admin asked for it. False when there is nothing to retry.
   */
  retry(orgId: string, id: string, by: Actor, now: Date): Promise<boolean> {
    return this.#change(orgId, id, async (trx, row) => {
      const { state } = readRow(row);
      if (state.kind !== 'known' || !state.whole) return false;
      if (row.state !== 'held' && row.state !== 'waiting') return false;
      await makeDue(trx, orgId, sql`id = ${id}`, by, now);
      return true;
    });
  }

  /** The same for every booking that waits or is held for this cause; gives their number. */
  retryCause(orgId: string, causeKey: string, by: Actor, now: Date): Promise<number> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      await lockOrg(trx, orgId);
      // In the order in which settling locks rows.
      const rows = await trx
        .selectFrom('bookings')
        .select('id')
        .where('org_id', '=', orgId)
        .where('cause_key', '=', causeKey)
        .where('state', 'in', ['held', 'waiting'])
        .orderBy('id')
        .forUpdate()
        .execute();
      if (rows.length === 0) return 0;
      await makeDue(trx, orgId, sql`id = any(${rows.map(({ id }) => id)}::text[])`, by, now);
      return rows.length;
    });
  }

  /**
   * Makes bookings due that are held for their data where what was changed concerns them, in the transaction of the change.
   * What is gone in Salesforce is left alone: to make it anew is a person's decision, at the booking. Gives their number.
   */
  async retryConcerned(trx: Trx, orgId: string, changes: ConcernedBookings[], by: Actor, now: Date): Promise<number> {
    if (changes.length === 0) return 0;
    const conditions = changes.map(({ object, pageId }) =>
      sql.join(
        [
          object === undefined ? sql`true` : sql`diagnosis ->> 'object' = ${object}`,
          pageId === undefined ? sql`true` : sql`page_id = ${pageId}`,
        ],
        sql` and `,
      ),
    );
    const { rows } = await sql<{ id: string }>`
      select id from bookings
      where org_id = ${orgId} and state = 'held' and diagnosis ->> 'cause' = 'data'
        and coalesce(diagnosis ->> 'kind', '') <> all(${goneKinds}::text[])
        and diagnosis ->> 'object' is not null
        and (${sql.join(
          conditions.map((condition) => sql`(${condition})`),
          sql` or `,
        )})
      order by id for update`.execute(trx);
    if (rows.length === 0) return 0;
    await makeDue(trx, orgId, sql`id = any(${rows.map(({ id }) => id)}::text[])`, by, now, { liftsPause: false });
    return rows.length;
  }

  /** Puts a booking aside that is not in Salesforce: it is not tried again until it changes or is reopened. */
  dismiss(orgId: string, id: string, by: Actor, reason: string, now: Date): Promise<boolean> {
    return this.#change(orgId, id, async (trx, row) => {
      if (row.state !== 'held' && row.state !== 'waiting') return false;
      // A merged booking that still calls off its Event belongs to another one, which can be dismissed.
      if (row.merged_into !== null) return false;
      const dismissal: Dismissal = { at: now.toISOString(), by, reason, before: row.state };
      const changes = { state: 'dismissed', due_at: null, dismissal: JSON.stringify(dismissal), updated_at: now };
      await trx.updateTable('bookings').set(changes).where('org_id', '=', orgId).where('id', '=', id).execute();
      await record(trx, orgId, [id], 'dismissed', by, now, reason);
      return true;
    });
  }

  /** Undoes a dismissal: held again as it was, or due again. Gives the state; undefined where there is nothing to undo. */
  reopen(orgId: string, id: string, by: Actor, now: Date): Promise<Dismissal['before'] | undefined> {
    return this.#change(orgId, id, async (trx, row) => {
      const { state, dismissal } = readRow(row);
      if (row.state !== 'dismissed' || !dismissal) return undefined;
      const isDue = dismissal.before === 'waiting' && state.kind === 'known' && state.whole;
      const changes = { state: dismissal.before, due_at: isDue ? now : null, dismissal: null, updated_at: now };
      await trx.updateTable('bookings').set(changes).where('org_id', '=', orgId).where('id', '=', id).execute();
      await record(trx, orgId, [id], 'reopened', by, now);
      return dismissal.before;
    });
  }

  /** How many other bookings need the admin for the same cause. */
  async sameCause(orgId: string, row: Pick<BookingRow, 'id' | 'cause_key'>): Promise<number> {
    if (row.cause_key === null) return 0;
    const { count } = await this.#database.kysely
      .selectFrom('bookings')
      .select(sql<number>`count(*)::integer`.as('count'))
      .where('org_id', '=', orgId)
      .where('cause_key', '=', row.cause_key)
      .where('state', 'in', ['held', 'waiting'])
      .where('id', '<>', row.id)
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Locks org and booking, and does the work on the booking as it is now. Undefined work for an unknown id. */
  async #change<T>(orgId: string, id: string, work: (trx: Trx, row: BookingRow) => Promise<T>): Promise<T> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      await lockOrg(trx, orgId);
      const row = await trx
        .selectFrom('bookings')
        .selectAll()
        .where('org_id', '=', orgId)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirstOrThrow();
      return work(trx, row);
    });
  }
}

async function lockOrg(trx: Trx, orgId: string): Promise<void> {
  await trx.selectFrom('orgs').select('id').where('id', '=', orgId).forNoKeyUpdate().execute();
}

/** One statement, however many bookings there are. */
async function makeDue(
  trx: Trx,
  orgId: string,
  which: ReturnType<typeof sql>,
  by: Actor,
  now: Date,
  { liftsPause } = { liftsPause: true },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update bookings set
      state = 'waiting', due_at = ${now}, attempts = 0, alone = false, diagnosis = null, cause_key = null,
      records = case
        when diagnosis ->> 'kind' = any(${goneKinds}::text[])
        then case when records -> 'case' is null then '{}' else jsonb_build_object('case', records -> 'case') end
        else records end,
      updated_at = ${now}
    where org_id = ${orgId} and ${which}
    returning id`.execute(trx);
  const ids = rows.map(({ id }) => id);
  await record(trx, orgId, ids, 'retried', by, now);
  if (liftsPause) await trx.updateTable('orgs').set({ paused_until: null }).where('id', '=', orgId).execute();
}

async function record(
  trx: Trx,
  orgId: string,
  ids: string[],
  action: Action,
  by: Actor,
  now: Date,
  reason: string | null = null,
): Promise<void> {
  await sql`
    insert into booking_actions (org_id, booking_id, action, by_id, by_name, reason, at)
    select ${orgId}, id, ${action}, ${by.id}, ${by.name}, ${reason}, ${now}::timestamptz
    from unnest(${ids}::text[]) as ids (id)`.execute(trx);
}

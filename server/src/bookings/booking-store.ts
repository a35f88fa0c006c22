import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { BookingMessage } from './booking.ts';
import { isBookingId, readRow, type BookingRow, type BookingState } from './booking-row.ts';
import type { OrgPause } from './deliver/org-pause.ts';

export interface BookingFilter {
  state?: BookingState;
  /** Rows older than this sequence number: the cursor of the page before. */
  before?: string;
  limit: number;
}

export interface AttemptRow {
  at: Date;
  revision: number;
  outcome: string;
  api_calls: number;
  batch_size: number;
  detail: unknown;
}

/** What concerns every booking of an org. */
export interface OrgDelivery {
  loginUrl: string;
  pausedUntil: Date | null;
  pause: OrgPause | undefined;
}

/** What the org's API reads and does about bookings. Every method takes the org: no id alone opens anything. */
export class BookingStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  list(orgId: string, filter: BookingFilter): Promise<BookingRow[]> {
    let query = this.#database.kysely
      .selectFrom('bookings')
      .selectAll()
      .where('org_id', '=', orgId)
      .orderBy('seq', 'desc')
      .limit(filter.limit);
    query = filter.state ? query.where('state', '=', filter.state) : query.where('state', '<>', 'merged');
    if (filter.before) query = query.where('seq', '<', filter.before);
    return query.execute();
  }

  async countByState(orgId: string): Promise<Record<string, number>> {
    const rows = await this.#database.kysely
      .selectFrom('bookings')
      .select(['state', sql<number>`count(*)::integer`.as('count')])
      .where('org_id', '=', orgId)
      .groupBy('state')
      .execute();
    return Object.fromEntries(rows.map((row) => [row.state, row.count]));
  }

  /** A booking by our id; a merged one leads to the booking it became part of. */
  async find(orgId: string, id: string): Promise<BookingRow | undefined> {
    if (!isBookingId(id)) return undefined;
    let row = await this.#row(orgId, id);
    // A merged booking may have been merged into one that was merged again; never in a circle, as ids only go to survivors.
    for (let hops = 0; row?.state === 'merged' && row.merged_into !== null && hops < 20; hops++) {
      row = await this.#row(orgId, row.merged_into);
    }
    return row;
  }

  attempts(orgId: string, bookingId: string): Promise<AttemptRow[]> {
    return this.#database.kysely
      .selectFrom('booking_attempts')
      .select(['at', 'revision', 'outcome', 'api_calls', 'batch_size', 'detail'])
      .where('org_id', '=', orgId)
      .where('booking_id', '=', bookingId)
      .orderBy('id')
      .execute();
  }

  async messages(orgId: string, bookingId: string): Promise<{ receivedAt: Date; message: BookingMessage }[]> {
    const rows = await this.#database.kysely
      .selectFrom('booking_messages')
      .select(['received_at', 'message'])
      .where('org_id', '=', orgId)
      .where('booking_id', '=', bookingId)
      .orderBy('id')
      .execute();
    return rows.map((row) => ({ receivedAt: row.received_at, message: row.message as BookingMessage }));
  }

  async delivery(orgId: string): Promise<OrgDelivery> {
    const row = await this.#database.kysely
      .selectFrom('orgs')
      .select(['login_url', 'paused_until', 'pause'])
      .where('id', '=', orgId)
      .executeTakeFirstOrThrow();
    return {
      loginUrl: row.login_url,
      pausedUntil: row.paused_until,
      pause: (row.pause ?? undefined) as OrgPause | undefined,
    };
  }

  /**
   * Makes a booking due at once and lifts the org's pause, so that it is really tried. What a diagnosis found deleted is
   * let go, so that it is looked up, or made, anew: an admin asked for it. False when there is nothing to retry.
   */
  async retry(orgId: string, id: string, now: Date): Promise<boolean> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      // Org before booking, as settling locks them: else the two could wait for each other.
      await trx.selectFrom('orgs').select('id').where('id', '=', orgId).forNoKeyUpdate().execute();
      const row = await trx
        .selectFrom('bookings')
        .selectAll()
        .where('org_id', '=', orgId)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      const known = row && readRow(row);
      if (!row || !known || known.state.kind !== 'known' || !known.state.whole) return false;
      if (row.state === 'delivered' || row.state === 'merged') return false;
      const { records, diagnosis } = known;
      const gone = ['deleted', 'notFound', 'reference', 'converted'].includes(diagnosis?.kind ?? '');
      await trx
        .updateTable('bookings')
        .set({
          state: 'waiting',
          due_at: now,
          attempts: 0,
          alone: false,
          diagnosis: null,
          cause_key: null,
          records: JSON.stringify(gone ? { ...(records.case && { case: records.case }) } : records),
          updated_at: now,
        })
        .where('org_id', '=', orgId)
        .where('id', '=', id)
        .execute();
      await trx.updateTable('orgs').set({ paused_until: null }).where('id', '=', orgId).execute();
      return true;
    });
  }

  #row(orgId: string, id: string): Promise<BookingRow | undefined> {
    return this.#database.kysely
      .selectFrom('bookings')
      .selectAll()
      .where('org_id', '=', orgId)
      .where('id', '=', id)
      .executeTakeFirst();
  }
}

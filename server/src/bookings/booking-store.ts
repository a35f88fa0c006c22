import type { Database } from '../platform/database/database.ts';
import type { BookingMessage } from './booking.ts';
import { isBookingId, type BookingRow } from './booking-row.ts';
import type { OrgPause } from './deliver/org-pause.ts';

export interface AttemptRow {
  at: Date;
  revision: number;
  outcome: string;
  api_calls: number;
  batch_size: number;
  detail: unknown;
}

/** With what was sent, an answer has to stay within what Salesforce passes on. */
const mostAttemptsShown = 50;

/** What concerns every booking of an org. */
export interface OrgDelivery {
  loginUrl: string;
  pausedUntil: Date | null;
  pause: OrgPause | undefined;
}

/** Reads one booking and what belongs to it. Every method takes the org: no id alone opens anything. */
export class BookingStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
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

  /** The latest attempts, in order. */
  async attempts(orgId: string, bookingId: string): Promise<AttemptRow[]> {
    const latest = await this.#database.kysely
      .selectFrom('booking_attempts')
      .select(['at', 'revision', 'outcome', 'api_calls', 'batch_size', 'detail'])
      .where('org_id', '=', orgId)
      .where('booking_id', '=', bookingId)
      .orderBy('id', 'desc')
      .limit(mostAttemptsShown)
      .execute();
    return latest.toReversed();
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
      .leftJoin('connections', 'connections.org_id', 'orgs.id')
      .select(['connections.login_url', 'connections.instance_url', 'paused_until', 'pause'])
      .where('id', '=', orgId)
      .executeTakeFirstOrThrow();
    return {
      // The login may be at a host of all orgs; records are shown by the org's own.
      loginUrl: row.instance_url ?? row.login_url ?? '',
      pausedUntil: row.paused_until,
      pause: (row.pause ?? undefined) as OrgPause | undefined,
    };
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

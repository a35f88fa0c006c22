import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { storableJson } from '../../platform/database/storable-json.ts';
import type { Lease } from '../../platform/leases.ts';
import { readRow, type BookingRow } from '../booking-row.ts';
import type { AttemptDetail } from '../booking-view.ts';
import type { BookingResult, DueBooking } from './due-booking.ts';
import type { FallbackUse } from '../plan/plan.ts';
import { apiBudgetCode, type OrgPause, type OrgState } from './org-pause.ts';
import { fallbacksAfter, settle } from './settlement.ts';

/** What delivery reads and writes. Every method takes an org; settling takes the lease that it was done under. */
export class DeliveryStore {
  readonly #database: Database;
  readonly #random: () => number;

  constructor(database: Database, random: () => number = Math.random) {
    this.#database = database;
    this.#random = random;
  }

  /** Orgs with a booking that is due, and that are not paused. */
  async orgsWithDueBookings(now: Date): Promise<string[]> {
    const rows = await this.#database.kysely
      .selectFrom('orgs')
      .select('orgs.id')
      .where((where) => where.or([where('paused_until', 'is', null), where('paused_until', '<=', now)]))
      .where((where) =>
        where.exists(
          where
            .selectFrom('bookings')
            .select('bookings.id')
            .whereRef('bookings.org_id', '=', 'orgs.id')
            .where('bookings.state', '=', 'waiting')
            .where('bookings.due_at', '<=', now),
        ),
      )
      .execute();
    return rows.map((row) => row.id);
  }

  /** The org's pause; undefined when the org is gone. */
  async org(orgId: string): Promise<OrgState | undefined> {
    const row = await this.#database.kysely
      .selectFrom('orgs')
      .select(['paused_until', 'pause'])
      .where('id', '=', orgId)
      .executeTakeFirst();
    return (
      row && {
        pausedUntil: row.paused_until,
        pause: (row.pause ?? undefined) as OrgPause | undefined,
      }
    );
  }

  /** Ends a pause that saves API calls, so that the turn that follows decides anew. */
  async endBudgetPause(orgId: string): Promise<void> {
    await this.#database.kysely
      .updateTable('orgs')
      .set({ paused_until: null, pause: null })
      .where('id', '=', orgId)
      .where(sql<boolean>`pause ->> 'code' = ${apiBudgetCode}`)
      .execute();
  }

  /** The next bookings of an org, the longest due first. */
  async due(orgId: string, now: Date, most: number): Promise<DueBooking[]> {
    const rows = await this.#database.kysely
      .selectFrom('bookings')
      .selectAll()
      .where('org_id', '=', orgId)
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('seq')
      .limit(most)
      .execute();
    return rows.flatMap((row) => {
      const { state, records } = readRow(row);
      if (state.kind !== 'known') return [];
      const { id, revision, attempts, alone, source_kind: source } = row;
      const merged = row.merged_into !== null;
      return [{ id, revision, attempts, alone, merged, source, status: state.status, details: state.details, records }];
    });
  }

  /**
   * Writes how a turn ended: rows, attempts, and the org's pause, in one transaction. False, and nothing written, when
   * the lease went to another process meanwhile: that one looks up what this one may have sent.
   */
  async settleTurn(
    lease: Lease,
    results: BookingResult[],
    pause: { pause: OrgPause; until: Date } | undefined,
    now: Date,
  ): Promise<boolean> {
    const { orgId } = lease;
    return this.#database.kysely.transaction().execute(async (trx) => {
      const holds = await trx
        .selectFrom('leases')
        .select('token')
        .where('org_id', '=', orgId)
        .where('token', '=', lease.token)
        .forUpdate()
        .executeTakeFirst();
      if (!holds) return false;
      await trx
        .updateTable('orgs')
        .set(
          pause ? { paused_until: pause.until, pause: storableJson(pause.pause) } : { paused_until: null, pause: null },
        )
        .where('id', '=', orgId)
        .execute();
      if (results.length === 0) return true;
      const rows = await trx
        .selectFrom('bookings')
        .selectAll()
        .where('org_id', '=', orgId)
        .where(
          'id',
          'in',
          results.map(({ booking }) => booking.id),
        )
        .orderBy('id')
        .forUpdate()
        .execute();
      const byId = new Map(rows.map((row) => [row.id, row]));
      const settled = results.flatMap((result) => {
        const row = byId.get(result.booking.id);
        return row ? [{ row, result, to: settle(row, result, now, this.#random) }] : [];
      });
      const updates = settled.map(({ row, result, to }) => updateOf(row, result, to));
      await sql`
        update bookings set
          state = u.state, due_at = u.due_at, attempts = u.attempts, alone = u.alone, records = u.records,
          delivered_revision = u.delivered_revision, diagnosis = u.diagnosis, cause_key = u.cause_key,
          delivered_at = u.delivered_at, plan = coalesce(u.plan, bookings.plan), fallbacks = u.fallbacks, api_calls = u.api_calls,
          api_call_share = u.api_call_share, updated_at = ${now}
        from jsonb_to_recordset(${storableJson(updates)}::jsonb) as u (
          id text, state text, due_at timestamptz, attempts integer, alone boolean, records jsonb,
          delivered_revision integer, diagnosis jsonb, cause_key text, delivered_at timestamptz, plan jsonb, fallbacks jsonb,
          api_calls integer, api_call_share double precision
        )
        where bookings.org_id = ${orgId} and bookings.id = u.id`.execute(trx);
      await trx
        .insertInto('booking_attempts')
        .values(
          settled.map(({ result }) => ({
            org_id: orgId,
            booking_id: result.booking.id,
            revision: result.booking.revision,
            outcome: result.outcome.kind,
            api_calls: result.apiCalls,
            batch_size: result.batchSize,
            detail: storableJson(attemptDetail(result)),
            at: now,
          })),
        )
        .execute();
      return true;
    });
  }
}

function updateOf(row: BookingRow, result: BookingResult, to: ReturnType<typeof settle>) {
  const fallbacks = fallbacksAfter((row.fallbacks ?? []) as FallbackUse[], result);
  return {
    id: row.id,
    ...to,
    plan: result.plan ?? null,
    fallbacks: fallbacks.length > 0 ? fallbacks : null,
    api_calls: row.api_calls + result.apiCalls,
    api_call_share: row.api_call_share + result.apiCallShare,
  };
}

function attemptDetail({ outcome, plan }: BookingResult): AttemptDetail {
  return {
    operations: plan?.operations ?? [],
    ...('diagnosis' in outcome ? { diagnosis: outcome.diagnosis } : {}),
    ...('reason' in outcome ? { reason: outcome.reason } : {}),
    ...(outcome.kind === 'org' ? { reason: outcome.error.detail } : {}),
  };
}

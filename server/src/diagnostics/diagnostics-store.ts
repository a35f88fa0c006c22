import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { storableJson } from '../platform/database/storable-json.ts';
import type { AnsweredCheck, CheckAnswer, CheckId, CheckState } from './checks/check.ts';
import type { FromOrg } from './facts/from-org.ts';

/** Why the checks were run. */
export type RunReason = 'asked' | 'daily' | 'held' | 'connection' | 'schema';

export interface FinishedRun {
  because: RunReason;
  by: string | null;
  startedAt: Date;
  finishedAt: Date;
  state: CheckState;
  checks: AnsweredCheck[];
  isWhole: boolean;
}

/** Longer than a run can take: its calls are given up after 30 s each. */
const runMilliseconds = 3 * 60_000;
const dayMilliseconds = 24 * 60 * 60_000;
/** What is kept of an org's runs. */
const keptDays = 30;

/** What diagnostics found, and when it looks again. Every method takes the org. */
export class DiagnosticsStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The state of an org; undefined where it was never looked at. */
  async state(orgId: string) {
    const row = await this.#database.kysely
      .selectFrom('diagnostics_orgs')
      .select(['running_until', 'checked_at', 'from_org', 'held_seen_at', 'cause_seen'])
      .where('org_id', '=', orgId)
      .executeTakeFirst();
    return {
      runningUntil: row?.running_until ?? null,
      checkedAt: row?.checked_at ?? null,
      fromOrg: (row?.from_org ?? null) as FromOrg | null,
    };
  }

  /** What each check found last, by its id. */
  async checks(orgId: string): Promise<Map<CheckId, AnsweredCheck>> {
    const rows = await this.#database.kysely
      .selectFrom('diagnostics_checks')
      .selectAll()
      .where('org_id', '=', orgId)
      .execute();
    return new Map(
      rows.map((row) => {
        const id = row.check_id as CheckId;
        const answer = row.answer as CheckAnswer;
        return [id, { ...answer, id, checkedAt: row.checked_at, apiCalls: row.api_calls }];
      }),
    );
  }

  /** Takes the right to run the checks of an org; false while another process has it. */
  async begin(orgId: string, now: Date, fromOrg: FromOrg | null): Promise<boolean> {
    const values = {
      running_until: new Date(now.getTime() + runMilliseconds),
      ...(fromOrg && { from_org: storableJson(fromOrg) }),
    };
    const result = await this.#database.kysely
      .insertInto('diagnostics_orgs')
      .values({ org_id: orgId, due_at: new Date(now.getTime() + dayMilliseconds), ...values })
      .onConflict((conflict) =>
        conflict
          .column('org_id')
          .doUpdateSet(values)
          .where((where) =>
            where.or([
              where('diagnostics_orgs.running_until', 'is', null),
              where('diagnostics_orgs.running_until', '<=', now),
            ]),
          ),
      )
      .returning('org_id')
      .executeTakeFirst();
    return result !== undefined;
  }

  /** Keeps what a run found, and lets the next begin. */
  async finish(orgId: string, run: FinishedRun): Promise<void> {
    const { because, by, startedAt, finishedAt, state, checks, isWhole } = run;
    await this.#database.kysely.transaction().execute(async (trx) => {
      if (checks.length > 0) {
        await trx
          .insertInto('diagnostics_checks')
          .values(
            checks.map(({ id, checkedAt, apiCalls, ...answer }) => ({
              ...{ org_id: orgId, check_id: id, answer: storableJson(answer) },
              ...{ checked_at: checkedAt ?? finishedAt, api_calls: apiCalls },
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['org_id', 'check_id']).doUpdateSet((excluded) => ({
              answer: excluded.ref('excluded.answer'),
              checked_at: excluded.ref('excluded.checked_at'),
              api_calls: excluded.ref('excluded.api_calls'),
            })),
          )
          .execute();
      }
      const apiCalls = checks.reduce((sum, check) => sum + check.apiCalls, 0);
      await trx
        .insertInto('diagnostics_runs')
        .values({
          ...{ org_id: orgId, because, by_name: by, started_at: startedAt, finished_at: finishedAt },
          ...{ api_calls: apiCalls, state },
        })
        .execute();
      await trx
        .deleteFrom('diagnostics_runs')
        .where('org_id', '=', orgId)
        .where('started_at', '<', new Date(finishedAt.getTime() - keptDays * dayMilliseconds))
        .execute();
      await trx
        .updateTable('diagnostics_orgs')
        .set({ running_until: null, ...(isWhole && { checked_at: startedAt, due_because: null }) })
        .where('org_id', '=', orgId)
        .execute();
    });
  }

  /** Lets the next run begin after one that failed. */
  async abandon(orgId: string): Promise<void> {
    await this.#database.kysely
      .updateTable('diagnostics_orgs')
      .set({ running_until: null })
      .where('org_id', '=', orgId)
      .execute();
  }

  /** Ends what an earlier process began. Only where no other process can be alive: on an exclusive database. */
  async releaseAbandoned(): Promise<void> {
    if (!this.#database.exclusive) throw new Error('Other processes may run checks in a shared database.');
    await this.#database.kysely.updateTable('diagnostics_orgs').set({ running_until: null }).execute();
  }

  /** Orgs that were never looked at are due a day from now: connecting one is no reason to call it at once. */
  async adopt(now: Date): Promise<void> {
    await sql`
      insert into diagnostics_orgs (org_id, due_at)
      select id, ${new Date(now.getTime() + dayMilliseconds)}::timestamptz from orgs
      where not exists (select 1 from diagnostics_orgs where org_id = orgs.id)
      on conflict do nothing`.execute(this.#database.kysely);
  }

  /**
   * Makes orgs due whose errors suggest it: a booking held newly for a cause that may concern others, or a connection newly
   * broken. Each such reason once, and a run at most every `apart`; gives nothing.
   */
  async noticeErrors(now: Date, apart: number): Promise<void> {
    await sql`
      with news as (
        select o.org_id, held.at as held_at, c.cause ->> 'since' as cause_at,
          case when held.at > coalesce(o.held_seen_at, 'epoch'::timestamptz) then 'held' else 'connection' end as because
        from diagnostics_orgs o
        join connections c on c.org_id = o.org_id
        left join lateral (
          select max(b.updated_at) as at from bookings b
          where b.org_id = o.org_id and b.state = 'held' and b.diagnosis ->> 'cause' = 'data'
            and coalesce(b.diagnosis ->> 'kind', '') not in ('deleted', 'converted', 'notFound', 'email', 'duplicateValue')
        ) held on true
        where c.state in ('connected', 'broken') and (
          held.at > coalesce(o.held_seen_at, 'epoch'::timestamptz)
          or (c.state = 'broken' and c.cause ->> 'since' is distinct from o.cause_seen))
      )
      update diagnostics_orgs o set
        held_seen_at = coalesce(news.held_at, o.held_seen_at), cause_seen = coalesce(news.cause_at, o.cause_seen),
        due_because = news.because,
        due_at = least(o.due_at, greatest(${now}::timestamptz,
          coalesce(o.checked_at, 'epoch'::timestamptz) + make_interval(secs => ${apart / 1000}::integer)))
      from news where news.org_id = o.org_id`.execute(this.#database.kysely);
  }

  /** The orgs that are due, each claimed for this process by putting its due time off. Only orgs that were connected. */
  async claimDue(now: Date, most: number): Promise<{ orgId: string; because: RunReason }[]> {
    const due = await this.#database.kysely
      .selectFrom('diagnostics_orgs')
      .innerJoin('connections', 'connections.org_id', 'diagnostics_orgs.org_id')
      .select(['diagnostics_orgs.org_id', 'due_at', 'due_because'])
      .where('due_at', '<=', now)
      .where('connections.state', 'in', ['connected', 'broken'])
      .orderBy('due_at')
      .limit(most)
      .execute();
    const claimed: { orgId: string; because: RunReason }[] = [];
    for (const { org_id: orgId, due_at: dueAt, due_because: because } of due) {
      const result = await this.#database.kysely
        .updateTable('diagnostics_orgs')
        .set({ due_at: new Date(now.getTime() + dayMilliseconds) })
        .where('org_id', '=', orgId)
        .where('due_at', '=', dueAt)
        .executeTakeFirst();
      if (result.numUpdatedRows > 0n) claimed.push({ orgId, because: (because ?? 'daily') as RunReason });
    }
    return claimed;
  }

  /** The last runs, the newest first. */
  async runs(orgId: string, most: number) {
    return this.#database.kysely
      .selectFrom('diagnostics_runs')
      .select(['because', 'by_name', 'started_at', 'finished_at', 'api_calls', 'state'])
      .where('org_id', '=', orgId)
      .orderBy('id', 'desc')
      .limit(most)
      .execute();
  }
}

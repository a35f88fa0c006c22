import type { Database } from '../../platform/database/database.ts';
import { storableJson } from '../../platform/database/storable-json.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import type { ApiLog } from '../../salesforce/api-event-log.ts';
import type { Text } from '../../texts/text.ts';
import { changedThresholds, defaultThresholds, type BudgetChange, type Thresholds } from './thresholds.ts';

/** The org's newest event log of API calls, or why it could not be read. */
export interface KnownLog {
  readAt: Date;
  fileId: string | null;
  /** The day (UTC) that the log tells of. */
  day: Date | null;
  log: ApiLog | null;
  unknown: Text | null;
}

/** What the admin set about API calls, and what the org's event log told of them. */
export class BudgetStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async thresholds(orgId: string): Promise<Thresholds> {
    const row = await this.#database.kysely
      .selectFrom('api_budgets')
      .selectAll()
      .where('org_id', '=', orgId)
      .executeTakeFirst();
    return row ? thresholdsOf(row) : defaultThresholds;
  }

  /** Keeps a change. Throws InvalidRequest where the whole would make no sense. */
  async change(orgId: string, change: BudgetChange, by: OrgCaller['by'], now: Date): Promise<void> {
    await this.#database.kysely.transaction().execute(async (trx) => {
      // One change after the other: each is checked against what it really changes.
      await trx.selectFrom('orgs').select('id').where('id', '=', orgId).forUpdate().execute();
      const row = await trx.selectFrom('api_budgets').selectAll().where('org_id', '=', orgId).executeTakeFirst();
      const { ownCap, ...after } = changedThresholds(row ? thresholdsOf(row) : defaultThresholds, change);
      const values = { ...after, own_cap: ownCap, by_id: by.id, by_name: by.name, changed_at: now };
      await trx
        .insertInto('api_budgets')
        .values({ org_id: orgId, ...values })
        .onConflict((conflict) => conflict.column('org_id').doUpdateSet(values))
        .execute();
    });
  }

  async log(orgId: string): Promise<KnownLog | undefined> {
    const row = await this.#database.kysely
      .selectFrom('api_event_logs')
      .selectAll()
      .where('org_id', '=', orgId)
      .executeTakeFirst();
    if (!row) return undefined;
    const log = row.apps && row.hours ? ({ apps: row.apps, hours: row.hours } as ApiLog) : null;
    const unknown = row.unknown as Text | null;
    return { readAt: row.read_at, fileId: row.log_file_id, day: row.log_date, log, unknown };
  }

  async keepLog(orgId: string, { readAt, fileId, day, log, unknown }: KnownLog): Promise<void> {
    const values = {
      read_at: readAt,
      log_file_id: fileId,
      log_date: day,
      apps: log && storableJson(log.apps),
      hours: log && storableJson(log.hours),
      unknown: unknown && storableJson(unknown),
    };
    await this.#database.kysely
      .insertInto('api_event_logs')
      .values({ org_id: orgId, ...values })
      .onConflict((conflict) => conflict.column('org_id').doUpdateSet(values))
      .execute();
  }
}

function thresholdsOf(row: {
  warn: number;
  replication: number;
  bookings: number;
  own_cap: number | null;
}): Thresholds {
  const { warn, replication, bookings, own_cap: ownCap } = row;
  return { warn, replication, bookings, ownCap };
}

import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Logger } from '../platform/log.ts';
import type { UsageSample } from '../salesforce/limits.ts';
import type { Purpose } from '../salesforce/types.ts';

/** The API ledger: our own calls by hour and purpose, and what the org's answers said of the whole. */
export class ApiUsageStore {
  readonly #database: Database;
  readonly #log: Logger;
  #writing: Promise<void> = Promise.resolve();

  constructor(database: Database, log: Logger) {
    this.#database = database;
    this.#log = log;
  }

  /** Adds one call. In the background, in order: a ledger entry that is late or lost must not hold a booking up. */
  record(sample: UsageSample, purpose: Purpose): void {
    this.#writing = this.#writing
      .then(() => this.#write(sample, purpose))
      .catch((error: unknown) => this.#log.warn({ err: error, orgId: sample.orgId }, 'an API call was not recorded'));
  }

  /** Resolves when what was recorded so far is stored. */
  flush(): Promise<void> {
    return this.#writing;
  }

  /** What the org's newest answer said, and our own calls of the last 24 hours; null where none was counted in them. */
  async last24Hours(
    orgId: string,
    now: Date,
  ): Promise<{ used: number; allowed: number; sampledAt: Date; own: number } | null> {
    const since = new Date(now.getTime() - 24 * 3_600_000);
    const [sample, own] = await Promise.all([
      this.#database.kysely
        .selectFrom('api_limits')
        .select(['used', 'allowed', 'sampled_at'])
        .where('org_id', '=', orgId)
        .where('sampled_at', '>=', since)
        .orderBy('hour', 'desc')
        .limit(1)
        .executeTakeFirst(),
      this.#database.kysely
        .selectFrom('api_usage')
        .select((select) => select.fn.sum<string | number>('calls').as('calls'))
        .where('org_id', '=', orgId)
        .where('hour', '>=', since)
        .executeTakeFirst(),
    ]);
    if (!sample) return null;
    const { used, allowed, sampled_at: sampledAt } = sample;
    return { used, allowed, sampledAt, own: Number(own?.calls ?? 0) };
  }

  async #write({ orgId, at, used, allowed }: UsageSample, purpose: Purpose): Promise<void> {
    const hour = new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000);
    await this.#database.kysely
      .insertInto('api_usage')
      .values({ org_id: orgId, hour, purpose, calls: 1 })
      .onConflict((conflict) =>
        conflict.columns(['org_id', 'hour', 'purpose']).doUpdateSet({ calls: sql`api_usage.calls + 1` }),
      )
      .execute();
    await this.#database.kysely
      .insertInto('api_limits')
      .values({ org_id: orgId, hour, used, allowed, sampled_at: at })
      .onConflict((conflict) => conflict.columns(['org_id', 'hour']).doUpdateSet({ used, allowed, sampled_at: at }))
      .execute();
  }
}

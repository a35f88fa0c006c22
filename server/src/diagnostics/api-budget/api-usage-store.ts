import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/log.ts';
import type { UsageSample } from '../../salesforce/limits.ts';
import type { Purpose } from '../../salesforce/types.ts';
import { dayMilliseconds, hourOf, type Ledger } from './ledger.ts';

/** Hours that are kept, for whoever asks later what a day was like. */
const keptDays = 35;

/** What waits to be written of one hour of one org. */
interface Entry {
  orgId: string;
  hour: Date;
  calls: Map<Purpose, number>;
  last: UsageSample;
}

/**
 * The API ledger: our own calls by hour and purpose, and what the org's answers said of the whole. The database holds
 * the truth, for all processes. Recording waits for nobody: what comes while a write is under way is summed up and
 * goes into the next one, so that a busy org costs one statement at a time, however many calls it has.
 */
export class ApiUsageStore {
  readonly #database: Database;
  readonly #log: Logger;
  #waiting = new Map<string, Entry>();
  #writing: Promise<void> | undefined;
  #prunedAt: Date | undefined;

  constructor(database: Database, log: Logger) {
    this.#database = database;
    this.#log = log;
  }

  /** Takes down what somebody else saw of the org's count, at no call of ours. */
  async learn({ orgId, used, allowed, at }: UsageSample): Promise<void> {
    const values = { org_id: orgId, hour: hourOf(at), used, allowed, sampled_at: at };
    await this.flush();
    await this.#database.kysely
      .insertInto('api_limits')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['org_id', 'hour'])
          .doUpdateSet({ used, allowed, sampled_at: at })
          .where('api_limits.sampled_at', '<=', at),
      )
      .execute();
  }

  /** Adds one call. A ledger entry that is late or lost must not hold a booking up. */
  record(sample: UsageSample, purpose: Purpose): void {
    const hour = hourOf(sample.at);
    const key = `${sample.orgId} ${hour.getTime()}`;
    const entry = this.#waiting.get(key) ?? { orgId: sample.orgId, hour, calls: new Map(), last: sample };
    entry.calls.set(purpose, (entry.calls.get(purpose) ?? 0) + 1);
    if (sample.at >= entry.last.at) entry.last = sample;
    this.#waiting.set(key, entry);
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
  }

  /** Resolves when what was recorded so far is stored. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  /** What is known of the org's API calls: samples since then, and our own calls since the day before. */
  async ledger(orgId: string, since: Date): Promise<Ledger> {
    const { kysely } = this.#database;
    const [own, samples] = await Promise.all([
      kysely
        .selectFrom('api_usage')
        .select(['hour', 'purpose', 'calls'])
        .where('org_id', '=', orgId)
        .where('hour', '>=', hourOf(new Date(since.getTime() - dayMilliseconds)))
        .orderBy('hour')
        .execute(),
      kysely
        .selectFrom('api_limits')
        .select(['used', 'allowed', 'sampled_at as at'])
        .where('org_id', '=', orgId)
        .where('hour', '>=', hourOf(since))
        .orderBy('hour')
        .execute(),
    ]);
    return { own: own.map((row) => ({ ...row, purpose: row.purpose as Purpose })), samples };
  }

  /** Removes hours that nobody asks for any more. */
  async prune(now: Date): Promise<void> {
    const before = new Date(now.getTime() - keptDays * dayMilliseconds);
    await this.#database.kysely.deleteFrom('api_usage').where('hour', '<', before).execute();
    await this.#database.kysely.deleteFrom('api_limits').where('hour', '<', before).execute();
  }

  async #writeAll(): Promise<void> {
    // Calls that end in the same moment go together.
    await Promise.resolve();
    while (this.#waiting.size > 0) {
      const entries = [...this.#waiting.values()];
      this.#waiting = new Map();
      for (const entry of entries) {
        await this.#write(entry).catch((error: unknown) =>
          this.#log.warn({ err: error, orgId: entry.orgId }, 'API calls were not recorded'),
        );
      }
      await this.#pruneDaily(entries[0]!.last.at);
    }
  }

  /** Once a day and process, when somebody calls anyway: what is too old goes by itself. */
  async #pruneDaily(now: Date): Promise<void> {
    if (this.#prunedAt && now.getTime() - this.#prunedAt.getTime() < dayMilliseconds) return;
    this.#prunedAt = now;
    await this.prune(now).catch((error: unknown) => this.#log.warn({ err: error }, 'old API calls were not removed'));
  }

  /**
   * One statement, and a sample never replaces a later one, which another process may have brought. Of two of the same
   * moment the larger figure is the later.
   */
  async #write({ orgId, hour, calls, last }: Entry): Promise<void> {
    const rows = [...calls].map(
      ([purpose, number]) => sql`(${orgId}, ${hour}::timestamptz, ${purpose}, ${number}::integer)`,
    );
    await sql`
      with counted as (
        insert into api_usage as usage (org_id, hour, purpose, calls) values ${sql.join(rows)}
        on conflict (org_id, hour, purpose) do update set calls = usage.calls + excluded.calls
      )
      insert into api_limits as known (org_id, hour, used, allowed, sampled_at)
      values (${orgId}, ${hour}::timestamptz, ${last.used}::integer, ${last.allowed}::integer, ${last.at}::timestamptz)
      on conflict (org_id, hour) do update
        set used = excluded.used, allowed = excluded.allowed, sampled_at = excluded.sampled_at
        where (excluded.sampled_at, excluded.used) >= (known.sampled_at, known.used)`.execute(this.#database.kysely);
  }
}

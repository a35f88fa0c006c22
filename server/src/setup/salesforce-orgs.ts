import { sql } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import type { Logger } from '../platform/log.ts';
import { SalesforceOrg } from '../salesforce/salesforce-org.ts';
import type { OrgStore } from './org-store.ts';

/** One client an org and process, so that token, schema and usage stay warm; made when first asked for. */
export class SalesforceOrgs {
  readonly #orgs = new Map<string, { client: SalesforceOrg; credentials: string }>();
  readonly #store: OrgStore;
  readonly #usage: ApiUsageStore;
  readonly #clock: Clock;

  constructor(store: OrgStore, usage: ApiUsageStore, clock: Clock) {
    this.#store = store;
    this.#usage = usage;
    this.#clock = clock;
  }

  /** The client of an org, made anew when its connection changed; undefined when there is no such org. */
  async get(orgId: string): Promise<SalesforceOrg | undefined> {
    const connection = await this.#store.connection(orgId);
    if (!connection) return undefined;
    const credentials = JSON.stringify(connection);
    const kept = this.#orgs.get(orgId);
    if (kept?.credentials === credentials) return kept.client;
    const { salesforceOrgId, ...login } = connection;
    const client = new SalesforceOrg({
      orgId,
      login: { ...login, ...(salesforceOrgId ? { expectedSalesforceOrgId: salesforceOrgId } : {}) },
      now: () => this.#clock.now(),
      onUsage: (sample, call) => this.#usage.record(sample, call.purpose),
    });
    this.#orgs.set(orgId, { client, credentials });
    return client;
  }

  /** The client if it was made already. */
  known(orgId: string): SalesforceOrg | undefined {
    return this.#orgs.get(orgId)?.client;
  }
}

interface Sample {
  orgId: string;
  at: Date;
  used: number;
  allowed: number;
}

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
  record(sample: Sample, purpose: string): void {
    this.#writing = this.#writing
      .then(() => this.#write(sample, purpose))
      .catch((error: unknown) => this.#log.warn({ err: error, orgId: sample.orgId }, 'an API call was not recorded'));
  }

  /** Resolves when what was recorded so far is stored. */
  flush(): Promise<void> {
    return this.#writing;
  }

  async #write({ orgId, at, used, allowed }: Sample, purpose: string): Promise<void> {
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

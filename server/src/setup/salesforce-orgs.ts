import type { Clock } from '../platform/clock.ts';
import { SalesforceOrg } from '../salesforce/salesforce-org.ts';
import type { ApiUsageStore } from './api-usage-store.ts';
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

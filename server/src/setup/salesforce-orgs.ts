import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/log.ts';
import { ConnectionError, type SalesforceError } from '../salesforce/errors.ts';
import type { Token } from '../salesforce/oauth.ts';
import type { OnUsage } from '../salesforce/limits.ts';
import { SalesforceOrg } from '../salesforce/salesforce-org.ts';
import type { ConnectionHealth } from './connection/connection-health.ts';
import type { ConnectionStore } from './connection/connection-store.ts';
import type { ConnectionTokens } from './connection/connection-tokens.ts';

export interface SalesforceOrgsParts {
  connections: ConnectionStore;
  tokens: ConnectionTokens;
  health: ConnectionHealth;
  onUsage: OnUsage;
  clock: Clock;
  log: Logger;
}

interface Entry {
  client: SalesforceOrg;
  revision: number;
  /** As it was stored when the client was last asked for: only then is a success news. */
  isBroken: boolean;
}

/** One client an org and process, so that token, schema and usage stay warm; made when first asked for. */
export class SalesforceOrgs {
  readonly #parts: SalesforceOrgsParts;
  readonly #orgs = new Map<string, Entry>();
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: SalesforceOrgsParts) {
    this.#parts = parts;
  }

  /**
   * The client of an org, made anew when its connection changed; undefined when there is no such org. The client of an
   * org that is not connected refuses every call with that reason.
   */
  async get(orgId: string): Promise<SalesforceOrg | undefined> {
    const connection = await this.#parts.connections.connection(orgId);
    if (!connection) return undefined;
    const { revision, state } = connection;
    const kept = this.#orgs.get(orgId);
    if (kept?.revision === revision) {
      kept.isBroken = state === 'broken';
      return kept.client;
    }
    const { tokens, onUsage, clock } = this.#parts;
    const entry: Entry = {
      revision,
      isBroken: state === 'broken',
      client: new SalesforceOrg({
        orgId,
        login: (dead: Token | undefined) => tokens.token(orgId, dead),
        now: () => clock.now(),
        onUsage,
        onEnd: (error) => this.#ended(orgId, entry, error),
      }),
    };
    this.#orgs.set(orgId, entry);
    return entry.client;
  }

  /** The client if it was made already. */
  known(orgId: string): SalesforceOrg | undefined {
    return this.#orgs.get(orgId)?.client;
  }

  /**
   * What a part of an answer said of the connection; whole answers are noticed by themselves. Resolves when all of it is
   * stored.
   */
  failed(orgId: string, error: SalesforceError): Promise<void> {
    const entry = this.#orgs.get(orgId);
    if (entry) this.#ended(orgId, entry, error);
    return this.#writing;
  }

  /** Resolves when what was noticed so far is stored. */
  flush(): Promise<void> {
    return this.#writing;
  }

  #ended(orgId: string, entry: Entry, error: SalesforceError | undefined): void {
    const { health, log } = this.#parts;
    const { revision } = entry;
    const write = (work: () => Promise<void>) => {
      this.#writing = this.#writing
        .then(work)
        .catch((reason: unknown) => log.warn({ err: reason, orgId }, 'the state of a connection was not stored'));
    };
    if (error instanceof ConnectionError) {
      entry.isBroken = true;
      write(() => health.failed(orgId, revision, error));
    } else if (error === undefined && entry.isBroken) {
      entry.isBroken = false;
      write(() => health.works(orgId, revision));
    }
  }
}

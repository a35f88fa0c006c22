import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../platform/clock.ts';
import { connectionError } from '../../salesforce/classify.ts';
import { ConnectionError, TransientError } from '../../salesforce/errors.ts';
import { signAssertion } from '../../salesforce/jwt-assertion.ts';
import {
  requestGrant,
  requireOrg,
  withoutDoubt,
  type Grant,
  type GrantedToken,
  type Token,
} from '../../salesforce/oauth.ts';
import { text } from '../../texts/text.ts';
import { errorOf, type ConnectionCause } from './connection.ts';
import type { ConnectionHealth } from './connection-health.ts';
import type { ConnectionRow, ConnectionStore, RefreshLease } from './connection-store.ts';

const timeoutMilliseconds = 15_000;
/** How long a caller waits for another's refresh; longer than its lease. */
const patienceMilliseconds = 40_000;
const pollMilliseconds = 50;

/** Refusals of a refresh token after which it is dead for good: only a new authorization helps. */
const final = new Set<string>(['tokenEnded', 'refreshLost']);

export interface ConnectionTokensParts {
  store: ConnectionStore;
  health: ConnectionHealth;
  clock: Clock;
}

/**
 * The access token of an org, one for all processes. It lies sealed in the connection's row. When Salesforce refuses it,
 * one caller takes a lease in the database and asks for a new one, without a transaction around that; it stores what it
 * got, the rotated refresh token above all, before anybody uses it. The others wait and read the row again.
 */
export class ConnectionTokens {
  readonly #store: ConnectionStore;
  readonly #health: ConnectionHealth;
  readonly #clock: Clock;

  constructor({ store, health, clock }: ConnectionTokensParts) {
    this.#store = store;
    this.#health = health;
    this.#clock = clock;
  }

  /**
   * A token other than `dead`, the one that Salesforce refused. Throws ConnectionError when the org is not connected or
   * refuses the login, LimitError or TransientError (`notExecuted`).
   */
  token(orgId: string, dead?: Token): Promise<Token> {
    return this.#token(orgId, dead, false);
  }

  /** The same by a person's order: tried even where the refresh token was found dead. */
  tokenAnew(orgId: string): Promise<Token> {
    return this.#token(orgId, undefined, true);
  }

  async #token(orgId: string, dead: Token | undefined, isOrdered: boolean): Promise<Token> {
    const begun = performance.now();
    for (;;) {
      const row = requireConnected(await this.#store.row(orgId));
      const expectedOrgId = await this.#store.salesforceOrgId(orgId);
      const kept = this.#kept(row, expectedOrgId);
      if (kept && kept.accessToken !== dead?.accessToken) return kept;
      if (!isOrdered) requireHope(row);
      const lease = await this.#store.beginRefresh(row);
      if (lease) {
        const token = await this.#refresh(row, lease, expectedOrgId);
        if (token) return token;
      } else if (performance.now() - begun > patienceMilliseconds) {
        const detail = text('transient.refreshUnderWay');
        throw new TransientError('notExecuted', { code: 'REFRESH_UNDER_WAY', detail, fix: text('transient.fix') });
      }
      await setTimeout(pollMilliseconds * (1 + Math.random()));
    }
  }

  #kept(row: ConnectionRow, salesforceOrgId: string | null): Token | undefined {
    const accessToken = this.#store.open(row, 'access_token');
    if (accessToken === undefined || row.instance_url === null) return undefined;
    return {
      accessToken,
      instanceUrl: row.instance_url,
      salesforceOrgId: salesforceOrgId ?? undefined,
      userId: (row.api_user as { id?: string | null } | null)?.id ?? undefined,
    };
  }

  /** Undefined when the connection was changed meanwhile. */
  async #refresh(row: ConnectionRow, lease: RefreshLease, expectedOrgId: string | null): Promise<Token | undefined> {
    let granted: GrantedToken;
    try {
      granted = await requestGrant(row.login_url!, await this.#grant(row), {
        timeoutMs: timeoutMilliseconds,
        allowInsecure: false,
      });
    } catch (error) {
      throw await this.#refused(row, lease, error);
    }
    const { refreshToken, ...token } = granted;
    const { accessToken, instanceUrl } = token;
    try {
      requireOrg(token, expectedOrgId);
    } catch (error) {
      // What leads to another org is not used; the refresh token before it is gone all the same.
      await this.#store.endRefresh(row, lease, { refreshToken });
      if (error instanceof ConnectionError) await this.#health.failed(row.org_id, row.revision, error);
      throw error;
    }
    const isStored = await this.#store.endRefresh(row, lease, { accessToken, refreshToken, instanceUrl });
    return isStored ? token : undefined;
  }

  async #grant(row: ConnectionRow): Promise<Grant> {
    const clientId = row.client_id!;
    const clientSecret = this.#store.open(row, 'client_secret');
    switch (row.kind) {
      case 'clientCredentials':
        return { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret ?? '' };
      case 'jwt': {
        const key = { username: row.username!, privateKey: this.#store.open(row, 'private_key') ?? '' };
        const assertion = await signAssertion({ loginUrl: row.login_url!, clientId, ...key }, this.#clock.now());
        return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
      }
      default:
        return {
          grant_type: 'refresh_token',
          client_id: clientId,
          ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
          refresh_token: this.#store.open(row, 'refresh_token') ?? '',
        };
    }
  }

  /** Gives the lease back, and says what it means. */
  async #refused(row: ConnectionRow, lease: RefreshLease, error: unknown): Promise<unknown> {
    if (error instanceof TransientError) {
      await this.#store.giveUpRefresh(row, lease, error.outcome === 'unknown' ? 'lost' : 'notSent');
      return withoutDoubt(error);
    }
    const wasLost = lease.unanswered > 0 || (row.cause as ConnectionCause | null)?.kind === 'refreshLost';
    const isEnded = error instanceof ConnectionError && error.kind === 'tokenEnded';
    const isLost = row.kind === 'webServer' && isEnded && wasLost;
    const meaning = isLost ? connectionError('refreshLost', error.code, undefined, error.httpStatus) : error;
    await this.#store.giveUpRefresh(row, lease, 'answered');
    if (meaning instanceof ConnectionError) await this.#health.failed(row.org_id, row.revision, meaning);
    return meaning;
  }
}

function requireConnected(row: ConnectionRow | undefined): ConnectionRow {
  if (!row || row.state === 'never') throw connectionError('notConnected', 'NOT_CONNECTED');
  if (row.state === 'disconnected') throw connectionError('disconnected', 'DISCONNECTED');
  return row;
}

/** A dead refresh token is not tried again and again, but when a person orders it. */
function requireHope(row: ConnectionRow): void {
  const cause = row.cause as ConnectionCause | null;
  if (row.kind !== 'webServer' || row.state !== 'broken' || !cause) return;
  if (final.has(cause.kind)) throw errorOf(cause);
}

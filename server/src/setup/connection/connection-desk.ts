import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/log.ts';
import { InvalidRequest, NotFound, Problem } from '../../platform/problem.ts';
import { userAccess, userInfo, nobody, type ApiUser } from '../../salesforce/api-user.ts';
import { newKeyPair } from '../../salesforce/certificate.ts';
import { ConnectionError, LimitError, SalesforceError, TransientError } from '../../salesforce/errors.ts';
import { signAssertion } from '../../salesforce/jwt-assertion.ts';
import { requestGrant, type GrantedToken, type Token } from '../../salesforce/oauth.ts';
import type { OnUsage } from '../../salesforce/limits.ts';
import { revokeToken } from '../../salesforce/revoke.ts';
import { SalesforceOrg } from '../../salesforce/salesforce-org.ts';
import { sentences, text } from '../../texts/text.ts';
import { isSameOrg } from '../org-caller.ts';
import type { SalesforceOrgs } from '../salesforce-orgs.ts';
import type { Actor, Connection, Credentials } from './connection.ts';
import type { ConnectionHealth } from './connection-health.ts';
import type { ConnectionRow, ConnectionStore } from './connection-store.ts';
import type { ConnectionTokens } from './connection-tokens.ts';

export interface ConnectionDeskParts {
  store: ConnectionStore;
  tokens: ConnectionTokens;
  health: ConnectionHealth;
  salesforce: SalesforceOrgs;
  onUsage: OnUsage;
  clock: Clock;
  log: Logger;
  /** The org may have something to deliver now. */
  wake: (orgId: string) => void;
}

const options = { timeoutMs: 30_000, allowInsecure: false };

/** Another Salesforce org than before: a person has to say that this is meant. */
export class OtherOrg extends Problem {
  constructor(before: string, now: string) {
    super(409, text('problem.otherOrg'), text('problem.otherOrg.detail', { before, now }), [], 'otherOrg');
  }
}

/** Connects, checks, reconnects and disconnects orgs, for people. Nothing is stored when a login is refused. */
export class ConnectionDesk {
  readonly #parts: ConnectionDeskParts;

  constructor(parts: ConnectionDeskParts) {
    this.#parts = parts;
  }

  async clientCredentials(
    orgId: string,
    given: { loginUrl: string; clientId: string; clientSecret: string; confirmOtherOrg: boolean },
    by: Actor,
  ): Promise<void> {
    const { confirmOtherOrg, ...app } = given;
    await withFields(['loginUrl', 'clientId', 'clientSecret'], async () => {
      const grant = { client_id: app.clientId, client_secret: app.clientSecret };
      const token = await requestGrant(app.loginUrl, { grant_type: 'client_credentials', ...grant }, options);
      await this.#keepNew(orgId, { kind: 'clientCredentials', ...app }, token, confirmOtherOrg, by);
    });
  }

  /** Makes the key pair for the JWT flow; the certificate is to be uploaded to the app. */
  async makeKeyPair(orgId: string, by: Actor): Promise<{ certificate: string; expiresAt: Date }> {
    const pair = await newKeyPair(this.#parts.clock.now());
    await this.#parts.store.keepKeyPair(orgId, pair, by);
    return { certificate: pair.certificate, expiresAt: pair.expiresAt };
  }

  /** With the newest key pair. */
  async jwt(
    orgId: string,
    given: { loginUrl: string; clientId: string; username: string; confirmOtherOrg: boolean },
    by: Actor,
  ): Promise<void> {
    const { store, clock } = this.#parts;
    const row = await this.#row(orgId);
    const isNext = row.next_private_key !== null;
    const privateKey = store.open(row, isNext ? 'next_private_key' : 'private_key');
    const certificate = isNext ? row.next_certificate : row.certificate;
    if (privateKey === undefined || certificate === null) {
      throw new Problem(409, text('problem.noCertificate'), text('problem.noCertificate.detail'), [], 'noCertificate');
    }
    const { confirmOtherOrg, ...app } = given;
    await withFields(['loginUrl', 'clientId', 'username'], async () => {
      const assertion = await signAssertion({ ...app, privateKey }, clock.now());
      const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion } as const;
      const token = await requestGrant(app.loginUrl, grant, options);
      await this.#keepNew(orgId, { kind: 'jwt', ...app, privateKey, certificate }, token, confirmOtherOrg, by);
    });
  }

  /** Who a token acts as, by userinfo and one API call, which also shows that the API takes the token. */
  async whoIs(orgId: string, token: Token): Promise<ApiUser> {
    const { onUsage, clock } = this.#parts;
    const info = await userInfo(token, options);
    const id = info.id ?? token.userId ?? null;
    const client = new SalesforceOrg({
      orgId,
      login: () => Promise.resolve(token),
      now: () => clock.now(),
      onUsage,
    });
    return { ...nobody, id, ...info, ...(await userAccess(client, id, 'setup')) };
  }

  /** The Salesforce org that is known, where a token is of another one; undefined where it fits. */
  async otherOrgThan(orgId: string, token: Token): Promise<string | undefined> {
    const { store } = this.#parts;
    const known = (await store.salesforceOrgId(orgId)) ?? (await store.pairedOrgId(orgId));
    return known === null || isSameOrg(known, token.salesforceOrgId ?? null) ? undefined : known;
  }

  /** Stores a connection that was tried, ends the one before, and lets what waited go. */
  async keep(orgId: string, credentials: Credentials, token: GrantedToken, user: ApiUser, by: Actor): Promise<void> {
    const { store, health, salesforce, wake } = this.#parts;
    const formerRow = await this.#row(orgId);
    const former = formerRow.kind === 'webServer' ? store.open(formerRow, 'refresh_token') : undefined;
    const { accessToken, refreshToken, instanceUrl } = token;
    const tokens = { accessToken, refreshToken, instanceUrl };
    await store.connect(orgId, { credentials, tokens, salesforceOrgId: token.salesforceOrgId!, user }, by);
    await health.repaired(orgId);
    salesforce.known(orgId)?.forgetSchema({ always: true });
    wake(orgId);
    if (former !== undefined && former !== refreshToken) await revokeToken(formerRow.login_url!, former, options);
  }

  /**
   * Checks the connection now, by one API call at most. Throws TransientError or LimitError when Salesforce did not tell;
   * what it did tell is stored.
   */
  async check(orgId: string): Promise<void> {
    const { store, tokens, health, salesforce } = this.#parts;
    const connection = await this.#connection(orgId);
    if (connection.state !== 'connected' && connection.state !== 'broken') return;
    const client = (await salesforce.get(orgId))!;
    try {
      const token = await tokens.token(orgId);
      const known = connection.user?.username ? connection.user : { ...nobody, ...(await userInfo(token, options)) };
      const id = known.id ?? token.userId ?? null;
      const access = await userAccess(client, id, 'diagnostics');
      await store.learnUser(orgId, connection.revision, { ...known, id, ...kept(access) });
      await salesforce.flush();
      await health.works(orgId, connection.revision);
    } catch (error) {
      await salesforce.flush();
      if (!(error instanceof ConnectionError)) throw error;
    }
  }

  /** A person has repaired something: a new token is asked for, and what waited goes if it is given. */
  async reconnect(orgId: string, by: Actor): Promise<void> {
    const { store, tokens, wake } = this.#parts;
    const { state } = await this.#connection(orgId);
    if (state !== 'connected' && state !== 'broken') {
      throw new Problem(409, text('problem.notConnected'), text('problem.notConnected.detail'), [], 'notConnected');
    }
    await store.renew(orgId, by);
    try {
      await tokens.tokenAnew(orgId);
      await this.check(orgId);
    } catch (error) {
      if (error instanceof ConnectionError) return;
      throw asProblem(error);
    }
    if ((await this.#connection(orgId)).state !== 'connected') return;
    await store.liftPause(orgId);
    wake(orgId);
  }

  /** Ends the tokens at Salesforce and forgets all that opens the org. What was set stays, and bookings wait. */
  async disconnect(orgId: string, by: Actor): Promise<void> {
    const { store, health, log } = this.#parts;
    const row = await this.#row(orgId);
    const token = store.open(row, 'refresh_token') ?? store.open(row, 'access_token');
    // Forgotten first: from here on nobody uses it, whatever Salesforce answers.
    await store.disconnect(orgId, by);
    await health.repaired(orgId);
    if (token === undefined) return;
    const isRevoked = await revokeToken(row.instance_url ?? row.login_url!, token, options);
    if (!isRevoked) log.warn({ orgId }, 'Salesforce did not confirm that the token of a disconnected org ended');
  }

  async #keepNew(
    orgId: string,
    credentials: Credentials,
    token: GrantedToken,
    confirmOtherOrg: boolean,
    by: Actor,
  ): Promise<void> {
    if (token.salesforceOrgId === undefined) {
      throw new InvalidRequest([{ pointer: '/loginUrl', detail: text('problem.orgNotTold') }]);
    }
    const other = await this.otherOrgThan(orgId, token);
    if (other !== undefined && !confirmOtherOrg) {
      await revokeToken(token.instanceUrl, token.accessToken, options);
      throw new OtherOrg(other, token.salesforceOrgId);
    }
    await this.keep(orgId, credentials, token, await this.whoIs(orgId, token), by);
  }

  async #connection(orgId: string): Promise<Connection> {
    const connection = await this.#parts.store.connection(orgId);
    if (!connection) throw new NotFound(text('problem.noOrg'));
    return connection;
  }

  async #row(orgId: string): Promise<ConnectionRow> {
    const row = await this.#parts.store.row(orgId);
    if (!row) throw new NotFound(text('problem.noOrg'));
    return row;
  }
}

/** What Salesforce told this time; what it did not tell is not forgotten. */
function kept(access: Pick<ApiUser, 'profile' | 'licence' | 'isAdmin'>): Partial<ApiUser> {
  return Object.fromEntries(Object.entries(access).filter(([, value]) => value !== null));
}

/** A login that is refused is a field of the form that is wrong; of Salesforce's own trouble no field is. */
async function withFields(fields: string[], connect: () => Promise<void>): Promise<void> {
  try {
    await connect();
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw asProblem(error);
    throw new InvalidRequest([{ pointer: fieldOf(error, fields), detail: sentences(error.detail, error.fix) }]);
  }
}

/** What Salesforce could not answer now, as a refusal that says so. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof LimitError || error instanceof TransientError)) {
    if (!(error instanceof SalesforceError)) return error;
    return new Problem(409, text('problem.salesforceRefuses'), sentences(error.detail, error.fix));
  }
  return new Problem(503, text('problem.salesforceAway'), sentences(error.detail, error.fix));
}

function fieldOf(error: ConnectionError, fields: string[]): string {
  const field = likelyField(error);
  return fields.includes(field) ? `/${field}` : '/clientId';
}

function likelyField({ kind, code }: ConnectionError): string {
  switch (kind) {
    case 'address':
    case 'resourceMissing':
    case 'inactiveOrg':
      return 'loginUrl';
    case 'inactiveUser':
    case 'userNotApproved':
    case 'passwordExpired':
      return 'username';
    case 'wrongCredentials':
      return code === 'invalid_client_id' ? 'clientId' : 'clientSecret';
    default:
      return 'clientId';
  }
}

import { createHmac, randomBytes } from 'node:crypto';
import type { Logger } from '../../platform/log.ts';
import { hashKey, newSecret } from '../../platform/crypto.ts';
import type { ApiUser } from '../../salesforce/api-user.ts';
import { authorizeUrl } from '../../salesforce/authorize-url.ts';
import { SalesforceError } from '../../salesforce/errors.ts';
import { classifyOAuthError } from '../../salesforce/oauth-errors.ts';
import { requestGrant, type GrantedToken } from '../../salesforce/oauth.ts';
import { revokeToken } from '../../salesforce/revoke.ts';
import { text, type Language, type Text } from '../../texts/text.ts';
import type { AuthorizationRow, AuthorizationStore } from './authorization-store.ts';
import type { Actor } from './connection.ts';
import type { ConnectionDesk } from './connection-desk.ts';
import type { ConnectionStore } from './connection-store.ts';

export interface WebAuthorizationParts {
  authorizations: AuthorizationStore;
  connections: ConnectionStore;
  desk: ConnectionDesk;
  log: Logger;
  /** Where the browser comes back to; registered with the app. */
  callbackUrl: string;
  /** Where the browser begins. */
  startUrl: string;
  /** Where that browser finds the question again that it was asked. */
  questionUrl: string;
}

/** A login that is under way, and what is asked of the person who logged in. */
export interface PendingLogin {
  startedAt: Date;
  expiresAt: Date;
  by: Actor;
  asks:
    | {
        user: ApiUser;
        salesforceOrgId: string | null;
        instanceUrl: string;
        isAdmin: boolean;
        /** The Salesforce org that is known, where this is another one. */
        otherThan: string | undefined;
        questionUrl: string;
      }
    | undefined;
}

/** What the page says after the browser came back. */
export type Finished =
  | { kind: 'refused'; status: number; title: Text; detail: Text; fix?: Text }
  | { kind: 'connected'; user: ApiUser; orgName: string; instanceUrl: string }
  | {
      kind: 'asks';
      csrf: string;
      user: ApiUser;
      orgName: string;
      instanceUrl: string;
      isAdmin: boolean;
      otherOrg: boolean;
    }
  | { kind: 'discarded' };

const options = { timeoutMs: 30_000, allowInsecure: false };

/**
 * The web server flow, from the admin's click to the page that says as whom the org is connected. Each of its secrets
 * serves once and for ten minutes: the ticket opens it in one browser, the state comes back from Salesforce to that
 * browser only, and an admin's own user, or another org, is kept only when that browser's form says so.
 */
export class WebAuthorization {
  readonly #parts: WebAuthorizationParts;

  constructor(parts: WebAuthorizationParts) {
    this.#parts = parts;
  }

  /** The address that the admin's browser opens. The secret that is stored serves again for the same app and address. */
  async offer(
    orgId: string,
    app: { loginUrl: string; clientId: string; clientSecret?: string | undefined },
    by: Actor,
  ): Promise<{ url: string; expiresAt: Date }> {
    const { authorizations, startUrl } = this.#parts;
    const ticket = newSecret('ticket');
    const clientSecret = app.clientSecret ?? (await this.#storedSecret(orgId, app));
    const { expiresAt, former } = await authorizations.offer(orgId, { ...app, clientSecret }, ticket, by);
    if (former) await this.#revoke(former);
    return { url: `${startUrl}?ticket=${ticket}`, expiresAt };
  }

  /** The browser came with its ticket: where it goes now, and the cookie that it gets. */
  async begin(ticket: string, language: Language): Promise<{ location: string; cookie: string } | undefined> {
    const { authorizations, callbackUrl } = this.#parts;
    const given = {
      state: randomBytes(32).toString('base64url'),
      browser: randomBytes(32).toString('base64url'),
      codeVerifier: randomBytes(48).toString('base64url'),
    };
    const row = await authorizations.begin(ticket, given);
    if (!row) return undefined;
    const location = authorizeUrl(row.login_url, {
      clientId: row.client_id,
      redirectUri: callbackUrl,
      state: given.state,
      codeVerifier: given.codeVerifier,
      language: language === 'de' ? 'de' : 'en_US',
    });
    return { location, cookie: given.browser };
  }

  /** The browser came back from Salesforce. */
  async finish(answer: Record<string, string | undefined>, cookie: string | undefined): Promise<Finished> {
    const { authorizations } = this.#parts;
    const { state, code, error } = answer;
    const browser = state === undefined ? undefined : await authorizations.browserOf(state);
    if (state === undefined || browser === undefined) return refused(400, 'oauth.stateUnknown');
    // Not taken: whoever got hold of the address must not end what the right browser is doing.
    if (cookie === undefined || hashKey(cookie) !== browser) return refused(403, 'oauth.otherBrowser');
    const row = await authorizations.takeState(state);
    if (!row) return refused(400, 'oauth.stateUnknown');
    if (error !== undefined || code === undefined) {
      await authorizations.remove(row);
      return salesforceSaid(error ?? 'invalid_request', answer['error_description'] ?? '');
    }
    try {
      return await this.#exchange(row, code, cookie);
    } catch (reason) {
      await authorizations.remove(row);
      if (!(reason instanceof SalesforceError)) throw reason;
      return { kind: 'refused', status: 400, title: text('oauth.failed'), detail: reason.detail, fix: reason.fix };
    }
  }

  /** The page that asked, for the browser that it was shown in. */
  async question(cookie: string | undefined): Promise<Finished> {
    const row = cookie === undefined ? undefined : await this.#parts.authorizations.askedIn(cookie);
    if (!row || cookie === undefined) return refused(400, 'oauth.answerUnknown');
    return this.#asks(row, cookie);
  }

  /** The org's login that is under way. It says what is asked, and not how to answer: that is that browser's alone. */
  async pending(orgId: string): Promise<PendingLogin | undefined> {
    const { authorizations, questionUrl } = this.#parts;
    const row = await authorizations.pending(orgId);
    if (!row) return undefined;
    const { started_at: startedAt, expires_at: expiresAt, salesforce_org_id: salesforceOrgId } = row;
    const known = { startedAt, expiresAt, by: row.started_by as Actor };
    if (row.stage !== 'asking') return { ...known, asks: undefined };
    const user = row.api_user as ApiUser;
    const doubts = await this.#doubts(row, user, salesforceOrgId ?? undefined);
    return { ...known, asks: { user, salesforceOrgId, instanceUrl: row.instance_url!, ...doubts, questionUrl } };
  }

  /** What the person said on the page that asked. */
  async decide(csrf: string, keep: boolean, cookie: string | undefined): Promise<Finished> {
    const { authorizations, connections, desk } = this.#parts;
    const row = cookie === undefined ? undefined : await authorizations.takeAnswer(csrf, cookie);
    if (!row) return refused(400, 'oauth.answerUnknown');
    if (!keep) {
      await this.#revoke(row);
      return { kind: 'discarded' };
    }
    const user = row.api_user as ApiUser;
    const token: GrantedToken = {
      accessToken: authorizations.open(row, 'access_token')!,
      refreshToken: authorizations.open(row, 'refresh_token'),
      instanceUrl: row.instance_url!,
      salesforceOrgId: row.salesforce_org_id ?? undefined,
      userId: user.id ?? undefined,
    };
    await desk.keep(row.org_id, this.#credentials(row), token, user, row.started_by as Actor);
    const { orgName } = (await connections.connection(row.org_id))!;
    return { kind: 'connected', user, orgName, instanceUrl: token.instanceUrl };
  }

  /** Ends what nobody finished in time, and what Salesforce had given for it. */
  async sweep(): Promise<void> {
    for (const row of await this.#parts.authorizations.takeExpired()) await this.#revoke(row);
  }

  /** Ends what is under way for an org. */
  async cancel(orgId: string): Promise<void> {
    const row = await this.#parts.authorizations.end(orgId);
    if (row) await this.#revoke(row);
  }

  async #exchange(row: AuthorizationRow, code: string, cookie: string): Promise<Finished> {
    const { authorizations, connections, desk, callbackUrl } = this.#parts;
    const clientSecret = authorizations.open(row, 'client_secret');
    const token = await requestGrant(
      row.login_url,
      {
        grant_type: 'authorization_code',
        client_id: row.client_id,
        ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
        code,
        code_verifier: authorizations.open(row, 'code_verifier')!,
        redirect_uri: callbackUrl,
      },
      options,
    );
    if (token.refreshToken === undefined || token.salesforceOrgId === undefined) {
      await revokeToken(token.instanceUrl, token.accessToken, options);
      await authorizations.remove(row);
      return refused(400, token.refreshToken === undefined ? 'oauth.noRefreshToken' : 'oauth.orgNotTold');
    }
    const { org_id: orgId } = row;
    const by = row.started_by as Actor;
    let user: ApiUser;
    try {
      user = await desk.whoIs(orgId, token);
    } catch (error) {
      await revokeToken(token.instanceUrl, token.refreshToken, options);
      throw error;
    }
    const { isAdmin, otherThan } = await this.#doubts(row, user, token.salesforceOrgId);
    if (!isAdmin && otherThan === undefined) {
      const { orgName } = (await connections.connection(orgId))!;
      await authorizations.remove(row);
      await desk.keep(orgId, this.#credentials(row), token, user, by);
      return { kind: 'connected', user, orgName, instanceUrl: token.instanceUrl };
    }
    if (await authorizations.ask(row, token, user, confirmationOf(row, cookie))) {
      return this.#asks(
        { ...row, api_user: user, instance_url: token.instanceUrl, salesforce_org_id: token.salesforceOrgId },
        cookie,
      );
    }
    await revokeToken(token.instanceUrl, token.refreshToken, options);
    return refused(409, 'oauth.replaced');
  }

  async #asks(row: AuthorizationRow, cookie: string): Promise<Finished> {
    const user = row.api_user as ApiUser;
    const { isAdmin, otherThan } = await this.#doubts(row, user, row.salesforce_org_id ?? undefined);
    const { orgName } = (await this.#parts.connections.connection(row.org_id))!;
    const csrf = confirmationOf(row, cookie);
    const otherOrg = otherThan !== undefined;
    return { kind: 'asks', csrf, user, orgName, instanceUrl: row.instance_url!, isAdmin, otherOrg };
  }

  /** Why a person has to say that this login is meant. */
  async #doubts(row: AuthorizationRow, user: ApiUser, salesforceOrgId: string | undefined) {
    const by = row.started_by as Actor;
    return {
      isAdmin: user.isAdmin === true || user.id?.slice(0, 15) === by.id.slice(0, 15),
      otherThan: await this.#parts.desk.otherOrgThan(row.org_id, salesforceOrgId),
    };
  }

  #credentials(row: AuthorizationRow) {
    return {
      kind: 'webServer' as const,
      loginUrl: row.login_url,
      clientId: row.client_id,
      clientSecret: this.#parts.authorizations.open(row, 'client_secret'),
    };
  }

  async #storedSecret(orgId: string, app: { loginUrl: string; clientId: string }): Promise<string | undefined> {
    const { connections } = this.#parts;
    const row = await connections.row(orgId);
    const isSame = row?.client_id === app.clientId && row.login_url === app.loginUrl;
    return row && isSame ? connections.open(row, 'client_secret') : undefined;
  }

  async #revoke(row: AuthorizationRow): Promise<void> {
    const { authorizations, log } = this.#parts;
    const token = authorizations.open(row, 'refresh_token') ?? authorizations.open(row, 'access_token');
    if (token === undefined || row.instance_url === null) return;
    if (!(await revokeToken(row.instance_url, token, options))) {
      log.warn({ orgId: row.org_id }, 'Salesforce did not confirm that a token which nobody kept ended');
    }
  }
}

/** The secret of the form: only the browser with the cookie can have it, and it is the same whenever the page is shown. */
function confirmationOf({ id }: AuthorizationRow, cookie: string): string {
  return createHmac('sha256', cookie).update(`confirmation ${id}`).digest('base64url');
}

type RefusalKey = 'stateUnknown' | 'otherBrowser' | 'answerUnknown' | 'noRefreshToken' | 'orgNotTold' | 'replaced';

function refused(status: number, key: `oauth.${RefusalKey}`): Finished {
  return { kind: 'refused', status, title: text('oauth.failed'), detail: text(key), fix: text(`${key}.fix`) };
}

/** Salesforce sent the browser back without a code. */
function salesforceSaid(error: string, description: string): Finished {
  if (error === 'access_denied' || error === 'access-denied') {
    return { kind: 'refused', status: 200, title: text('oauth.denied'), detail: text('oauth.denied.detail') };
  }
  const { detail, fix } = classifyOAuthError(400, error, description.slice(0, 300));
  return { kind: 'refused', status: 400, title: text('oauth.failed'), detail, fix };
}

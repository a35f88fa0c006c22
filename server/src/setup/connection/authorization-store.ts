import type { Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../../platform/clock.ts';
import { hashKey, type Vault } from '../../platform/crypto.ts';
import type { Database } from '../../platform/database/database.ts';
import { storableJson } from '../../platform/database/storable-json.ts';
import type { OauthAuthorizationsTable } from '../../platform/database/tables.ts';
import type { ApiUser } from '../../salesforce/api-user.ts';
import type { GrantedToken } from '../../salesforce/oauth.ts';
import type { Actor } from './connection.ts';

export type AuthorizationRow = Selectable<OauthAuthorizationsTable>;
type Secret = 'client_secret' | 'code_verifier' | 'access_token' | 'refresh_token';

export const authorizationMinutes = 10;

/**
 * Authorizations by the web server flow that are under way, one an org. Ticket, state, cookie and confirmation are kept
 * as hashes; each is taken by the statement that finds it, so that it serves once.
 */
export class AuthorizationStore {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor(database: Database, vault: Vault, clock: Clock) {
    this.#database = database;
    this.#vault = vault;
    this.#clock = clock;
  }

  /** Begins one in place of the one before, which comes back: its tokens have to be revoked. */
  async offer(
    orgId: string,
    app: { loginUrl: string; clientId: string; clientSecret: string | undefined },
    ticket: string,
    by: Actor,
  ): Promise<{ expiresAt: Date; former: AuthorizationRow | undefined }> {
    const now = this.#clock.now();
    const expiresAt = new Date(now.getTime() + authorizationMinutes * 60_000);
    const id = uuidv7();
    return this.#database.kysely.transaction().execute(async (trx) => {
      const former = await trx
        .deleteFrom('oauth_authorizations')
        .where('org_id', '=', orgId)
        .returningAll()
        .executeTakeFirst();
      await trx
        .insertInto('oauth_authorizations')
        .values({
          ...{ org_id: orgId, id, stage: 'offered', login_url: app.loginUrl, client_id: app.clientId },
          client_secret: this.#seal(orgId, id, 'client_secret', app.clientSecret),
          ticket_hash: hashKey(ticket),
          started_by: storableJson(by),
          started_at: now,
          expires_at: expiresAt,
        })
        .execute();
      return { expiresAt, former };
    });
  }

  /** A browser came with the ticket: it gets state, cookie and verifier. Undefined for a ticket that is not good. */
  async begin(
    ticket: string,
    given: { state: string; browser: string; codeVerifier: string },
  ): Promise<AuthorizationRow | undefined> {
    const found = await this.#database.kysely
      .selectFrom('oauth_authorizations')
      .select(['org_id', 'id'])
      .where('ticket_hash', '=', hashKey(ticket))
      .where('stage', '=', 'offered')
      .where('expires_at', '>', this.#clock.now())
      .executeTakeFirst();
    if (!found) return undefined;
    return this.#database.kysely
      .updateTable('oauth_authorizations')
      .set({
        stage: 'atSalesforce',
        ticket_hash: null,
        state_hash: hashKey(given.state),
        browser_hash: hashKey(given.browser),
        code_verifier: this.#seal(found.org_id, found.id, 'code_verifier', given.codeVerifier),
      })
      .where('org_id', '=', found.org_id)
      .where('ticket_hash', '=', hashKey(ticket))
      .returningAll()
      .executeTakeFirst();
  }

  /** Which browser a state was given to. */
  async browserOf(state: string): Promise<string | undefined> {
    const row = await this.#live(state);
    return row?.browser_hash ?? undefined;
  }

  /** The answer of Salesforce came: the state serves this once. */
  takeState(state: string): Promise<AuthorizationRow | undefined> {
    return this.#database.kysely
      .updateTable('oauth_authorizations')
      .set({ state_hash: null })
      .where('state_hash', '=', hashKey(state))
      .where('stage', '=', 'atSalesforce')
      .where('expires_at', '>', this.#clock.now())
      .returningAll()
      .executeTakeFirst();
  }

  /** Keeps what Salesforce gave until somebody says whether to use it. False when another one began meanwhile. */
  async ask(
    { org_id: orgId, id }: AuthorizationRow,
    token: GrantedToken,
    user: ApiUser,
    csrf: string,
  ): Promise<boolean> {
    const result = await this.#database.kysely
      .updateTable('oauth_authorizations')
      .set({
        stage: 'asking',
        csrf_hash: hashKey(csrf),
        code_verifier: null,
        instance_url: token.instanceUrl,
        access_token: this.#seal(orgId, id, 'access_token', token.accessToken),
        refresh_token: this.#seal(orgId, id, 'refresh_token', token.refreshToken),
        api_user: storableJson(user),
        salesforce_org_id: token.salesforceOrgId ?? null,
      })
      .where('org_id', '=', orgId)
      .where('id', '=', id)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  /** The person decided: the page's form serves this once, and in the browser that it was shown in. */
  takeAnswer(csrf: string, browser: string): Promise<AuthorizationRow | undefined> {
    return this.#database.kysely
      .deleteFrom('oauth_authorizations')
      .where('csrf_hash', '=', hashKey(csrf))
      .where('browser_hash', '=', hashKey(browser))
      .where('stage', '=', 'asking')
      .where('expires_at', '>', this.#clock.now())
      .returningAll()
      .executeTakeFirst();
  }

  async remove({ org_id: orgId, id }: AuthorizationRow): Promise<void> {
    await this.#database.kysely
      .deleteFrom('oauth_authorizations')
      .where('org_id', '=', orgId)
      .where('id', '=', id)
      .execute();
  }

  /** Ends the org's authorization, if one is under way. */
  end(orgId: string): Promise<AuthorizationRow | undefined> {
    return this.#database.kysely
      .deleteFrom('oauth_authorizations')
      .where('org_id', '=', orgId)
      .returningAll()
      .executeTakeFirst();
  }

  /** Those that nobody finished in time. */
  takeExpired(): Promise<AuthorizationRow[]> {
    return this.#database.kysely
      .deleteFrom('oauth_authorizations')
      .where('expires_at', '<=', this.#clock.now())
      .returningAll()
      .execute();
  }

  /** The org's authorization that is under way. */
  pending(orgId: string): Promise<AuthorizationRow | undefined> {
    return this.#database.kysely
      .selectFrom('oauth_authorizations')
      .selectAll()
      .where('org_id', '=', orgId)
      .where('expires_at', '>', this.#clock.now())
      .executeTakeFirst();
  }

  /** The one that waits for an answer from this browser. */
  askedIn(browser: string): Promise<AuthorizationRow | undefined> {
    return this.#database.kysely
      .selectFrom('oauth_authorizations')
      .selectAll()
      .where('browser_hash', '=', hashKey(browser))
      .where('stage', '=', 'asking')
      .where('expires_at', '>', this.#clock.now())
      .executeTakeFirst();
  }

  /** A secret of a row, opened; undefined where the row has none. */
  open(row: AuthorizationRow, column: Secret): string | undefined {
    const sealed = row[column];
    return sealed === null ? undefined : this.#vault.open(row.org_id, boundTo(row.id, column), sealed);
  }

  #seal(orgId: string, id: string, column: Secret, secret: string | undefined): string | null {
    return secret === undefined ? null : this.#vault.seal(orgId, boundTo(id, column), secret);
  }

  #live(state: string): Promise<AuthorizationRow | undefined> {
    return this.#database.kysely
      .selectFrom('oauth_authorizations')
      .selectAll()
      .where('state_hash', '=', hashKey(state))
      .where('expires_at', '>', this.#clock.now())
      .executeTakeFirst();
  }
}

/** What an authorization's ciphertexts are bound to. */
export function boundTo(id: string, column: Secret): string {
  return `oauth_authorizations.${column} ${id}`;
}

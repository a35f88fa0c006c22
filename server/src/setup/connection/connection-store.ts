import type { Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Vault } from '../../platform/crypto.ts';
import { adoptConnections } from '../../platform/database/connections-migration.ts';
import type { Database } from '../../platform/database/database.ts';
import { storableJson } from '../../platform/database/storable-json.ts';
import type { ConnectionsTable, Tables } from '../../platform/database/tables.ts';
import type { ApiUser } from '../../salesforce/api-user.ts';
import type { KeyPair } from '../../salesforce/certificate.ts';
import type {
  Actor,
  Connection,
  ConnectionCause,
  ConnectionKind,
  ConnectionState,
  ConnectionTokens,
  NewConnection,
} from './connection.ts';
import { sealedAs, type SealedColumn } from './sealed-as.ts';

export type ConnectionRow = Selectable<ConnectionsTable>;
type Trx = Transaction<Tables>;

/** The right to refresh a connection's token. `number` grows with every holder: storing checks it. */
export interface RefreshLease {
  number: string;
  /** Refreshes before this one whose answer nobody saw: their refresh token may be used up. */
  unanswered: number;
}

export const dayMilliseconds = 24 * 60 * 60_000;
/** Longer than a refresh can take: it is given up after 15 s. */
const refreshLeaseMilliseconds = 20_000;

/** Connections of orgs. Their secrets are sealed and opened here and nowhere else; every method takes an org. */
export class ConnectionStore {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor(database: Database, vault: Vault, clock: Clock) {
    this.#database = database;
    this.#vault = vault;
    this.#clock = clock;
  }

  /** Takes over what a version before this one stored; see the migration. */
  async adopt(): Promise<void> {
    await sql.raw(adoptConnections).execute(this.#database.kysely);
  }

  /** Frees what an earlier process held. Only where no other process can be alive: on an exclusive database. */
  async releaseAbandoned(): Promise<void> {
    if (!this.#database.exclusive) throw new Error('Other processes may be refreshing in a shared database.');
    await this.#database.kysely
      .updateTable('connections')
      .set({ refresh_until: null })
      .where('refresh_until', 'is not', null)
      .execute();
  }

  /** Undefined when there is no such org. */
  async connection(orgId: string): Promise<Connection | undefined> {
    const org = await this.#database.kysely
      .selectFrom('orgs')
      .select(['name', 'salesforce_org_id'])
      .where('id', '=', orgId)
      .executeTakeFirst();
    if (!org) return undefined;
    const row = await this.row(orgId);
    return {
      orgId,
      orgName: org.name,
      revision: row?.revision ?? 0,
      state: (row?.state ?? 'never') as ConnectionState,
      kind: (row?.kind ?? null) as ConnectionKind | null,
      loginUrl: row?.login_url ?? null,
      clientId: row?.client_id ?? null,
      username: row?.username ?? null,
      certificate: row?.certificate ?? null,
      nextCertificate: row?.next_certificate ?? null,
      instanceUrl: row?.instance_url ?? null,
      tokenAt: row?.token_at ?? null,
      salesforceOrgId: org.salesforce_org_id,
      user: (row?.api_user ?? null) as ApiUser | null,
      connectedAt: row?.connected_at ?? null,
      connectedBy: (row?.connected_by ?? null) as Actor | null,
      checkedAt: row?.checked_at ?? null,
      cause: (row?.cause ?? null) as ConnectionCause | null,
    };
  }

  async row(orgId: string): Promise<ConnectionRow | undefined> {
    return this.#database.kysely.selectFrom('connections').selectAll().where('org_id', '=', orgId).executeTakeFirst();
  }

  /** Which Salesforce org the token has to be of; null while none is known. */
  async salesforceOrgId(orgId: string): Promise<string | null> {
    const row = await this.#database.kysely
      .selectFrom('orgs')
      .select('salesforce_org_id')
      .where('id', '=', orgId)
      .executeTakeFirst();
    return row?.salesforce_org_id ?? null;
  }

  /** The Salesforce org in which the package was paired with this org, where that was before it was connected. */
  async pairedOrgId(orgId: string): Promise<string | null> {
    const row = await this.#database.kysely
      .selectFrom('api_keys')
      .select('salesforce_org_id')
      .where('org_id', '=', orgId)
      .where('salesforce_org_id', 'is not', null)
      .executeTakeFirst();
    return row?.salesforce_org_id ?? null;
  }

  /** A secret of a row, opened; undefined where the row has none. Throws SecretNotReadable. */
  open(row: ConnectionRow, column: SealedColumn): string | undefined {
    const sealed = row[column];
    return sealed === null ? undefined : this.#vault.open(row.org_id, sealedAs[column], sealed);
  }

  /** Tries the encryption keys on what is stored. Throws with the reason when they open nothing. */
  async checkEncryptionKey(): Promise<void> {
    const row = await this.#database.kysely
      .selectFrom('connections')
      .selectAll()
      .where((where) => where.or([where('client_secret', 'is not', null), where('private_key', 'is not', null)]))
      .limit(1)
      .executeTakeFirst();
    if (row) this.open(row, row.client_secret === null ? 'private_key' : 'client_secret');
  }

  /** Stores a connection in place of the one before, and lifts the pause: what waited for it is due. */
  async connect(orgId: string, made: NewConnection, by: Actor): Promise<void> {
    const { credentials, tokens, salesforceOrgId, user } = made;
    const now = this.#clock.now();
    const seal = (column: SealedColumn, secret: string | undefined) => this.#seal(orgId, column, secret);
    await this.#database.kysely.transaction().execute(async (trx) => {
      await trx
        .updateTable('connections')
        .set({
          revision: sql`revision + 1`,
          state: 'connected',
          kind: credentials.kind,
          login_url: credentials.loginUrl,
          client_id: credentials.clientId,
          client_secret: seal('client_secret', 'clientSecret' in credentials ? credentials.clientSecret : undefined),
          username: credentials.kind === 'jwt' ? credentials.username : null,
          private_key: seal('private_key', credentials.kind === 'jwt' ? credentials.privateKey : undefined),
          certificate: credentials.kind === 'jwt' ? credentials.certificate : null,
          ...(credentials.kind === 'jwt' ? { next_private_key: null, next_certificate: null } : {}),
          instance_url: tokens?.instanceUrl ?? null,
          access_token: seal('access_token', tokens?.accessToken),
          refresh_token: seal('refresh_token', tokens?.refreshToken),
          token_at: tokens ? now : null,
          ...nothingUnderWay,
          api_user: user ? storableJson(user) : null,
          connected_at: now,
          connected_by: storableJson(by),
          checked_at: user ? now : null,
          check_due_at: user ? new Date(now.getTime() + dayMilliseconds) : now,
          cause: null,
        })
        .where('org_id', '=', orgId)
        .execute();
      await trx
        .updateTable('orgs')
        .set({ salesforce_org_id: salesforceOrgId, ...formerColumns, paused_until: null, pause: null })
        .where('id', '=', orgId)
        .execute();
      const { kind, loginUrl, clientId } = credentials;
      const detail = { kind, loginUrl, clientId, salesforceOrgId, user: user?.username ?? null };
      await this.#write(trx, orgId, 'connected', by, detail, now);
    });
  }

  /** Forgets all that opens the org. Address, consumer key and everything else that was set stay. */
  async disconnect(orgId: string, by: Actor): Promise<void> {
    const now = this.#clock.now();
    await this.#database.kysely.transaction().execute(async (trx) => {
      await trx
        .updateTable('connections')
        .set({
          revision: sql`revision + 1`,
          state: 'disconnected',
          ...{ client_secret: null, private_key: null, certificate: null },
          ...{ next_private_key: null, next_certificate: null, access_token: null, refresh_token: null },
          ...{ token_at: null, cause: null, check_due_at: null },
          ...nothingUnderWay,
        })
        .where('org_id', '=', orgId)
        .execute();
      await trx.updateTable('orgs').set(formerColumns).where('id', '=', orgId).execute();
      await this.#write(trx, orgId, 'disconnected', by, {}, now);
    });
  }

  /** Keeps a new key pair until somebody connects with it. */
  async keepKeyPair(orgId: string, pair: KeyPair, by: Actor): Promise<void> {
    const now = this.#clock.now();
    await this.#database.kysely.transaction().execute(async (trx) => {
      await trx
        .updateTable('connections')
        .set({
          next_private_key: this.#seal(orgId, 'next_private_key', pair.privateKey),
          next_certificate: pair.certificate,
        })
        .where('org_id', '=', orgId)
        .execute();
      await this.#write(trx, orgId, 'certificateMade', by, { expiresAt: pair.expiresAt.toISOString() }, now);
    });
  }

  /** A person wants it tried again: the access token and the verdict of before are dropped. */
  async renew(orgId: string, by: Actor): Promise<void> {
    const now = this.#clock.now();
    await this.#database.kysely.transaction().execute(async (trx) => {
      await trx
        .updateTable('connections')
        .set({ revision: sql`revision + 1`, access_token: null })
        .where('org_id', '=', orgId)
        .execute();
      await this.#write(trx, orgId, 'reconnected', by, {}, now);
    });
  }

  /** The pause is over: what waits for the connection is due. */
  async liftPause(orgId: string): Promise<void> {
    await this.#database.kysely
      .updateTable('orgs')
      .set({ paused_until: null, pause: null })
      .where('id', '=', orgId)
      .execute();
  }

  /**
   * Takes the right to refresh what `row` holds. Undefined when somebody else has it, or has just stored a new token.
   * `tokensRotate`: counts the attempt until its answer is seen.
   */
  async beginRefresh(row: ConnectionRow): Promise<RefreshLease | undefined> {
    const now = this.#clock.now();
    const taken = await this.#database.kysely
      .updateTable('connections')
      .set({
        refresh_number: sql`refresh_number + 1`,
        refresh_until: new Date(now.getTime() + refreshLeaseMilliseconds),
        refresh_unanswered: sql`refresh_unanswered + 1`,
      })
      .where('org_id', '=', row.org_id)
      .where('revision', '=', row.revision)
      .where('access_token', 'is not distinct from', row.access_token)
      .where('refresh_token', 'is not distinct from', row.refresh_token)
      .where((where) => where.or([where('refresh_until', 'is', null), where('refresh_until', '<=', now)]))
      .returning(['refresh_number', 'refresh_unanswered'])
      .executeTakeFirst();
    return taken && { number: String(taken.refresh_number), unanswered: taken.refresh_unanswered - 1 };
  }

  /**
   * Stores what a refresh gave, before anybody uses it. Guarded by the lease; or by the refresh token that was used up
   * for it, so that a holder who was held up still saves what would be lost else. False when somebody connected or
   * disconnected meanwhile, or another holder was faster.
   */
  async endRefresh(row: ConnectionRow, lease: RefreshLease, tokens: Partial<ConnectionTokens>): Promise<boolean> {
    const { org_id: orgId } = row;
    const result = await this.#database.kysely
      .updateTable('connections')
      .set({
        access_token: this.#seal(orgId, 'access_token', tokens.accessToken),
        ...(tokens.refreshToken === undefined
          ? {}
          : { refresh_token: this.#seal(orgId, 'refresh_token', tokens.refreshToken) }),
        ...(tokens.instanceUrl === undefined ? {} : { instance_url: tokens.instanceUrl }),
        token_at: this.#clock.now(),
        ...nothingUnderWay,
      })
      .where('org_id', '=', orgId)
      .where('revision', '=', row.revision)
      .where((where) =>
        where.or([where('refresh_number', '=', lease.number), where('refresh_token', '=', row.refresh_token ?? '')]),
      )
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  /** Gives the lease back without a token. `answered`: Salesforce said no, so nothing is in doubt any more. */
  async giveUpRefresh(
    row: ConnectionRow,
    lease: RefreshLease,
    outcome: 'answered' | 'notSent' | 'lost',
  ): Promise<void> {
    await this.#database.kysely
      .updateTable('connections')
      .set({
        refresh_until: null,
        ...(outcome === 'answered' ? { refresh_unanswered: 0 } : {}),
        ...(outcome === 'notSent' ? { refresh_unanswered: lease.unanswered } : {}),
      })
      .where('org_id', '=', row.org_id)
      .where('refresh_number', '=', lease.number)
      .execute();
  }

  /** The connections whose check is due, each claimed for this process by putting the next one off. */
  async claimDueChecks(now: Date, most: number): Promise<string[]> {
    const due = await this.#database.kysely
      .selectFrom('connections')
      .select(['org_id', 'check_due_at'])
      .where('check_due_at', '<=', now)
      .where('state', 'in', ['connected', 'broken'])
      .orderBy('check_due_at')
      .limit(most)
      .execute();
    const claimed: string[] = [];
    for (const { org_id: orgId, check_due_at: dueAt } of due) {
      const result = await this.#database.kysely
        .updateTable('connections')
        .set({ check_due_at: new Date(now.getTime() + dayMilliseconds) })
        .where('org_id', '=', orgId)
        .where('check_due_at', '=', dueAt)
        .executeTakeFirst();
      if (result.numUpdatedRows > 0n) claimed.push(orgId);
    }
    return claimed;
  }

  /** Puts a check forward that could not be made. */
  async checkAgain(orgId: string, at: Date): Promise<void> {
    await this.#database.kysely
      .updateTable('connections')
      .set({ check_due_at: at })
      .where('org_id', '=', orgId)
      .where('state', 'in', ['connected', 'broken'])
      .execute();
  }

  /** Whom a check found. */
  async learnUser(orgId: string, revision: number, user: ApiUser): Promise<void> {
    await this.#database.kysely
      .updateTable('connections')
      .set({ api_user: storableJson(user) })
      .where('org_id', '=', orgId)
      .where('revision', '=', revision)
      .execute();
  }

  #seal(orgId: string, column: SealedColumn, secret: string | undefined): string | null {
    return secret === undefined ? null : this.#vault.seal(orgId, sealedAs[column], secret);
  }

  async #write(trx: Trx, orgId: string, change: string, by: Actor, detail: object, at: Date): Promise<void> {
    await trx
      .insertInto('connection_changes')
      .values({ org_id: orgId, change, by_id: by.id, by_name: by.name, detail: storableJson(detail), at })
      .execute();
  }
}

const nothingUnderWay = { refresh_until: null, refresh_unanswered: 0 };
/** What a version before this one would still connect with. */
const formerColumns = { login_url: null, client_id: null, client_secret: null };

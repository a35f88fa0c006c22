import { v7 as uuidv7 } from 'uuid';
import type { Vault } from '../platform/crypto.ts';
import type { Database } from '../platform/database/database.ts';
import type { Clock } from '../platform/clock.ts';

/** How an org is reached: client credentials of a connected app with a Run As user. */
export interface OrgConnection {
  loginUrl: string;
  clientId: string;
  clientSecret: string;
  /** 18-character 00D id, once known: the token's org must be this one. */
  salesforceOrgId?: string;
}

/** An org as the panel shows it. */
export interface OrgProfile {
  id: string;
  name: string;
  salesforceOrgId: string | null;
  loginUrl: string;
  pausedUntil: Date | null;
  /** Why nothing is sent at the moment; of the folder that delivers. */
  pause: unknown;
}

/** Orgs, and what their connection needs. Secrets are sealed here and nowhere else. */
export class OrgStore {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor(database: Database, vault: Vault, clock: Clock) {
    this.#database = database;
    this.#vault = vault;
    this.#clock = clock;
  }

  /** Connects a new org; gives its id. `creationRules` is kept as it is. */
  async create(name: string, connection: OrgConnection, creationRules: unknown): Promise<string> {
    const id = `org_${uuidv7().replaceAll('-', '')}`;
    await this.#database.kysely
      .insertInto('orgs')
      .values({
        id,
        name,
        salesforce_org_id: connection.salesforceOrgId ?? null,
        login_url: connection.loginUrl,
        client_id: connection.clientId,
        client_secret: this.#vault.seal(id, 'orgs.client_secret', connection.clientSecret),
        creation_rules: JSON.stringify(creationRules),
        created_at: this.#clock.now(),
      })
      .execute();
    return id;
  }

  /** Replaces address and credentials, and lifts the pause: what waited for the connection is due. */
  async reconnect(orgId: string, connection: OrgConnection): Promise<void> {
    await this.#database.kysely
      .updateTable('orgs')
      .set({
        login_url: connection.loginUrl,
        client_id: connection.clientId,
        client_secret: this.#vault.seal(orgId, 'orgs.client_secret', connection.clientSecret),
        ...(connection.salesforceOrgId ? { salesforce_org_id: connection.salesforceOrgId } : {}),
        paused_until: null,
        pause: null,
      })
      .where('id', '=', orgId)
      .execute();
  }

  async list(): Promise<{ id: string; name: string; loginUrl: string }[]> {
    const rows = await this.#database.kysely
      .selectFrom('orgs')
      .select(['id', 'name', 'login_url'])
      .orderBy('created_at')
      .execute();
    return rows.map((row) => ({ id: row.id, name: row.name, loginUrl: row.login_url }));
  }

  /** The connection with its secret opened; undefined when there is no such org. */
  async connection(orgId: string): Promise<OrgConnection | undefined> {
    const row = await this.#database.kysely.selectFrom('orgs').selectAll().where('id', '=', orgId).executeTakeFirst();
    if (!row) return undefined;
    return {
      loginUrl: row.login_url,
      clientId: row.client_id,
      clientSecret: this.#vault.open(orgId, 'orgs.client_secret', row.client_secret),
      ...(row.salesforce_org_id ? { salesforceOrgId: row.salesforce_org_id } : {}),
    };
  }

  /**
   * Tries the encryption key on what is stored. Throws with the reason when it opens nothing: better at the start than
   * with every booking.
   */
  async checkEncryptionKey(): Promise<void> {
    const row = await this.#database.kysely
      .selectFrom('orgs')
      .select(['id', 'client_secret'])
      .limit(1)
      .executeTakeFirst();
    if (row) this.#vault.open(row.id, 'orgs.client_secret', row.client_secret);
  }

  /** What the panel shows of an org; undefined when there is none. */
  async profile(orgId: string): Promise<OrgProfile | undefined> {
    const row = await this.#database.kysely
      .selectFrom('orgs')
      .select(['id', 'name', 'salesforce_org_id', 'login_url', 'paused_until', 'pause'])
      .where('id', '=', orgId)
      .executeTakeFirst();
    if (!row) return undefined;
    return {
      id: row.id,
      name: row.name,
      salesforceOrgId: row.salesforce_org_id,
      loginUrl: row.login_url,
      pausedUntil: row.paused_until,
      pause: row.pause ?? undefined,
    };
  }
}

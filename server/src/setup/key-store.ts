import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../platform/clock.ts';
import { hashKey, newSecret } from '../platform/crypto.ts';
import type { Database } from '../platform/database/database.ts';

/** machine: a program that the operator gave the key to. panel: the Salesforce package, by pairing. */
export type KeyKind = 'machine' | 'panel';

/** Whom a key lets in. */
export interface KeyHolder {
  orgId: string;
  /** 18-character 00D id of the Salesforce org that the key is for. */
  salesforceOrgId: string | null;
  key: { id: string; name: string; kind: KeyKind };
}

/** The keys to our API. A key is shown once, when it is made; only its hash is kept. */
export class KeyStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Makes a key for a program. */
  create(orgId: string, name: string): Promise<string> {
    return this.#insert(orgId, name, 'machine');
  }

  /** Makes the key of the org's panel, good for the Salesforce org that it was paired in; the one before ends. */
  async replacePanelKey(orgId: string, salesforceOrgId: string): Promise<string> {
    await this.removePanelKey(orgId);
    return this.#insert(orgId, 'Salesforce package', 'panel', salesforceOrgId);
  }

  /** When the org's panel got its key, that is, was paired; undefined where it has none. */
  async panelKeySince(orgId: string): Promise<Date | undefined> {
    const row = await this.#database.kysely
      .selectFrom('api_keys')
      .select('created_at')
      .where('org_id', '=', orgId)
      .where('kind', '=', 'panel')
      .executeTakeFirst();
    return row?.created_at;
  }

  async removePanelKey(orgId: string): Promise<void> {
    await this.#database.kysely
      .deleteFrom('api_keys')
      .where('org_id', '=', orgId)
      .where('kind', '=', 'panel')
      .execute();
  }

  /** Undefined for an unknown key. */
  async holder(key: string): Promise<KeyHolder | undefined> {
    const row = await this.#database.kysely
      .selectFrom('api_keys')
      .innerJoin('orgs', 'orgs.id', 'api_keys.org_id')
      .select(['api_keys.org_id', 'api_keys.id', 'api_keys.name', 'api_keys.kind'])
      .select(['orgs.salesforce_org_id', 'api_keys.salesforce_org_id as paired_org_id'])
      .where('key_hash', '=', hashKey(key))
      .executeTakeFirst();
    if (!row) return undefined;
    return {
      orgId: row.org_id,
      salesforceOrgId: row.paired_org_id ?? row.salesforce_org_id,
      key: { id: row.id, name: row.name, kind: row.kind as KeyKind },
    };
  }

  async #insert(orgId: string, name: string, kind: KeyKind, salesforceOrgId?: string): Promise<string> {
    const key = newSecret('inlet');
    await this.#database.kysely
      .insertInto('api_keys')
      .values({
        org_id: orgId,
        id: `key_${uuidv7().replaceAll('-', '')}`,
        name,
        kind,
        key_hash: hashKey(key),
        salesforce_org_id: salesforceOrgId ?? null,
        created_at: this.#clock.now(),
      })
      .execute();
    return key;
  }
}

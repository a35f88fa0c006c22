import type { Selectable, SelectQueryBuilder } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { hashKey, newSecret, type Vault } from '../platform/crypto.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import type { SourcesTable, Tables } from '../platform/database/tables.ts';

/** A source as the way in needs it: whose it is, and the secrets that sign its messages now. */
export interface ConnectedSource {
  orgId: string;
  id: string;
  kind: string;
  /** The current one first; a second one while it is being rotated. */
  secrets: string[];
}

/** What is shown once, when a source is made or its secret rotated. */
export interface SourceCredentials {
  id: string;
  /** Last segment of the webhook's address; the bearer key of our own API. */
  key: string;
  secret: string;
}

/** How long the old secret still signs after a rotation, so that the product can be changed over without a gap. */
const rotationMilliseconds = 24 * 60 * 60_000;

/** Scheduling products that send bookings, and their secrets. */
export class SourceStore {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor(database: Database, vault: Vault, clock: Clock) {
    this.#database = database;
    this.#vault = vault;
    this.#clock = clock;
  }

  async create(orgId: string, kind: string): Promise<SourceCredentials> {
    const id = `src_${uuidv7().replaceAll('-', '')}`;
    const key = newSecret('hook');
    const secret = newSigningSecret(kind);
    await this.#database.kysely
      .insertInto('sources')
      .values({
        org_id: orgId,
        id,
        kind,
        key_hash: hashKey(key),
        secret: this.#vault.seal(orgId, `sources.secret ${id}`, secret),
        created_at: this.#clock.now(),
      })
      .execute();
    return { id, key, secret };
  }

  /** Gives the source a new secret; the one before stays valid for a day. Undefined when there is no such source. */
  async rotateSecret(orgId: string, id: string): Promise<string | undefined> {
    const row = await this.#database.kysely
      .selectFrom('sources')
      .select(['kind', 'secret'])
      .where('org_id', '=', orgId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return undefined;
    const secret = newSigningSecret(row.kind);
    await this.#database.kysely
      .updateTable('sources')
      .set({
        secret: this.#vault.seal(orgId, `sources.secret ${id}`, secret),
        previous_secret: row.secret,
        previous_secret_until: new Date(this.#clock.now().getTime() + rotationMilliseconds),
      })
      .where('org_id', '=', orgId)
      .where('id', '=', id)
      .execute();
    return secret;
  }

  /** The source that a key in an address (or a bearer key) belongs to. */
  ofKey(key: string): Promise<ConnectedSource | undefined> {
    return this.#find((query) => query.where('key_hash', '=', hashKey(key)));
  }

  /** A source by the id that Standard Webhooks senders name it with. */
  ofId(id: string): Promise<ConnectedSource | undefined> {
    return this.#find((query) => query.where('id', '=', id));
  }

  /** The org's first source of a kind: where bookings go that come with the org's own API key. */
  firstOfKind(orgId: string, kind: string): Promise<ConnectedSource | undefined> {
    return this.#find((query) => query.where('org_id', '=', orgId).where('kind', '=', kind).orderBy('created_at'));
  }

  async #find(narrow: (query: SourceQuery) => SourceQuery): Promise<ConnectedSource | undefined> {
    const row = await narrow(this.#database.kysely.selectFrom('sources').selectAll()).limit(1).executeTakeFirst();
    if (!row) return undefined;
    const { org_id: orgId, id, kind } = row;
    const open = (sealed: string) => this.#vault.open(orgId, `sources.secret ${id}`, sealed);
    const rotating = row.previous_secret !== null && row.previous_secret_until! > this.#clock.now();
    return { orgId, id, kind, secrets: [open(row.secret), ...(rotating ? [open(row.previous_secret!)] : [])] };
  }
}

type SourceQuery = SelectQueryBuilder<Tables, 'sources', Selectable<SourcesTable>>;

/** Standard Webhooks secrets are `whsec_` and base64; the products take any text. */
function newSigningSecret(kind: string): string {
  const [, random] = newSecret('x').split(/_(.*)/s);
  return kind === 'api' ? `whsec_${Buffer.from(random!, 'base64url').toString('base64')}` : random!;
}

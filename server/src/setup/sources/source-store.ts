import { sql, type Selectable, type SelectQueryBuilder, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { hashKey, newSecret, type Vault } from '../../platform/crypto.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { SourcesTable, Tables } from '../../platform/database/tables.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import { productNames } from './product-names.ts';

/** A source as the way in needs it: whose it is, and the secrets that sign its messages now. */
export interface ConnectedSource {
  orgId: string;
  id: string;
  kind: string;
  name: string;
  /** While false its messages are refused. */
  enabled: boolean;
  /** The current one first; a second one while it is being rotated. */
  secrets: string[];
}

/** What is shown once, when a source is made or its key or secret rotated. */
export interface SourceCredentials {
  id: string;
  /** Last segment of the webhook's address; the bearer key of our own API. */
  key: string;
  secret: string;
}

/** A source as its admin sees it. */
export interface SourceSummary {
  id: string;
  kind: string;
  name: string;
  enabled: boolean;
  /** The first letters of the key; null where an older version made it. */
  keyHint: string | null;
  createdAt: Date;
  /** Of the last message that was stored. */
  lastMessageAt: Date | null;
  messages24h: number;
  /** Until when the secret, and the key, before the last rotation are still good. */
  previousSecretUntil: Date | null;
  previousKeyUntil: Date | null;
  lastChange: { change: SourceChange; by: Actor; at: Date } | null;
}

export type SourceChange = 'created' | 'renamed' | 'enabled' | 'disabled' | 'secretRotated' | 'keyRotated';
type Actor = OrgCaller['by'];
type Trx = Transaction<Tables>;

/** Why a source was not made or changed. */
export type SourceRefusal = 'nameTaken' | 'tooMany' | 'unknown';

/** How long what was before still works after a rotation, so that the product can be changed over without a gap. */
export const rotationMilliseconds = 24 * 60 * 60_000;
/** More webhooks than anybody looks after. */
export const mostSources = 50;

const operator: Actor = { id: 'operator', name: 'Operator' };

/** Scheduling products that send bookings, and their secrets. Every method but the look-ups of a key takes the org. */
export class SourceStore {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor(database: Database, vault: Vault, clock: Clock) {
    this.#database = database;
    this.#vault = vault;
    this.#clock = clock;
  }

  /** Makes a source under the product's own name, or the next free one ("Calendly 2"): for the operator. */
  async create(orgId: string, kind: string): Promise<SourceCredentials> {
    return this.#locked(orgId, async (trx) => {
      const taken = new Set((await namesOf(trx, orgId)).map(({ name }) => name.toLowerCase()));
      let name = productNames[kind] ?? kind;
      for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${productNames[kind] ?? kind} ${n}`;
      return this.#insert(trx, orgId, kind, name, operator);
    });
  }

  /** Makes a source for a person. */
  async add(orgId: string, kind: string, name: string, by: Actor): Promise<SourceCredentials | SourceRefusal> {
    return this.#locked(orgId, async (trx) => {
      const names = await namesOf(trx, orgId);
      if (names.length >= mostSources) return 'tooMany';
      if (names.some((one) => isSame(one.name, name))) return 'nameTaken';
      return this.#insert(trx, orgId, kind, name, by);
    });
  }

  /** Renames a source, switches it off or on again. */
  async change(
    orgId: string,
    id: string,
    wanted: { name?: string | undefined; enabled?: boolean | undefined },
    by: Actor,
  ): Promise<SourceRefusal | undefined> {
    return this.#locked(orgId, async (trx) => {
      const names = await namesOf(trx, orgId);
      const own = names.find((one) => one.id === id);
      if (!own) return 'unknown';
      const { name, enabled } = wanted;
      if (name !== undefined && names.some((one) => one.id !== id && isSame(one.name, name))) return 'nameTaken';
      const isRenamed = name !== undefined && name !== own.name;
      const isSwitched = enabled !== undefined && enabled !== own.enabled;
      if (!isRenamed && !isSwitched) return undefined;
      await trx
        .updateTable('sources')
        .set({ ...(isRenamed ? { name } : {}), ...(isSwitched ? { enabled } : {}) })
        .where('org_id', '=', orgId)
        .where('id', '=', id)
        .execute();
      if (isRenamed) await this.#record(trx, orgId, id, 'renamed', by);
      if (isSwitched) await this.#record(trx, orgId, id, enabled ? 'enabled' : 'disabled', by);
      return undefined;
    });
  }

  /** Gives the source a new secret; the one before stays valid for a day. Undefined when there is no such source. */
  async rotateSecret(orgId: string, id: string, by: Actor = operator): Promise<string | undefined> {
    return this.#rotate(orgId, id, 'secretRotated', by, (row) => {
      const secret = newSigningSecret(row.kind);
      return [
        secret,
        {
          secret: this.#vault.seal(orgId, `sources.secret ${id}`, secret),
          previous_secret: row.secret,
          previous_secret_until: this.#rotationEnd(),
        },
      ];
    });
  }

  /** Gives the source a new key, and so a new address; the one before stays valid for a day. */
  async rotateKey(orgId: string, id: string, by: Actor): Promise<string | undefined> {
    return this.#rotate(orgId, id, 'keyRotated', by, (row) => {
      const key = newSecret('hook');
      const before = { previous_key_hash: row.key_hash, previous_key_until: this.#rotationEnd() };
      return [key, { key_hash: hashKey(key), key_hint: hintOf(key), ...before }];
    });
  }

  /** The org's sources, the oldest first. */
  async list(orgId: string): Promise<SourceSummary[]> {
    const now = this.#clock.now();
    const dayAgo = new Date(now.getTime() - 24 * 60 * 60_000);
    const rows = await this.#database.kysely
      .selectFrom('sources')
      .selectAll('sources')
      // Each answered by the index on (org, source, time): no message is read.
      .select([
        sql<Date | null>`(select max(received_at) from booking_messages
          where org_id = sources.org_id and source_id = sources.id)`.as('last_message_at'),
        sql<number>`(select count(*)::integer from booking_messages
          where org_id = sources.org_id and source_id = sources.id and received_at > ${dayAgo}::timestamptz)`.as(
          'messages_24h',
        ),
      ])
      .where('org_id', '=', orgId)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    const changes = await this.#lastChanges(orgId);
    const future = (time: Date | null) => (time !== null && time > now ? time : null);
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: nameOf(row),
      enabled: row.enabled,
      keyHint: row.key_hint,
      createdAt: row.created_at,
      lastMessageAt: row.last_message_at,
      messages24h: row.messages_24h,
      previousSecretUntil: future(row.previous_secret_until),
      previousKeyUntil: future(row.previous_key_until),
      lastChange: changes.get(row.id) ?? null,
    }));
  }

  /** The source that a key in an address (or a bearer key) belongs to. */
  ofKey(key: string): Promise<ConnectedSource | undefined> {
    const hash = hashKey(key);
    const now = this.#clock.now();
    return this.#find((query) =>
      query.where((where) =>
        where.or([
          where('key_hash', '=', hash),
          where.and([where('previous_key_hash', '=', hash), where('previous_key_until', '>', now)]),
        ]),
      ),
    );
  }

  /** A source by the id that Standard Webhooks senders name it with. */
  ofId(id: string): Promise<ConnectedSource | undefined> {
    return this.#find((query) => query.where('id', '=', id));
  }

  /** A source of this org. */
  ofOrg(orgId: string, id: string): Promise<ConnectedSource | undefined> {
    return this.#find((query) => query.where('org_id', '=', orgId).where('id', '=', id));
  }

  /** The org's first source of a kind: where bookings go that come with the org's own API key. */
  firstOfKind(orgId: string, kind: string): Promise<ConnectedSource | undefined> {
    return this.#find((query) => query.where('org_id', '=', orgId).where('kind', '=', kind).orderBy('created_at'));
  }

  async #find(narrow: (query: SourceQuery) => SourceQuery): Promise<ConnectedSource | undefined> {
    const row = await narrow(this.#database.kysely.selectFrom('sources').selectAll()).limit(1).executeTakeFirst();
    if (!row) return undefined;
    const { org_id: orgId, id, kind, enabled } = row;
    const open = (sealed: string) => this.#vault.open(orgId, `sources.secret ${id}`, sealed);
    const rotating = row.previous_secret !== null && row.previous_secret_until! > this.#clock.now();
    const secrets = [open(row.secret), ...(rotating ? [open(row.previous_secret!)] : [])];
    return { orgId, id, kind, name: nameOf(row), enabled, secrets };
  }

  /** Names and numbers of an org's sources are changed by one at a time. */
  #locked<T>(orgId: string, work: (trx: Trx) => Promise<T>): Promise<T> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      await trx.selectFrom('orgs').select('id').where('id', '=', orgId).forNoKeyUpdate().execute();
      return work(trx);
    });
  }

  async #insert(trx: Trx, orgId: string, kind: string, name: string, by: Actor): Promise<SourceCredentials> {
    const id = `src_${uuidv7().replaceAll('-', '')}`;
    const key = newSecret('hook');
    const secret = newSigningSecret(kind);
    await trx
      .insertInto('sources')
      .values({
        org_id: orgId,
        id,
        kind,
        name,
        key_hash: hashKey(key),
        key_hint: hintOf(key),
        secret: this.#vault.seal(orgId, `sources.secret ${id}`, secret),
        created_at: this.#clock.now(),
      })
      .execute();
    await this.#record(trx, orgId, id, 'created', by);
    return { id, key, secret };
  }

  #rotate(
    orgId: string,
    id: string,
    change: SourceChange,
    by: Actor,
    renew: (row: SourceRow) => [string, Partial<SourceRow>],
  ): Promise<string | undefined> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('sources')
        .selectAll()
        .where('org_id', '=', orgId)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (!row) return undefined;
      const [fresh, columns] = renew(row);
      await trx.updateTable('sources').set(columns).where('org_id', '=', orgId).where('id', '=', id).execute();
      await this.#record(trx, orgId, id, change, by);
      return fresh;
    });
  }

  async #record(trx: Trx, orgId: string, sourceId: string, change: SourceChange, by: Actor): Promise<void> {
    const at = this.#clock.now();
    const row = { org_id: orgId, source_id: sourceId, change, by_id: by.id, by_name: by.name, at };
    await trx.insertInto('source_changes').values(row).execute();
  }

  async #lastChanges(orgId: string): Promise<Map<string, NonNullable<SourceSummary['lastChange']>>> {
    const rows = await this.#database.kysely
      .selectFrom('source_changes')
      .distinctOn('source_id')
      .select(['source_id', 'change', 'by_id', 'by_name', 'at'])
      .where('org_id', '=', orgId)
      .orderBy('source_id')
      .orderBy('id', 'desc')
      .execute();
    return new Map(
      rows.map(({ source_id, change, by_id, by_name, at }) => [
        source_id,
        { change: change as SourceChange, by: { id: by_id, name: by_name }, at },
      ]),
    );
  }

  #rotationEnd(): Date {
    return new Date(this.#clock.now().getTime() + rotationMilliseconds);
  }
}

type SourceQuery = SelectQueryBuilder<Tables, 'sources', Selectable<SourcesTable>>;
type SourceRow = Selectable<SourcesTable>;

function nameOf({ name, kind }: { name: string | null; kind: string }): string {
  return name ?? productNames[kind] ?? kind;
}

async function namesOf(trx: Trx, orgId: string): Promise<{ id: string; name: string; enabled: boolean }[]> {
  const rows = await trx
    .selectFrom('sources')
    .select(['id', 'kind', 'name', 'enabled'])
    .where('org_id', '=', orgId)
    .execute();
  return rows.map((row) => ({ id: row.id, name: nameOf(row), enabled: row.enabled }));
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** `hook_Ab3d`: enough to tell keys apart, nothing to guess the rest by. */
function hintOf(key: string): string {
  return key.slice(0, 9);
}

/** Standard Webhooks secrets are `whsec_` and base64; the products take any text. */
function newSigningSecret(kind: string): string {
  const [, random] = newSecret('x').split(/_(.*)/s);
  return kind === 'api' ? `whsec_${Buffer.from(random!, 'base64url').toString('base64')}` : random!;
}

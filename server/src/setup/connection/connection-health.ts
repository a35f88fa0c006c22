import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { storableJson } from '../../platform/database/storable-json.ts';
import type { Tables } from '../../platform/database/tables.ts';
import type { ConnectionError } from '../../salesforce/errors.ts';
import { causeOf, type ConnectionCause, type ConnectionState } from './connection.ts';
import type { Notice, NoticeChannel } from './notice.ts';

/** How soon a broken connection is tried again without a booking asking for it. */
const brokenCheckMilliseconds = 60 * 60_000;

/**
 * Whether a connection works, as its calls show it; and that it is told, once, when that changes. The change and what is
 * to be told are stored in one transaction.
 */
export class ConnectionHealth {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #channels: NoticeChannel[];

  /** `channels` are those that the operator configured. */
  constructor(database: Database, clock: Clock, channels: NoticeChannel[]) {
    this.#database = database;
    this.#clock = clock;
    this.#channels = channels;
  }

  /** A call was refused. Nothing changes when the connection is another than the one that was used. */
  failed(orgId: string, revision: number, error: ConnectionError): Promise<void> {
    const now = this.#clock.now();
    return this.#change(orgId, revision, async (trx, { state, cause, orgName }) => {
      const isNew = state === 'connected' || cause?.kind !== error.kind;
      const fresh = causeOf(error, now);
      const kept: ConnectionCause = isNew ? fresh : { ...fresh, since: cause!.since };
      await trx
        .updateTable('connections')
        .set({
          state: 'broken',
          cause: storableJson(kept),
          checked_at: now,
          check_due_at: new Date(now.getTime() + brokenCheckMilliseconds),
        })
        .where('org_id', '=', orgId)
        .execute();
      if (isNew) await this.#tell(trx, orgId, { event: 'connection.broken', orgId, orgName, cause: kept }, now);
    });
  }

  /** A call went through. */
  works(orgId: string, revision: number): Promise<void> {
    const now = this.#clock.now();
    return this.#change(orgId, revision, async (trx, { state, cause, orgName }) => {
      await trx
        .updateTable('connections')
        .set({ state: 'connected', cause: null, checked_at: now })
        .where('org_id', '=', orgId)
        .execute();
      if (state === 'broken' && cause) {
        await this.#tell(trx, orgId, { event: 'connection.restored', orgId, orgName, cause }, now);
      }
    });
  }

  /** Tells that a person repaired it by connecting or disconnecting, where it was broken before. */
  async repaired(orgId: string, orgName: string, cause: ConnectionCause | null): Promise<void> {
    if (!cause) return;
    await this.#database.kysely
      .transaction()
      .execute((trx) =>
        this.#tell(trx, orgId, { event: 'connection.restored', orgId, orgName, cause }, this.#clock.now()),
      );
  }

  #change(
    orgId: string,
    revision: number,
    change: (
      trx: Transaction<Tables>,
      before: { state: ConnectionState; cause: ConnectionCause | null; orgName: string },
    ) => Promise<void>,
  ): Promise<void> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('connections')
        .innerJoin('orgs', 'orgs.id', 'connections.org_id')
        .select(['state', 'cause', 'revision', 'orgs.name'])
        .where('org_id', '=', orgId)
        .forUpdate('connections')
        .executeTakeFirst();
      if (!row || row.revision !== revision) return;
      if (row.state !== 'connected' && row.state !== 'broken') return;
      await change(trx, { state: row.state, cause: row.cause as ConnectionCause | null, orgName: row.name });
    });
  }

  async #tell(trx: Transaction<Tables>, orgId: string, notice: Notice, now: Date): Promise<void> {
    for (const channel of this.#channels) {
      await trx
        .insertInto('connection_notices')
        .values({
          org_id: orgId,
          id: `msg_${uuidv7().replaceAll('-', '')}`,
          channel,
          content: storableJson(notice),
          created_at: now,
          due_at: now,
        })
        .execute();
    }
  }
}

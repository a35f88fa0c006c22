import type { Transaction } from 'kysely';
import type { Alerts } from '../../alerts/alerts.ts';
import type { AlertCause } from '../../alerts/alert.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { storableJson } from '../../platform/database/storable-json.ts';
import type { Tables } from '../../platform/database/tables.ts';
import type { ConnectionError } from '../../salesforce/errors.ts';
import { causeOf, type ConnectionCause, type ConnectionState } from './connection.ts';

/** How soon a broken connection is tried again without a booking asking for it. */
const brokenCheckMilliseconds = 60 * 60_000;

/**
 * Whether a connection works, as its calls show it; and that it is told, once, when that changes. The change and what is
 * to be told are stored in one transaction.
 */
export class ConnectionHealth {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #alerts: Alerts;

  constructor(database: Database, clock: Clock, alerts: Alerts) {
    this.#database = database;
    this.#clock = clock;
    this.#alerts = alerts;
  }

  /** A call was refused. Nothing changes when the connection is another than the one that was used. */
  failed(orgId: string, revision: number, error: ConnectionError): Promise<void> {
    const now = this.#clock.now();
    return this.#change(orgId, revision, async (trx, { state, cause }) => {
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
      await this.#alerts.raise(trx, orgId, alertOf(kept));
    });
  }

  /** A call went through. */
  works(orgId: string, revision: number): Promise<void> {
    const now = this.#clock.now();
    return this.#change(orgId, revision, async (trx) => {
      await trx
        .updateTable('connections')
        .set({ state: 'connected', cause: null, checked_at: now })
        .where('org_id', '=', orgId)
        .execute();
      await this.#alerts.resolve(trx, orgId, 'connection');
    });
  }

  /** Tells that a person repaired it by connecting or disconnecting, where it was broken before. */
  async repaired(orgId: string): Promise<void> {
    await this.#database.kysely.transaction().execute((trx) => this.#alerts.resolve(trx, orgId, 'connection'));
  }

  #change(
    orgId: string,
    revision: number,
    change: (
      trx: Transaction<Tables>,
      before: { state: ConnectionState; cause: ConnectionCause | null },
    ) => Promise<void>,
  ): Promise<void> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('connections')
        .select(['state', 'cause', 'revision'])
        .where('org_id', '=', orgId)
        .forUpdate()
        .executeTakeFirst();
      if (!row || row.revision !== revision) return;
      if (row.state !== 'connected' && row.state !== 'broken') return;
      await change(trx, { state: row.state, cause: row.cause as ConnectionCause | null });
    });
  }
}

/** A connection that is refused is told of as it says itself. */
function alertOf({ kind, sentence, fix, since }: ConnectionCause): AlertCause {
  return { topic: 'connection', subject: 'connection', kind, sentence, fix, since };
}

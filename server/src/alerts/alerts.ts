import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { storableJson } from '../platform/database/storable-json.ts';
import type { Tables } from '../platform/database/tables.ts';
import type { Text } from '../texts/text.ts';
import type { AlertCause, AlertChannel, AlertEvent, AlertTopic } from './alert.ts';

/** What the operator configured, by which is told. */
export interface AlertReach {
  webhook: boolean;
  /** The operator's own address, and whether mail can be sent at all. */
  email: { operator: boolean } | undefined;
}

interface OpenAlert {
  id: string;
  subject: string;
  cause: AlertCause;
}

/**
 * What got worse, once for each cause, and that it is well again. An alert and what is to be told of it are stored in one
 * transaction; sending is the AlertKeeper's.
 */
export class Alerts {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #reach: AlertReach;

  constructor(database: Database, clock: Clock, reach: AlertReach) {
    this.#database = database;
    this.#clock = clock;
    this.#reach = reach;
  }

  /** Tells that something is wrong, unless the same is told already. Part of the caller's transaction. */
  async raise(trx: Transaction<Tables>, orgId: string, cause: AlertCause): Promise<void> {
    const open = (await this.#open(trx, orgId)).find(({ subject }) => subject === cause.subject);
    if (open) return this.#change(trx, orgId, open, cause);
    const id = newId('alert');
    const raised = await trx
      .insertInto('alerts')
      .values({ org_id: orgId, id, ...rowOf(cause) })
      // Another process said the same in this moment, and tells it.
      .onConflict((conflict) => conflict.columns(['org_id', 'subject']).where('resolved_at', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (raised) await this.#tell(trx, orgId, id, 'raised', cause);
  }

  /** Tells that a subject is well again; nothing where no alert of it is open. */
  async resolve(trx: Transaction<Tables>, orgId: string, subject: string): Promise<void> {
    const open = (await this.#open(trx, orgId)).find((one) => one.subject === subject);
    if (open) await this.#resolve(trx, orgId, open);
  }

  /** Brings the alerts of some topics to what is wrong with them now: raises, changes, resolves. */
  settle(orgId: string, topics: readonly AlertTopic[], causes: readonly AlertCause[]): Promise<void> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      const open = (await this.#open(trx, orgId)).filter(({ cause }) => topics.includes(cause.topic));
      const gone = open.filter(({ subject }) => !causes.some((cause) => cause.subject === subject));
      for (const one of gone) await this.#resolve(trx, orgId, one);
      for (const cause of causes) await this.raise(trx, orgId, cause);
    });
  }

  /** Sends a test to everybody who would be told. Returns how many messages that are. */
  test(orgId: string): Promise<number> {
    return this.#database.kysely.transaction().execute((trx) => this.#tell(trx, orgId, null, 'test', undefined));
  }

  async #change(trx: Transaction<Tables>, orgId: string, open: OpenAlert, cause: AlertCause): Promise<void> {
    const isNew = open.cause.kind !== cause.kind;
    const now = isNew ? cause : { ...cause, since: open.cause.since };
    await trx.updateTable('alerts').set(rowOf(now)).where('org_id', '=', orgId).where('id', '=', open.id).execute();
    if (isNew) await this.#tell(trx, orgId, open.id, 'raised', now);
  }

  async #resolve(trx: Transaction<Tables>, orgId: string, { id, cause }: OpenAlert): Promise<void> {
    await trx
      .updateTable('alerts')
      .set({ resolved_at: this.#clock.now() })
      .where('org_id', '=', orgId)
      .where('id', '=', id)
      .execute();
    await this.#tell(trx, orgId, id, 'resolved', cause);
  }

  async #open(trx: Transaction<Tables>, orgId: string): Promise<OpenAlert[]> {
    const rows = await trx
      .selectFrom('alerts')
      .selectAll()
      .where('org_id', '=', orgId)
      .where('resolved_at', 'is', null)
      .forUpdate()
      .execute();
    return rows.map(({ id, topic, subject, kind, sentence, fix, since }) => ({
      id,
      subject,
      cause: {
        ...{ topic: topic as AlertTopic, subject, kind, since: since.toISOString() },
        ...{ sentence: sentence as Text, fix: fix as Text },
      },
    }));
  }

  async #tell(
    trx: Transaction<Tables>,
    orgId: string,
    alertId: string | null,
    event: AlertEvent,
    alert: AlertCause | undefined,
  ): Promise<number> {
    const org = await trx
      .selectFrom('orgs')
      .leftJoin('alert_settings', 'alert_settings.org_id', 'orgs.id')
      .select(['orgs.name', 'alert_settings.emails'])
      .where('orgs.id', '=', orgId)
      .executeTakeFirst();
    if (!org) return 0;
    const now = this.#clock.now();
    const receivers = this.#receivers((org.emails ?? []) as string[]);
    for (const { channel, recipient } of receivers) {
      await trx
        .insertInto('alert_messages')
        .values({
          ...{ org_id: orgId, id: newId('msg'), alert_id: alertId, event, channel, recipient },
          ...{ content: storableJson({ orgName: org.name, alert }), created_at: now, due_at: now },
        })
        .execute();
    }
    return receivers.length;
  }

  /** A recipient of null is the one whom the operator configured. */
  #receivers(emails: string[]): { channel: AlertChannel; recipient: string | null }[] {
    const { webhook, email } = this.#reach;
    const recipients = email ? [...(email.operator ? [null] : []), ...emails] : [];
    return [
      ...(webhook ? [{ channel: 'webhook' as const, recipient: null }] : []),
      ...recipients.map((recipient) => ({ channel: 'email' as const, recipient })),
    ];
  }
}

function rowOf({ topic, subject, kind, sentence, fix, since }: AlertCause) {
  return {
    ...{ topic, subject, kind, since: new Date(since) },
    ...{ sentence: storableJson(sentence), fix: storableJson(fix) },
  };
}

/** Standard Webhooks: letters, digits and underscores. */
function newId(prefix: string): string {
  return `${prefix}_${uuidv7().replaceAll('-', '')}`;
}

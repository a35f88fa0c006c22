import type { Database } from '../platform/database/database.ts';
import type { Language } from '../texts/text.ts';
import type { AlertCause, AlertChannel, AlertEvent } from './alert.ts';
import type { AlertMessage } from './alert-senders.ts';

export interface DueMessage extends AlertMessage {
  orgId: string;
  channel: AlertChannel;
  /** Including the one that is about to be made. */
  attempts: number;
}

/** How long another process waits before it takes a message whose sender died. */
const claimMilliseconds = 2 * 60_000;

/** What is to be told outside, until it was. */
export class AlertMessageStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The messages that are due, each claimed for this process. */
  async claimDue(now: Date, most: number): Promise<DueMessage[]> {
    const due = await this.#database.kysely
      .selectFrom('alert_messages')
      .leftJoin('alert_settings', 'alert_settings.org_id', 'alert_messages.org_id')
      .select(['alert_messages.org_id', 'id', 'due_at', 'language'])
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('id')
      .limit(most)
      .execute();
    const claimed: DueMessage[] = [];
    for (const { org_id: orgId, id, due_at: dueAt, language } of due) {
      const row = await this.#database.kysely
        .updateTable('alert_messages')
        .set((set) => ({ due_at: new Date(now.getTime() + claimMilliseconds), attempts: set('attempts', '+', 1) }))
        .where('org_id', '=', orgId)
        .where('id', '=', id)
        .where('due_at', '=', dueAt)
        .returningAll()
        .executeTakeFirst();
      if (!row) continue;
      const { orgName, alert } = row.content as { orgName: string; alert?: AlertCause };
      claimed.push({
        ...{ orgId, id, channel: row.channel as AlertChannel, recipient: row.recipient },
        notice: { event: row.event as AlertEvent, orgId, orgName, alert },
        ...{ language: (language ?? 'en') as Language, at: row.created_at, attempts: row.attempts },
      });
    }
    return claimed;
  }

  /** It was told; or when it is tried again, or that it is given up. */
  async end({ orgId, id }: DueMessage, end: { sentAt: Date } | { dueAt: Date | null; error: string }): Promise<void> {
    await this.#database.kysely
      .updateTable('alert_messages')
      .set(
        'sentAt' in end
          ? { sent_at: end.sentAt, due_at: null, last_error: null }
          : { due_at: end.dueAt, last_error: end.error.slice(0, 500) },
      )
      .where('org_id', '=', orgId)
      .where('id', '=', id)
      .execute();
  }
}

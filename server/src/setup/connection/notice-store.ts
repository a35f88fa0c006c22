import type { Database } from '../../platform/database/database.ts';
import type { Notice, NoticeChannel } from './notice.ts';

export interface DueNotice {
  orgId: string;
  id: string;
  channel: NoticeChannel;
  notice: Notice;
  createdAt: Date;
  /** Including the one that is about to be made. */
  attempts: number;
}

/** How long another process waits before it takes a notice whose sender died. */
const claimMilliseconds = 2 * 60_000;

/** What is to be told outside, until it was. */
export class NoticeStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The notices that are due, each claimed for this process. */
  async claimDue(now: Date, most: number): Promise<DueNotice[]> {
    const due = await this.#database.kysely
      .selectFrom('connection_notices')
      .select(['org_id', 'id', 'due_at'])
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('id')
      .limit(most)
      .execute();
    const claimed: DueNotice[] = [];
    for (const { org_id: orgId, id, due_at: dueAt } of due) {
      const row = await this.#database.kysely
        .updateTable('connection_notices')
        .set((set) => ({ due_at: new Date(now.getTime() + claimMilliseconds), attempts: set('attempts', '+', 1) }))
        .where('org_id', '=', orgId)
        .where('id', '=', id)
        .where('due_at', '=', dueAt)
        .returningAll()
        .executeTakeFirst();
      if (!row) continue;
      claimed.push({
        ...{ orgId, id, channel: row.channel as NoticeChannel, notice: row.content as Notice },
        ...{ createdAt: row.created_at, attempts: row.attempts },
      });
    }
    return claimed;
  }

  /** It was told; or when it is tried again, or that it is given up. */
  async end({ orgId, id }: DueNotice, end: { sentAt: Date } | { dueAt: Date | null; error: string }): Promise<void> {
    await this.#database.kysely
      .updateTable('connection_notices')
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

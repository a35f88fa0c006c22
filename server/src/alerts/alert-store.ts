import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { storableJson } from '../platform/database/storable-json.ts';
import type { Text } from '../texts/text.ts';
import { defaultAlertSettings, type AlertCause, type AlertSettings, type AlertTopic } from './alert.ts';

/** An alert with how it was told. */
export interface StoredAlert {
  id: string;
  cause: AlertCause;
  resolvedAt: Date | null;
  told: { channel: string; recipient: string | null; at: Date | null; error: string | null }[];
}

/** Alerts as people look at them, whom an org wants to be told, and whose turn it is to be watched. */
export class AlertStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Open ones first, then the newest. */
  async recent(orgId: string, most: number): Promise<StoredAlert[]> {
    const rows = await this.#database.kysely
      .selectFrom('alerts')
      .selectAll()
      .where('org_id', '=', orgId)
      .orderBy(sql`resolved_at is not null`)
      .orderBy('since', 'desc')
      .orderBy('id')
      .limit(most)
      .execute();
    if (rows.length === 0) return [];
    const messages = await this.#database.kysely
      .selectFrom('alert_messages')
      .select(['alert_id', 'channel', 'recipient', 'sent_at', 'last_error'])
      .where('org_id', '=', orgId)
      .where('event', '=', 'raised')
      .where(
        'alert_id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(({ id, topic, subject, kind, sentence, fix, since, resolved_at: resolvedAt }) => ({
      ...{ id, resolvedAt },
      cause: {
        ...{ topic: topic as AlertTopic, subject, kind, since: since.toISOString() },
        ...{ sentence: sentence as Text, fix: fix as Text },
      },
      told: messages
        .filter((message) => message.alert_id === id)
        .map(({ channel, recipient, sent_at: at, last_error: error }) => ({ channel, recipient, at, error })),
    }));
  }

  /** What is told of and not over yet. */
  async openSubjects(orgId: string): Promise<Set<string>> {
    const rows = await this.#database.kysely
      .selectFrom('alerts')
      .select('subject')
      .where('org_id', '=', orgId)
      .where('resolved_at', 'is', null)
      .execute();
    return new Set(rows.map(({ subject }) => subject));
  }

  async settings(orgId: string): Promise<AlertSettings> {
    const row = await this.#database.kysely
      .selectFrom('alert_settings')
      .select(['emails', 'language'])
      .where('org_id', '=', orgId)
      .executeTakeFirst();
    return row ? { emails: row.emails as string[], language: row.language as 'en' | 'de' } : defaultAlertSettings;
  }

  async saveSettings(orgId: string, { emails, language }: AlertSettings): Promise<void> {
    const values = { emails: storableJson(emails), language };
    await this.#database.kysely
      .insertInto('alert_settings')
      .values({ org_id: orgId, ...values })
      .onConflict((conflict) => conflict.column('org_id').doUpdateSet(values))
      .execute();
  }

  /** Orgs that nobody looked at for so long, claimed for this process. */
  async claimWatches(now: Date, everyMilliseconds: number, most: number): Promise<string[]> {
    const before = new Date(now.getTime() - everyMilliseconds);
    const due = await this.#database.kysely
      .selectFrom('orgs')
      .leftJoin('alert_settings', 'alert_settings.org_id', 'orgs.id')
      .select('orgs.id')
      .where((where) => where.or([where('watched_at', 'is', null), where('watched_at', '<=', before)]))
      .orderBy(sql`watched_at nulls first`)
      .orderBy('orgs.id')
      .limit(most)
      .execute();
    const claimed: string[] = [];
    for (const { id } of due) {
      const row = await this.#database.kysely
        .insertInto('alert_settings')
        .values({ org_id: id, emails: storableJson([]), language: 'en', watched_at: now })
        .onConflict((conflict) =>
          conflict
            .column('org_id')
            .doUpdateSet({ watched_at: now })
            .where((where) =>
              where.or([
                where('alert_settings.watched_at', 'is', null),
                where('alert_settings.watched_at', '<=', before),
              ]),
            ),
        )
        .returning('org_id')
        .executeTakeFirst();
      if (row) claimed.push(id);
    }
    return claimed;
  }
}

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Alerts of every kind, and what is told of them. Before, only connections were told of, by `connection_notices`: what
 * was not sent yet moves over. That table stays for a version before this one, which may run beside it.
 */
export const alertsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table alerts (
    org_id text not null references orgs (id) on delete cascade,
    id text not null,
    topic text not null,
    subject text not null,
    kind text not null,
    sentence jsonb not null,
    fix jsonb not null,
    since timestamptz not null,
    resolved_at timestamptz,
    primary key (org_id, id)
  )`,
  // One open alert a subject: what makes sure that it is told once.
  `create unique index alerts_open on alerts (org_id, subject) where resolved_at is null`,
  `create index alerts_recent on alerts (org_id, since desc)`,
  `create table alert_messages (
    org_id text not null references orgs (id) on delete cascade,
    id text not null,
    alert_id text,
    event text not null check (event in ('raised', 'resolved', 'test')),
    channel text not null check (channel in ('webhook', 'email')),
    recipient text,
    content jsonb not null,
    created_at timestamptz not null,
    attempts integer not null default 0,
    due_at timestamptz,
    sent_at timestamptz,
    last_error text,
    primary key (org_id, id)
  )`,
  `create index alert_messages_due on alert_messages (due_at) where due_at is not null`,
  `create index alert_messages_of_alert on alert_messages (org_id, alert_id)`,
  `create table alert_settings (
    org_id text primary key references orgs (id) on delete cascade,
    emails jsonb not null default '[]',
    language text not null default 'en',
    watched_at timestamptz
  )`,
  // A connection that is broken now was told of already: its end is still to be told.
  `insert into alerts (org_id, id, topic, subject, kind, sentence, fix, since)
    select org_id, 'connection', 'connection', 'connection', cause ->> 'kind', cause -> 'sentence', cause -> 'fix',
      (cause ->> 'since')::timestamptz
    from connections where state = 'broken' and cause is not null`,
  `insert into alert_messages (org_id, id, event, channel, content, created_at, attempts, due_at, last_error)
    select org_id, id, case content ->> 'event' when 'connection.broken' then 'raised' else 'resolved' end, channel,
      jsonb_build_object('orgName', content ->> 'orgName', 'alert', jsonb_build_object(
        'topic', 'connection', 'subject', 'connection', 'kind', content -> 'cause' ->> 'kind',
        'sentence', content -> 'cause' -> 'sentence', 'fix', content -> 'cause' -> 'fix',
        'since', content -> 'cause' ->> 'since')),
      created_at, attempts, due_at, last_error
    from connection_notices where due_at is not null`,
  `update connection_notices set due_at = null where due_at is not null`,
];

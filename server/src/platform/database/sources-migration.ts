import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What an admin does about sources and owners: names, switching off, rotation of the key as well as the secret, who
 * changed what; bookings that are a test; and the owners of bookings, which are counted from an index alone.
 */
export const sourcesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  // Without a name where the version before made the source: it is called by its product then.
  `alter table sources
    add column name text,
    add column enabled boolean not null default true,
    add column key_hint text,
    add column previous_key_hash text unique,
    add column previous_key_until timestamptz`,
  `create unique index sources_name on sources (org_id, lower(name)) where name is not null`,
  `create table source_changes (
    org_id text not null,
    id bigint generated always as identity,
    source_id text not null,
    change text not null check (change in ('created', 'renamed', 'enabled', 'disabled', 'secretRotated', 'keyRotated')),
    by_id text not null,
    by_name text not null,
    at timestamptz not null,
    primary key (org_id, id),
    foreign key (org_id, source_id) references sources (org_id, id) on delete cascade
  )`,
  `create index source_changes_source on source_changes (org_id, source_id, id)`,
  `create index booking_messages_source on booking_messages (org_id, source_id, received_at)`,
  `alter table bookings
    add column test boolean not null default false,
    add column owner_key text generated always as (lower(owner_email)) stored`,
  `create index bookings_by_owner on bookings (org_id, owner_key, created_at)
    where owner_key is not null and state <> 'merged'`,
];

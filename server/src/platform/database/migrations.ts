import { sql, type Kysely } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';
import { alertsMigration } from './alerts-migration.ts';
import { diagnosticsMigration } from './diagnostics-migration.ts';
import { apiBudgetMigration } from './api-budget-migration.ts';
import { connectionsMigration } from './connections-migration.ts';
import { dryRunsMigration } from './dry-runs-migration.ts';
import { panelMigration } from './panel-migration.ts';
import { sourcesMigration } from './sources-migration.ts';
import { settingsMigration } from './settings-migration.ts';

/**
 * Forward only, by one set of SQL for PGlite and PostgreSQL 15+. A step may only add (expand, then contract in a later
 * release), so that the version before it goes on running beside it.
 */
const first: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of firstStatements) await sql.raw(statement).execute(db);
  },
};

const firstStatements = [
  `create table orgs (
    id text primary key,
    name text not null,
    salesforce_org_id text,
    login_url text not null,
    client_id text not null,
    client_secret text not null,
    creation_rules jsonb not null,
    paused_until timestamptz,
    pause jsonb,
    created_at timestamptz not null
  )`,
  `create table api_keys (
    org_id text not null references orgs (id) on delete cascade,
    id text not null,
    name text not null,
    key_hash text not null unique,
    created_at timestamptz not null,
    primary key (org_id, id)
  )`,
  `create table sources (
    org_id text not null references orgs (id) on delete cascade,
    id text not null,
    kind text not null,
    key_hash text not null unique,
    secret text not null,
    previous_secret text,
    previous_secret_until timestamptz,
    created_at timestamptz not null,
    primary key (org_id, id)
  )`,
  `create table bookings (
    org_id text not null references orgs (id) on delete cascade,
    id text not null,
    seq bigint generated always as identity,
    source_id text not null,
    source_kind text not null,
    external_id text not null,
    state text not null check (state in ('waiting', 'delivered', 'held', 'merged')),
    booking jsonb not null,
    revision integer not null,
    delivered_revision integer not null default 0,
    due_at timestamptz,
    attempts integer not null default 0,
    alone boolean not null default false,
    page_id text,
    page_name text,
    owner_email text,
    customer_name text,
    customer_email text,
    status text,
    starts_at timestamptz,
    records jsonb not null,
    plan jsonb,
    diagnosis jsonb,
    cause_key text,
    api_calls integer not null default 0,
    api_call_share double precision not null default 0,
    merged_into text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    delivered_at timestamptz,
    primary key (org_id, id)
  )`,
  `create index bookings_due on bookings (org_id, due_at, seq) where state = 'waiting' and due_at is not null`,
  `create index bookings_newest on bookings (org_id, seq desc)`,
  `create table booking_ids (
    org_id text not null,
    source_id text not null,
    external_id text not null,
    booking_id text not null,
    primary key (org_id, source_id, external_id),
    foreign key (org_id, booking_id) references bookings (org_id, id) on delete cascade
  )`,
  `create index booking_ids_booking on booking_ids (org_id, booking_id)`,
  `create table booking_messages (
    org_id text not null,
    id bigint generated always as identity,
    booking_id text not null,
    source_id text not null,
    hash text not null,
    message jsonb not null,
    received_at timestamptz not null,
    primary key (org_id, id),
    unique (org_id, source_id, hash),
    foreign key (org_id, booking_id) references bookings (org_id, id) on delete cascade
  )`,
  `create index booking_messages_booking on booking_messages (org_id, booking_id)`,
  `create table booking_attempts (
    org_id text not null,
    id bigint generated always as identity,
    booking_id text not null,
    revision integer not null,
    outcome text not null,
    api_calls integer not null,
    batch_size integer not null,
    detail jsonb not null,
    at timestamptz not null,
    primary key (org_id, id),
    foreign key (org_id, booking_id) references bookings (org_id, id) on delete cascade
  )`,
  `create index booking_attempts_booking on booking_attempts (org_id, booking_id, id)`,
  `create table leases (
    org_id text primary key references orgs (id) on delete cascade,
    owner text not null,
    token bigint not null,
    expires_at timestamptz not null
  )`,
  `create table api_usage (
    org_id text not null references orgs (id) on delete cascade,
    hour timestamptz not null,
    purpose text not null,
    calls integer not null default 0,
    primary key (org_id, hour, purpose)
  )`,
  `create table api_limits (
    org_id text not null references orgs (id) on delete cascade,
    hour timestamptz not null,
    used integer not null,
    allowed integer not null,
    sampled_at timestamptz not null,
    primary key (org_id, hour)
  )`,
];

export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '0001-bookings': first,
      '0002-panel': panelMigration,
      '0003-connections': connectionsMigration,
      '0004-settings': settingsMigration,
      '0005-sources': sourcesMigration,
      '0006-alerts': alertsMigration,
      '0007-dry-runs': dryRunsMigration,
      '0008-api-budget': apiBudgetMigration,
      '0009-diagnostics': diagnosticsMigration,
    }),
};

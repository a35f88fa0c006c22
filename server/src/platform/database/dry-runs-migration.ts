import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Test bookings without a trace: the newest of each page and scenario, and what an org's admin said about them. */
export const dryRunsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table dry_runs (
    org_id text not null references orgs (id) on delete cascade,
    page_id text not null,
    scenario text not null check (scenario in ('stranger', 'knownLead', 'knownContact', 'case')),
    id text not null,
    page_name text,
    state text not null check (state in ('ok', 'warning', 'broken', 'unknown')),
    result jsonb not null,
    api_calls integer not null,
    by_name text,
    at timestamptz not null,
    primary key (org_id, page_id, scenario)
  )`,
  `create table dry_run_settings (
    org_id text primary key references orgs (id) on delete cascade,
    acknowledged_at timestamptz,
    acknowledged_by text,
    nightly boolean not null default false,
    stopped jsonb,
    schema_hash text,
    due_at timestamptz
  )`,
  `create index dry_run_settings_due on dry_run_settings (due_at) where due_at is not null`,
];

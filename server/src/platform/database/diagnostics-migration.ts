import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What diagnostics found last, check by check; its runs with what they cost; and when an org is looked at next. */
export const diagnosticsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table diagnostics_orgs (
    org_id text primary key references orgs (id) on delete cascade,
    due_at timestamptz,
    due_because text,
    held_seen_at timestamptz,
    cause_seen text,
    running_until timestamptz,
    checked_at timestamptz,
    from_org jsonb
  )`,
  `create index diagnostics_due on diagnostics_orgs (due_at) where due_at is not null`,
  `create table diagnostics_checks (
    org_id text not null references orgs (id) on delete cascade,
    check_id text not null,
    answer jsonb not null,
    checked_at timestamptz not null,
    api_calls integer not null,
    primary key (org_id, check_id)
  )`,
  `create table diagnostics_runs (
    org_id text not null references orgs (id) on delete cascade,
    id bigint generated always as identity,
    because text not null,
    by_name text,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    api_calls integer not null,
    state text not null,
    primary key (org_id, id)
  )`,
];

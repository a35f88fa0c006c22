import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When work gives way to save API calls, as the admin set it; and who else calls, as the org's event log told it. */
export const apiBudgetMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  // An org without a row has the thresholds that Inlet comes with.
  `create table api_budgets (
    org_id text primary key references orgs (id) on delete cascade,
    warn integer not null,
    replication integer not null,
    bookings integer not null,
    own_cap integer,
    by_id text not null,
    by_name text not null,
    changed_at timestamptz not null
  )`,
  `create table api_event_logs (
    org_id text primary key references orgs (id) on delete cascade,
    read_at timestamptz not null,
    log_file_id text,
    log_date timestamptz,
    apps jsonb,
    hours jsonb,
    unknown jsonb
  )`,
];

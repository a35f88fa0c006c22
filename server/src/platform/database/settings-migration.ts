import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Settings as versioned documents. The creation rules that orgs had are version 1; the column stays for the version of
 * Inlet that runs beside this one, and as version 1 of orgs that such a one connects.
 */
export const settingsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table settings_versions (
    org_id text not null references orgs (id) on delete cascade,
    version integer not null,
    settings jsonb not null,
    by_id text not null,
    by_name text not null,
    note text,
    at timestamptz not null,
    primary key (org_id, version)
  )`,
  `insert into settings_versions (org_id, version, settings, by_id, by_name, note, at)
    select id, 1, jsonb_build_object('rules', creation_rules), 'operator', 'Operator', null, created_at from orgs`,
  // The plan is that of the last change; what a record was made with has to outlive it.
  `alter table bookings add column fallbacks jsonb`,
  `update bookings set fallbacks = plan -> 'fallbacks'
    where delivered_at is not null and jsonb_typeof(plan -> 'fallbacks') = 'array' and plan -> 'fallbacks' <> '[]'::jsonb`,
  // The report reads few of many bookings.
  `create index bookings_with_fallbacks on bookings (org_id, seq desc) where fallbacks is not null`,
];

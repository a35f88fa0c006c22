import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What the panel needs: dismissed bookings and who did what, a list that is searched and sorted in the database, and
 * pairing. The columns to search and sort by are generated, so that rows written before, or by the version before, have
 * them too.
 */
export const panelMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table bookings drop constraint bookings_state_check`,
  `alter table bookings add constraint bookings_state_check
    check (state in ('waiting', 'delivered', 'held', 'merged', 'dismissed'))`,
  `alter table bookings
    add column dismissal jsonb,
    add column search_text text generated always as (lower(
      coalesce(customer_name, '') || ' ' || coalesce(customer_email, '') || ' ' || coalesce(page_name, '') || ' ' ||
      external_id || ' ' || id)) stored,
    add column customer_sort text collate "C" generated always as (
      lower(coalesce(customer_name, customer_email, ''))) stored,
    add column start_sort timestamptz generated always as (coalesce(starts_at, timestamptz 'infinity')) stored`,
  `create index bookings_by_state on bookings (org_id, state, seq desc)`,
  `create index bookings_by_start on bookings (org_id, start_sort, seq)`,
  `create index bookings_by_update on bookings (org_id, updated_at, seq)`,
  `create index bookings_by_customer on bookings (org_id, customer_sort, seq)`,
  `create index bookings_by_cause on bookings (org_id, cause_key) where cause_key is not null`,
  `create table booking_actions (
    org_id text not null,
    id bigint generated always as identity,
    booking_id text not null,
    action text not null check (action in ('retried', 'dismissed', 'reopened')),
    by_id text not null,
    by_name text not null,
    reason text,
    at timestamptz not null,
    primary key (org_id, id),
    foreign key (org_id, booking_id) references bookings (org_id, id) on delete cascade
  )`,
  `create index booking_actions_booking on booking_actions (org_id, booking_id, id)`,
  `alter table api_keys add column kind text not null default 'machine' check (kind in ('machine', 'panel'))`,
  `create table pairing_codes (
    org_id text not null references orgs (id) on delete cascade,
    code_hash text not null,
    expires_at timestamptz not null,
    primary key (org_id, code_hash)
  )`,
  `create unique index pairing_codes_code on pairing_codes (code_hash)`,
];

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * How an org is reached moves out of `orgs` into a table of its own, with tokens, state and cause: an org may exist
 * before it is connected. The client secret keeps its ciphertext, which is bound to the org and to the name
 * `orgs.client_secret`. The old columns stay, for a version before this one that runs beside it; they are emptied when a
 * connection is changed, and go in a later release.
 */
export const connectionsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

/** Takes over the orgs that have no row yet, also those that an older version made after the migration. */
export const adoptConnections = `insert into connections
    (org_id, state, kind, login_url, client_id, client_secret, connected_at, check_due_at)
  select id, 'connected', 'clientCredentials', login_url, client_id, client_secret, created_at, created_at
  from orgs where client_secret is not null and not exists (select from connections where org_id = orgs.id)`;

const statements = [
  `create table connections (
    org_id text primary key references orgs (id) on delete cascade,
    revision integer not null default 1,
    state text not null check (state in ('never', 'connected', 'broken', 'disconnected')),
    kind text check (kind in ('clientCredentials', 'jwt', 'webServer')),
    login_url text,
    client_id text,
    client_secret text,
    username text,
    private_key text,
    certificate text,
    next_private_key text,
    next_certificate text,
    instance_url text,
    access_token text,
    refresh_token text,
    token_at timestamptz,
    refresh_number bigint not null default 0,
    refresh_until timestamptz,
    refresh_unanswered integer not null default 0,
    api_user jsonb,
    connected_at timestamptz,
    connected_by jsonb,
    checked_at timestamptz,
    check_due_at timestamptz,
    cause jsonb,
    check (state in ('never', 'disconnected') or (kind is not null and login_url is not null and client_id is not null))
  )`,
  adoptConnections,
  `create index connections_check_due on connections (check_due_at) where check_due_at is not null`,
  `alter table orgs alter column login_url drop not null`,
  `alter table orgs alter column client_id drop not null`,
  `alter table orgs alter column client_secret drop not null`,
  `alter table api_keys add column salesforce_org_id text`,
  `create table oauth_authorizations (
    org_id text primary key references orgs (id) on delete cascade,
    id text not null,
    stage text not null check (stage in ('offered', 'atSalesforce', 'asking')),
    login_url text not null,
    client_id text not null,
    client_secret text,
    code_verifier text,
    ticket_hash text,
    state_hash text,
    browser_hash text,
    csrf_hash text,
    started_by jsonb not null,
    started_at timestamptz not null,
    expires_at timestamptz not null,
    instance_url text,
    access_token text,
    refresh_token text,
    api_user jsonb,
    salesforce_org_id text
  )`,
  `create unique index oauth_authorizations_ticket on oauth_authorizations (ticket_hash)`,
  `create unique index oauth_authorizations_state on oauth_authorizations (state_hash)`,
  `create unique index oauth_authorizations_csrf on oauth_authorizations (csrf_hash)`,
  `create table connection_changes (
    org_id text not null references orgs (id) on delete cascade,
    id bigint generated always as identity,
    change text not null,
    by_id text not null,
    by_name text not null,
    detail jsonb not null,
    at timestamptz not null,
    primary key (org_id, id)
  )`,
  `create table connection_notices (
    org_id text not null references orgs (id) on delete cascade,
    id text not null,
    channel text not null check (channel in ('webhook', 'email')),
    content jsonb not null,
    created_at timestamptz not null,
    attempts integer not null default 0,
    due_at timestamptz,
    sent_at timestamptz,
    last_error text,
    primary key (org_id, id)
  )`,
  `create index connection_notices_due on connection_notices (due_at) where due_at is not null`,
];

import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Time = ColumnType<Date, Date, Date>;
type NullableTime = ColumnType<Date | null, Date | null | undefined, Date | null>;

/** A customer's Salesforce org, and the state of delivery to it. */
export interface OrgsTable {
  id: string;
  name: string;
  /** 18-character 00D id; the token's org must be this one. */
  salesforce_org_id: string | null;
  /** These three moved to ConnectionsTable; they are kept for the version before, and emptied by the first change. */
  login_url: string | null;
  client_id: string | null;
  client_secret: string | null;
  /** CreationRules that the org began with: version 1 of its settings where settings_versions has none. */
  creation_rules: Json<unknown>;
  /** While in the future nothing is sent to this org. */
  paused_until: NullableTime;
  /** OrgPause: why, since when, how often in a row. */
  pause: NullableJson<unknown>;
  created_at: Time;
}

/** What an org's admin set about its bookings, as each save left it. The highest version holds. */
export interface SettingsVersionsTable {
  org_id: string;
  version: number;
  /** BookingSettings; unknown to the platform. */
  settings: Json<unknown>;
  by_id: string;
  by_name: string;
  note: string | null;
  at: Time;
}

/** Keys that machines call the API with. Only their hash is kept. */
export interface ApiKeysTable {
  org_id: string;
  id: string;
  name: string;
  key_hash: string;
  /** machine: a program that the operator gave the key to. panel: the Salesforce package, by pairing. */
  kind: Generated<string>;
  /** Of a panel's key: the Salesforce org that the package was paired in, and that the key is good for. */
  salesforce_org_id: string | null;
  created_at: Time;
}

/** How an org is reached, and whether that works. Secrets are sealed, see Vault. */
export interface ConnectionsTable {
  org_id: string;
  /** Raised by a person's change: what a process keeps in memory of an earlier revision is void. */
  revision: Generated<number>;
  state: string;
  kind: string | null;
  login_url: string | null;
  client_id: string | null;
  client_secret: string | null;
  /** Of the JWT flow. */
  username: string | null;
  private_key: string | null;
  certificate: string | null;
  /** Made, but not yet used to connect. */
  next_private_key: string | null;
  next_certificate: string | null;
  instance_url: string | null;
  access_token: string | null;
  refresh_token: string | null;
  token_at: NullableTime;
  /** The lease on refreshing: grows with every holder; held while `refresh_until` is in the future. */
  refresh_number: ColumnType<string, string | number | undefined, string | number>;
  refresh_until: NullableTime;
  /** Refreshes in a row that were begun and whose answer nobody saw. */
  refresh_unanswered: Generated<number>;
  /** ApiUser */
  api_user: NullableJson<unknown>;
  connected_at: NullableTime;
  connected_by: NullableJson<unknown>;
  checked_at: NullableTime;
  check_due_at: NullableTime;
  /** ConnectionCause: why it is broken. */
  cause: NullableJson<unknown>;
}

/** An authorization by the web server flow that is under way; one an org. Secrets are sealed, the rest hashed. */
export interface OauthAuthorizationsTable {
  org_id: string;
  id: string;
  stage: string;
  login_url: string;
  client_id: string;
  client_secret: string | null;
  code_verifier: string | null;
  ticket_hash: string | null;
  state_hash: string | null;
  browser_hash: string | null;
  csrf_hash: string | null;
  started_by: Json<unknown>;
  started_at: Time;
  expires_at: Time;
  /** What Salesforce gave, until somebody says whether to keep it. */
  instance_url: string | null;
  access_token: string | null;
  refresh_token: string | null;
  api_user: NullableJson<unknown>;
  salesforce_org_id: string | null;
}

/** Who connected, disconnected, reconnected an org, and when. */
export interface ConnectionChangesTable {
  org_id: string;
  id: GeneratedAlways<string>;
  change: string;
  by_id: string;
  by_name: string;
  detail: Json<unknown>;
  at: Time;
}

/** What got worse; open until it is well again. */
export interface AlertsTable {
  org_id: string;
  id: string;
  topic: string;
  subject: string;
  kind: string;
  /** Text */
  sentence: Json<unknown>;
  /** Text */
  fix: Json<unknown>;
  since: Time;
  resolved_at: NullableTime;
}

/** What is to be told outside, and whether it was. A recipient of null is the operator's. */
export interface AlertMessagesTable {
  org_id: string;
  id: string;
  alert_id: string | null;
  event: string;
  channel: string;
  recipient: string | null;
  /** AlertNotice without its event and org id. */
  content: Json<unknown>;
  created_at: Time;
  attempts: Generated<number>;
  due_at: NullableTime;
  sent_at: NullableTime;
  last_error: string | null;
}

/** Whom an org wants to be told, and when it was looked at last. */
export interface AlertSettingsTable {
  org_id: string;
  emails: Json<unknown>;
  language: string;
  watched_at: NullableTime;
}

/** The newest test booking of a page and scenario; the empty page stands for the rules of all pages. */
export interface DryRunsTable {
  org_id: string;
  page_id: string;
  scenario: string;
  id: string;
  page_name: string | null;
  state: string;
  /** What it came to: sentence, objects, plan. */
  result: Json<unknown>;
  api_calls: number;
  by_name: string | null;
  at: Time;
}

/** What an org's admin said about test bookings, and whether they were stopped. */
export interface DryRunSettingsTable {
  org_id: string;
  acknowledged_at: NullableTime;
  acknowledged_by: string | null;
  nightly: Generated<boolean>;
  /** DryRunStop */
  stopped: NullableJson<unknown>;
  schema_hash: string | null;
  due_at: NullableTime;
}

/** One-time codes that pair the package with an org. Only their hash is kept. */
export interface PairingCodesTable {
  org_id: string;
  code_hash: string;
  expires_at: Time;
}

/** A scheduling product that sends us bookings of one org. */
export interface SourcesTable {
  org_id: string;
  id: string;
  kind: string;
  /** Of the key in the webhook's address, or of the bearer key for our own API. */
  key_hash: string;
  secret: string;
  /** The secret before the last rotation, valid until `previous_secret_until`. */
  previous_secret: string | null;
  previous_secret_until: NullableTime;
  /** Null where an older version made it: called by its product then. */
  name: string | null;
  /** While false its messages are refused. */
  enabled: Generated<boolean>;
  /** The first letters of the key, by which an admin tells it. */
  key_hint: string | null;
  /** Of the key before the last rotation, valid until `previous_key_until`. */
  previous_key_hash: string | null;
  previous_key_until: NullableTime;
  created_at: Time;
}

/** What a person, or a program, changed about a source. */
export interface SourceChangesTable {
  org_id: string;
  id: GeneratedAlways<string>;
  source_id: string;
  change: string;
  by_id: string;
  by_name: string;
  at: Time;
}

/** One row a chain of bookings (a booking and its reschedules). This table is the queue: state, attempts, due time. */
export interface BookingsTable {
  org_id: string;
  id: string;
  /** Order of first arrival. */
  seq: GeneratedAlways<string>;
  source_id: string;
  source_kind: string;
  /** The source's id of the booking that speaks for the chain. */
  external_id: string;
  state: string;
  /** ChainState: what the chain's messages add up to. */
  booking: Json<unknown>;
  revision: number;
  delivered_revision: Generated<number>;
  due_at: NullableTime;
  attempts: number;
  /** Sent in a graph of its own after a graph shared with others of the same person failed. */
  alone: boolean;
  page_id: string | null;
  page_name: string | null;
  owner_email: string | null;
  customer_name: string | null;
  customer_email: string | null;
  status: string | null;
  starts_at: NullableTime;
  /** DeliveredRecords: the ids of what stands in Salesforce. */
  records: Json<unknown>;
  plan: NullableJson<unknown>;
  /** FallbackUse[]: stand-ins that were written to its records and not replaced since; null where there are none. */
  fallbacks: NullableJson<unknown>;
  diagnosis: NullableJson<unknown>;
  cause_key: string | null;
  api_calls: Generated<number>;
  api_call_share: Generated<number>;
  merged_into: string | null;
  /** Sent by an admin to try a source; its records may be taken away again. */
  test: Generated<boolean>;
  /** `owner_email` in lower case. */
  owner_key: GeneratedAlways<string | null>;
  /** Dismissal: who put it aside, why, and the state that it was in. */
  dismissal: NullableJson<unknown>;
  /** What a search looks in, in lower case. */
  search_text: GeneratedAlways<string>;
  customer_sort: GeneratedAlways<string>;
  /** The start, or infinity where none is known. */
  start_sort: GeneratedAlways<Date>;
  created_at: Time;
  updated_at: Time;
  delivered_at: NullableTime;
}

/** What a person, or a program, did about a booking. */
export interface BookingActionsTable {
  org_id: string;
  id: GeneratedAlways<string>;
  booking_id: string;
  action: string;
  by_id: string;
  by_name: string;
  reason: string | null;
  at: Time;
}

/** Which chain a source's booking id belongs to. */
export interface BookingIdsTable {
  org_id: string;
  source_id: string;
  external_id: string;
  booking_id: string;
}

/** Every distinct message, as parsed. The chain's state is a fold over these. */
export interface BookingMessagesTable {
  org_id: string;
  id: GeneratedAlways<string>;
  booking_id: string;
  source_id: string;
  hash: string;
  message: Json<unknown>;
  received_at: Time;
}

/** What was tried for a booking, and how it ended. */
export interface BookingAttemptsTable {
  org_id: string;
  id: GeneratedAlways<string>;
  booking_id: string;
  revision: number;
  outcome: string;
  api_calls: number;
  batch_size: number;
  detail: Json<unknown>;
  at: Time;
}

/** Who may deliver to an org right now. Settling needs the current token. */
export interface LeasesTable {
  org_id: string;
  owner: string;
  token: ColumnType<string, string | number, string | number>;
  expires_at: Time;
}

/** Our own API calls, by hour and purpose. */
export interface ApiUsageTable {
  org_id: string;
  hour: Time;
  purpose: string;
  calls: Generated<number>;
}

/** The org's own count as its answers told it: the last sample of each hour. */
export interface ApiLimitsTable {
  org_id: string;
  hour: Time;
  used: number;
  allowed: number;
  sampled_at: Time;
}

/** When diagnostics looks at an org, and what made it look last. */
export interface DiagnosticsOrgsTable {
  org_id: string;
  /** Put off by whoever claims the run. */
  due_at: NullableTime;
  due_because: string | null;
  /** The newest held booking, and the cause of a broken connection, that a run was already made for. */
  held_seen_at: NullableTime;
  cause_seen: string | null;
  /** While in the future, some process runs the checks. */
  running_until: NullableTime;
  /** The last whole run. */
  checked_at: NullableTime;
  /** FromOrg: what the tab saw last. */
  from_org: NullableJson<unknown>;
}

/** What a check found last. */
export interface DiagnosticsChecksTable {
  org_id: string;
  check_id: string;
  /** CheckAnswer; unknown to the platform. */
  answer: Json<unknown>;
  checked_at: Time;
  api_calls: number;
}

/** A run of the checks, and what it cost. */
export interface DiagnosticsRunsTable {
  org_id: string;
  id: GeneratedAlways<string>;
  because: string;
  by_name: string | null;
  started_at: Time;
  finished_at: Time;
  api_calls: number;
  state: string;
}

/** When work gives way to save the org's API calls; an org without a row has the defaults. */
export interface ApiBudgetsTable {
  org_id: string;
  warn: number;
  replication: number;
  bookings: number;
  own_cap: number | null;
  by_id: string;
  by_name: string;
  changed_at: Time;
}

/** The org's newest event log of API calls, summed up; or why there is none. */
export interface ApiEventLogsTable {
  org_id: string;
  read_at: Time;
  log_file_id: string | null;
  /** The day (UTC) that it tells of. */
  log_date: NullableTime;
  /** Calls by application, the most first. */
  apps: NullableJson<unknown>;
  /** Calls by hour, as [ISO time, calls]. */
  hours: NullableJson<unknown>;
  /** Text: why the log could not be read. */
  unknown: NullableJson<unknown>;
}

export interface Tables {
  diagnostics_orgs: DiagnosticsOrgsTable;
  diagnostics_checks: DiagnosticsChecksTable;
  diagnostics_runs: DiagnosticsRunsTable;
  orgs: OrgsTable;
  connections: ConnectionsTable;
  connection_changes: ConnectionChangesTable;
  alerts: AlertsTable;
  alert_messages: AlertMessagesTable;
  alert_settings: AlertSettingsTable;
  oauth_authorizations: OauthAuthorizationsTable;
  settings_versions: SettingsVersionsTable;
  api_keys: ApiKeysTable;
  sources: SourcesTable;
  source_changes: SourceChangesTable;
  bookings: BookingsTable;
  booking_ids: BookingIdsTable;
  booking_messages: BookingMessagesTable;
  booking_attempts: BookingAttemptsTable;
  booking_actions: BookingActionsTable;
  dry_runs: DryRunsTable;
  dry_run_settings: DryRunSettingsTable;
  pairing_codes: PairingCodesTable;
  leases: LeasesTable;
  api_usage: ApiUsageTable;
  api_limits: ApiLimitsTable;
  api_budgets: ApiBudgetsTable;
  api_event_logs: ApiEventLogsTable;
}

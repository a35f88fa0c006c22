import { request } from 'c/inletBackend';
import type { BookingDetail, Diagnosis } from 'c/inletBookingStore';
import type { FromOrg } from 'c/inletFromOrg';
import type { Phase } from 'c/inletSetupProgress';

/** broken: bookings do not arrive because of it. unknown: it could not be answered. */
export type CheckState = 'ok' | 'warning' | 'broken' | 'unknown';

/** Where something is repaired: a phase of the tab Setup, and a page of Salesforce Setup. */
export interface Where {
  page: { phase: Phase } | null;
  setupUrl: string | null;
}

export interface Verdict extends Where {
  state: CheckState;
  sentence: string;
  fix: string | null;
  waiting: number;
  held: number;
  checkId: string | null;
}

export interface CheckItem {
  state: CheckState;
  label: string;
  finding: string;
  fix: string | null;
  setupUrl: string | null;
  bookings: number | null;
}

export interface Check extends Where {
  id: string;
  scope: 'everybody' | 'some';
  group: string;
  question: string;
  how: string;
  state: CheckState;
  finding: string;
  meaning: string | null;
  fix: string | null;
  items: CheckItem[];
  blocked: number | null;
  checkedAt: string | null;
  apiCalls: number;
}

export interface MatrixCause {
  state: 'warning' | 'broken';
  sentence: string;
  fix: string | null;
  setupUrl: string | null;
  checkId: string | null;
  bookings: number;
}

export type CellState = CheckState | 'unused';

export interface MatrixCell {
  object: string;
  state: CellState;
  causes: MatrixCause[];
}

export interface MatrixPage {
  id: string;
  name: string;
  source: string;
  state: CheckState;
  delivered: number;
  held: number;
  waiting: number;
  cells: MatrixCell[];
}

export interface Matrix {
  objects: { name: string; label: string }[];
  pages: MatrixPage[];
}

/** Times are ISO 8601 in UTC. */
export interface Diagnostics {
  verdict: Verdict;
  checkedAt: string | null;
  running: boolean;
  checks: Check[];
  matrix: Matrix;
}

/** The last answers, without an API call. */
export function readDiagnostics(): Promise<Diagnostics> {
  return request('GET', '/v1/org/diagnostics');
}

/** Answers anew: all checks, or some. */
export function runDiagnostics(fromOrg: FromOrg | null, checks?: string[]): Promise<Diagnostics> {
  return request('POST', '/v1/org/diagnostics/run', { ...(checks && { checks }), fromOrg });
}

export interface Thresholds {
  warn: number;
  replication: number;
  bookings: number;
  ownCap: number | null;
}

export type Purpose = 'bookings' | 'replication' | 'diagnostics' | 'setup';

/** In the order of the legend. */
export const purposes: Purpose[] = ['bookings', 'replication', 'diagnostics', 'setup'];

export type UsageHour = Record<Purpose, number> & {
  hour: string;
  /** Null where it cannot be told. */
  others: number | null;
  othersAtLeast: number | null;
  sampled: boolean;
};

export interface Pause {
  until: string;
  sentence: string;
}

export interface ApiUsage {
  used: number | null;
  allowed: number | null;
  sampledAt: string | null;
  state: CheckState;
  thresholds: Thresholds;
  forecast: { runsOutAt: string | null; sentence: string };
  hours: UsageHour[];
  totals: Record<Purpose, number> & { others: number | null };
  apps: { name: string; calls: number }[] | null;
  appsUnknown: string | null;
  pauses: { bookings: Pause | null; background: Pause | null };
}

export function readApiUsage(): Promise<ApiUsage> {
  return request('GET', '/v1/org/api-usage');
}

export function saveThresholds(thresholds: Thresholds): Promise<ApiUsage> {
  return request('PUT', '/v1/org/api-budget', thresholds);
}

export type Scenario = 'stranger' | 'knownLead' | 'knownContact' | 'case';

export interface DryRun {
  id: string;
  page: { id: string; name: string } | null;
  scenario: Scenario;
  at: string;
  state: CheckState;
  sentence: string;
  apiCalls: number;
  by: string | null;
  objects: { object: string; label: string; state: CheckState; diagnoses: Diagnosis[] }[];
  plan: BookingDetail['plan'];
}

export interface DryRuns {
  runs: DryRun[];
  settings: {
    acknowledgedAt: string | null;
    nightly: boolean;
    stopped: { sentence: string; fix: string; at: string } | null;
  };
  warning: string;
}

export function readDryRuns(): Promise<DryRuns> {
  return request('GET', '/v1/org/dry-runs');
}

export function runDryRun(page: string | null, scenario: Scenario): Promise<DryRun> {
  return request('POST', '/v1/org/dry-runs', { page, scenario });
}

export function changeDryRuns(change: { acknowledged?: true; nightly?: boolean; resume?: true }): Promise<DryRuns> {
  return request('PUT', '/v1/org/dry-run-settings', change);
}

export interface Alert {
  id: string;
  topic: string;
  sentence: string;
  fix: string;
  state: 'open' | 'resolved';
  since: string;
  resolvedAt: string | null;
  told: { channel: string; recipient: string | null; at: string | null; error: string | null }[];
}

export interface AlertSettings {
  emails: string[];
  language: 'en' | 'de';
  channels: { email: boolean; webhook: boolean };
}

export async function readAlerts(): Promise<Alert[]> {
  return (await request<{ alerts: Alert[] }>('GET', '/v1/org/alerts')).alerts;
}

export function readAlertSettings(): Promise<AlertSettings> {
  return request('GET', '/v1/org/alert-settings');
}

export function saveAlertSettings(settings: Pick<AlertSettings, 'emails' | 'language'>): Promise<AlertSettings> {
  return request('PUT', '/v1/org/alert-settings', settings);
}

/** Gives how many messages are on their way. */
export async function sendTestAlert(): Promise<number> {
  return (await request<{ messages: number }>('POST', '/v1/org/alerts/test', {})).messages;
}

import type { OrgSight } from 'c/inletFromOrg';
import type {
  Alert,
  AlertSettings,
  ApiUsage,
  Check,
  Diagnostics,
  DryRun,
  DryRuns,
  Matrix,
} from 'c/inletDiagnosticsStore';

/** What the backend answers to the tab Diagnostics. */
export const apiUserId = '005000000000001AAA';

export function checkOf(id: string, more: Partial<Check> = {}): Check {
  return {
    ...{ id, scope: 'everybody', group: 'apiUser', question: `Question of ${id}?`, how: `How ${id} is answered.` },
    ...{ state: 'ok', finding: `Found of ${id}.`, meaning: null, fix: null, setupUrl: null, page: null },
    ...{ items: [], blocked: null, checkedAt: '2026-11-24T09:00:00Z', apiCalls: 0, ...more },
  };
}

export const brokenCheck = checkOf('fields.required', {
  ...{ scope: 'some', group: 'fields', state: 'broken', finding: 'Budget gets no value.', blocked: 3, apiCalls: 2 },
  ...{ meaning: 'Bookings are held.', fix: 'Map the field.', page: { phase: 'validation' } },
  setupUrl: 'https://acme.my.salesforce.com/setup/fields',
  items: [
    {
      ...{ state: 'broken', label: 'Budget', finding: 'No answer fills it.', fix: 'Fill it from an answer.' },
      ...{ setupUrl: 'https://acme.my.salesforce.com/setup/budget', bookings: 1 },
    },
  ],
});

export const matrix: Matrix = {
  objects: [
    { name: 'Lead', label: 'Prospect' },
    { name: 'Event', label: 'Meeting' },
  ],
  pages: [
    {
      ...{ id: 'BP-1', name: 'Demo', source: 'calcom', state: 'broken', delivered: 12, held: 3, waiting: 0 },
      cells: [
        {
          object: 'Lead',
          state: 'broken',
          causes: [
            {
              ...{ state: 'broken', sentence: 'Budget gets no value.', fix: 'Map the field.', bookings: 3 },
              ...{ setupUrl: 'https://acme.my.salesforce.com/setup/budget', checkId: 'fields.required' },
            },
          ],
        },
        { object: 'Event', state: 'unused', causes: [] },
      ],
    },
  ],
};

export const diagnostics: Diagnostics = {
  verdict: {
    ...{ state: 'broken', sentence: 'Bookings of some pages are held. Map the field.', fix: 'Map the field.' },
    ...{ page: { phase: 'validation' }, setupUrl: null, waiting: 14, held: 1, checkId: 'fields.required' },
  },
  checkedAt: new Date().toISOString(),
  running: false,
  checks: [
    checkOf('connection', { group: 'connection' }),
    checkOf('apiUser.active'),
    checkOf('apiUser.licence', { state: 'unknown', finding: 'The licence may not be seen.' }),
    brokenCheck,
  ],
  matrix,
};

const hours = Array.from({ length: 24 }, (_, index) => ({
  hour: new Date(Date.UTC(2026, 10, 23, 10 + index)).toISOString(),
  ...{ bookings: index, replication: 0, diagnostics: 2, setup: 1 },
  others: index === 3 ? null : 100,
  othersAtLeast: index === 3 ? 40 : 100,
  sampled: index !== 3,
}));

export const usage: ApiUsage = {
  ...{ used: 4000, allowed: 100_000, sampledAt: '2026-11-24T09:00:00Z', state: 'ok' },
  thresholds: { warn: 80, replication: 75, bookings: 95, ownCap: null },
  forecast: { runsOutAt: null, sentence: 'At this rate the requests last.' },
  hours,
  totals: { bookings: 276, replication: 0, diagnostics: 48, setup: 24, others: 3652 },
  apps: null,
  appsUnknown: 'Give the API User View Event Log Files.',
  pauses: { bookings: null, background: { until: '2026-11-24T10:00:00Z', sentence: 'The org is at 76 %.' } },
};

export const dryRun: DryRun = {
  ...{ id: 'dry_1', page: { id: 'BP-1', name: 'Demo' }, scenario: 'stranger', at: '2026-11-24T09:00:00Z' },
  ...{ state: 'broken', sentence: 'A booking of "Demo" would be refused: Prospect.', apiCalls: 4, by: 'Ada Admin' },
  objects: [
    {
      ...{ object: 'Lead', label: 'Prospect', state: 'broken' },
      diagnoses: [
        { cause: 'data', code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', sentence: 'A rule refused it.', fix: 'Change it.' },
      ],
    },
    { object: 'Event', label: 'Meeting', state: 'ok', diagnoses: [] },
  ],
  plan: { operations: [], notes: ['The owner was looked up.'], fallbacks: [] },
};

export const dryRuns: DryRuns = {
  runs: [dryRun],
  settings: { acknowledgedAt: '2026-11-24T08:00:00Z', nightly: false, stopped: null },
  warning: 'Gaps in auto-numbers may stay.',
};

export const alert: Alert = {
  ...{ id: 'al_1', topic: 'connection', sentence: 'The connection is lost.', fix: 'Reconnect.', state: 'open' },
  ...{ since: '2026-11-24T09:00:00Z', resolvedAt: null },
  told: [
    { channel: 'email', recipient: 'ada@acme.test', at: '2026-11-24T09:01:00Z', error: null },
    { channel: 'webhook', recipient: null, at: null, error: 'It answered 500.' },
  ],
};

export const alertSettings: AlertSettings = {
  emails: ['ada@acme.test'],
  language: 'en',
  channels: { email: true, webhook: true },
};

/** What Apex sees of a healthy org. */
export const sight: OrgSight = {
  readAt: '2026-11-24T09:00:00Z',
  limits: [{ name: 'DailyApiRequests', used: 4100, max: 100_000 }],
  apiUser: {
    ...{ userId: apiUserId, username: 'api@acme.test', name: 'Inlet Integration', isActive: true, isFrozen: false },
    ...{ profile: 'Minimum Access', licence: 'Salesforce Integration', isApiEnabled: true, canModifyAllData: false },
    permissionSets: [{ name: 'Inlet_API_User', label: 'Inlet API User' }],
    ...{ hasPermissionSet: true, canAssign: true, activitySharing: 'Private', packageVersion: '0.1.0' },
  },
  history: {
    ...{ lastLoginAt: '2026-11-24T08:00:00Z', deactivatedAt: '2026-11-20T08:00:00Z', deactivatedBy: 'Olga Owner' },
    ...{ frozenAt: null, frozenBy: null },
  },
};

/** All that the tab asks of an org where one field is missing. */
export const allDiagnostics = {
  'GET /v1/org/connection': { state: 'connected', user: { id: apiUserId } },
  'GET /v1/org/diagnostics': diagnostics,
  'POST /v1/org/diagnostics/run': diagnostics,
  'GET /v1/org/api-usage': usage,
  'GET /v1/org/dry-runs': dryRuns,
  'GET /v1/org/alerts': { alerts: [alert] },
  'GET /v1/org/alert-settings': alertSettings,
};

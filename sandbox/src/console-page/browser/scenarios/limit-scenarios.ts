import { call } from '../console-api.ts';
import type { OrgState } from '../org-state.ts';
import { always } from './scenario.ts';
import type { Scenario } from './scenario.ts';

const STORAGE = 'DataStorageMB';
const GREEDY_APP = 'Data Warehouse Sync';

/** What holds up all records: limits, maintenance, versions, servers. */
export const limitScenarios: readonly Scenario[] = [
  {
    title: 'API limit used up',
    effect: 'All bookings wait; the org is asked again after 1, 2, 4 … at most 15 minutes.',
    isPossible: always,
    isBroken: ({ limits }) => limits.used >= limits.max,
    break: ({ limits }) => call('POST', 'limits', { used: limits.max }),
    repair: () => call('POST', 'limits', { used: 0 }),
  },
  {
    title: 'Another application uses up three quarters of the API calls',
    effect: 'Background work pauses, bookings go on; the calls of others are shown.',
    isPossible: always,
    isBroken: ({ otherCalls }) => otherCalls.some(({ app }) => app === GREEDY_APP),
    break: ({ limits }) =>
      call('POST', 'other-calls', { name: GREEDY_APP, calls: Math.min(200_000, Math.ceil(limits.max * 0.75)) }),
    repair: () => call('DELETE', `other-calls/${encodeURIComponent(GREEDY_APP)}`),
  },
  {
    title: 'Too many requests at once, for a minute',
    effect: 'Bookings wait and are tried again by themselves.',
    isPossible: always,
    isBroken: ({ faults }) => faults.some(({ kind }) => kind === 'concurrentLimit'),
    break: ({ org }) =>
      call('POST', 'faults', {
        ...{ kind: 'concurrentLimit', durationMilliseconds: 60_000 },
        username: org.apiUser.username,
      }),
    repair: (state) => removeFaults(state, 'concurrentLimit'),
  },
  {
    title: 'Data storage full',
    effect: 'Nothing new is saved until there is room; what is there can still be changed.',
    isPossible: always,
    isBroken: ({ orgLimits }) => orgLimits.some(({ name, used, max }) => name === STORAGE && used >= max),
    break: ({ orgLimits }) =>
      call('POST', 'org-limits', { name: STORAGE, used: orgLimits.find(({ name }) => name === STORAGE)?.max }),
    repair: () => call('DELETE', `org-limits/${STORAGE}`),
  },
  {
    title: 'Salesforce is read-only for a maintenance',
    effect: 'Bookings wait until Salesforce saves again.',
    isPossible: always,
    isBroken: ({ security }) => security.maintenance === 'readOnly',
    break: () => call('POST', 'security', { maintenance: 'readOnly' }),
    repair: () => call('POST', 'security', { maintenance: null }),
  },
  {
    title: 'Salesforce is down for a maintenance',
    effect: 'Bookings wait until Salesforce answers again.',
    isPossible: always,
    isBroken: ({ security }) => security.maintenance === 'down',
    break: () => call('POST', 'security', { maintenance: 'down' }),
    repair: () => call('POST', 'security', { maintenance: null }),
  },
  {
    title: 'API version of Inlet retired',
    effect: 'Nothing is sent until Inlet is updated: the connection says so.',
    isPossible: always,
    isBroken: ({ security }) => security.oldestApiVersion !== null,
    break: () => call('POST', 'security', { oldestApiVersion: '68.0' }),
    repair: () => call('POST', 'security', { oldestApiVersion: null }),
  },
  {
    title: 'Salesforce answers 503 for a minute',
    effect: 'Bookings wait and are tried again by themselves: nothing to do.',
    isPossible: always,
    isBroken: ({ faults }) => faults.some(({ kind }) => kind === 'serverError'),
    break: ({ org }) =>
      call('POST', 'faults', {
        ...{ kind: 'serverError', status: 503, durationMilliseconds: 60_000 },
        username: org.apiUser.username,
      }),
    repair: (state) => removeFaults(state, 'serverError'),
  },
];

async function removeFaults({ faults }: OrgState, what: string): Promise<void> {
  for (const { id, kind } of faults) if (kind === what) await call('DELETE', `faults/${id}`);
}

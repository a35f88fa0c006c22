import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { newId } from '../schema/index.ts';
import type { Call } from './calls.ts';
import type { OtherCall } from './other-calls.ts';
import type { SandboxState } from './sandbox-state.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** [K] When a day's file is there: in non-peak hours of the day after. */
const DAILY_AFTER = 3 * HOUR;
/** [D] An hour's file is there three to six hours after its events. */
const HOURLY_AFTER = 3 * HOUR;
/** [S] Free files are kept for a day, those of Event Monitoring for 30. */
const FREE_DAYS = 1;
const PAID_DAYS = 30;

/** [S] the columns of ApiTotalUsage, in the order of a real file; [D] what is in them. */
const COLUMNS = [
  ...['EVENT_TYPE', 'TIMESTAMP', 'REQUEST_ID', 'ORGANIZATION_ID', 'USER_ID', 'API_FAMILY', 'API_VERSION'],
  ...['API_RESOURCE', 'CLIENT_NAME', 'HTTP_METHOD', 'CLIENT_IP', 'COUNTS_AGAINST_API_LIMIT', 'CONNECTED_APP_ID'],
  ...['ENTITY_NAME', 'STATUS_CODE', 'CONNECTED_APP_NAME', 'USER_NAME', 'TIMESTAMP_DERIVED'],
];
const TYPES: Record<string, string> = {
  ...{ ORGANIZATION_ID: 'Id', USER_ID: 'Id', API_VERSION: 'Number', COUNTS_AGAINST_API_LIMIT: 'Boolean' },
  ...{ ENTITY_NAME: 'Set', STATUS_CODE: 'Number', TIMESTAMP_DERIVED: 'DateTime' },
};

interface LogFile {
  id: string;
  interval: 'Daily' | 'Hourly';
  /** The first millisecond of its day or hour. */
  from: number;
  to: number;
  createdAt: number;
}

/**
 * Puts EventLogFile rows in line with the calls that were counted: a day's file on the day after, for every org; with
 * Event Monitoring also an hour's, some hours later. A day or an hour without a call has no file.
 */
export function refreshEventLogFiles(state: SandboxState): void {
  const rows = files(state).map(({ id, interval, from, to, createdAt }) => {
    const created = dateTime(createdAt);
    return {
      ...{ Id: id, IsDeleted: false, EventType: 'ApiTotalUsage', ApiVersion: 66, Interval: interval },
      LogDate: dateTime(from),
      // [K] A day has one file, an hour may have more: here it has one.
      Sequence: interval === 'Daily' ? 0 : 1,
      LogFile: id,
      LogFileContentType: 'text/csv',
      LogFileFieldNames: JSON.stringify(COLUMNS),
      LogFileFieldTypes: JSON.stringify(COLUMNS.map((name) => TYPES[name] ?? 'String')),
      LogFileLength: Buffer.byteLength(csv(state, from, to)),
      ...{ CreatedDate: created, LastModifiedDate: created, SystemModstamp: created },
    };
  });
  state.org.replaceRows('EventLogFile', rows);
}

/** The content of a file; undefined when there is none of this id. */
export function eventLogCsv(state: SandboxState, id: string): string | undefined {
  const file = files(state).find((one) => one.id === id);
  return file && csv(state, file.from, file.to);
}

function files(state: SandboxState): LogFile[] {
  const now = state.org.now().getTime();
  const { eventMonitoring } = state.options.current;
  const oldest = Math.floor(now / DAY) * DAY - (eventMonitoring ? PAID_DAYS : FREE_DAYS) * DAY;
  const times = [...state.calls.all().map(({ at }) => Date.parse(at)), ...state.otherCalls.all().map(({ at }) => at)];
  const begins = (length: number) => [...new Set(times.map((at) => Math.floor(at / length) * length))];
  const cut = (interval: LogFile['interval'], length: number, after: number): LogFile[] =>
    begins(length).map((from) => ({
      id: newId('0AT', (from / HOUR) * 2 + (interval === 'Daily' ? 1 : 0)),
      ...{ interval, from, to: from + length, createdAt: from + length + after },
    }));
  return [...cut('Daily', DAY, DAILY_AFTER), ...(eventMonitoring ? cut('Hourly', HOUR, HOURLY_AFTER) : [])]
    .filter(({ from, createdAt }) => createdAt <= now && from >= oldest)
    .toSorted((a, b) => a.from - b.from);
}

/** The last content of each file: a query asks for the length of all of them. */
const made = new WeakMap<SandboxState, Map<string, { rows: number; text: string }>>();

function csv(state: SandboxState, from: number, to: number): string {
  const known = made.get(state) ?? new Map<string, { rows: number; text: string }>();
  made.set(state, known);
  const within = (at: number) => at >= from && at < to;
  const own = state.calls.all().filter(({ at }) => within(Date.parse(at)));
  const others = state.otherCalls.all().filter(({ at }) => within(at));
  const rows = own.length + others.reduce((sum, { calls }) => sum + calls, 0);
  const last = known.get(`${from}-${to}`);
  if (last?.rows === rows) return last.text;
  const users = new Map(state.identity.users().map(({ username, id }) => [username, id.slice(0, 15)]));
  const facts = [
    ...own.map((call, index) => ownCall(state, call, index)),
    ...others.flatMap((one) => Array.from({ length: one.calls }, (_, index) => otherCall(one, index))),
  ];
  const lines = facts.map((one) => row(state.org.organizationId, users, one));
  const text = stringify([COLUMNS, ...lines], { quoted: true, quoted_empty: true });
  known.set(`${from}-${to}`, { rows, text });
  return text;
}

function ownCall(state: SandboxState, call: Call, index: number): RowFacts {
  const at = Date.parse(call.at);
  const [path = ''] = call.path.split('?');
  const resource = path.replace(/^\/services\/data/, '');
  const [, version = '', , entity = ''] = resource.replace(/^\/v/, '/').split('/');
  const app = state.apps.all().findIndex(({ clientId }) => clientId === call.clientId);
  return {
    at,
    request: `${call.at}${index}`,
    user: call.user,
    version,
    resource,
    client: call.client ?? '',
    method: call.method,
    appId: app < 0 ? '' : newId('0H4', app + 1),
    entity: /^\/v[\d.]+\/sobjects\//.test(resource) ? entity : '',
    status: String(call.status),
    appName: state.apps.all()[app]?.label ?? '',
  };
}

function otherCall({ app, username, at }: OtherCall, index: number): RowFacts {
  return {
    at,
    request: `${app}${at}${index}`,
    user: username,
    ...{ version: '60.0', resource: '/v60.0/query', client: '', method: 'GET', entity: '', status: '200' },
    appId: newId('0H4', 1000 + (createHash('sha1').update(app).digest().readUInt16BE(0) % 60_000)),
    appName: app,
  };
}

interface RowFacts {
  at: number;
  request: string;
  user: string;
  version: string;
  resource: string;
  client: string;
  method: string;
  appId: string;
  entity: string;
  status: string;
  appName: string;
}

function row(organizationId: string, users: ReadonlyMap<string, string>, facts: RowFacts): string[] {
  const iso = new Date(facts.at).toISOString();
  const [day = '', time = ''] = iso.split('T');
  return [
    'ApiTotalUsage',
    `${day.replaceAll('-', '')}${time.replaceAll(':', '').replace('Z', '')}`,
    createHash('sha1').update(facts.request).digest('base64url').slice(0, 22),
    organizationId.slice(0, 15),
    users.get(facts.user) ?? '',
    'REST',
    facts.version,
    facts.resource,
    facts.client,
    facts.method,
    '127.0.0.1',
    '1',
    facts.appId,
    facts.entity,
    facts.status,
    facts.appName,
    facts.user,
    iso,
  ];
}

function dateTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

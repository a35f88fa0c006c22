import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { SEED } from '../src/org/seed.ts';
import { permissionSet } from './access-bench.ts';
import { testSandbox } from './api-support.ts';

const { api, admin, state, empowerApiUser, signOut, keys } = await testSandbox();
const FILES =
  'SELECT Id, EventType, Interval, LogDate, LogFile, LogFileLength, LogFileFieldNames, Sequence, CreatedDate FROM EventLogFile ' +
  "WHERE EventType = 'ApiTotalUsage' ORDER BY LogDate, Interval";
const files = async (headers = {}) =>
  (await api('GET', `/query?q=${encodeURIComponent(FILES)}`, undefined, headers)).body;
const rowsOf = async (path: string): Promise<Record<string, string>[]> => {
  const { status, headers, body } = await api('GET', path);
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'text/csv');
  return parse(body as string, { columns: true });
};

beforeEach(async () => {
  state.reset();
  empowerApiUser();
  signOut();
  await admin('POST', '/clock', { now: '2026-11-12T10:00:00Z' });
});

test('the free file of a day is there on the next, with each counted call, its app and its user', async () => {
  await api(
    'POST',
    '/sobjects/Lead',
    { LastName: 'Moss', Company: 'Acme' },
    { 'Sforce-Call-Options': 'client=inlet/1' },
  );
  assert.equal((await files()).totalSize, 0);
  await admin('POST', '/clock', { now: '2026-11-13T02:00:00Z' });
  signOut();
  assert.equal((await files()).totalSize, 0, 'too early');
  await admin('POST', '/clock', { now: '2026-11-13T04:00:00Z' });
  signOut();
  const { records } = await files();
  assert.equal(records.length, 1);
  const [file] = records;
  assert.equal(file.Interval, 'Daily');
  assert.equal(file.LogDate, '2026-11-12T00:00:00.000+0000');
  assert.equal(file.CreatedDate, '2026-11-13T03:00:00.000+0000');
  assert.equal(file.LogFile, `/services/data/v64.0/sobjects/EventLogFile/${file.Id}/LogFile`);
  const rows = await rowsOf(file.LogFile);
  assert.deepEqual(JSON.parse(file.LogFileFieldNames), Object.keys(rows[0] ?? {}));
  const { REQUEST_ID, TIMESTAMP_DERIVED, TIMESTAMP, ...lead } = rows.find((row) => row['ENTITY_NAME'] === 'Lead') ?? {};
  assert.match(REQUEST_ID ?? '', /^[\w-]{22}$/);
  assert.match(TIMESTAMP_DERIVED ?? '', /^2026-11-12T10:00:\d\d\.\d{3}Z$/);
  assert.match(TIMESTAMP ?? '', /^20261112100\d{3}\.\d{3}$/);
  assert.match(lead['CONNECTED_APP_ID'] ?? '', /^0H4/);
  assert.deepEqual(
    { ...lead, CONNECTED_APP_ID: '' },
    {
      ...{ EVENT_TYPE: 'ApiTotalUsage', ORGANIZATION_ID: keys.id.slice(0, 15), USER_ID: keys.apiUser.id.slice(0, 15) },
      ...{ API_FAMILY: 'REST', API_VERSION: '64.0', API_RESOURCE: '/v64.0/sobjects/Lead', CLIENT_NAME: 'inlet/1' },
      ...{ HTTP_METHOD: 'POST', CLIENT_IP: '127.0.0.1', COUNTS_AGAINST_API_LIMIT: '1', CONNECTED_APP_ID: '' },
      ...{ ENTITY_NAME: 'Lead', STATUS_CODE: '201', CONNECTED_APP_NAME: 'Inlet', USER_NAME: keys.apiUser.username },
    },
  );
  await admin('POST', '/clock', { now: '2026-11-15T04:00:00Z' });
  signOut();
  const kept = (await files()).records.map(({ LogDate }: { LogDate: string }) => LogDate.slice(0, 10));
  assert.ok(!kept.includes('2026-11-12'), 'kept for a day only');
});

test('calls of another application count over 24 hours, and its files name it', async () => {
  await admin('POST', '/options', { eventMonitoring: true });
  const { used: before } = (await admin('GET', '/limits')).body;
  const added = await admin('POST', '/other-calls', { name: 'Data Warehouse', calls: 2401 });
  assert.equal(added.status, 201);
  assert.equal(added.body.used, before + 2401);
  const { records } = await files();
  const daily = records.filter(({ Interval }: { Interval: string }) => Interval === 'Daily');
  const hourly = records.filter(({ Interval }: { Interval: string }) => Interval === 'Hourly');
  assert.deepEqual([daily.length, hourly.length], [1, 21]);
  const rows = await rowsOf(daily[0].LogFile);
  assert.ok(rows.every((row) => row['CONNECTED_APP_NAME'] === 'Data Warehouse' && row['USER_NAME'] === keys.username));
  // From 10:00 of the day before to midnight.
  assert.equal(rows.length, 1401);
  assert.equal((await rowsOf(hourly[3].LogFile)).length, 100);

  await admin('POST', '/clock', { advanceMilliseconds: 12 * 60 * 60 * 1000 });
  const { used } = (await admin('GET', '/limits')).body;
  assert.ok(used > 1100 && used < 1300, `${used} are left of the last 12 hours`);
  assert.equal((await admin('DELETE', '/other-calls/Data%20Warehouse')).status, 204);
  assert.equal((await admin('DELETE', '/other-calls/Data%20Warehouse')).status, 404);
});

test('event log files are for who may view them, and no composite carries one', async () => {
  await admin('POST', '/options', { eventMonitoring: true });
  await admin('POST', '/other-calls', { name: 'Data Warehouse', calls: 48 });
  const { accessToken } = (await admin('POST', '/tokens', { username: 'rep@inlet.sandbox' })).body;
  const asRep = { Authorization: `Bearer ${accessToken}` };
  const [refused] = await files(asRep);
  assert.equal(refused.errorCode, 'INVALID_TYPE');
  assert.match(refused.message, /sObject type 'EventLogFile' is not supported/);
  state.org.savePermissionSet(permissionSet({ name: 'Log_Reader', userPermissions: ['ViewEventLogFiles'] }));
  state.org.assignPermissionSet(SEED.rep, 'Log_Reader');
  const { records } = await files(asRep);
  assert.ok(records.length > 1);
  const url = records[0].LogFile as string;
  const composite = { compositeRequest: [{ method: 'GET', url, referenceId: 'file' }] };
  const { body } = await api('POST', '/composite', composite, asRep);
  assert.equal(body.compositeResponse[0].httpStatusCode, 404);
});

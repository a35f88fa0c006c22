import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Decision } from '../../src/diagnostics/api-budget/may-call.ts';
import { apiUsageView } from '../../src/diagnostics/api-budget/api-usage-view.ts';
import { AppUsage } from '../../src/diagnostics/api-budget/app-usage.ts';
import { BudgetStore, type KnownLog } from '../../src/diagnostics/api-budget/budget-store.ts';
import { defaultThresholds } from '../../src/diagnostics/api-budget/thresholds.ts';
import { createLogger } from '../../src/platform/log.ts';
import { readApiLog } from '../../src/salesforce/api-event-log.ts';
import { english, text } from '../../src/texts/text.ts';
import { FakeSalesforce, compositeOf, json, orgOf, type Answer } from '../salesforce/fake-salesforce.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { engines, type TestDatabase } from '../support/test-database.ts';

const columns =
  '"EVENT_TYPE","TIMESTAMP","USER_ID","API_FAMILY","CLIENT_NAME","CONNECTED_APP_NAME","COUNTS_AGAINST_API_LIMIT","TIMESTAMP_DERIVED"';
const line = (hour: string, client: string, app: string, counts = '1') =>
  `"ApiTotalUsage","20261119${hour}0506.020","005000000000001","REST","${client}","${app}","${counts}","2026-11-19T${hour}:05:06.020Z"`;
const csv = [
  columns,
  line('10', 'Inlet', 'Inlet'),
  line('10', 'sync', 'Data ""Loader"", nightly'),
  line('11', 'sync', 'Data ""Loader"", nightly'),
  line('11', 'sforce mobile', 'Mobile', '0'),
  line('11', 'a script', ''),
  line('11', '', ''),
].join('\n');

const logFile = (more: object = {}) =>
  compositeOf({
    status: 200,
    body: {
      totalSize: 1,
      done: true,
      records: [{ Id: '0AT000000000001AAA', LogDate: '2026-11-19T00:00:00.000+0000', LogFileLength: 900, ...more }],
    },
  });
const content: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/csv', 'sforce-limit-info': 'api-usage=2/15000' });
  response.end(csv);
};
const refusal = compositeOf({
  status: 400,
  body: [{ errorCode: 'INVALID_TYPE', message: "sObject type 'EventLogFile' is not supported." }],
});

const [engine] = await engines();
describe('which applications call the org', () => {
  const fake = new FakeSalesforce();
  const clock = new ManualClock('2026-11-20T09:30:00Z');
  let database: TestDatabase;
  let decision: Decision;
  let apps: AppUsage;
  let purposes: () => string[];
  before(async () => {
    [database] = await Promise.all([engine!.create(), fake.start()]);
  });
  after(() => Promise.all([database.destroy(), fake.stop()]));
  beforeEach(async () => {
    await database.empty();
    await database.kysely
      .insertInto('orgs')
      .values({ id: 'org-1', name: 'Org', creation_rules: '{}', created_at: clock.now() })
      .execute();
    fake.requests.length = 0;
    decision = { allowed: true };
    const { org, usage } = orgOf(fake);
    purposes = () => usage.map(({ purpose }) => purpose);
    apps = new AppUsage({
      budgets: new BudgetStore(database),
      budget: { mayCall: () => Promise.resolve(decision) },
      salesforceOf: () => Promise.resolve(org),
      ...{ clock, log: createLogger('silent') },
    });
  });
  const refresh = (...script: Answer[]): Promise<KnownLog> => {
    fake.script = script;
    return apps.refresh('org-1');
  };

  it('is read from the newest event log, for the purpose of diagnostics, in two calls', async () => {
    const { log, unknown } = await refresh(logFile(), content);
    assert.equal(unknown, null);
    assert.deepEqual(log!.apps, [
      { name: 'Data "Loader", nightly', calls: 2 },
      { name: 'Inlet', calls: 1 },
      { name: 'a script', calls: 1 },
      { name: '', calls: 1 },
    ]);
    assert.deepEqual(log!.hours, [
      ['2026-11-19T10:00:00.000Z', 2],
      ['2026-11-19T11:00:00.000Z', 3],
    ]);
    const [question, file] = fake.requests;
    assert.match(decodeURIComponent(question!.body), /FROM EventLogFile WHERE EventType = 'ApiTotalUsage'/);
    assert.equal(file!.path, '/services/data/v66.0/sobjects/EventLogFile/0AT000000000001AAA/LogFile');
    assert.deepEqual(purposes(), ['diagnostics']);
    assert.deepEqual((await apps.known('org-1')).log, log);
  });

  it('costs one call while the log is the same, and none for six hours when only looked at', async () => {
    await refresh(logFile(), content);
    const again = await refresh(logFile());
    assert.equal(again.log!.apps.length, 4);
    assert.equal(fake.requests.length, 3);
    clock.advance(5 * 60 * 60_000);
    await apps.known('org-1');
    await apps.idle();
    assert.equal(fake.requests.length, 3);
    clock.advance(2 * 60 * 60_000);
    fake.script = [logFile({ Id: '0AT000000000002AAA' }), content];
    assert.equal((await apps.known('org-1')).log!.apps.length, 4, 'nobody waits for Salesforce');
    await apps.idle();
    assert.equal(fake.requests.length, 5);
  });

  for (const [what, answer, says] of [
    ['the permission that would help', refusal, /may not read .* "View Event Log Files"/],
    [
      'that there is no log',
      compositeOf({ status: 200, body: { totalSize: 0, done: true, records: [] } }),
      /no event log/,
    ],
    ['that the log is too large', logFile({ LogFileLength: 80_000_000 }), /has 80 MB/],
    ['that Salesforce did not answer', json(503, []), /could not be read just now/],
  ] as const) {
    it(`is unknown otherwise, and says ${what}`, async () => {
      const { log, unknown } = await refresh(answer);
      assert.equal(log, null);
      assert.match(english(unknown!), says);
      assert.match(english((await apps.known('org-1')).unknown!), says);
    });
  }

  it('costs nothing when the budget has no room for diagnostics, and says so', async () => {
    decision = { allowed: false, until: clock.now(), sentence: text('budget.background.cap') };
    assert.deepEqual((await refresh()).unknown, text('budget.background.cap'));
    assert.equal(fake.requests.length, 0);
  });

  it('tells the calls of others in the hours that the log tells of', async () => {
    const { log } = await refresh(logFile(), content);
    const now = new Date('2026-11-20T09:30:00Z');
    const own = [{ hour: new Date('2026-11-19T10:00:00Z'), purpose: 'bookings' as const, calls: 1 }];
    const facts = { ledger: { own, samples: [] }, thresholds: defaultThresholds, log, unknown: null, now };
    const { hours, apps: told } = apiUsageView({ ...facts, bookingsPause: null }, 'en');
    assert.deepEqual(
      hours.slice(0, 3).map(({ hour, others, sampled }) => [hour, others, sampled]),
      [
        ['2026-11-19T10:00:00.000Z', 1, false],
        ['2026-11-19T11:00:00.000Z', 3, false],
        ['2026-11-19T12:00:00.000Z', null, false],
      ],
    );
    assert.equal(told!.length, 4);
  });

  it('is read from a log of a busy day piece by piece, and from one with other columns', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => line('12', 'sync', `App ${index % 3}`));
    const { apps: busy } = await readApiLog([columns, ...rows].join('\r\n'));
    assert.deepEqual(
      busy.map(({ calls }) => calls),
      [20_000, 20_000, 20_000],
    );
    assert.deepEqual(await readApiLog('\ufeff"TIMESTAMP","CLIENT_NAME"\n"20261119130506.020","old"\n'), {
      apps: [{ name: 'old', calls: 1 }],
      hours: [['2026-11-19T13:00:00.000Z', 1]],
    });
    assert.deepEqual(await readApiLog(''), { apps: [], hours: [] });
  });
});

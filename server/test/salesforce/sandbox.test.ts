import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { classifyRow } from '../../src/salesforce/classify.ts';
import { LimitError, TransientError } from '../../src/salesforce/errors.ts';
import { requestToken } from '../../src/salesforce/oauth.ts';
import { SalesforceOrg } from '../../src/salesforce/salesforce-org.ts';
import { externalIdPath, queryPath, soqlIn, soqlString } from '../../src/salesforce/soql.ts';
import { queryRows } from '../../src/salesforce/subresponse.ts';
import type { Subrequest } from '../../src/salesforce/types.ts';
import { runSandbox } from '../support/running-sandbox.ts';
import type { RunningSandbox } from '../support/running-sandbox.ts';

const bookings = { purpose: 'bookings' } as const;
const lead = (key: string, LastName: string): Subrequest => ({
  referenceId: 'lead',
  method: 'PATCH',
  url: externalIdPath('Lead', 'Inlet_Customer_Id__c', key),
  body: { LastName, Company: 'Acme' },
});
const event = (key: string): Subrequest => ({
  referenceId: 'event',
  method: 'PATCH',
  url: externalIdPath('Event', 'Inlet_Booking_Id__c', key),
  body: {
    WhoId: '@{lead.id}',
    Subject: 'Demo',
    StartDateTime: '2026-11-20T09:00:00.000Z',
    EndDateTime: '2026-11-20T09:30:00.000Z',
  },
});

describe('an org in the sandbox', () => {
  let sandbox: RunningSandbox;
  let org: SalesforceOrg;
  const leadsOf = async (...keys: string[]) => {
    const soql = `SELECT Id, LastName FROM Lead WHERE ${soqlIn('Inlet_Customer_Id__c', keys)}`;
    const [answer] = await org.composite([{ referenceId: 'q', method: 'GET', url: queryPath(soql) }], bookings);
    assert.ok(answer);
    return queryRows(answer);
  };
  before(async () => {
    sandbox = await runSandbox();
    const { id, clientId, clientSecret } = sandbox.org;
    const login = { loginUrl: sandbox.url, clientId, clientSecret, expectedSalesforceOrgId: id };
    org = new SalesforceOrg({
      orgId: 'org-1',
      login: () => requestToken(login, { timeoutMs: 30_000, allowInsecure: false }),
      now: () => new Date(),
    });
  });
  after(() => sandbox.stop());
  beforeEach(() => sandbox.console('limits', { used: 0, max: 15_000 }));

  it('tells its schema for one API call', async () => {
    const { mark } = await sandbox.console<{ mark: number }>('calls/mark', {});
    let counted = 0;
    const schema = await org.schema({ ...bookings, onApiCall: () => counted++ });
    await org.schema({ ...bookings, onApiCall: () => counted++ });
    assert.equal(counted, 1);
    assert.equal((await sandbox.console<{ total: number }>(`calls?since=${mark}`)).total, 1);
    assert.deepEqual([...schema.objects.keys()], ['Lead', 'Contact', 'Account', 'Event', 'Case']);
    assert.equal(schema.objects.get('Lead')?.fields.get('LastName')?.length, 80);
    assert.equal(schema.packagePrefix, '');
    assert.ok(org.usage && org.usage.used >= 1 && org.usage.allowed === 15_000);
  });

  it('takes a composite of an upsert and a look-up, with names that need escaping', async () => {
    const key = "o'neil/\\ +&?#é";
    const [saved] = await org.composite([lead(key, "O'Neil")], bookings);
    assert.equal(saved?.status, 201);
    assert.deepEqual(
      (await leadsOf(key)).map((row) => row['LastName']),
      ["O'Neil"],
    );
    const byName = `SELECT Id FROM Lead WHERE LastName = ${soqlString("O'Neil")}`;
    const [found] = await org.composite([{ referenceId: 'q', method: 'GET', url: queryPath(byName) }], bookings);
    assert.equal(found && queryRows(found).length, 1);
  });

  it('saves the graphs that are good and says what is wrong with the others', async () => {
    const bad = { ...lead('graph-2', 'Doe'), body: { LastName: 'x'.repeat(81), Company: 'Acme' } };
    const results = await org.graph(
      [
        { graphId: 'good', nodes: [lead('graph-1', 'Doe'), event('graph-1')] },
        { graphId: 'bad', nodes: [bad, event('graph-2')] },
      ],
      bookings,
    );
    assert.deepEqual(
      results.map((result) => [result.graphId, result.isSuccessful]),
      [
        ['good', true],
        ['bad', false],
      ],
    );
    const causes = results[1]?.responses.map((response) => classifyRow(response.errors));
    assert.ok(causes?.[0]?.cause === 'data' && causes[0].faults[0].kind === 'tooLong');
    assert.deepEqual([causes[0].faults[0].fields, causes[0].faults[0].maxLength], [['LastName'], 80]);
    assert.equal(causes[1]?.cause, 'halted');
    assert.deepEqual(
      (await leadsOf('graph-1', 'graph-2')).map((row) => row['LastName']),
      ['Doe'],
    );
  });

  it('text that looks like a reference arrives as text', async () => {
    const [saved] = await org.composite([lead('reference', 'see @{lead.id}')], bookings);
    assert.equal(saved?.status, 201, JSON.stringify(saved));
    assert.deepEqual(
      (await leadsOf('reference')).map((row) => row['LastName']),
      ['see @ {lead.id}'],
    );
  });

  it('an answer that is lost after the commit has an unknown outcome, and repeating the upsert makes no second record', async () => {
    await leadsOf('warm');
    await sandbox.console('faults', { kind: 'answerLost', count: 1 });
    const lost = org.composite([lead('lost', 'Doe')], bookings);
    await assert.rejects(lost, (error) => error instanceof TransientError && error.outcome === 'unknown');
    assert.equal((await leadsOf('lost')).length, 1);
    const [again] = await org.composite([lead('lost', 'Doe')], bookings);
    assert.equal(again?.status, 200);
    assert.equal((await leadsOf('lost')).length, 1);
  });

  it('a session that ends is renewed without a trace', async () => {
    await leadsOf('warm');
    await sandbox.console('sessions/expire', {});
    let counted = 0;
    const { mark } = await sandbox.console<{ mark: number }>('calls/mark', {});
    const [saved] = await org.composite([lead('session', 'Doe')], { ...bookings, onApiCall: () => counted++ });
    assert.equal(saved?.status, 201);
    assert.equal((await sandbox.console<{ total: number }>(`calls?since=${mark}`)).total, counted);
  });

  it('a used-up limit and a busy server have their causes', async () => {
    await leadsOf('warm');
    await sandbox.console('faults', { kind: 'serverError', status: 503, html: true, count: 1 });
    await assert.rejects(leadsOf('busy'), { name: 'TransientError', code: 'HTML_ANSWER' });
    await sandbox.console('limits', { used: 15_000, max: 15_000 });
    await assert.rejects(leadsOf('limit'), (error) => error instanceof LimitError && error.kind === 'dailyRequests');
    assert.equal(org.usage?.used, 15_000);
  });

  it('a locked row is transient', async () => {
    await org.composite([lead('locked', 'Doe')], bookings);
    await sandbox.console('faults', { kind: 'lock', object: 'Lead', count: 1 });
    const [locked] = await org.composite([lead('locked', 'Roe')], bookings);
    assert.equal(classifyRow(locked?.errors ?? []).cause, 'transient');
  });
});

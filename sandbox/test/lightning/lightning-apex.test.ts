import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { fixturePackage } from './fixture-package.ts';
import { shellSandbox } from './shell-fixture.ts';

/** A backend that takes the code `right`, and tells what it was asked. */
async function backend() {
  const asked: { request: IncomingMessage; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      asked.push({ request, body });
      response.setHeader('Content-Type', 'application/json');
      if (request.url === '/v1/org/elsewhere') return response.writeHead(302, { Location: '/v1/secret' }).end('{}');
      if (request.url !== '/v1/pairing') return response.end(JSON.stringify({ name: 'Acme' }));
      const isRight = body.includes('"right"');
      response.statusCode = isRight ? 201 : 422;
      response.end(
        JSON.stringify(isRight ? { key: 'inlet_key' } : { detail: 'Refused.', errors: [{ detail: 'used up' }] }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  return { asked, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('what the tabs call of Apex', async () => {
  const { apex, grantAdmin, create, state, url } = await shellSandbox(fixturePackage());
  const { asked, address } = await backend();

  test('needs the custom permission, and says so in the words of the package', async () => {
    for (const method of ['InletRelay.send', 'InletOrg.getInfo', 'InletPairing.getStatus']) {
      assert.match((await apex(method)).error.message, /Inlet Admin|InletRelay|InletOrg|InletPairing/);
    }
    grantAdmin();
    assert.equal((await apex('InletOrg.getInfo')).result.isAdmin, true);
    const cookie = `inlet_sandbox_user=${state.identity.byUsername('rep@inlet.sandbox')?.id}`;
    assert.ok((await apex('InletOrg.getInfo', {}, { Cookie: cookie })).error.message);
  });

  test('tells every limit that the org counts, as /limits does', async () => {
    state.usage.set({ used: 77 });
    for (let index = 0; index < 300; index++) create('Lead', { LastName: `L${index}`, Company: 'Storage' });
    const { result } = await apex('InletOrg.getLimits');
    const names = result.map(({ name }: { name: string }) => name);
    assert.deepEqual(names, names.toSorted());
    const headers = { Authorization: `Bearer ${state.adminToken}` };
    const response = await fetch(`${url}/services/data/v66.0/limits`, { headers });
    const rest = (await response.json()) as Record<string, { Max: number; Remaining: number }>;
    assert.deepEqual(names, Object.keys(rest).toSorted());
    const of = (name: string) => result.find((one: { name: string }) => one.name === name);
    // The question to /limits was a call itself.
    assert.deepEqual(of('DailyApiRequests'), { name: 'DailyApiRequests', used: 77, max: 100_000 });
    assert.deepEqual(rest['DailyApiRequests'], { Max: 100_000, Remaining: 100_000 - 78 });
    for (const name of ['DailyBulkV2QueryJobs', 'DailyBulkApiBatches', 'DataStorageMB', 'FileStorageMB']) {
      assert.equal(of(name).max - of(name).used, rest[name]?.Remaining, name);
    }
    assert.equal(of('DataStorageMB').used, 1, '300 records of 2 KB, rounded');
    assert.ok(names.includes('DailyAsyncApexExecutions') && names.includes('ConcurrentAsyncGetReportInstances'));
  });

  test('says that it does not run other Apex', async () => {
    const { status, error } = await apex('SomeClass.someMethod');
    assert.equal(status, 404);
    assert.match(error.message, /SomeClass\.someMethod/);
    assert.equal((await apex('InletRelay.constructor')).status, 404);
    assert.equal((await apex('constructor.name')).status, 404);
  });

  test('refuses a page of another origin and a foreign host name', async () => {
    const foreign = await apex('InletOrg.getInfo', {}, { Origin: 'http://evil.test' });
    assert.equal(foreign.status, 403);
    assert.equal((await apex('InletOrg.getInfo', {}, { 'Sec-Fetch-Site': 'cross-site' })).status, 403);
    assert.equal((await apex('InletOrg.getInfo', {}, { Origin: url })).status, 200);
  });

  test('pairs by address and code, keeps the key from the browser, and lets go of it again', async () => {
    assert.deepEqual((await apex('InletPairing.getStatus')).result, {
      isPaired: false,
      address: null,
      canPair: true,
      missingPermissions: [],
    });
    assert.match((await apex('InletRelay.send', { method: 'GET', path: '/v1/org' })).error.message, /^No answer: /);
    for (const wrong of ['ftp://x', 'http://example.com', 'https://a?b=c', '', null]) {
      assert.equal((await apex('InletPairing.setAddress', { address: wrong })).error.message, 'Not an address.');
    }
    await apex('InletPairing.setAddress', { address: `${address}/` });
    const refused = await apex('InletPairing.exchangeCode', { code: 'wrong' });
    assert.equal(refused.error.message, 'Code refused: used up');
    assert.deepEqual(await apex('InletPairing.exchangeCode', { code: ' right ' }), { status: 200, result: null });
    const paired = (await apex('InletPairing.getStatus')).result;
    assert.deepEqual([paired.isPaired, paired.address], [true, address]);
    assert.ok(!JSON.stringify(paired).includes('inlet_key'));

    const sent = await apex('InletRelay.send', { method: 'POST', path: '/v1/org/x?a=b', body: '{"c":1}' });
    assert.deepEqual(sent.result, { status: 200, body: '{"name":"Acme"}' });
    const last = asked.at(-1);
    assert.equal(last?.body, '{"c":1}');
    assert.equal(last?.request.headers.authorization, 'Bearer inlet_key');
    assert.equal(last?.request.headers['inlet-org-id'], state.org.organizationId);
    assert.equal(last?.request.headers['inlet-user-name'], 'Ada+Admin');
    assert.equal(last?.request.headers['accept-language'], 'en-US');

    const elsewhere = await apex('InletRelay.send', { method: 'GET', path: '/v1/org/elsewhere' });
    assert.equal(elsewhere.result.status, 302);
    assert.equal(asked.at(-1)?.request.url, '/v1/org/elsewhere');

    await apex('InletPairing.forget');
    assert.equal(asked.at(-1)?.request.method, 'DELETE');
    assert.equal((await apex('InletPairing.getStatus')).result.isPaired, false);
  });

  test('relays what the tabs ask and nothing else', async () => {
    const wrong = [
      { method: 'TRACE', path: '/v1/org' },
      { method: 'GET', path: '/v1/organisations' },
      { method: 'GET', path: '/v1/org/../pairing' },
      { method: 'GET', path: '/v1/org//evil.test' },
      { method: 'GET', path: '/v1/org\\x' },
      { method: 'GET', path: null },
    ];
    for (const parameters of wrong) {
      const { error } = await apex('InletRelay.send', parameters);
      assert.equal(error.message, 'Not a request of the tabs.', JSON.stringify(parameters));
    }
  });

  test('tells what the API User may not see of itself, and gives it the permission set once', async () => {
    const apiUser = state.identity.apiUser();
    const get = async () => (await apex('InletApiUser.getState', { userId: apiUser.id })).result;
    const { username, profile, licence, isApiEnabled, hasPermissionSet, canAssign, activitySharing } = await get();
    assert.deepEqual(
      [username, profile, licence, isApiEnabled, hasPermissionSet, canAssign, activitySharing],
      [
        'integration@inlet.sandbox',
        'Minimum Access - API Only Integrations',
        'Salesforce Integration',
        true,
        false,
        true,
        'ControlledByParent',
      ],
    );
    assert.equal((await apex('InletApiUser.getState', { userId: '00Q000000000001' })).error.message, 'No such user.');
    const assign = () => apex('InletApiUser.assignPermissionSet', { userId: apiUser.id });
    assert.equal((await assign()).error.message, 'No such permission set.');
    state.org.savePermissionSet({
      ...state.org.permissionSets()[0]!,
      name: 'Inlet_API_User',
      label: 'Inlet API User',
      userPermissions: ['ApiEnabled'],
      customPermissions: [],
      classAccesses: [],
    });
    for (const time of ['once', 'twice']) {
      const { result } = await assign();
      assert.deepEqual(result.permissionSets, [{ name: 'Inlet_API_User', label: 'Inlet API User' }], time);
    }
    state.org.setSharing('Activity', 'private');
    assert.equal((await get()).activitySharing, 'Private');
    state.org.setSharing('Activity', 'controlledByParent');
  });

  test("tells a person's bookings from the org's Events", async () => {
    const lead = create('Lead', { LastName: 'Miller', Company: 'Acme' });
    const refused = await apex('InletCustomerBookings.getBookings', { recordId: state.identity.admin().id });
    assert.equal(refused.error.message, 'Neither Lead nor Contact.');
    for (const word of ['Booking_Id', 'Booking_Status', 'Booking_Reason', 'Booking_Page', 'Meeting_Link']) {
      state.org.addField('Event', { name: `Inlet_${word}__c`, type: 'string', length: 255 });
    }
    const start = '2020-01-01T10:00:00.000Z';
    create('Event', {
      Subject: 'Demo',
      WhoId: lead,
      StartDateTime: start,
      DurationInMinutes: 30,
      Inlet_Booking_Id__c: 'b-1',
    });
    create('Event', { Subject: 'Not a booking', WhoId: lead, StartDateTime: start, DurationInMinutes: 30 });
    const { result } = await apex('InletCustomerBookings.getBookings', { recordId: lead });
    assert.equal(result.length, 1);
    assert.equal(result[0].subject, 'Demo');
    assert.equal(result[0].isPast, true);
    assert.equal(result[0].ownerName, 'Ada Admin');
  });
});

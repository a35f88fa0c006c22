import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { fixture } from './api-fixture.ts';
import { testSandbox } from './api-support.ts';

const { api, admin, state, token, ask, empowerApiUser, signOut } = await testSandbox();
const lead = { LastName: 'Moss', Company: 'Acme' };

beforeEach(() => {
  state.reset();
  empowerApiUser();
  signOut();
});

test('every number of the limits is set by the console, told by /limits, and taken back', async () => {
  const { limits } = (await admin('GET', '/org-limits')).body;
  const told = (await api('GET', '/limits')).body;
  assert.deepEqual(
    limits.map(({ name }: { name: string }) => name),
    Object.keys(told),
  );
  for (const { name } of limits) await admin('POST', '/org-limits', { name, used: 7, max: 50_000 });
  const now = (await api('GET', '/limits')).body;
  for (const { name } of limits) {
    // This one goes on being counted.
    const used = name === 'DailyApiRequests' ? 8 : 7;
    assert.deepEqual({ Max: now[name].Max, Remaining: now[name].Remaining }, { Max: 50_000, Remaining: 50_000 - used });
  }
  assert.equal((await admin('DELETE', '/org-limits/SingleEmail')).status, 204);
  assert.equal((await api('GET', '/limits')).body.SingleEmail.Max, told.SingleEmail.Max);
  await admin('DELETE', '/org-limits');
  assert.deepEqual((await api('GET', '/limits')).body.DataStorageMB, told.DataStorageMB);
  assert.equal((await admin('POST', '/org-limits', { name: 'Nope', used: 1 })).body.problems[0].field, 'name');
});

test('where the data storage is full no record is made, and what is there is still changed and deleted', async () => {
  const { id } = (await api('POST', '/sobjects/Lead', lead)).body;
  await admin('POST', '/org-limits', { name: 'DataStorageMB', used: 1024 });
  const { status, body } = await api('POST', '/sobjects/Lead', lead);
  assert.equal(status, 400);
  assert.deepEqual(body, [{ message: 'storage limit exceeded', errorCode: 'STORAGE_LIMIT_EXCEEDED', fields: [] }]);
  const rows = { records: [{ attributes: { type: 'Contact' }, LastName: 'Moss' }] };
  const collection = (await api('POST', '/composite/sobjects', rows)).body;
  assert.equal(collection[0].errors[0].statusCode, 'STORAGE_LIMIT_EXCEEDED');
  assert.equal((await api('PATCH', `/sobjects/Lead/${id}`, { Phone: '1' })).status, 204);
  assert.equal((await api('DELETE', `/sobjects/Lead/${id}`)).status, 204);
  await admin('DELETE', '/org-limits/DataStorageMB');
  assert.equal((await api('POST', '/sobjects/Lead', lead)).status, 201);
});

test('the concurrent limit refuses as captured, and what it refuses is not counted', async () => {
  await api('GET', '/limits');
  await admin('POST', '/faults', { kind: 'concurrentLimit', count: 1 });
  const { used } = (await admin('GET', '/limits')).body;
  const { status, body, headers } = await api('GET', '/sobjects');
  assert.equal(status, 403);
  const message = 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.';
  assert.deepEqual(body, [{ message, errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
  const captured = fixture<object[]>('errors/403_concurrent_limit_exceeded.json');
  if (captured) assert.deepEqual(body, captured);
  assert.equal(headers.get('Sforce-Limit-Info'), `api-usage=${used}/100000`);
  assert.equal((await api('GET', '/sobjects')).status, 200);
});

test('during a read-only maintenance records are read, and none is saved, deleted or converted', async () => {
  const { id } = (await api('POST', '/sobjects/Lead', lead)).body;
  await admin('POST', '/security', { maintenance: 'readOnly' });
  assert.equal((await api('GET', `/sobjects/Lead/${id}`)).status, 200);
  const [organization] = (await api('GET', '/query?q=SELECT+IsReadOnly+FROM+Organization')).body.records;
  assert.equal(organization.IsReadOnly, true);
  const refused = [
    await api('POST', '/sobjects/Lead', lead),
    await api('PATCH', `/sobjects/Lead/${id}`, { Phone: '1' }),
    await api('DELETE', `/sobjects/Lead/${id}`),
  ];
  for (const { status, body } of refused) {
    assert.equal(status, 400);
    assert.equal(body[0].errorCode, 'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE');
  }
  assert.equal((await admin('POST', `/leads/${id}/convert`)).status, 400);
  // What an admin of the sandbox does to a user goes on.
  assert.equal((await admin('POST', '/users/rep@inlet.sandbox', { isActive: false })).status, 200);
  await admin('DELETE', '/security');
  assert.equal((await api('PATCH', `/sobjects/Lead/${id}`, { Phone: '1' })).status, 204);
  const [after] = (await api('GET', '/query?q=SELECT+IsReadOnly+FROM+Organization')).body.records;
  assert.equal(after.IsReadOnly, false);
});

test('while the org is down nobody logs in and nothing is answered or counted, until it is up again', async () => {
  await api('GET', '/limits');
  const { used } = (await admin('GET', '/limits')).body;
  await admin('POST', '/security', { maintenance: 'down' });
  const down = [
    await api('GET', '/sobjects'),
    await token({ grant_type: 'client_credentials' }),
    await ask('GET', '/services/data'),
  ];
  for (const { status, body } of down) {
    assert.equal(status, 503);
    assert.deepEqual(body, [{ message: 'Server Unavailable', errorCode: 'SERVER_UNAVAILABLE' }]);
  }
  assert.equal((await admin('GET', '/limits')).body.used, used);
  await admin('POST', '/security', { maintenance: null });
  assert.equal((await api('GET', '/sobjects')).status, 200);
});

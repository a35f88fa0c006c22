import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { test } from 'node:test';
import { testSandbox } from './api-support.ts';

const { url, keys, ask, api, admin, signOut } = await testSandbox();
const lead = { LastName: 'Moss', Company: 'Acme' };
const post = () => api('POST', '/sobjects/Lead', lead);
const count = async () => (await api('GET', '/query?q=SELECT+COUNT()+FROM+Lead')).body.totalSize as number;
const calls = async () => (await admin('GET', '/limits')).body.used as number;

test('a server error comes as often as ordered, saves nothing and is not counted', async () => {
  const [leads, before] = [await count(), await calls()];
  await admin('POST', '/faults', { kind: 'serverError', status: 503, count: 2 });
  const first = await post();
  assert.deepEqual(
    [first.status, first.body],
    [503, [{ message: 'Server Unavailable', errorCode: 'SERVER_UNAVAILABLE' }]],
  );
  assert.equal((await post()).status, 503);
  assert.equal(await calls(), before);
  assert.equal((await post()).status, 201);
  assert.equal(await count(), leads + 1);
});

test('the edge answers in HTML', async () => {
  await admin('POST', '/faults', { kind: 'serverError', status: 502 });
  const { status, headers } = await post();
  assert.equal(status, 502);
  assert.match(headers.get('content-type') ?? '', /^text\/html/);
});

test('a lost answer comes after the commit, a lost request before', async () => {
  const leads = await count();
  await admin('POST', '/faults', { kind: 'answerLost', match: 'POST /sobjects/Lead' });
  await assert.rejects(post());
  assert.equal(await count(), leads + 1);
  await admin('POST', '/faults', { kind: 'requestLost', match: 'POST /sobjects/Lead' });
  await assert.rejects(post());
  assert.equal(await count(), leads + 1);
});

test('a fault meets only what it is meant for', async () => {
  await admin('POST', '/faults', { kind: 'serverError', status: 500, match: 'POST /composite/graph' });
  await admin('POST', '/faults', { kind: 'serverError', status: 500, username: keys.username });
  assert.equal((await post()).status, 201);
  assert.equal((await admin('GET', '/faults')).body.faults.length, 2);
  await admin('DELETE', '/faults');
  assert.deepEqual((await admin('GET', '/faults')).body, { faults: [] });
});

test('a session that is made to expire answers 401, and a new one works', async () => {
  assert.equal((await post()).status, 201);
  await admin('POST', '/faults', { kind: 'sessionExpired' });
  assert.equal((await post()).status, 401);
  assert.equal((await post()).status, 401);
  signOut();
  assert.equal((await post()).status, 201);
  assert.ok((await admin('POST', '/sessions/expire')).body.ended >= 1);
  assert.equal((await post()).status, 401);
  signOut();
});

test('a lock refuses saves of its object, and leaves the reading alone', async () => {
  await admin('POST', '/faults', { kind: 'lock', object: 'Lead' });
  assert.equal(await count(), await count());
  assert.equal((await api('POST', '/sobjects/Account', { Name: 'x' })).status, 201);
  const { status, body } = await post();
  assert.equal(status, 400);
  assert.equal(body[0].errorCode, 'UNABLE_TO_LOCK_ROW');
  assert.match(body[0].message, /^unable to obtain exclusive access to this record or 1 records: \w{18}$/);
  assert.equal((await post()).status, 201);
});

test('a lock of one record refuses saves of it and of what refers to it, and nothing else', async () => {
  const lead = (await post()).body.id as string;
  const other = (await post()).body.id as string;
  const event = { DurationInMinutes: 30, ActivityDateTime: '2026-12-01T15:00:00Z' };
  const { body: fault } = await admin('POST', '/faults', {
    kind: 'lock',
    record: lead.slice(0, 15),
    durationMilliseconds: 60_000,
  });
  for (const _twice of [1, 2]) {
    const { status, body } = await api('PATCH', `/sobjects/Lead/${lead}`, { Phone: '1' });
    assert.deepEqual([status, body[0].errorCode], [400, 'UNABLE_TO_LOCK_ROW']);
    assert.ok(body[0].message.endsWith(`1 records: ${lead}`), body[0].message);
  }
  const { body: refused } = await api('POST', '/sobjects/Event', { ...event, WhoId: lead });
  assert.equal(refused[0].errorCode, 'UNABLE_TO_LOCK_ROW');
  assert.equal((await api('PATCH', `/sobjects/Lead/${other}`, { Phone: '1' })).status, 204);
  assert.equal((await api('POST', '/sobjects/Event', { ...event, WhoId: other })).status, 201);
  await admin('DELETE', `/faults/${fault.id}`);
  assert.equal((await api('PATCH', `/sobjects/Lead/${lead}`, { Phone: '1' })).status, 204);
  const { body: problem } = await admin('POST', '/faults', { kind: 'lock', record: 'Lee' });
  assert.deepEqual(problem.problems, [{ field: 'record', message: 'is no id of a record: 15 or 18 characters' }]);
});

test('latency delays the request, not the rest of the org', async () => {
  await admin('POST', '/faults', { kind: 'latency', milliseconds: 300 });
  const order: string[] = [];
  const slow = post().then(({ status }) => order.push(`slow ${status}`));
  // The slow one has taken its fault when the list is empty.
  while ((await admin('GET', '/faults')).body.faults.length > 0);
  await post().then(({ status }) => order.push(`fast ${status}`));
  await slow;
  assert.deepEqual(order, ['fast 201', 'slow 201']);
});

test('the limit used up refuses calls until the clock has gone 24 hours', async () => {
  await admin('POST', '/limits', { used: 98, max: 100 });
  const last = await post();
  assert.equal(last.headers.get('sforce-limit-info'), 'api-usage=99/100');
  await post();
  const { status, headers, body } = await post();
  assert.equal(status, 403);
  assert.deepEqual(body, [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
  assert.equal(headers.get('sforce-limit-info'), 'api-usage=100/100');
  signOut();
  assert.equal((await ask('GET', '/services/data')).status, 200);
  await admin('POST', '/clock', { advanceMilliseconds: 24 * 60 * 60 * 1000 });
  signOut();
  assert.equal((await post()).status, 201);
  await admin('POST', '/limits', { max: 100_000 });
});

test('the clock is set, and records bear its time', async () => {
  assert.equal((await admin('POST', '/clock', { now: '2031-05-01T10:00:00Z' })).status, 200);
  signOut();
  const { body } = await post();
  const read = await api('GET', `/sobjects/Lead/${body.id}?fields=CreatedDate`);
  assert.match(read.body.CreatedDate, /^2031-05-01T10:0\d:\d\d\.000\+0000$/);
});

test('calls are counted by kind since a mark, those of the console and without a session are not', async () => {
  const { mark } = (await admin('POST', '/calls/mark')).body;
  await post();
  await api('GET', '/sobjects/Lead/describe');
  await ask('GET', '/services/data/v64.0/limits');
  const { total, byKind, calls: list } = (await admin('GET', `/calls?since=${mark}`)).body;
  assert.deepEqual([total, byKind], [2, { sobject: 1, describe: 1 }]);
  assert.deepEqual(
    [list[0].method, list[0].path, list[0].status, list[0].user],
    ['POST', '/services/data/v64.0/sobjects/Lead', 201, keys.apiUser.username],
  );
});

test('a required field is added and taken away again', async () => {
  const field = { object: 'Lead', name: 'Budget__c', type: 'currency', precision: 12, scale: 2, required: true };
  assert.equal((await admin('POST', '/fields', field)).status, 201);
  assert.equal((await post()).body[0].errorCode, 'REQUIRED_FIELD_MISSING');
  assert.equal((await admin('DELETE', '/fields/Lead/Budget__c')).status, 204);
  assert.equal((await post()).status, 201);
});

const mistakes: [string, string, object, string][] = [
  ['an unknown kind of fault', '/faults', { kind: 'earthquake' }, 'kind'],
  ['a status that is no server error', '/faults', { kind: 'serverError', status: 404 }, 'status'],
  ['a negative limit', '/limits', { used: -1 }, 'used'],
  ['a field of an unknown object', '/fields', { object: 'Nope', name: 'X__c', type: 'string' }, 'object'],
  ['a field without __c', '/fields', { object: 'Lead', name: 'X', type: 'string' }, 'name'],
  ['a rule without a formula', '/validation-rules', { object: 'Lead', name: 'X', message: 'x' }, 'formula'],
  [
    'a rule whose formula makes no sense',
    '/validation-rules',
    { object: 'Lead', name: 'X', message: 'x', formula: 'IF(' },
    'formula',
  ],
  ['an assignment to nobody', '/assignment-rules', { object: 'Lead', name: 'X', assignTo: 'nobody' }, 'assignTo'],
];
for (const [what, path, body, field] of mistakes) {
  test(`${what} is refused with 400 that names ${field}`, async () => {
    const answer = await admin('POST', path, body);
    assert.equal(answer.status, 400);
    assert.deepEqual(
      answer.body.problems.map((problem: { field: string }) => problem.field),
      [field],
    );
  });
}

test('the console answers no page of another site and no foreign host name', async () => {
  assert.equal((await ask('GET', '/sandbox/org', { headers: { Origin: 'https://evil.example' } })).status, 403);
  const status = await new Promise((resolve, reject) => {
    const headers = { Host: 'evil.example' };
    httpRequest(`${url}/sandbox/org`, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
  assert.equal(status, 403);
});

test('a converted lead can be changed no more', async () => {
  const { body } = await post();
  const converted = await admin('POST', `/leads/${body.id}/convert`, {});
  assert.equal(converted.status, 200);
  const read = await api('GET', `/sobjects/Lead/${body.id}?fields=IsConverted,ConvertedContactId`);
  assert.equal(read.body.IsConverted, true);
  assert.equal((await api('GET', `/sobjects/Contact/${read.body.ConvertedContactId}`)).body.LastName, lead.LastName);
  const refused = await api('PATCH', `/sobjects/Lead/${body.id}`, { Phone: '1' });
  assert.equal(refused.body[0].errorCode, 'CANNOT_UPDATE_CONVERTED_LEAD');
});

test('a reset empties the org and keeps its keys', async () => {
  assert.equal((await admin('POST', '/reset')).status, 204);
  signOut();
  const { body } = await admin('GET', '/org');
  assert.deepEqual([body.accessToken, body.clientId, body.id], [keys.accessToken, keys.clientId, keys.id]);
  const headers = { Authorization: `Bearer ${keys.accessToken}` };
  assert.equal((await ask('GET', '/services/data/v64.0/limits', { headers })).status, 200);
  const leads = await ask('GET', '/services/data/v64.0/query?q=SELECT+COUNT()+FROM+Lead', { headers });
  assert.equal(leads.body.totalSize, 0);
});

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import jsforce from 'jsforce';
import { parse } from 'csv-parse/sync';
import { testSandbox } from './api-support.ts';

const { url, keys, ask, api, admin } = await testSandbox();
const conn = new jsforce.Connection({ instanceUrl: url, accessToken: keys.accessToken, version: '66.0' });
conn.bulk2.pollInterval = 20;

const bearer = { Authorization: `Bearer ${keys.accessToken}` };
const jobs = '/services/data/v66.0/jobs/ingest';
const json = (body: object) => ({
  headers: { ...bearer, 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
/** Creates, uploads and closes a job by hand, and waits for its end. */
async function load(job: object, csv: string) {
  const { body: made, status } = await ask('POST', jobs, json(job));
  assert.equal(status, 200, JSON.stringify(made));
  const upload = await ask('PUT', `/${made.contentUrl}`, {
    headers: { ...bearer, 'Content-Type': 'text/csv' },
    body: csv,
  });
  assert.equal(upload.status, 201);
  assert.equal(
    (await ask('PATCH', `${jobs}/${made.id}`, json({ state: 'UploadComplete' }))).body.state,
    'UploadComplete',
  );
  return end(made.id);
}
async function end(id: string) {
  for (let tries = 0; tries < 500; tries++) {
    const { body } = await ask('GET', `${jobs}/${id}`, { headers: bearer });
    if (['JobComplete', 'Failed', 'Aborted'].includes(body.state)) return body;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Job ${id} did not end.`);
}
const rowsOf = async (id: string, part: string): Promise<string[][]> =>
  parse((await ask('GET', `${jobs}/${id}/${part}`, { headers: bearer })).body);
const leads = async (where: string) =>
  (await conn.query(`SELECT Id, LastName, Phone FROM Lead WHERE ${where}`)).records;

before(async () => {
  await admin('POST', '/fields', {
    object: 'Lead',
    name: 'Key__c',
    type: 'string',
    length: 20,
    unique: true,
    externalId: true,
  });
  await admin('POST', '/fields', {
    object: 'Account',
    name: 'Key__c',
    type: 'string',
    length: 20,
    unique: true,
    externalId: true,
  });
});

test('jsforce inserts 1,000 rows; bad rows fail one by one, with their error, and no job fails of them', async () => {
  const good = Array.from({ length: 999 }, (_, index) => ({ LastName: `Bulk ${index}`, Company: 'Bulk' }));
  const results = await conn.bulk2.loadAndWaitForResults({
    object: 'Lead',
    operation: 'insert',
    input: [...good, { LastName: 'No company', Company: '' }],
  });
  assert.equal(results.successfulResults.length, 999);
  assert.match(String(results.successfulResults[0]?.sf__Id), /^00Q\w{15}$/);
  assert.equal(results.successfulResults[0]?.sf__Created, 'true');
  assert.deepEqual(results.failedResults, [
    {
      sf__Id: '',
      sf__Error: 'REQUIRED_FIELD_MISSING:Required fields are missing: [Company]:Company --',
      LastName: 'No company',
      Company: '',
    },
  ]);
  assert.deepEqual(results.unprocessedRecords, []);
  assert.equal((await leads("Company = 'Bulk'")).length, 999);
});

test('upsert by an external id creates and updates, and a row without it fails', async () => {
  const input = 'Key__c,LastName,Company\nB-1,One,A\nB-2,Two,A\n';
  await load({ object: 'Lead', operation: 'upsert', externalIdFieldName: 'Key__c' }, input);
  const job = await load(
    { object: 'Lead', operation: 'upsert', externalIdFieldName: 'Key__c' },
    'Key__c,LastName,Company\nB-2,Second,A\nB-3,Three,A\n,Four,A\n',
  );
  assert.deepEqual([job.numberRecordsProcessed, job.numberRecordsFailed, job.state], [3, 1, 'JobComplete']);
  const [header, ...saved] = await rowsOf(job.id, 'successfulResults');
  assert.deepEqual(header, ['sf__Id', 'sf__Created', 'Key__c', 'LastName', 'Company']);
  assert.deepEqual(
    saved.map((row) => row.slice(1, 4)),
    [
      ['false', 'B-2', 'Second'],
      ['true', 'B-3', 'Three'],
    ],
  );
  const [, failed] = await rowsOf(job.id, 'failedResults');
  assert.equal(failed?.[1], 'MISSING_ARGUMENT:Key__c not specified:--');
});

test('an empty cell leaves a field alone, #N/A empties it', async () => {
  await load(
    { object: 'Lead', operation: 'upsert', externalIdFieldName: 'Key__c' },
    'Key__c,LastName,Company,Phone\nE-1,Keep,A,1\nE-2,Empty,A,2\n',
  );
  const both = await leads("Key__c IN ('E-1', 'E-2')");
  const [kept, emptied] = ['Keep', 'Empty'].map((name) => both.find(({ LastName }) => LastName === name)?.Id ?? '');
  // The 15 characters of a report export are an id too.
  await load({ object: 'Lead', operation: 'update' }, `Id,Phone\n${kept?.slice(0, 15)},\n${emptied},#N/A\n`);
  const after = await leads("Key__c IN ('E-1', 'E-2') ORDER BY Key__c");
  assert.deepEqual(
    after.map(({ Phone }) => Phone),
    ['1', null],
  );
});

test('a parent is named by its external id', async () => {
  await load({ object: 'Account', operation: 'insert' }, 'Name,Key__c\nAcme,A-1\n');
  const job = await load({ object: 'Contact', operation: 'insert' }, 'LastName,Account.Key__c\nMoss,A-1\nLost,A-9\n');
  const { records } = await conn.query("SELECT Account.Name FROM Contact WHERE LastName = 'Moss'");
  assert.equal(records[0]?.Account.Name, 'Acme');
  const [, failed] = await rowsOf(job.id, 'failedResults');
  assert.match(failed?.[1] ?? '', /^INVALID_FIELD:Foreign key external ID: A-9 not found.*--$/);
});

test('every delimiter and both line endings are read, and written as they were', async () => {
  const delimiters = { COMMA: ',', TAB: '\t', SEMICOLON: ';', PIPE: '|', CARET: '^', BACKQUOTE: '`' };
  for (const [columnDelimiter, sign] of Object.entries(delimiters)) {
    const name = `Delim ${columnDelimiter}`;
    const csv = `LastName${sign}Company${sign}Description\r\n${name}${sign}"A ""quoted"" ${sign} sign"${sign}"two\r\nlines"\r\n`;
    const job = await load({ object: 'Lead', operation: 'insert', columnDelimiter, lineEnding: 'CRLF' }, csv);
    assert.equal(job.numberRecordsFailed, 0, columnDelimiter);
    const { body } = await ask('GET', `${jobs}/${job.id}/successfulResults`, { headers: bearer });
    assert.ok(body.startsWith(`"sf__Id"${sign}"sf__Created"${sign}"LastName"`), body);
    assert.ok(body.includes(`"A ""quoted"" ${sign} sign"${sign}"two\r\nlines"\r\n`), body);
  }
});

test('a job whose file cannot be read fails as a whole and says why', async () => {
  const failures: [csv: string, message: RegExp][] = [
    ['LastName,Company,Shoe_Size__c\nA,B,44\n', /^InvalidBatch : Field name not found : Shoe_Size__c$/],
    [
      'LastName,Company\r\nA,B\r\n',
      /^InvalidBatch : LineEnding is invalid on user data. Current LineEnding setting is LF$/,
    ],
    ['LastName,Company\nA "quote",B\n', /^InvalidBatch : Failed to parse CSV: /],
  ];
  for (const [csv, message] of failures) {
    const job = await load({ object: 'Lead', operation: 'insert' }, csv);
    assert.equal(job.state, 'Failed');
    assert.match(job.errorMessage, message);
    assert.equal(job.numberRecordsProcessed, 0);
  }
  const job = await load({ object: 'Lead', operation: 'insert' }, 'LastName,Company,Nope\nA,B,44\n');
  assert.deepEqual(await rowsOf(job.id, 'unprocessedrecords'), [
    ['LastName', 'Company', 'Nope'],
    ['A', 'B', '44'],
  ]);
});

test('rows that were saved before the file broke stay saved', async () => {
  const good = Array.from({ length: 10_000 }, (_, index) => `Before ${index},Broken file\n`).join('');
  const job = await load({ object: 'Lead', operation: 'insert' }, `LastName,Company\n${good}Late "one",Broken file\n`);
  assert.equal(job.state, 'Failed');
  assert.ok(job.numberRecordsProcessed > 1000, String(job.numberRecordsProcessed));
  const { totalSize } = await conn.query("SELECT COUNT() FROM Lead WHERE Company = 'Broken file'");
  assert.equal(totalSize, job.numberRecordsProcessed);
});

test('deletes by id, and a deleted job is gone', async () => {
  await load({ object: 'Lead', operation: 'insert' }, 'LastName,Company\nGone,Gone\n');
  const [lead] = await leads("Company = 'Gone'");
  const job = await load({ object: 'Lead', operation: 'delete' }, `Id\n${lead?.Id}\n00Q5e00000Nobody\n`);
  assert.deepEqual([job.numberRecordsProcessed, job.numberRecordsFailed], [2, 1]);
  assert.equal((await leads("Company = 'Gone'")).length, 0);
  assert.equal((await ask('DELETE', `${jobs}/${job.id}`, { headers: bearer })).status, 204);
  const gone = await ask('GET', `${jobs}/${job.id}`, { headers: bearer });
  assert.deepEqual(
    [gone.status, gone.body],
    [404, [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }]],
  );
});

test('a job goes only through the states that it may', async () => {
  const { body: job } = await ask('POST', jobs, json({ object: 'Lead', operation: 'insert' }));
  assert.equal(job.state, 'Open');
  assert.equal(job.contentUrl, `services/data/v66.0/jobs/ingest/${job.id}/batches`);
  const put = () =>
    ask('PUT', `/${job.contentUrl}`, { headers: { ...bearer, 'Content-Type': 'text/csv' }, body: 'LastName\n' });
  const code = async (method: string, path: string, init: RequestInit = { headers: bearer }) => {
    const { status, body } = await ask(method, path, init);
    return [status, body?.[0]?.errorCode];
  };
  assert.deepEqual(await code('DELETE', `${jobs}/${job.id}`), [400, 'INVALIDJOBSTATE']);
  assert.deepEqual(await code('GET', `${jobs}/${job.id}/successfulResults`), [400, 'INVALIDJOBSTATE']);
  assert.equal((await put()).status, 201);
  assert.equal((await put()).body[0].errorCode, 'INVALIDJOBSTATE');
  assert.equal((await ask('PATCH', `${jobs}/${job.id}`, json({ state: 'Aborted' }))).body.state, 'Aborted');
  assert.deepEqual(await code('PATCH', `${jobs}/${job.id}`, json({ state: 'UploadComplete' })), [
    400,
    'INVALIDJOBSTATE',
  ]);
  assert.deepEqual(await code('POST', jobs, json({ object: 'Nope', operation: 'insert' })), [400, 'INVALIDENTITY']);
  assert.deepEqual(await code('POST', jobs, json({ object: 'Lead', operation: 'upsert' })), [400, 'INVALIDJOB']);
  assert.deepEqual(await code('POST', jobs, json({ object: 'Lead', operation: 'hardDelete' })), [
    400,
    'FEATURENOTENABLED',
  ]);
  assert.deepEqual(await code('POST', jobs, json({ object: 'Lead', operation: 'x' })), [400, 'JSON_PARSER_ERROR']);
  assert.deepEqual(await code('PUT', `${jobs}/${job.id}`), [405, 'METHOD_NOT_ALLOWED']);
});

test('an abort on the way leaves the rest unprocessed, and the org answers others meanwhile', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `Abort ${index},Aborted job\n`).join('');
  const { body: job } = await ask('POST', jobs, json({ object: 'Lead', operation: 'insert' }));
  await ask('PUT', `/${job.contentUrl}`, {
    headers: { ...bearer, 'Content-Type': 'text/csv' },
    body: `LastName,Company\n${rows}`,
  });
  await ask('PATCH', `${jobs}/${job.id}`, json({ state: 'UploadComplete' }));
  const seen = await ask('GET', `${jobs}/${job.id}`, { headers: bearer });
  assert.match(seen.body.state, /^(UploadComplete|InProgress)$/, 'others have their turn between chunks');
  assert.equal((await ask('PATCH', `${jobs}/${job.id}`, json({ state: 'Aborted' }))).status, 200);
  // The queue is empty when a later job is done.
  await load({ object: 'Account', operation: 'insert' }, 'Name\nAfter\n');
  const { body: after } = await ask('GET', `${jobs}/${job.id}`, { headers: bearer });
  const [, ...unprocessed] = await rowsOf(job.id, 'unprocessedrecords');
  assert.equal(after.state, 'Aborted');
  assert.ok(unprocessed.length > 0);
  assert.equal(after.numberRecordsProcessed + unprocessed.length, 20_000);
  const { totalSize } = await conn.query("SELECT COUNT() FROM Lead WHERE Company = 'Aborted job'");
  assert.equal(totalSize, after.numberRecordsProcessed);
});

test('the list of jobs and the day’s batches are counted', async () => {
  const remaining = async () =>
    (await ask('GET', '/services/data/v66.0/limits', { headers: bearer })).body.DailyBulkApiBatches.Remaining;
  const before = await remaining();
  const job = await load({ object: 'Account', operation: 'insert' }, 'Name\nCounted\n');
  assert.equal(await remaining(), before - 1);
  const { body } = await ask('GET', jobs, { headers: bearer });
  assert.equal(body.done, true);
  assert.ok(
    body.records.some(({ id, jobType }: { id: string; jobType: string }) => id === job.id && jobType === 'V2Ingest'),
  );
  // Jobs and results are there for seven days.
  await admin('POST', '/clock', { advanceMilliseconds: 8 * 24 * 60 * 60 * 1000 });
  assert.equal((await ask('GET', `${jobs}/${job.id}`, { headers: bearer })).status, 404);
  await admin('POST', '/clock', { now: new Date().toISOString() });
});

test('a user sees no job of another, and writes only the fields that the user sees', async () => {
  await admin('POST', '/fields', { object: 'Lead', name: 'Secret__c', type: 'string', length: 20, visible: false });
  const { accessToken } = (await admin('POST', '/tokens', { username: 'rep@inlet.sandbox' })).body;
  const headers = { Authorization: `Bearer ${accessToken}` };
  const { body: job } = await ask('POST', jobs, json({ object: 'Account', operation: 'insert' }));
  assert.equal((await ask('GET', `${jobs}/${job.id}`, { headers })).status, 404);

  const rep = new jsforce.Connection({ instanceUrl: url, accessToken, version: '66.0' });
  rep.bulk2.pollInterval = 20;
  const write = (row: object) =>
    rep.bulk2.loadAndWaitForResults({
      object: 'Lead',
      operation: 'insert',
      input: [{ LastName: 'R', Company: 'R', ...row }],
    });
  assert.equal((await write({})).successfulResults.length, 1);
  await assert.rejects(write({ Secret__c: 'x' }), /Field name not found : Secret__c/);
});

test('a query job gives its rows page by page', async () => {
  const records = await (
    await conn.bulk2.query("SELECT LastName, Owner.Name FROM Lead WHERE Company = 'Bulk'")
  ).toArray();
  assert.equal(records.length, 999);
  assert.equal(records[0]?.['Owner.Name'], 'Ada Admin');
  const { body: job } = await api('POST', '/jobs/query', {
    operation: 'query',
    query: "SELECT LastName FROM Lead WHERE Company = 'Bulk'",
  });
  let state = '';
  for (let tries = 0; tries < 500 && state !== 'JobComplete'; tries++) {
    state = (await api('GET', `/jobs/query/${job.id}`)).body.state;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const first = await api('GET', `/jobs/query/${job.id}/results?maxRecords=600`);
  const next = await api(
    'GET',
    `/jobs/query/${job.id}/results?maxRecords=600&locator=${first.headers.get('sforce-locator')}`,
  );
  assert.deepEqual(
    [first, next].map(({ headers }) => headers.get('sforce-numberofrecords')),
    ['600', '399'],
  );
  assert.equal(next.headers.get('sforce-locator'), 'null');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsforce from 'jsforce';
import { testSandbox } from './api-support.ts';

const { url, keys, admin } = await testSandbox();
const version = '64.0';
const oauth2 = { loginUrl: url, clientId: keys.clientId, clientSecret: keys.clientSecret };

const conn = new jsforce.Connection({ oauth2, instanceUrl: url, version });
await conn.authorize({ grant_type: 'client_credentials' });

test('jsforce signs in by client credentials and by password', async () => {
  assert.equal(conn.userInfo?.organizationId, keys.id);
  const other = new jsforce.Connection({ oauth2, version });
  const info = await other.login(keys.username, keys.password);
  assert.equal(info.organizationId, keys.id);
  assert.equal((await other.identity()).username, keys.username);
  await assert.rejects(other.login(keys.username, 'wrong'), /authentication failure/);
});

test('jsforce finds out who it is from the list of resources, at its default version too', async () => {
  const bare = new jsforce.Connection({ instanceUrl: url, accessToken: keys.accessToken });
  assert.equal((await bare.identity()).username, keys.username);
  assert.equal(bare.version, '50.0');
  assert.equal((await bare.query('SELECT Id FROM User')).done, true);
});

test('a login by SOAP is refused with the reason, as new orgs refuse it', async () => {
  const soap = new jsforce.Connection({ loginUrl: url, version });
  await assert.rejects(
    soap.login(keys.username, keys.password),
    /SOAP API login\(\) is disabled by default in this org/,
  );
});

test('jsforce creates, reads, changes, upserts and deletes a record', async () => {
  const made = await conn.sobject('Lead').create({ LastName: 'Moss', Company: 'Acme', Email: 'moss@example.com' });
  assert.ok(made.success);
  const read = await conn.sobject('Lead').retrieve(made.id);
  assert.equal(read.LastName, 'Moss');
  assert.ok((await conn.sobject('Lead').update({ Id: made.id, Phone: '1' })).success);
  const upserted = await conn.sobject('Lead').upsert({ Email: 'moss@example.com', Phone: '2' }, 'Email');
  assert.ok(upserted.success && upserted.id === made.id);
  const found = await conn.sobject('Lead').findOne({ Email: 'moss@example.com' }, ['Id', 'Phone']);
  assert.equal(found?.Phone, '2');
  assert.ok((await conn.sobject('Lead').delete(made.id)).success);
  await assert.rejects(conn.sobject('Lead').retrieve(made.id), { name: 'ENTITY_IS_DELETED' });
});

test('jsforce saves 200 records a call and fetches them page by page', async () => {
  const rows = Array.from({ length: 450 }, (_, index) => ({ LastName: `Contact ${index}` }));
  const results = await conn.sobject('Contact').create(rows, { allowRecursive: true });
  assert.ok(results.every(({ success }) => success));
  const headers = { 'Sforce-Query-Options': 'batchSize=200' };
  const { records, totalSize } = await conn.query('SELECT Id, Name FROM Contact', { autoFetch: true, headers });
  assert.deepEqual([records.length, totalSize], [450, 450]);
  assert.equal(new Set(records.map(({ Id }) => Id)).size, 450);
});

test('jsforce raises the error code of a failed save, and tells a failed row of many without raising', async () => {
  await assert.rejects(conn.sobject('Lead').create({ FirstName: 'x' } as never), {
    name: 'REQUIRED_FIELD_MISSING',
    message: 'Required fields are missing: [LastName, Company]',
  });
  const rows = [{ LastName: 'a', Company: 'a' }, { Company: 'b' }] as never;
  const results = (await conn.sobject('Lead').create(rows)) as unknown as { success: boolean }[];
  assert.deepEqual(
    results.map(({ success }) => success),
    [true, false],
  );
  await assert.rejects(async () => conn.query('SELECT Nope FROM Lead'), { name: 'INVALID_FIELD' });
  await assert.rejects(async () => conn.query('SELECT Id FROM Nope'), { name: 'INVALID_TYPE' });
});

test('jsforce posts a composite and a graph', async () => {
  const create = {
    method: 'POST',
    url: `/services/data/v${version}/sobjects/Lead`,
    referenceId: 'lead',
    body: { LastName: 'a', Company: 'b' },
  };
  const composite = await conn.requestPost<{ compositeResponse: { httpStatusCode: number }[] }>(
    `/services/data/v${version}/composite`,
    { compositeRequest: [create] },
  );
  assert.equal(composite.compositeResponse[0]?.httpStatusCode, 201);
  const graph = await conn.requestPost<{ graphs: { isSuccessful: boolean }[] }>(
    `/services/data/v${version}/composite/graph`,
    { graphs: [{ graphId: '1', compositeRequest: [create] }] },
  );
  assert.equal(graph.graphs[0]?.isSuccessful, true);
});

test('a query tells its columns: parents join, aggregates have the words they were asked in', async () => {
  const columns = async (soql: string) => {
    const { columnMetadata } = await conn.request<{ columnMetadata: Column[] }>(
      `/query?q=${encodeURIComponent(soql)}&columns=true`,
    );
    return columnMetadata.map(({ columnName, displayName, aggregate, joinColumns }) => ({
      columnName,
      displayName,
      aggregate,
      join: joinColumns.map((column) => column.columnName),
    }));
  };
  interface Column {
    columnName: string;
    displayName: string;
    aggregate: boolean;
    joinColumns: Column[];
  }
  const plain = { aggregate: false, join: [] };
  assert.deepEqual(await columns('SELECT id, owner.Name, Owner.email FROM Lead'), [
    { columnName: 'Id', displayName: 'Id', ...plain },
    { columnName: 'Owner', displayName: 'Owner', aggregate: false, join: ['Name', 'Email'] },
  ]);
  assert.deepEqual(await columns('SELECT Status, COUNT(Id), MAX(Name) latest FROM Lead GROUP BY Status'), [
    { columnName: 'Status', displayName: 'Status', ...plain },
    { columnName: 'expr0', displayName: 'count(Id)', ...plain, aggregate: true },
    { columnName: 'latest', displayName: 'max(Name)', ...plain, aggregate: true },
  ]);
  assert.deepEqual(await columns('SELECT Name, (SELECT LastName FROM Contacts) FROM Account'), [
    { columnName: 'Name', displayName: 'Name', ...plain },
    { columnName: 'Contacts', displayName: 'Contacts', aggregate: true, join: ['LastName'] },
  ]);
  await assert.rejects(columns('SELECT Nope FROM Lead'), { name: 'INVALID_FIELD' });
});

test('jsforce describes objects and reads the limits', async () => {
  const describe = await conn.describe('Event');
  assert.ok(describe.fields.some(({ name }) => name === 'StartDateTime'));
  assert.ok((await conn.describeGlobal()).sobjects.some(({ name }) => name === 'Lead'));
  const { used, max } = (await admin('GET', '/limits')).body;
  assert.deepEqual(conn.limitInfo.apiUsage, { used, limit: max });
  const limits = await conn.request<Record<string, { Max: number }>>('/limits');
  assert.equal(limits.DailyApiRequests?.Max, max);
  await conn.identity();
});

test('jsforce refreshes its session when it has expired', async () => {
  const { refreshToken } = (await admin('POST', '/refresh-tokens')).body;
  const other = new jsforce.Connection({ oauth2, instanceUrl: url, version, refreshToken, accessToken: 'expired' });
  assert.equal((await other.query('SELECT Id FROM User')).done, true);
});

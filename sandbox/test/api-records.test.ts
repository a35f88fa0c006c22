import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from './api-fixture.ts';
import { testSandbox } from './api-support.ts';

const { url, keys, ask, api, admin } = await testSandbox();
const lead = { LastName: 'Moss', Company: 'Acme' };
const create = async (values: object = lead) => (await api('POST', '/sobjects/Lead', values)).body.id as string;

test('the versions are listed without a session and without being counted', async () => {
  const before = (await admin('GET', '/limits')).body.used;
  const { status, headers, body } = await ask('GET', '/services/data');
  assert.equal(status, 200);
  assert.deepEqual(body[0], { label: "Winter '21", url: '/services/data/v50.0', version: '50.0' });
  assert.deepEqual(body[10], { label: "Spring '24", url: '/services/data/v60.0', version: '60.0' });
  assert.equal(body.at(-1).version, '68.0');
  assert.equal(headers.get('sforce-limit-info'), null);
  assert.equal((await admin('GET', '/limits')).body.used, before);
});

test('versions that are retired answer 410, those that never were 404', async () => {
  assert.equal((await api('GET', '/services/data/v25.0/sobjects')).status, 410);
  assert.equal((await api('GET', '/services/data/v49.0/sobjects')).status, 404);
  assert.equal((await api('GET', '/services/data/v69.0/sobjects')).status, 404);
  assert.equal((await api('GET', '/services/data/v68.0/sobjects')).status, 200);
});

test('a double slash in an address does no harm', async () => {
  assert.equal((await api('GET', '/services/data//v64.0//sobjects/Lead')).status, 200);
  assert.equal((await ask('GET', '//services/data')).status, 200);
});

test('a created record answers 201 with its id and address', async () => {
  const { status, headers, body } = await api('POST', '/sobjects/Lead', lead);
  assert.equal(status, 201);
  assert.match(body.id, /^00Q[0-9A-Za-z]{15}$/);
  assert.deepEqual(body, { id: body.id, success: true, errors: [] });
  assert.equal(headers.get('location'), `/services/data/v64.0/sobjects/Lead/${body.id}`);
  assert.equal(headers.get('content-type'), 'application/json;charset=UTF-8');
  assert.match(headers.get('sforce-limit-info') ?? '', /^api-usage=\d+\/\d+$/);
});

test('a record is read with the fields asked for, changed with 204, deleted with 204, then gone with 404', async () => {
  const id = await create();
  const read = await api('GET', `/sobjects/Lead/${id}?fields=LastName,Phone`);
  const attributes = { type: 'Lead', url: `/services/data/v64.0/sobjects/Lead/${id}` };
  assert.deepEqual(read.body, { attributes, LastName: 'Moss', Phone: null, Id: id });
  const changed = await api('PATCH', `/sobjects/Lead/${id}`, { Phone: '1' });
  assert.deepEqual([changed.status, changed.body], [204, '']);
  assert.equal((await api('DELETE', `/sobjects/Lead/${id}`)).status, 204);
  const gone = await api('GET', `/sobjects/Lead/${id}`);
  assert.equal(gone.status, 404);
  assert.deepEqual(gone.body, [{ message: 'entity is deleted', errorCode: 'ENTITY_IS_DELETED', fields: [] }]);
});

test('an upsert answers 201 and created, then 200 and not created; updateOnly never creates', async () => {
  await admin('POST', '/fields', {
    object: 'Lead',
    name: 'Key__c',
    type: 'string',
    length: 40,
    externalId: true,
    unique: true,
  });
  const first = await api('PATCH', '/sobjects/Lead/Key__c/a%2F1', lead);
  const second = await api('PATCH', '/sobjects/Lead/Key__c/a%2F1', { Phone: '2' });
  assert.deepEqual([first.status, first.body.created], [201, true]);
  assert.deepEqual(
    [second.status, second.body],
    [200, { id: first.body.id, success: true, errors: [], created: false }],
  );
  assert.equal((await api('GET', '/sobjects/Lead/Key__c/a%2F1')).body.Key__c, 'a/1');
  assert.equal((await api('PATCH', '/sobjects/Lead/Key__c/none?updateOnly=true', lead)).status, 404);
  assert.equal((await api('DELETE', '/sobjects/Lead/Key__c/a%2F1')).status, 204);
  assert.equal((await api('GET', '/sobjects/Lead/Key__c/a%2F1')).status, 404);
  // An external id that is not encoded becomes more path.
  assert.equal((await api('PATCH', '/sobjects/Lead/Key__c/a/1', lead)).status, 404);
});

test('an upsert that meets two records answers 300 with their addresses', async () => {
  const email = 'twin@example.com';
  const ids = [await create({ ...lead, Email: email }), await create({ ...lead, Email: email })];
  const { status, body } = await api('PATCH', `/sobjects/Lead/Email/${email}`, lead);
  assert.equal(status, 300);
  assert.deepEqual(body.toSorted(), ids.map((id) => `/services/data/v64.0/sobjects/Lead/${id}`).toSorted());
});

test('errors have the shape of those that Salesforce answers', async () => {
  const key = await api('GET', '/sobjects/Lead/Namez/x');
  const missing = await api('POST', '/sobjects/Lead', { FirstName: 'x' });
  const unknown = await api('POST', '/sobjects/Nothing__c', {});
  const column = await api('POST', '/sobjects/Lead', { ...lead, foo: 1 });
  assert.deepEqual(missing.body, [
    {
      message: 'Required fields are missing: [LastName, Company]',
      errorCode: 'REQUIRED_FIELD_MISSING',
      fields: ['LastName', 'Company'],
    },
  ]);
  assert.deepEqual(unknown.body, fixture('errors/404_not_found.json') ?? unknown.body);
  assert.deepEqual(key.body, fixture('errors/404_external_id_field.json') ?? key.body);
  assert.deepEqual([unknown.status, key.status, column.status, missing.status], [404, 404, 400, 400]);
  assert.deepEqual(column.body, [
    { message: "No such column 'foo' on sobject of type Lead", errorCode: 'INVALID_FIELD' },
  ]);
});

test('a body that is no JSON says where', async () => {
  const { status, body } = await api('POST', '/sobjects/Lead', '{"LastName" jones}');
  assert.equal(status, 400);
  assert.equal(body[0].errorCode, 'JSON_PARSER_ERROR');
  assert.match(body[0].message, /^Unexpected character \('j' \(code 106\)\).* at \[line:1, column:13\]$/);
  const empty = await api('POST', '/sobjects/Lead');
  assert.equal(empty.body[0].message, 'The HTTP entity body is required, but this request has no entity body.');
});

test('a method that a resource does not have answers 405 with those it has', async () => {
  const { status, body } = await api('PUT', `/sobjects/Lead/${await create()}`, lead);
  assert.equal(status, 405);
  assert.deepEqual(body, [
    { message: "HTTP Method 'PUT' not allowed. Allowed are HEAD,GET,PATCH,DELETE", errorCode: 'METHOD_NOT_ALLOWED' },
  ]);
});

test('an address beyond 16,384 bytes answers 414', async () => {
  assert.equal((await api('GET', `/query?q=${'x'.repeat(16_400)}`)).status, 414);
});

test('a query goes on at nextRecordsUrl, in pages of the size that the header says', async () => {
  const records = Array.from({ length: 200 }, (_, index) => ({
    attributes: { type: 'Contact' },
    LastName: `C${index}`,
  }));
  await api('POST', '/composite/sobjects', { records });
  await api('POST', '/composite/sobjects', { records });
  const q = encodeURIComponent('SELECT Id FROM Contact');
  const first = await api('GET', `/query/?q=${q}`, undefined, { 'Sforce-Query-Options': 'batchSize=250' });
  assert.deepEqual([first.body.totalSize, first.body.done, first.body.records.length], [400, false, 250]);
  assert.match(first.body.nextRecordsUrl, /^\/services\/data\/v64\.0\/query\/01g\w+-250$/);
  const second = await api('GET', first.body.nextRecordsUrl);
  assert.deepEqual([second.body.done, second.body.records.length], [true, 150]);
});

test('queryAll sees what was deleted', async () => {
  const id = await create();
  await api('DELETE', `/sobjects/Lead/${id}`);
  const q = encodeURIComponent(`SELECT Id FROM Lead WHERE Id = '${id}'`);
  assert.equal((await api('GET', `/query?q=${q}`)).body.totalSize, 0);
  assert.equal((await api('GET', `/queryAll?q=${q}`)).body.totalSize, 1);
});

test('describe tells the fields, and 304 while nothing changed', async () => {
  const first = await api('GET', '/sobjects/Lead/describe');
  assert.ok(first.body.fields.some(({ name }: { name: string }) => name === 'LastName'));
  const since = { 'If-Modified-Since': first.headers.get('last-modified') ?? '' };
  assert.equal((await api('GET', '/sobjects/Lead/describe', undefined, since)).status, 304);
  const basic = await api('GET', '/sobjects/Lead');
  assert.deepEqual(Object.keys(basic.body), ['objectDescribe', 'recentItems']);
  assert.ok((await api('GET', '/sobjects')).body.sobjects.length > 5);
});

test('a duplicate rule answers its match under duplicateResut, and allowSave saves anyway', async () => {
  await admin('POST', '/duplicate-rules', { object: 'Lead', name: 'Same_email', action: 'allow' });
  const values = { ...lead, Email: 'same@example.com' };
  await create(values);
  const refused = await api('POST', '/sobjects/Lead', values);
  assert.equal(refused.status, 400);
  const [error] = refused.body;
  assert.deepEqual(
    [error.errorCode, error.duplicateResut.allowSave, 'fields' in error],
    ['DUPLICATES_DETECTED', true, false],
  );
  const row = await api('POST', '/composite/sobjects', { records: [{ attributes: { type: 'Lead' }, ...values }] });
  assert.deepEqual(row.body[0].errors, [{ statusCode: 'DUPLICATES_DETECTED', message: error.message, fields: [] }]);
  const header = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
  assert.equal((await api('POST', '/sobjects/Lead', values, header)).status, 201);
  await admin('DELETE', '/duplicate-rules/Same_email');
});

test('an active assignment rule gives the record away unless Sforce-Auto-Assign is FALSE', async () => {
  const rule = { object: 'Lead', name: 'All', assignTo: keys.username, active: true };
  assert.equal((await admin('POST', '/assignment-rules', rule)).status, 201);
  const owner = async (headers: Record<string, string>) => {
    const { body } = await api('POST', '/sobjects/Lead', lead, headers);
    return (await api('GET', `/sobjects/Lead/${body.id}?fields=OwnerId`)).body.OwnerId;
  };
  const assigned = await owner({});
  assert.notEqual(assigned, keys.apiUser.id);
  assert.equal(await owner({ 'Sforce-Auto-Assign': 'false' }), keys.apiUser.id);
  assert.equal(
    (await api('GET', `/query?q=${encodeURIComponent('SELECT Id, Active FROM AssignmentRule')}`)).body.totalSize,
    1,
  );
  assert.equal((await admin('DELETE', '/assignment-rules/All')).status, 204);
});

test('limits have the names that Salesforce lists and the calls that were counted', async () => {
  const { body } = await api('GET', '/limits');
  const names = fixture('limits/limits_current_shape.json');
  if (names) assert.deepEqual(Object.keys(body).toSorted(), Object.keys(names).toSorted());
  const { used, max } = (await admin('GET', '/limits')).body;
  assert.deepEqual(body.DailyApiRequests, { Max: max, Remaining: max - used });
  const count = await api('GET', '/limits/recordCount?sObjects=Contact,Opportunity');
  assert.deepEqual(count.body, { sObjects: [{ count: 400, name: 'Contact' }] });
});

test('validation rules are read by the tooling API, their formula one at a time', async () => {
  const rule = { object: 'Lead', name: 'No_Bob', formula: 'LastName = "Bob"', message: 'No Bob.', field: 'LastName' };
  const made = await admin('POST', '/validation-rules', rule);
  assert.equal(made.status, 201);
  const refused = await api('POST', '/sobjects/Lead', { ...lead, LastName: 'Bob' });
  assert.deepEqual(refused.body, [
    { message: 'No Bob.', errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: ['LastName'] },
  ]);
  const q =
    "SELECT Id, ValidationName, ErrorMessage, Metadata FROM ValidationRule WHERE EntityDefinition.QualifiedApiName = 'Lead' AND Active = true";
  const { body } = await api('GET', `/tooling/query/?q=${encodeURIComponent(q)}`);
  assert.deepEqual(
    [body.size, body.entityTypeName, body.records[0].Metadata.errorConditionFormula],
    [1, 'ValidationRule', rule.formula],
  );
  assert.equal((await admin('DELETE', `/validation-rules/${made.body.id}`)).status, 204);
  assert.equal((await api('POST', '/sobjects/Lead', { ...lead, LastName: 'Bob' })).status, 201);
});

test('no session, no data', async () => {
  const { status, body } = await ask('GET', '/services/data/v64.0/sobjects/Lead');
  assert.deepEqual([status, body], [401, fixture('errors/401_session_expired.json') ?? body]);
  assert.equal(url.startsWith('http://127.0.0.1:'), true);
});

test('a describe that changed since the date of If-Unmodified-Since, or has another ETag than If-Match, answers 412', async () => {
  for (const headers of [{ 'If-Unmodified-Since': 'Fri, 14 Aug 2020 20:53:02 GMT' }, { 'If-Match': '"00000000"' }]) {
    const { status, body } = await api('GET', '/sobjects/Lead/describe', undefined, headers as Record<string, string>);
    assert.deepEqual([status, Array.isArray(body)], [412, true]);
  }
});

test('a parent that is named by a field that is no external id is refused with the name of the field', async () => {
  const { status, body } = await api('POST', '/sobjects/Contact', { LastName: 'Moss', Account: { Name: 'Acme' } });
  const message =
    'The field name provided, Name does not match an External ID, Salesforce Id, or indexed field for Account';
  assert.deepEqual([status, body], [400, [{ message, errorCode: 'INVALID_FIELD', fields: [] }]]);
});

test('JSON that cannot be read is refused with the character, what was expected, and the place', async () => {
  const message = async (body: string) => (await api('POST', '/sobjects/Lead', body)).body[0].message as string;
  const expected = 'was expecting a colon to separate field name and value';
  assert.equal(
    await message('{"LastName" j}'),
    `Unexpected character ('j' (code 106)): ${expected} at [line:1, column:13]`,
  );
  assert.match(
    await message('{"LastName": "a" "b": 1}'),
    /: was expecting comma to separate OBJECT entries at \[line:1/,
  );
});

test('a value that is not of its type is refused with the place where it stands in the body', async () => {
  const body = '{\n  "Subject": "Demo",\n  "StartDateTime": "2013-08-12T15:20:00+0000"\n}';
  const { status, body: errors } = await api('POST', '/sobjects/Event', body);
  const message =
    'Cannot deserialize instance of datetime from VALUE_STRING value "2013-08-12T15:20:00+0000" at [line:3, column:20]';
  assert.deepEqual([status, errors], [400, [{ message, errorCode: 'JSON_PARSER_ERROR' }]]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from './api-fixture.ts';
import { testSandbox } from './api-support.ts';

const { keys, api, admin } = await testSandbox();
const V = '/services/data/v64.0';
const lead = { LastName: 'Moss', Company: 'Acme' };
const ROLLED_BACK = [
  {
    message: 'The transaction was rolled back since another operation in the same transaction failed.',
    errorCode: 'PROCESSING_HALTED',
  },
];
const post = (referenceId: string, object: string, body: object, more: object = {}) => ({
  method: 'POST',
  url: `${V}/sobjects/${object}`,
  referenceId,
  body,
  ...more,
});
const get = (referenceId: string, path: string) => ({ method: 'GET', url: V + path, referenceId });
const composite = async (compositeRequest: object[], more: object = {}) => {
  const { status, body } = await api('POST', '/composite', { compositeRequest, ...more });
  return { status, body, responses: body.compositeResponse };
};
const count = async (object: string) =>
  (await api('GET', `/query?q=${encodeURIComponent(`SELECT COUNT() FROM ${object}`)}`)).body.totalSize as number;

test('a later subrequest refers to an earlier one, in its address and in its body', async () => {
  const { status, responses } = await composite([
    post('account', 'Account', { Name: 'Acme' }),
    post('contact', 'Contact', { LastName: 'Moss', AccountId: '@{account.id}' }),
    get('rows', "/query?q=SELECT+Id,Account.Name,Phone+FROM+Contact+WHERE+Id='@{contact.id}'"),
    post('copy', 'Contact', { LastName: 'of @{rows.records[0].Account.Name}', Phone: '@{rows.records[0].Phone}' }),
    get('read', '/sobjects/Contact/@{copy.id}?fields=LastName,Phone'),
  ]);
  assert.equal(status, 200);
  assert.deepEqual(
    responses.map((one: { httpStatusCode: number }) => one.httpStatusCode),
    [201, 201, 200, 201, 200],
  );
  assert.equal(responses[4].body.LastName, 'of Acme');
  assert.equal(responses[4].body.Phone, null);
  assert.equal(responses[0].httpHeaders.Location, `${V}/sobjects/Account/${responses[0].body.id}`);
});

test('a reference is case-sensitive, and what has no value halts only the one that asks for it', async () => {
  const { responses } = await composite([
    post('made', 'Lead', lead),
    get('upper', '/sobjects/Lead/@{made.Id}'),
    post('bad', 'Lead', {}),
    get('dependent', '/sobjects/Lead/@{bad.id}'),
    get('fine', '/sobjects/Lead/@{made.id}'),
  ]);
  const halted = (expression: string, reference: string) => [
    {
      message: `Invalid reference specified. No value for ${expression} found in ${reference}`,
      errorCode: 'PROCESSING_HALTED',
    },
  ];
  assert.deepEqual(responses[1].body, halted('made.Id', 'made'));
  assert.deepEqual(responses[3].body, halted('bad.id', 'bad'));
  assert.deepEqual(
    [responses[2].httpStatusCode, responses[3].httpStatusCode, responses[4].httpStatusCode],
    [400, 400, 200],
  );
});

test('allOrNone keeps nothing, and shows the culprit alone', async () => {
  const before = await count('Lead');
  const { responses } = await composite(
    [post('a1', 'Lead', lead), post('a2', 'Lead', { ...lead, XName: 1 }), post('a3', 'Lead', lead)],
    { allOrNone: true, collateSubrequests: false },
  );
  const masked = { body: ROLLED_BACK, httpHeaders: {}, httpStatusCode: 400 };
  const culprit = [{ message: "No such column 'XName' on sobject of type Lead", errorCode: 'INVALID_FIELD' }];
  assert.deepEqual(responses, [
    { ...masked, referenceId: 'a1' },
    { body: culprit, httpHeaders: {}, httpStatusCode: 400, referenceId: 'a2' },
    { ...masked, referenceId: 'a3' },
  ]);
  const captured = fixture<{ compositeResponse: object[] }>('composite/composite_allOrNone_failure.json');
  const keysOf = (response: object | undefined) => Object.keys(response ?? {}).toSorted();
  if (captured) assert.deepEqual(responses.slice(0, 2).map(keysOf), captured.compositeResponse.map(keysOf));
  assert.equal(await count('Lead'), before);
});

test('a collection inside an allOrNone composite answers 200 with ids although its rows were rolled back', async () => {
  const before = await count('Contact');
  const records = [
    { attributes: { type: 'Contact' }, LastName: 'Good' },
    { attributes: { type: 'Contact' }, FirstName: 'Bad' },
  ];
  const collection = {
    method: 'POST',
    url: `${V}/composite/sobjects`,
    referenceId: 'many',
    body: { allOrNone: false, records },
  };
  const { responses } = await composite([collection, post('one', 'Contact', { LastName: 'x' })], { allOrNone: true });
  assert.equal(responses[0].httpStatusCode, 200);
  assert.deepEqual(
    responses[0].body.map((row: { success: boolean }) => row.success),
    [true, false],
  );
  assert.deepEqual(responses[1].body, ROLLED_BACK);
  assert.equal(await count('Contact'), before);
});

test('headers are set per subrequest, and those of the whole call are not inherited', async () => {
  await admin('POST', '/assignment-rules', { object: 'Lead', name: 'All', assignTo: keys.username });
  const owners = async (headers: Record<string, string>, httpHeaders?: object) => {
    const compositeRequest = [
      post('made', 'Lead', lead, httpHeaders && { httpHeaders }),
      get('read', '/sobjects/Lead/@{made.id}?fields=OwnerId'),
    ];
    const { body } = await api('POST', '/composite', { compositeRequest }, headers);
    return body.compositeResponse[1].body.OwnerId;
  };
  const admins = await owners({ 'Sforce-Auto-Assign': 'FALSE' });
  assert.notEqual(admins, keys.apiUser.id);
  assert.equal(await owners({}, { 'Sforce-Auto-Assign': 'FALSE' }), keys.apiUser.id);
  await admin('DELETE', '/assignment-rules/All');
});

const malformed: [string, object[]][] = [
  ['more than 25 subrequests', Array.from({ length: 26 }, (_, index) => post(`r${index}`, 'Lead', lead))],
  ['more than five queries', Array.from({ length: 6 }, (_, index) => get(`r${index}`, '/query?q=SELECT+Id+FROM+Lead'))],
  ['a reference id with a hyphen', [post('a-b', 'Lead', lead)]],
  ['a reference id twice', [post('a', 'Lead', lead), post('a', 'Lead', lead)]],
  ['a method in lower case', [{ ...post('a', 'Lead', lead), method: 'post' }]],
  ['an address outside of the API', [{ ...post('a', 'Lead', lead), url: '/sobjects/Lead' }]],
  ['an Authorization header of its own', [post('a', 'Lead', lead, { httpHeaders: { Authorization: 'x' } })]],
];
for (const [what, compositeRequest] of malformed) {
  test(`${what} fails the whole composite with 400, and nothing is saved`, async () => {
    const before = await count('Lead');
    const { status, body } = await composite(compositeRequest);
    assert.equal(status, 400);
    assert.equal(typeof body[0].errorCode, 'string');
    assert.equal(await count('Lead'), before);
  });
}

test('a composite is one call, whatever is in it', async () => {
  const { mark } = (await admin('POST', '/calls/mark')).body;
  await composite([post('a', 'Lead', lead), get('b', '/query?q=SELECT+Id+FROM+Lead')]);
  const { total, byKind } = (await admin('GET', `/calls?since=${mark}`)).body;
  assert.deepEqual([total, byKind], [1, { composite: 1 }]);
});

test('collections save each row alone, and name rows that failed without an id', async () => {
  const rows = [
    { attributes: { type: 'Lead' }, ...lead },
    { attributes: { type: 'Lead' }, Company: 'x' },
  ];
  const { status, body } = await api('POST', '/composite/sobjects', { records: rows });
  assert.equal(status, 200);
  assert.deepEqual(body[0], { id: body[0].id, success: true, errors: [] });
  const errors = [
    { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [LastName]', fields: ['LastName'] },
  ];
  assert.deepEqual(body[1], { success: false, errors });
  const unknown = { attributes: { type: 'Lead' }, id: '00Q000000000001AAA', LastName: 'x' };
  const updated = await api('PATCH', '/composite/sobjects', {
    records: [{ attributes: { type: 'Lead' }, id: body[0].id, Phone: '1' }, unknown],
  });
  assert.deepEqual(updated.body[0], { id: body[0].id, success: true, errors: [] });
  assert.deepEqual([updated.body[1].id, updated.body[1].success], [unknown.id, false]);
  const read = await api('POST', '/composite/sobjects/Lead', { ids: [body[0].id, unknown.id], fields: ['Phone'] });
  assert.deepEqual([read.body[0].Phone, read.body[1]], ['1', null]);
  const deleted = await api('DELETE', `/composite/sobjects?ids=${body[0].id},${unknown.id}`);
  assert.deepEqual(
    deleted.body.map((row: { success: boolean }) => row.success),
    [true, false],
  );
});

test('collections with allOrNone show the culprit and roll the others back', async () => {
  const before = await count('Lead');
  const records = [{ attributes: { type: 'Lead' }, ...lead }, { attributes: { type: 'Lead' } }];
  const { body } = await api('POST', '/composite/sobjects', { allOrNone: true, records });
  assert.deepEqual(
    body.map((row: { errors: { statusCode: string }[] }) => row.errors[0]?.statusCode),
    ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING'],
  );
  const captured = fixture<object[]>('composite/collections_create_allOrNone_true.json');
  if (captured) assert.deepEqual(body[0], captured[1]);
  assert.equal(await count('Lead'), before);
});

test('an upsert of a collection says what it created, and refuses an external id twice', async () => {
  await admin('POST', '/fields', {
    object: 'Lead',
    name: 'Key__c',
    type: 'string',
    length: 40,
    externalId: true,
    unique: true,
  });
  const row = (Key__c: string) => ({ attributes: { type: 'Lead' }, ...lead, Key__c });
  const path = '/composite/sobjects/Lead/Key__c';
  const first = await api('PATCH', path, { records: [row('1'), row('2'), row('1')] });
  assert.deepEqual(
    first.body.map((one: { created?: boolean }) => one.created),
    [true, true, undefined],
  );
  assert.equal(first.body[2].errors[0].statusCode, 'DUPLICATE_VALUE');
  const second = await api('PATCH', path, { records: [row('1'), row('3')] });
  assert.deepEqual(
    second.body.map((one: { created?: boolean }) => one.created),
    [false, true],
  );
});

test('collections take 200 rows in ten runs of types, no more', async () => {
  const rows = (length: number) => Array.from({ length }, () => ({ attributes: { type: 'Lead' }, ...lead }));
  assert.equal((await api('POST', '/composite/sobjects', { records: rows(201) })).status, 400);
  const mixed = rows(11).map((row, index) => (index % 2 ? row : { attributes: { type: 'Account' }, Name: 'x' }));
  assert.equal((await api('POST', '/composite/sobjects', { records: mixed })).status, 400);
  assert.equal((await api('POST', '/composite/sobjects', { records: mixed.slice(1) })).status, 200);
});

test('a row whose id is malformed or of another object is refused as MALFORMED_ID at the field Id', async () => {
  const contact = (await api('POST', '/sobjects/Contact', { LastName: 'Moss' })).body.id as string;
  const row = (id: string) => ({ attributes: { type: 'Lead' }, id, LastName: 'Moss' });
  const error = (message: string) => [{ statusCode: 'MALFORMED_ID', message, fields: ['Id'] }];
  assert.deepEqual((await api('PATCH', '/composite/sobjects', { records: [row('abc'), row(contact)] })).body, [
    { success: false, errors: error('malformed id abc'), id: 'abc' },
    { success: false, errors: error(`Lead ID: id value of incorrect type: ${contact}`), id: contact },
  ]);
  assert.deepEqual((await api('DELETE', '/composite/sobjects?ids=00Qxyz')).body, [
    { success: false, errors: error('malformed id 00Qxyz'), id: '00Qxyz' },
  ]);
});

test('reading many records by an unknown column is refused, whether or not the records are there', async () => {
  const { status, body } = await api('GET', '/composite/sobjects/Lead?ids=00Q000000000001AAA&fields=Foo');
  assert.deepEqual([status, body[0].errorCode], [400, 'INVALID_FIELD']);
});

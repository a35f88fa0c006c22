import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSandbox } from './api-support.ts';

const { api, admin } = await testSandbox();
const V = '/services/data/v64.0';
const lead = { LastName: 'Moss', Company: 'Acme' };
const get = (referenceId: string, path: string) => ({ method: 'GET', url: V + path, referenceId });
const soql = (text: string) => encodeURIComponent(text);
const leads = async () => (await api('GET', '/query?q=SELECT+COUNT()+FROM+Lead')).body.totalSize as number;

test('the composite of the Tooling API answers its queries in one call', async () => {
  await admin('POST', '/validation-rules', { object: 'Lead', name: 'Rule', formula: 'FALSE', message: 'no' });
  await admin('POST', '/triggers', { object: 'Lead', name: 'LeadTrigger', active: false });
  const { mark } = (await admin('POST', '/calls/mark')).body;
  const { status, body } = await api('POST', '/tooling/composite', {
    compositeRequest: [
      get(
        'rules',
        `/tooling/query?q=${soql('SELECT Id, ValidationName, EntityDefinition.QualifiedApiName FROM ValidationRule')}`,
      ),
      get('triggers', `/tooling/query/?q=${soql('SELECT Name FROM ApexTrigger')}`),
      get(
        'rule',
        `/tooling/query?q=${soql("SELECT Metadata FROM ValidationRule WHERE Id = '")}@{rules.records[0].Id}%27`,
      ),
    ],
  });
  assert.equal(status, 200);
  const [rules, triggers, rule] = body.compositeResponse;
  assert.deepEqual(
    body.compositeResponse.map((one: { httpStatusCode: number }) => one.httpStatusCode),
    [200, 200, 200],
  );
  assert.equal(rules.body.records[0].EntityDefinition.QualifiedApiName, 'Lead');
  assert.equal(triggers.body.records[0].Name, 'LeadTrigger');
  assert.equal(rule.body.records[0].Metadata.errorConditionFormula, 'FALSE');
  assert.equal((await admin('GET', `/calls?since=${mark}`)).body.byKind.tooling, 1);
});

test('neither composite takes what the other is for', async () => {
  const rules = get('rules', '/tooling/query?q=SELECT+Id+FROM+ValidationRule');
  const mixed = await api('POST', '/composite', {
    compositeRequest: [rules, get('users', '/query?q=SELECT+Id+FROM+User')],
  });
  assert.deepEqual(
    mixed.body.compositeResponse.map((one: { httpStatusCode: number }) => one.httpStatusCode),
    [404, 200],
  );
  assert.equal(mixed.body.compositeResponse[0].body[0].errorCode, 'NOT_FOUND');
  const other = await api('POST', '/tooling/composite', {
    compositeRequest: [get('users', '/query?q=SELECT+Id+FROM+User')],
  });
  assert.equal(other.status, 400);
  assert.match(other.body[0].message, /must start with \/services\/data\/vXX\.X\/tooling\//);
});

test('a sixth query is too many in the composite of the Tooling API too', async () => {
  const queries = [1, 2, 3, 4, 5, 6].map((n) => get(`r${n}`, '/tooling/query?q=SELECT+Id+FROM+Flow'));
  assert.equal((await api('POST', '/tooling/composite', { compositeRequest: queries })).status, 400);
  assert.equal((await api('POST', '/tooling/composite', { compositeRequest: queries.slice(1) })).status, 200);
});

test('an org that does not roll back keeps what a failed composite did, and its answer shows it', async () => {
  const compositeRequest = [
    { method: 'POST', url: `${V}/sobjects/Lead`, referenceId: 'made', body: lead },
    { method: 'PATCH', url: `${V}/sobjects/Lead/00Q000000000001AAA`, referenceId: 'fails', body: lead },
  ];
  const before = await leads();
  const undone = (await api('POST', '/composite', { allOrNone: true, compositeRequest })).body.compositeResponse;
  assert.equal(undone[0].body[0].errorCode, 'PROCESSING_HALTED');
  assert.equal(await leads(), before);

  await admin('POST', '/options', { allOrNoneRollsBack: false });
  const kept = (await api('POST', '/composite', { allOrNone: true, compositeRequest })).body.compositeResponse;
  assert.deepEqual(
    kept.map((one: { httpStatusCode: number }) => one.httpStatusCode),
    [201, 404],
  );
  assert.equal(await leads(), before + 1);
  await admin('POST', '/options', { allOrNoneRollsBack: true });
});

test('an auto-number that a rolled-back save took is not given again', async () => {
  const create = { method: 'POST', url: `${V}/sobjects/Case`, referenceId: 'made', body: { Subject: 'Help' } };
  const numberOf = async () => {
    const { id } = (await api('POST', '/sobjects/Case', { Subject: 'Help' })).body;
    return Number((await api('GET', `/sobjects/Case/${id}`)).body.CaseNumber);
  };
  const first = await numberOf();
  assert.equal(await numberOf(), first + 1);
  const fails = { method: 'DELETE', url: `${V}/sobjects/Case/500000000000001AAA`, referenceId: 'fails' };
  await api('POST', '/composite', { allOrNone: true, compositeRequest: [create, fails] });
  assert.equal(await numberOf(), first + 3);
});

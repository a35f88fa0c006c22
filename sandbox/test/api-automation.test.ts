import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testSandbox } from './api-support.ts';

const { api, admin, state, empowerApiUser, signOut, keys } = await testSandbox();
const lead = { LastName: 'Moss', Company: 'Acme' };
const query = async (soql: string, path = '/query') =>
  (await api('GET', `${path}?q=${encodeURIComponent(soql)}`)).body.records;
const made = async (path: string, body: object) => {
  const answer = await admin('POST', path, body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
};

beforeEach(() => {
  state.reset();
  empowerApiUser();
  signOut();
});

test('an Apex trigger that throws refuses the save, with its name, the event and the exception', async () => {
  await made('/triggers', { object: 'Lead', name: 'LeadTrigger' });
  const { status, body } = await api('POST', '/sobjects/Lead', lead);
  assert.equal(status, 400);
  assert.deepEqual(body, [
    {
      message:
        'LeadTrigger: execution of BeforeInsert\n\ncaused by: System.NullPointerException: Attempt to de-reference a ' +
        'null object\n\nTrigger.LeadTrigger: line 18, column 1',
      errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      fields: [],
    },
  ]);
});

test('a trigger runs before or after, on create or update, and only for what its condition is true of', async () => {
  const { id } = (await api('POST', '/sobjects/Lead', lead)).body;
  await made('/triggers', {
    ...{ object: 'Lead', name: 'Rated', when: 'after', on: 'update', condition: 'ISPICKVAL(Rating, "Hot")' },
    message: 'System.QueryException: List has no rows for assignment to SObject',
  });
  assert.equal((await api('POST', '/sobjects/Lead', { ...lead, Rating: 'Hot' })).status, 201);
  assert.equal((await api('PATCH', `/sobjects/Lead/${id}`, { Rating: 'Cold' })).status, 204);
  const { body } = await api('PATCH', `/sobjects/Lead/${id}`, { Rating: 'Hot' });
  assert.match(
    body[0].message,
    /^Rated: execution of AfterUpdate\n\ncaused by: System\.QueryException: List has no rows/,
  );
  assert.equal((await api('GET', `/sobjects/Lead/${id}`)).body.Rating, 'Cold');
});

test('addError and a Custom Error element speak as a validation rule does', async () => {
  const said = { object: 'Lead', failure: 'message', message: 'Ask marketing first.', field: 'leadsource' };
  const expected = [
    { message: 'Ask marketing first.', errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: ['LeadSource'] },
  ];
  await made('/triggers', { ...said, name: 'LeadTrigger' });
  assert.deepEqual((await api('POST', '/sobjects/Lead', lead)).body, expected);
  assert.equal((await admin('DELETE', '/triggers/LeadTrigger')).status, 204);
  await made('/flows', { ...said, name: 'Lead_Gate', when: 'before' });
  assert.deepEqual((await api('POST', '/sobjects/Lead', lead)).body, expected);
});

test('a flow that fails says its label, and what it did or at which element', async () => {
  const failing = { object: 'Lead', name: 'Lead_Routing', label: 'Lead Routing' };
  const messageOf = async (more: object) => {
    await made('/flows', { ...failing, ...more });
    const { body } = await api('POST', '/sobjects/Lead', lead);
    assert.equal(body[0].errorCode, 'CANNOT_EXECUTE_FLOW_TRIGGER');
    assert.deepEqual(body[0].fields, []);
    return body[0].message as string;
  };
  const inner = 'FIELD_CUSTOM_VALIDATION_EXCEPTION: The account is closed.';
  const begin =
    "We can't save this record because the “Lead Routing” process failed. Give your Salesforce admin these details. ";
  const end = ' Error ID: 1545064308-45750 (1670083917)';
  assert.equal(
    await messageOf({ operation: 'updateRecords', message: inner }),
    `${begin}This error occurred when the flow tried to update records: ${inner}. You can look up ExceptionCode values in the SOAP API Developer Guide.${end}`,
  );
  assert.equal(
    await messageOf({ element: 'Update_Account', message: inner }),
    `${begin}An error occurred at element Update_Account. ${inner}.${end}`,
  );
  assert.equal(await messageOf({}), `${begin}An error occurred when executing a flow interview.${end}`);
});

test('a flow before the save speaks before a trigger, that before a validation rule, and a flow after it last', async () => {
  const first = async () => (await api('POST', '/sobjects/Lead', lead)).body[0].message as string;
  const message = (text: string) => ({ object: 'Lead', failure: 'message', message: text });
  await made('/flows', { ...message('flow after'), name: 'After_Flow' });
  await made('/triggers', { ...message('trigger after'), name: 'AfterTrigger', when: 'after' });
  await made('/validation-rules', { object: 'Lead', name: 'Rule', formula: 'TRUE', message: 'rule' });
  await made('/triggers', { ...message('trigger before'), name: 'BeforeTrigger' });
  await made('/flows', { ...message('flow before'), name: 'Before_Flow', when: 'before' });
  const heard: string[] = [];
  for (const path of [
    'flows/Before_Flow',
    'triggers/BeforeTrigger',
    'validation-rules/Rule',
    'triggers/AfterTrigger',
  ]) {
    heard.push(await first());
    assert.equal((await admin('DELETE', `/${path}`)).status, 204);
  }
  heard.push(await first());
  assert.deepEqual(heard, ['flow before', 'trigger before', 'rule', 'trigger after', 'flow after']);
});

test('triggers and flows can be queried, by the data API and the Tooling API', async () => {
  const trigger = await made('/triggers', { object: 'Lead', name: 'LeadTrigger', on: 'create' });
  const flow = await made('/flows', { object: 'Event', name: 'Event_Notes', label: 'Event Notes', active: false });
  const columns = 'Id, Name, TableEnumOrId, Status, UsageBeforeInsert, UsageBeforeUpdate, UsageAfterInsert';
  const expected = {
    ...{ Id: trigger.id, Name: 'LeadTrigger', TableEnumOrId: 'Lead', Status: 'Active' },
    ...{ UsageBeforeInsert: true, UsageBeforeUpdate: false, UsageAfterInsert: false },
  };
  for (const path of ['/query', '/tooling/query']) {
    const rows = await query(
      `SELECT ${columns} FROM ApexTrigger WHERE TableEnumOrId = 'Lead' AND Status = 'Active'`,
      path,
    );
    assert.equal(rows.length, 1);
    const { attributes, ...row } = rows[0];
    assert.equal(attributes.type, 'ApexTrigger');
    assert.deepEqual(row, expected);
  }
  const views = await query(
    "SELECT ApiName, Label, ProcessType, TriggerType, RecordTriggerType, TriggerObjectOrEventId, TriggerObjectOrEventLabel, IsActive, ActiveVersionId FROM FlowDefinitionView WHERE ProcessType = 'AutoLaunchedFlow'",
  );
  const { attributes: _attributes, ...view } = views[0];
  assert.deepEqual(view, {
    ...{ ApiName: 'Event_Notes', Label: 'Event Notes', ProcessType: 'AutoLaunchedFlow' },
    ...{ TriggerType: 'RecordAfterSave', RecordTriggerType: 'CreateAndUpdate' },
    ...{ TriggerObjectOrEventId: 'Event', TriggerObjectOrEventLabel: 'Event', IsActive: false, ActiveVersionId: null },
  });
  const [definition] = await query('SELECT Id, DeveloperName, ActiveVersionId FROM FlowDefinition', '/tooling/query');
  assert.equal(definition.Id, flow.id);
  const switched = await admin('POST', '/flows/Event_Notes', { active: true });
  assert.equal(switched.body.active, true);
  const [version] = await query(
    "SELECT Id, Status, Definition.DeveloperName, Metadata FROM Flow WHERE Definition.DeveloperName = 'Event_Notes'",
    '/tooling/query',
  );
  assert.equal(version.Status, 'Active');
  assert.equal(version.Metadata.start.object, 'Event');
  const now = await query('SELECT ActiveVersionId FROM FlowDefinitionView');
  assert.equal(now[0].ActiveVersionId, version.Id);
});

test('who may not view Setup sees no triggers and no flows', async () => {
  await made('/triggers', { object: 'Lead', name: 'LeadTrigger' });
  const { accessToken } = (await admin('POST', '/tokens', { username: 'rep@inlet.sandbox' })).body;
  const headers = { Authorization: `Bearer ${accessToken}` };
  for (const object of ['ApexTrigger', 'FlowDefinitionView']) {
    const { status, body } = await api('GET', `/query?q=SELECT+Id+FROM+${object}`, undefined, headers);
    assert.deepEqual([status, body[0].errorCode], [400, 'INVALID_TYPE']);
  }
  assert.equal((await api('GET', '/tooling/query?q=SELECT+Id+FROM+ApexTrigger', undefined, headers)).status, 403);
});

test('what could not be saved in Setup is refused, with the field', async () => {
  const problem = async (path: string, body: object) => (await admin('POST', path, body)).body.problems?.[0]?.field;
  const trigger = { object: 'Lead', name: 'T' };
  assert.equal(await problem('/triggers', { ...trigger, object: 'Nope' }), 'object');
  assert.equal(await problem('/triggers', { ...trigger, object: 'Profile' }), 'object');
  assert.equal(await problem('/triggers', { ...trigger, condition: 'Nonsense__c = 1' }), 'condition');
  assert.equal(await problem('/triggers', { ...trigger, failure: 'message' }), 'message');
  assert.equal(await problem('/flows', { ...trigger, field: 'Nope__c' }), 'field');
  assert.equal((await admin('DELETE', '/triggers/T')).status, 404);
});

test('triggers and flows are gone after a reset, and outlive nothing else', async () => {
  await made('/triggers', { object: 'Lead', name: 'LeadTrigger' });
  await admin('POST', '/reset', {});
  empowerApiUser();
  signOut();
  assert.deepEqual((await admin('GET', '/triggers')).body.triggers, []);
  assert.equal((await api('POST', '/sobjects/Lead', lead)).status, 201);
  assert.ok(keys.id);
});

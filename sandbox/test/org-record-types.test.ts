import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessBench, may, permissionSet, profiles } from './access-bench.ts';
import { fixture } from './api-fixture.ts';
import { testSandbox } from './api-support.ts';
import { bench, errorsOf } from './org-bench.ts';

const company = { LastName: 'Ng', Company: 'Acme' };

test('an object has RecordTypeId from its first record type on, and no longer than that', () => {
  const { org, create } = bench();
  const has = () => org.object('Lead')?.fields.some(({ name }) => name === 'RecordTypeId');
  assert.equal(has(), false);
  assert.equal(errorsOf(create('Lead', { ...company, RecordTypeId: 'x' }))[0]?.statusCode, 'INVALID_FIELD');
  const { id } = org.setRecordType({ object: 'Lead', name: 'Partner', developerName: 'Partner' });
  assert.equal(has(), true);
  assert.ok(org.removeRecordType(id));
  assert.equal(has(), false);
});

for (const object of ['Lead', 'Contact', 'Account', 'Case', 'Event', 'Opportunity', 'Task', 'Campaign']) {
  test(`${object} takes record types`, () => {
    const { org, rows } = bench();
    const { id } = org.setRecordType({ object, name: 'Other kind', developerName: 'Other_kind' });
    assert.ok(org.object(object)?.fields.some(({ name }) => name === 'RecordTypeId'));
    const soql = `SELECT Id, SobjectType, IsActive FROM RecordType WHERE DeveloperName = 'Other_kind'`;
    assert.deepEqual(
      rows(soql).map(({ attributes: _, ...row }) => row),
      [{ Id: id, SobjectType: object, IsActive: true }],
    );
  });
}

test("a new record has the default of its maker's profile, another that is named, and none where there is no default", () => {
  const { org, user, createAs, lead, read } = accessBench();
  const rep = user(profiles.standard);
  const made = (values: object = {}) => {
    const result = createAs(rep, 'Lead', { ...company, ...values });
    assert.ok(result.success, JSON.stringify(result));
    return read('Lead', result.id)['RecordTypeId'];
  };
  const partner = org.setRecordType({ object: 'Lead', name: 'Partner', developerName: 'Partner' });
  assert.equal(made(), null);
  const inbound = org.setRecordType({
    ...{ object: 'Lead', name: 'Inbound', developerName: 'Inbound' },
    ...{ assignedTo: ['Standard User'], default: true },
  });
  assert.equal(made(), inbound.id);
  assert.equal(made({ RecordTypeId: partner.id.slice(0, 15) }), partner.id);
  assert.equal(read('Lead', lead())['RecordTypeId'], null, 'the administrator has another profile');
});

test('a record type that is inactive, of another object, unknown or not of the user is refused as captured', () => {
  const { org, user, createAs, create, made, update } = accessBench();
  const rep = user(profiles.standard);
  const refusal = (result: ReturnType<typeof create>) => {
    const [{ statusCode, ...error } = { statusCode: '' }] = errorsOf(result);
    return { ...error, errorCode: statusCode };
  };
  const forAdmins = org.setRecordType({
    ...{ object: 'Lead', name: 'Internal', developerName: 'Internal', assignedTo: ['System Administrator'] },
  });
  const [captured] = fixture<{ message: string; errorCode: string; fields: string[] }[]>(
    'errors/400_invalid_cross_reference_recordtype.json',
  ) ?? [
    {
      message: "Record Type ID: this ID value isn't valid for the user: 0128M0000004HVOQA2",
      errorCode: 'INVALID_CROSS_REFERENCE_KEY',
      fields: ['RecordTypeId'],
    },
  ];
  const expected = (id: string) => ({ ...captured, message: captured?.message.replace('0128M0000004HVOQA2', id) });
  assert.deepEqual(refusal(createAs(rep, 'Lead', { ...company, RecordTypeId: forAdmins.id })), expected(forAdmins.id));
  assert.deepEqual(
    refusal(create('Lead', { ...company, RecordTypeId: '0128M0000004HVOQA2' })),
    expected('0128M0000004HVOQA2'),
  );
  const ofCase = org.setRecordType({ object: 'Case', name: 'Question', developerName: 'Question' });
  assert.deepEqual(refusal(create('Lead', { ...company, RecordTypeId: ofCase.id })), expected(ofCase.id));

  const kept = made('Lead', { ...company, RecordTypeId: forAdmins.id });
  org.setRecordType({ object: 'Lead', name: 'Internal', developerName: 'Internal', active: false });
  assert.deepEqual(refusal(create('Lead', { ...company, RecordTypeId: forAdmins.id })), expected(forAdmins.id));
  assert.ok(update('Lead', kept, { RecordTypeId: forAdmins.id, Title: 'CTO' }).success, 'what a record has may stay');
});

test('a permission set gives a record type to whoever has it', () => {
  const { org, user, createAs } = accessBench();
  const set = permissionSet({ name: 'Partners', objectPermissions: [may('Lead', 'create read edit')] });
  const rep = user(profiles.minimum, set);
  const { id } = org.setRecordType({
    ...{ object: 'Lead', name: 'Partner', developerName: 'Partner', assignedTo: ['Partners'] },
  });
  const asked = { LastName: 'Ng', Company: 'Acme', RecordTypeId: id };
  assert.ok(createAs(rep, 'Lead', asked).success);
  org.unassignPermissionSet(rep, 'Partners');
  assert.equal(org.recordTypesSeenBy({ userId: rep }, 'Lead')[0]?.available, false);
});

test('a restricted picklist takes only what the record type offers, an unrestricted one takes anything', () => {
  const { org, create } = bench();
  const picklistValues = ['Small', 'Large'];
  org.addField('Lead', { name: 'Size__c', type: 'picklist', picklistValues });
  org.addField('Lead', { name: 'Mood__c', type: 'picklist', picklistValues, restrictedPicklist: false });
  const { id } = org.setRecordType({
    ...{ object: 'Lead', name: 'Partner', developerName: 'Partner' },
    picklistValues: { Size__c: ['Large'], Mood__c: ['Large'] },
  });
  const values = { ...company, RecordTypeId: id };
  assert.ok(create('Lead', { ...values, Size__c: 'Large', Mood__c: 'Small' }).success);
  assert.deepEqual(errorsOf(create('Lead', { ...values, Size__c: 'Small' }))[0], {
    statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    message: 'Size: bad value for restricted picklist field: Small',
    fields: ['Size__c'],
  });
  assert.ok(create('Lead', { ...company, Size__c: 'Small' }).success, 'the master offers all');
});

test('describe lists the record types before the master, and tells what is available and default to the caller', async () => {
  const { admin, api, state } = await testSandbox();
  const made = await admin('POST', '/record-types', { object: 'Account', name: 'Household', default: true });
  assert.equal(made.status, 201);
  await admin('POST', '/record-types', { object: 'Account', name: 'Old one', active: false });
  const { recordTypeInfos } = (await api('GET', '/sobjects/Account/describe')).body;
  const real = fixture<{ recordTypeInfos: object[] }>('describe/Account.json');
  if (real) assert.deepEqual(Object.keys(recordTypeInfos[0]), Object.keys(real.recordTypeInfos[0] ?? {}));
  const told = recordTypeInfos.map((one: Record<string, unknown>) => [
    ...[one['developerName'], one['active'], one['available'], one['defaultRecordTypeMapping'], one['master']],
  ]);
  assert.deepEqual(told, [
    ['Household', true, true, true, false],
    ['Old_one', false, false, false, false],
    ['Master', true, true, false, true],
  ]);

  const id = made.body.id;
  const record = await api('POST', '/sobjects/Account', { Name: 'The Ngs' });
  const read = await api('GET', `/sobjects/Account/${record.body.id}?fields=RecordTypeId`);
  assert.equal(read.body.RecordTypeId, id);
  const held = await admin('DELETE', '/record-types/Account.Household');
  assert.deepEqual([held.status, held.body.problems[0].field], [400, 'id']);
  assert.equal((await admin('POST', `/record-types/${id}`, { active: false })).body.active, false);
  const infos = (await api('GET', '/sobjects/Account/describe')).body.recordTypeInfos;
  assert.equal(infos.at(-1).defaultRecordTypeMapping, true, 'nothing that is inactive is a default');
  assert.equal((await admin('DELETE', '/record-types/Account.Old_one')).status, 204);
  state.reset();
  assert.equal(state.org.recordTypes().length, 0);
});

test('a record type that is not well described is refused by field', async () => {
  const { admin } = await testSandbox();
  const problem = async (body: object) => (await admin('POST', '/record-types', body)).body.problems[0].field;
  const right = { object: 'Lead', name: 'Partner' };
  assert.equal(await problem({ ...right, object: 'User' }), 'object');
  assert.equal(await problem({ ...right, developerName: '1st' }), 'developerName');
  assert.equal(await problem({ ...right, assignedTo: ['Nobody'] }), 'assignedTo');
  assert.equal(await problem({ ...right, picklistValues: { Status: ['Never'] } }), 'picklistValues');
  assert.equal((await admin('DELETE', '/record-types/Lead.None')).status, 404);
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Org } from '../src/org/org.ts';
import { SEED } from '../src/org/seed.ts';
import { accessBench, admin, editable, may, permissionSet, profiles, readOnly } from './access-bench.ts';
import { errorsOf, idOf, refusal } from './org-bench.ts';

const ng = { LastName: 'Ng', Company: 'Acme' };
const api = ['ApiEnabled'];

test('a user of the minimum profile finds an org without business objects', () => {
  const { user, rowsAs, createAs, org } = accessBench();
  const nobody = user(profiles.minimum);
  const names = org.objectsSeenBy({ userId: nobody }).map(({ name }) => name);
  for (const name of ['Lead', 'Contact', 'Account', 'Case', 'Event', 'Task', 'PermissionSet', 'DuplicateRule']) {
    assert.equal(names.includes(name), false, name);
  }
  assert.ok(names.includes('User'));
  const queried = refusal(() => rowsAs(nobody, 'SELECT Id FROM Lead'));
  assert.equal(queried.errorCode, 'INVALID_TYPE');
  assert.match(queried.message, /sObject type 'Lead' is not supported\./);
  const created = refusal(() => createAs(nobody, 'Lead', ng));
  assert.deepEqual([created.httpStatus, created.errorCode], [404, 'NOT_FOUND']);
});

test('object permissions say what describe says, and what is refused is refused in the words of Salesforce', () => {
  const { user, org, lead, createAs, updateAs, deleteAs, rowsAs } = accessBench();
  const reader = user(profiles.minimum, permissionSet({ name: 'Reader', objectPermissions: [may('Lead', 'read')] }));
  const id = lead();
  const type = org.objectSeenBy({ userId: reader }, 'lead');
  assert.deepEqual([type?.createable, type?.updateable, type?.deletable], [false, false, false]);
  assert.deepEqual(errorsOf(createAs(reader, 'Lead', ng)), [
    { statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message: 'entity type cannot be inserted: Lead', fields: [] },
  ]);
  assert.match(errorsOf(updateAs(reader, 'Lead', id, { Company: 'B' }))[0]?.message ?? '', /cannot be updated: Lead/);
  const deleted = deleteAs(reader, 'Lead', id);
  assert.equal(errorsOf(deleted)[0]?.statusCode, 'INSUFFICIENT_ACCESS_OR_READONLY');
  assert.equal('httpStatus' in deleted && deleted.httpStatus, 403);
  assert.equal(rowsAs(reader, 'SELECT Id, LastName FROM Lead').length, 1);
});

test('a field without permission does not exist: not in describe, queries, reads and saves', () => {
  const { user, lead, createAs, rowsAs, readAs, fieldAs, upsertAs } = accessBench();
  const set = permissionSet({
    name: 'Leads',
    objectPermissions: [may('Lead', 'create read edit')],
    fieldPermissions: [editable('Lead.Email'), readOnly('Lead.Phone'), editable('Lead.Address')],
  });
  const rep = user(profiles.minimum, set);
  const id = lead({ Title: 'Boss', Phone: '1' });
  assert.equal(fieldAs(rep, 'Lead', 'Title'), undefined);
  for (const soql of [
    'SELECT Title FROM Lead',
    "SELECT Id FROM Lead WHERE Title = 'x'",
    'SELECT Id FROM Lead ORDER BY Title',
    'SELECT COUNT(Id) FROM Lead GROUP BY Title',
  ]) {
    const { errorCode, message } = refusal(() => rowsAs(rep, soql));
    assert.equal(errorCode, 'INVALID_FIELD', soql);
    assert.match(message, /No such column 'Title' on entity 'Lead'\./);
  }
  assert.equal('Title' in readAs(rep, 'Lead', id), false);
  assert.equal('Title' in (rowsAs(rep, 'SELECT FIELDS(ALL) FROM Lead LIMIT 1')[0] ?? {}), false);
  assert.equal(refusal(() => readAs(rep, 'Lead', id, ['Title'])).errorCode, 'INVALID_FIELD');
  assert.deepEqual(errorsOf(createAs(rep, 'Lead', { ...ng, Title: 'Boss' })), [
    { statusCode: 'INVALID_FIELD', message: "No such column 'Title' on sobject of type Lead" },
  ]);
  const upserted = refusal(() => upsertAs(rep, 'Lead', 'Inlet_Customer_Id__c', 'C-1', ng));
  assert.match(upserted.message, /does not exist or is not accessible: Inlet_Customer_Id__c/);
  assert.ok(createAs(rep, 'Lead', { ...ng, Email: 'ng@acme.test', City: 'Ulm' }).success);
});

test('a read-only field is described as such and cannot be written', () => {
  const { user, createAs, fieldAs, lead, readAs } = accessBench();
  const set = permissionSet({
    name: 'Leads',
    objectPermissions: [may('Lead', 'create read')],
    fieldPermissions: [readOnly('Lead.Phone')],
  });
  const rep = user(profiles.minimum, set);
  const { createable, updateable } = fieldAs(rep, 'Lead', 'Phone') ?? {};
  assert.deepEqual([createable, updateable], [false, false]);
  assert.equal(readAs(rep, 'Lead', lead({ Phone: '7' }), ['Phone'])['Phone'], '7');
  const [error] = errorsOf(createAs(rep, 'Lead', { ...ng, Phone: '1' }));
  assert.equal(error?.statusCode, 'INVALID_FIELD_FOR_INSERT_UPDATE');
  assert.match(error.message, /^Unable to create\/update fields: Phone\. Please check the security settings/);
  assert.deepEqual(error.fields, ['Phone']);
});

test('a deployed field is hidden from the administrator until a permission set grants it', () => {
  const { org, fieldAs, lead, update } = accessBench();
  const id = lead();
  org.addField('Lead', { name: 'Deployed__c', type: 'string', length: 20, visible: false });
  org.addField('Lead', { name: 'Made__c', type: 'string', length: 20 });
  assert.equal(fieldAs(SEED.admin, 'Lead', 'Deployed__c'), undefined);
  assert.ok(fieldAs(SEED.admin, 'Lead', 'Made__c'));
  assert.ok(
    org.object('Lead')?.fields.some(({ name }) => name === 'Deployed__c'),
    'the org itself knows it',
  );
  assert.equal(errorsOf(update('Lead', id, { Deployed__c: 'x' }))[0]?.statusCode, 'INVALID_FIELD');
  org.savePermissionSet(permissionSet({ name: 'Grants', fieldPermissions: [editable('Lead.Deployed__c')] }));
  assert.equal(fieldAs(SEED.admin, 'Lead', 'Deployed__c'), undefined, 'granted, not assigned');
  org.assignPermissionSet(SEED.admin, 'Grants');
  assert.ok(update('Lead', id, { Deployed__c: 'x' }).success);
  org.unassignPermissionSet(SEED.admin, 'Grants');
  assert.equal(fieldAs(SEED.admin, 'Lead', 'Deployed__c'), undefined);
});

test('a field of activities is granted for events and tasks each', () => {
  const { org, fieldAs } = accessBench();
  org.addField('Event', { name: 'Room__c', type: 'string', length: 20, visible: false });
  org.savePermissionSet(permissionSet({ name: 'Rooms', fieldPermissions: [editable('Event.Room__c')] }));
  org.assignPermissionSet(SEED.admin, 'Rooms');
  assert.ok(fieldAs(SEED.admin, 'Event', 'Room__c'));
  assert.equal(fieldAs(SEED.admin, 'Task', 'Room__c'), undefined);
});

test('validation, unique values and defaults see fields that the user does not', () => {
  const { org, user, createAs, read } = accessBench();
  org.addField('Lead', { name: 'Tier__c', type: 'string', length: 20, defaultValue: 'gold' });
  org.addValidationRule({
    object: 'Lead',
    name: 'Phone',
    active: true,
    errorConditionFormula: 'ISBLANK(Phone) && Tier__c = "gold" && LastName = "Bad"',
    errorMessage: 'A phone, please.',
    errorDisplayField: null,
  });
  const rep = user(profiles.minimum, permissionSet({ name: 'L', objectPermissions: [may('Lead', 'create read')] }));
  assert.equal(errorsOf(createAs(rep, 'Lead', { ...ng, LastName: 'Bad' }))[0]?.message, 'A phone, please.');
  assert.equal(read('Lead', idOf(createAs(rep, 'Lead', ng)))['Tier__c'], 'gold');
});

test('a relationship to an object that the user may not read is none', () => {
  const { user, rowsAs } = accessBench();
  const set = permissionSet({
    name: 'Contacts',
    objectPermissions: [may('Account', 'read'), may('Contact', 'read')],
    fieldPermissions: [readOnly('Contact.AccountId')],
  });
  const rep = user(profiles.minimum, set);
  assert.equal(rowsAs(rep, 'SELECT Account.Name FROM Contact').length, 0);
  const activities = permissionSet({
    name: 'Activities',
    userPermissions: ['ActivitiesAccess'],
    fieldPermissions: [readOnly('Event.WhoId')],
  });
  const who = refusal(() => rowsAs(user(profiles.minimum, activities), 'SELECT Who.Name FROM Event'));
  assert.match(who.message, /Didn't understand relationship 'Who' in field path/);
  const cases = refusal(() => rowsAs(rep, 'SELECT Id, (SELECT Id FROM Cases) FROM Account'));
  assert.match(cases.message, /Didn't understand relationship 'Cases'/);
  const reports = refusal(() => rowsAs(rep, 'SELECT ReportsTo.Name FROM Contact'));
  assert.match(reports.message, /Didn't understand relationship 'ReportsTo'/);
});

test('events follow Edit Events and Access Activities, not object permissions', () => {
  const { org, user } = accessBench();
  const seen = (id: string) => org.objectSeenBy({ userId: id }, 'Event');
  const viewer = user(profiles.minimum, permissionSet({ name: 'V', userPermissions: ['ActivitiesAccess'] }));
  const editor = user(
    profiles.minimum,
    permissionSet({ name: 'E', userPermissions: ['ActivitiesAccess', 'EditEvent'] }),
  );
  assert.equal(seen(user(profiles.minimum)), undefined);
  assert.equal(seen(viewer)?.createable, false);
  assert.deepEqual([seen(editor)?.createable, seen(editor)?.updateable, seen(editor)?.deletable], [true, true, true]);
  assert.equal(org.objectSeenBy({ userId: editor }, 'Task')?.createable, false);
});

test('a permission set that cannot be is refused in the words of a deploy and changes nothing', () => {
  const { org } = accessBench();
  org.addField('Lead', { name: 'Must__c', type: 'string', length: 20, required: true });
  const cases: [Parameters<typeof permissionSet>[0], RegExp][] = [
    [{ name: 'P', objectPermissions: [may('Leed', 'read')] }, /no CustomObject named Leed found/],
    [{ name: 'P', fieldPermissions: [editable('Lead.Nope__c')] }, /no CustomField named Lead\.Nope__c found/],
    [{ name: 'P', fieldPermissions: [editable('Activity.X__c')] }, /no CustomField named Activity\.X__c found/],
    [{ name: 'P', fieldPermissions: [editable('Lead.Street')] }, /no CustomField named Lead\.Street found/],
    [
      { name: 'P', fieldPermissions: [editable('Lead.Must__c')] },
      /^You cannot deploy to a required field: Lead\.Must__c$/,
    ],
    [{ name: 'P', fieldPermissions: [editable('Lead.LastName')] }, /required field: Lead\.LastName/],
    [{ name: 'P', userPermissions: ['FlyToMoon'] }, /^Unknown user permission: FlyToMoon$/],
    [
      { name: 'P', userPermissions: ['EditEvent'] },
      /^Permission EditEvent depends on permission\(s\): ActivitiesAccess$/,
    ],
    [{ name: 'P', objectPermissions: [may('Lead', 'create')] }, /^Permission Create Lead depends on .*: Read Lead$/],
    [
      { name: 'P', objectPermissions: [may('Contact', 'read')] },
      /^Permission Read Contact depends on .*: Read Account$/,
    ],
    [{ name: 'P', objectPermissions: [may('Event', 'read')] }, /Event does not support object permissions/],
    [{ name: '1P' }, /begin with a letter/],
  ];
  for (const [definition, message] of cases) {
    const { errorCode, message: said } = refusal(() => org.savePermissionSet(permissionSet(definition)));
    assert.match(said, message);
    assert.equal(errorCode, 'FIELD_INTEGRITY_EXCEPTION');
  }
  assert.deepEqual(org.permissionSets(), []);
});

test('a permission set can be read as records, a replaced one keeps its id and who has it', () => {
  const { org, rows } = accessBench();
  const set = permissionSet({
    name: 'Inlet_Test',
    userPermissions: api,
    objectPermissions: [may('lead', 'read edit')],
    fieldPermissions: [readOnly('lead.email')],
    customPermissions: ['Inlet_Admin'],
    classAccesses: ['InletRelay'],
  });
  org.savePermissionSet(set);
  org.assignPermissionSet(SEED.rep, 'Inlet_Test');
  const [record] = rows(
    "SELECT Id, Label, PermissionsApiEnabled, PermissionsEditEvent FROM PermissionSet WHERE Name = 'Inlet_Test'",
  );
  const id = String(record?.['Id']);
  assert.match(id, /^0PS/);
  assert.deepEqual([record?.['PermissionsApiEnabled'], record?.['PermissionsEditEvent']], [true, false]);
  const [object] = rows(
    `SELECT Id, SobjectType, PermissionsRead, PermissionsCreate FROM ObjectPermissions WHERE ParentId = '${id}'`,
  );
  assert.match(String(object?.['Id']), /^110/);
  assert.deepEqual(
    [object?.['SobjectType'], object?.['PermissionsRead'], object?.['PermissionsCreate']],
    ['Lead', true, false],
  );
  const [field] = rows(`SELECT Id, Field, PermissionsEdit FROM FieldPermissions WHERE ParentId = '${id}'`);
  assert.match(String(field?.['Id']), /^01k/);
  assert.deepEqual([field?.['Field'], field?.['PermissionsEdit']], ['Lead.Email', false]);
  assert.equal(
    rows(`SELECT Id FROM SetupEntityAccess WHERE ParentId = '${id}' AND SetupEntityType = 'ApexClass'`).length,
    1,
  );
  assert.deepEqual(
    [org.hasCustomPermission(SEED.rep, 'Inlet_Admin'), org.hasClassAccess(SEED.rep, 'InletRelay')],
    [true, true],
  );

  org.savePermissionSet(permissionSet({ name: 'Inlet_Test', label: 'Other' }));
  assert.equal(rows("SELECT Id FROM PermissionSet WHERE Label = 'Other'")[0]?.['Id'], id);
  assert.equal(rows(`SELECT Id FROM ObjectPermissions WHERE ParentId = '${id}'`).length, 0);
  assert.deepEqual(org.permissionSetsOf(SEED.rep), ['Inlet_Test']);
  assert.equal(org.hasCustomPermission(SEED.rep, 'Inlet_Admin'), false);
  assert.equal(org.removePermissionSet('Inlet_Test'), true);
  assert.equal(org.removePermissionSet('Inlet_Test'), false);
  assert.deepEqual(
    [org.permissionSetsOf(SEED.rep), rows('SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = false')],
    [[], []],
  );
});

test('the API assigns a permission set, once, and takes it away', () => {
  const { org, create, remove, rows, createAs } = accessBench();
  org.savePermissionSet(permissionSet({ name: 'Inlet_Test', customPermissions: ['Inlet_Admin'] }));
  const PermissionSetId = rows("SELECT Id FROM PermissionSet WHERE Name = 'Inlet_Test'")[0]?.['Id'];
  const values = { AssigneeId: SEED.rep, PermissionSetId };
  const id = idOf(create('PermissionSetAssignment', values));
  assert.match(id, /^0Pa/);
  assert.ok(org.hasCustomPermission(SEED.rep, 'Inlet_Admin'));
  const [again] = errorsOf(create('PermissionSetAssignment', values));
  assert.equal(again?.statusCode, 'DUPLICATE_VALUE');
  assert.match(again.message, /^Duplicate PermissionSetAssignment\. Assignee: 005/);
  assert.ok(remove('PermissionSetAssignment', id).success);
  assert.equal(org.hasCustomPermission(SEED.rep, 'Inlet_Admin'), false);
  const byRep = refusal(() => createAs(SEED.rep, 'PermissionSetAssignment', values));
  assert.equal(byRep.errorCode, 'NOT_FOUND');
});

test("each profile owns a hidden permission set, which its users have and which follows a user's profile", () => {
  const { org, user, update, rows, remove } = accessBench();
  const id = user(profiles.standard);
  const soql = `SELECT Id, PermissionSet.Profile.Name, PermissionSet.IsOwnedByProfile FROM PermissionSetAssignment WHERE AssigneeId = '${id}'`;
  const names = () => rows(soql).map((row) => (row['PermissionSet'] as { Profile: { Name: string } }).Profile.Name);
  assert.deepEqual(names(), ['Standard User']);
  assert.equal(org.hasUserPermission(id, 'EditEvent'), true);
  assert.ok(update('User', id, { ProfileId: profiles.minimum }).success);
  assert.deepEqual(names(), ['Minimum Access - API Only Integrations']);
  assert.equal(org.hasUserPermission(id, 'EditEvent'), false);
  assert.equal(
    errorsOf(remove('PermissionSetAssignment', String(rows(soql)[0]?.['Id'])))[0]?.statusCode,
    'FIELD_INTEGRITY_EXCEPTION',
  );
});

test('what is undone is not granted', () => {
  const { org } = accessBench();
  assert.throws(() =>
    org.transaction(() => {
      org.savePermissionSet(permissionSet({ name: 'Gone', customPermissions: ['Inlet_Admin'] }));
      org.assignPermissionSet(SEED.rep, 'Gone');
      assert.ok(org.hasCustomPermission(SEED.rep, 'Inlet_Admin'));
      throw new Error('undo');
    }),
  );
  assert.equal(org.hasCustomPermission(SEED.rep, 'Inlet_Admin'), false);
  assert.deepEqual(org.permissionSets(), []);
});

test('permission sets, their assignments, hidden fields and sharing outlive a restart; a reset forgets them', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'access-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const first = new Org({ directory });
  first.addField('Lead', { name: 'Deployed__c', type: 'string', length: 20, visible: false });
  first.savePermissionSet(permissionSet({ name: 'Kept', userPermissions: api, customPermissions: ['Inlet_Admin'] }));
  first.assignPermissionSet(SEED.rep, 'Kept');
  first.setSharing('Lead', 'private');
  first.close();
  const again = new Org({ directory });
  t.after(() => again.close());
  assert.deepEqual(
    again.permissionSets().map(({ name }) => name),
    ['Kept'],
  );
  assert.ok(again.hasCustomPermission(SEED.rep, 'Inlet_Admin'));
  assert.equal(again.sharing().Lead, 'private');
  assert.equal(accessBench(again).fieldAs(SEED.admin, 'Lead', 'Deployed__c'), undefined);
  again.reset();
  assert.deepEqual([again.permissionSets(), again.sharing().Lead], [[], 'readWrite']);
  assert.equal(again.hasUserPermission(SEED.admin, 'ModifyAllData'), true);
});

test('a changed field keeps its data, its visibility and the access to it', () => {
  const { org, lead, read, fieldAs, update } = accessBench();
  org.addField('Lead', { name: 'Deployed__c', type: 'string', length: 20, visible: false });
  org.savePermissionSet(permissionSet({ name: 'Grants', fieldPermissions: [editable('Lead.Deployed__c')] }));
  org.assignPermissionSet(SEED.admin, 'Grants');
  const [one, two] = [lead({ Deployed__c: 'a' }), lead({ Deployed__c: 'a' })];
  org.changeField('Lead', { name: 'Deployed__c', type: 'string', length: 2, label: 'New label' });
  assert.deepEqual(
    [fieldAs(SEED.admin, 'Lead', 'Deployed__c')?.label, read('Lead', one)['Deployed__c']],
    ['New label', 'a'],
  );
  assert.equal(errorsOf(update('Lead', one, { Deployed__c: 'abc' }))[0]?.statusCode, 'STRING_TOO_LONG');
  const unique = { name: 'Deployed__c', type: 'string', length: 20, unique: true, externalId: true } as const;
  assert.match(refusal(() => org.changeField('Lead', unique)).message, /some Lead records hold the same value/);
  assert.ok(update('Lead', two, { Deployed__c: 'b' }).success);
  org.changeField('Lead', unique);
  assert.deepEqual(org.findByExternalId(admin, 'Lead', 'Deployed__c', 'B'), [two]);
  org.unassignPermissionSet(SEED.admin, 'Grants');
  assert.equal(fieldAs(SEED.admin, 'Lead', 'Deployed__c'), undefined);
  assert.equal(refusal(() => org.changeField('Lead', { name: 'Nope__c', type: 'url' })).errorCode, 'NOT_FOUND');
});

test('a field that is taken away leaves no access behind', () => {
  const { org, rows, fieldAs } = accessBench();
  const field = { name: 'Room__c', type: 'string', length: 20, visible: false } as const;
  org.addField('Event', field);
  org.savePermissionSet(
    permissionSet({ name: 'Rooms', fieldPermissions: [editable('Event.Room__c'), editable('Task.Room__c')] }),
  );
  org.assignPermissionSet(SEED.admin, 'Rooms');
  org.removeField('Event', 'Room__c');
  assert.deepEqual(rows('SELECT Id FROM FieldPermissions'), []);
  org.addField('Event', field);
  assert.equal(fieldAs(SEED.admin, 'Event', 'Room__c'), undefined);
});

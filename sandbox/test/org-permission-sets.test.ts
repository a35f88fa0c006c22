import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Org } from '../src/org/org.ts';
import { SEED } from '../src/org/seed.ts';
import { accessBench, admin, editable, may, permissionSet, profiles, readOnly } from './access-bench.ts';
import { errorsOf, idOf, refusal } from './org-bench.ts';

const api = ['ApiEnabled'];

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

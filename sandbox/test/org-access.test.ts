import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../src/org/seed.ts';
import { accessBench, editable, may, permissionSet, profiles, readOnly } from './access-bench.ts';
import { errorsOf, idOf, refusal } from './org-bench.ts';

const ng = { LastName: 'Ng', Company: 'Acme' };

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
  const upserted = refusal(() => upsertAs(rep, 'Lead', 'Customer_Id__c', 'C-1', ng));
  assert.match(upserted.message, /does not exist or is not accessible: Customer_Id__c/);
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

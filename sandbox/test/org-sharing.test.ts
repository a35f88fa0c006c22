import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../src/org/seed.ts';
import { accessBench, editable, may, permissionSet, profiles } from './access-bench.ts';
import { errorsOf, idOf, refusal } from './org-bench.ts';

const start = { Subject: 'Call', StartDateTime: '2026-12-01T10:00:00Z', DurationInMinutes: 30 };
const { rep, yannick } = SEED;
const connector = permissionSet({
  name: 'Connector',
  userPermissions: ['ApiEnabled', 'ActivitiesAccess', 'EditEvent'],
  objectPermissions: ['Account', 'Contact', 'Case', 'Lead'].map((object) =>
    may(object, 'create read edit delete viewAll modifyAll'),
  ),
  fieldPermissions: ['Lead.Email', 'Lead.Customer_Id__c', 'Event.WhoId', 'Event.WhatId'].map(editable),
});
const small = permissionSet({
  ...connector,
  name: 'Small',
  objectPermissions: [may('Lead', 'create read edit delete')],
});

test('private leads are there for their owner only', () => {
  const { org, lead, rowsAs, readAs, updateAs, deleteAs } = accessBench();
  const id = lead({ OwnerId: rep, Email: 'a@x.test' });
  assert.equal(rowsAs(yannick, 'SELECT Id FROM Lead').length, 1);
  org.setSharing('Lead', 'private');
  for (const soql of ['SELECT Id FROM Lead', "SELECT Id FROM Lead WHERE Email = 'a@x.test'"]) {
    assert.deepEqual([rowsAs(yannick, soql).length, rowsAs(rep, soql).length], [0, 1], soql);
  }
  const { httpStatus, errorCode } = refusal(() => readAs(yannick, 'Lead', id));
  assert.deepEqual([httpStatus, errorCode], [404, 'NOT_FOUND']);
  for (const result of [updateAs(yannick, 'Lead', id, { Company: 'B' }), deleteAs(yannick, 'Lead', id)]) {
    assert.deepEqual(errorsOf(result), [
      {
        statusCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
        message: `insufficient access rights on cross-reference id: ${id.slice(0, 15)}`,
        fields: [],
      },
    ]);
  }
  assert.ok(updateAs(rep, 'Lead', id, { Company: 'B' }).success);
  assert.ok(updateAs(SEED.admin, 'Lead', id, { Company: 'C' }).success);
});

test('public read-only leads are read by all, changed by their owner', () => {
  const { org, lead, rowsAs, updateAs } = accessBench();
  const id = lead({ OwnerId: rep });
  org.setSharing('Lead', 'read');
  assert.equal(rowsAs(yannick, 'SELECT Id FROM Lead').length, 1);
  const result = updateAs(yannick, 'Lead', id, { Company: 'B' });
  assert.equal(!result.success && result.httpStatus, 403);
  assert.deepEqual(errorsOf(result), [
    { statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'insufficient access rights on object id', fields: [] },
  ]);
});

test('public read/write lets all change a lead, but only its owner delete it', () => {
  const { lead, updateAs, deleteAs } = accessBench();
  const id = lead({ OwnerId: rep });
  assert.ok(updateAs(yannick, 'Lead', id, { Company: 'B' }).success);
  assert.equal(errorsOf(deleteAs(yannick, 'Lead', id))[0]?.statusCode, 'INSUFFICIENT_ACCESS_OR_READONLY');
  assert.ok(deleteAs(rep, 'Lead', id).success);
});

test('whose role is above reads and changes what those below own, and nobody else', () => {
  const { org, lead, create, update, rowsAs, updateAs } = accessBench();
  const boss = idOf(create('UserRole', { Name: 'Boss' }));
  const middle = idOf(create('UserRole', { Name: 'Middle', ParentRoleId: boss }));
  const seller = idOf(create('UserRole', { Name: 'Seller', ParentRoleId: middle }));
  update('User', yannick, { UserRoleId: boss });
  update('User', rep, { UserRoleId: seller });
  update('User', SEED.owner, { UserRoleId: seller });
  org.setSharing('Lead', 'private');
  const id = lead({ OwnerId: rep });
  assert.ok(updateAs(yannick, 'Lead', id, { Company: 'B' }).success);
  assert.equal(rowsAs(SEED.owner, 'SELECT Id FROM Lead').length, 0, 'a colleague of the same role');
  const bosses = lead({ OwnerId: yannick });
  assert.deepEqual(
    rowsAs(rep, 'SELECT Id FROM Lead').map(({ Id }) => Id),
    [id],
  );
  assert.notEqual(bosses, id);
});

test('View All reads and Modify All changes what sharing hides', () => {
  const { org, user, lead, rowsAs, updateAs, deleteAs } = accessBench();
  org.setSharing('Lead', 'private');
  const id = lead({ OwnerId: rep });
  const viewer = user(
    profiles.minimum,
    permissionSet({ name: 'Viewer', objectPermissions: [may('Lead', 'read edit viewAll')] }),
  );
  const api = user(profiles.minimum, connector);
  assert.equal(rowsAs(viewer, 'SELECT Id FROM Lead').length, 1);
  assert.equal(
    errorsOf(updateAs(viewer, 'Lead', id, { Company: 'B' }))[0]?.statusCode,
    'INSUFFICIENT_ACCESS_OR_READONLY',
  );
  assert.ok(updateAs(api, 'Lead', id, { Company: 'B' }).success);
  assert.ok(deleteAs(api, 'Lead', id).success);
});

test('an upsert finds what the user reads; a hidden holder of the key is a duplicate without a name', () => {
  const { org, user, lead, upsertAs } = accessBench();
  org.setSharing('Lead', 'private');
  const id = lead({ OwnerId: rep, Customer_Id__c: 'C-1' });
  const blind = user(profiles.minimum, small);
  const values = { LastName: 'Ng', Company: 'Acme' };
  assert.deepEqual(errorsOf(upsertAs(blind, 'Lead', 'Customer_Id__c', 'C-1', values)), [
    {
      statusCode: 'DUPLICATE_VALUE',
      message: 'duplicate value found: <unknown> duplicates value on record with id: <unknown>',
      fields: [],
    },
  ]);
  assert.deepEqual(org.findByExternalId({ userId: blind }, 'Lead', 'Customer_Id__c', 'C-1'), []);
  const result = upsertAs(user(profiles.minimum, connector), 'Lead', 'Customer_Id__c', 'C-1', values);
  assert.deepEqual(result, { success: true, id, created: false });
});

test('a lookup to a hidden record is refused, and shows no parent in a query', () => {
  const { org, user, lead, made, createAs, rowsAs } = accessBench();
  const id = lead({ OwnerId: rep });
  const blind = user(profiles.minimum, small);
  const event = made('Event', { ...start, WhoId: id, OwnerId: blind });
  org.setSharing('Lead', 'private');
  const [error] = errorsOf(createAs(blind, 'Event', { ...start, WhoId: id }));
  assert.equal(error?.statusCode, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY');
  const [row] = rowsAs(blind, 'SELECT Id, WhoId, Who.Name FROM Event');
  assert.deepEqual([row?.Id, row?.WhoId, row?.Who], [event, id, null]);
});

test('contacts controlled by their account are open when it is, and without one the owner’s alone', () => {
  const { org, made, rowsAs, updateAs } = accessBench();
  const AccountId = made('Account', { Name: 'Acme', OwnerId: rep });
  const inAccount = made('Contact', { LastName: 'In', AccountId, OwnerId: SEED.owner });
  made('Contact', { LastName: 'Out', OwnerId: SEED.owner });
  const names = (user: string) =>
    rowsAs(user, 'SELECT LastName FROM Contact ORDER BY LastName').map((row) => row['LastName']);
  assert.deepEqual([names(yannick), names(SEED.owner)], [['In'], ['In', 'Out']]);
  org.setSharing('Account', 'read');
  assert.equal(
    errorsOf(updateAs(yannick, 'Contact', inAccount, { Title: 'x' }))[0]?.statusCode,
    'INSUFFICIENT_ACCESS_OR_READONLY',
  );
  org.setSharing('Account', 'private');
  assert.deepEqual([names(yannick), names(rep)], [[], ['In']]);
  const children = rowsAs(SEED.admin, 'SELECT (SELECT LastName FROM Contacts) FROM Account');
  assert.equal((children[0]?.['Contacts'] as { totalSize: number }).totalSize, 1);
});

test('events of others: controlled by their parent they are changed, private they are only read', () => {
  const { org, user, lead, made, rowsAs, updateAs, deleteAs } = accessBench();
  const api = user(profiles.minimum, connector);
  const event = made('Event', { ...start, WhoId: lead({ OwnerId: rep }), OwnerId: rep });
  assert.ok(updateAs(api, 'Event', event, { Subject: 'Moved' }).success);
  org.setSharing('Activity', 'private');
  org.setSharing('Lead', 'private');
  assert.equal(rowsAs(api, 'SELECT Id FROM Event').length, 1, 'View All on Lead reads the events of leads');
  for (const result of [updateAs(api, 'Event', event, { Subject: 'Again' }), deleteAs(api, 'Event', event)]) {
    assert.equal(errorsOf(result)[0]?.statusCode, 'INSUFFICIENT_ACCESS_OR_READONLY');
  }
  assert.equal(rowsAs(yannick, 'SELECT Id FROM Event').length, 0);
  assert.ok(updateAs(rep, 'Event', event, { Subject: 'Mine' }).success);
  const all = permissionSet({
    name: 'All',
    userPermissions: ['ActivitiesAccess', 'EditEvent', 'EditTask', 'ViewAllData', 'ModifyAllData'],
  });
  assert.ok(updateAs(user(profiles.minimum, all), 'Event', event, { Subject: 'All' }).success);
  org.setSharing('Activity', 'controlledByParent');
  assert.ok(deleteAs(api, 'Event', event).success);
});

test('an event without a parent, and one marked private, are the owner’s alone', () => {
  const { made, lead, rowsAs } = accessBench();
  made('Event', { ...start, OwnerId: rep });
  made('Event', { ...start, OwnerId: rep, WhoId: lead(), IsPrivate: true });
  assert.deepEqual(
    [rowsAs(rep, 'SELECT Id FROM Event').length, rowsAs(yannick, 'SELECT Id FROM Event').length],
    [2, 0],
  );
  assert.equal(rowsAs(SEED.admin, 'SELECT Id FROM Event').length, 2);
});

test('nobody changes the event of another that is about nothing', () => {
  const { user, made, updateAs } = accessBench();
  const all = permissionSet({
    ...connector,
    name: 'Reads',
    userPermissions: [...connector.userPermissions, 'ViewAllData'],
  });
  const event = made('Event', { ...start, OwnerId: rep });
  const [error] = errorsOf(updateAs(user(profiles.minimum, all), 'Event', event, { Subject: 'x' }));
  assert.equal(error?.statusCode, 'INSUFFICIENT_ACCESS_OR_READONLY');
});

test('the children of a row are those that the user reads', () => {
  const { lead, made, rowsAs } = accessBench();
  const WhoId = lead({ OwnerId: rep });
  made('Event', { ...start, WhoId, OwnerId: rep, IsPrivate: true });
  made('Event', { ...start, WhoId, OwnerId: rep });
  const counted = (user: string) =>
    rowsAs(user, 'SELECT Id, (SELECT Id FROM Events) FROM Lead').map(
      (row) => (row['Events'] as { totalSize: number }).totalSize,
    );
  assert.deepEqual([counted(rep), counted(yannick)], [[2], [1]]);
});

test('sharing takes only what the object can have', () => {
  const { org } = accessBench();
  assert.match(refusal(() => org.setSharing('Activity', 'read')).message, /one of private, controlledByParent/);
  assert.match(refusal(() => org.setSharing('Lead', 'controlledByParent')).message, /one of private, read, readWrite/);
  assert.match(refusal(() => org.setSharing('User' as never, 'read')).message, /User has no org-wide default/);
});

test('counts and semi-joins see no more than the user does', () => {
  const { org, lead, rowsAs } = accessBench();
  for (let i = 0; i < 5; i++) lead({ OwnerId: i < 2 ? rep : yannick, Email: 'same@x.test' });
  org.setSharing('Lead', 'private');
  assert.equal(rowsAs(rep, 'SELECT COUNT(Id) n FROM Lead GROUP BY Email')[0]?.['n'], 2);
  const users = rowsAs(rep, 'SELECT Id FROM User WHERE Id IN (SELECT OwnerId FROM Lead)');
  assert.deepEqual(
    users.map(({ Id }) => Id),
    [rep],
  );
});

test('the org-wide defaults are told by query, as they are, to whoever may view Setup', () => {
  const { org, rowsAs } = accessBench();
  const soql =
    "SELECT QualifiedApiName, InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN ('Event','Lead')";
  const models = () =>
    Object.fromEntries(rowsAs(SEED.admin, soql).map((row) => [row['QualifiedApiName'], row['InternalSharingModel']]));
  assert.deepEqual(models(), { Event: 'ControlledByParent', Lead: 'ReadWrite' });
  org.setSharing('Activity', 'private');
  org.setSharing('Lead', 'read');
  assert.deepEqual(models(), { Event: 'Private', Lead: 'Read' });
  assert.equal(refusal(() => rowsAs(rep, soql)).errorCode, 'INVALID_TYPE');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../src/org/seed.ts';
import { accessBench } from './access-bench.ts';
import { testSandbox } from './api-support.ts';
import { bench, errorsOf } from './org-bench.ts';

test('a queue owns records of the objects that it takes, and no others', () => {
  const { made, create, rows } = bench();
  const queue = made('Group', { Name: 'Support', DeveloperName: 'Support', Type: 'Queue' });
  const refused = () => errorsOf(create('Case', { Subject: 'Help', OwnerId: queue }));
  const expected = {
    statusCode: 'INVALID_OPERATION',
    message: 'Queue not associated with this SObject type',
    fields: [],
  };
  assert.deepEqual(refused(), [expected]);
  made('QueueSobject', { QueueId: queue, SobjectType: 'Case' });
  made('Case', { Subject: 'Help', OwnerId: queue });
  assert.deepEqual(errorsOf(create('Lead', { LastName: 'Ng', Company: 'Acme', OwnerId: queue })), [expected]);
  const taken = rows("SELECT Queue.Name, SobjectType FROM QueueSobject WHERE Queue.DeveloperName = 'Support'");
  assert.deepEqual(
    taken.map(({ SobjectType }) => SobjectType),
    ['Case'],
  );
  assert.equal(
    errorsOf(create('QueueSobject', { QueueId: queue, SobjectType: 'Account' }))[0]?.statusCode,
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
  );
  const regular = made('Group', { Name: 'People', DeveloperName: 'People' });
  assert.match(
    String(errorsOf(create('Lead', { LastName: 'Ng', Company: 'Acme', OwnerId: regular }))[0]?.message),
    /^Owner ID: id value of incorrect type: 00G/,
  );
});

test('what a queue owns is its members, where records are private', () => {
  const { org, made, lead, rowsAs } = accessBench();
  org.setSharing('Lead', 'private');
  lead({ OwnerId: SEED.leadQueue });
  assert.equal(rowsAs(SEED.rep, 'SELECT Id FROM Lead').length, 0);
  made('GroupMember', { GroupId: SEED.leadQueue, UserOrGroupId: SEED.rep });
  assert.equal(rowsAs(SEED.rep, 'SELECT Id FROM Lead').length, 1);
  assert.equal(rowsAs(SEED.yannick, 'SELECT Id FROM Lead').length, 0);
});

test('the console makes a queue, changes what it takes and takes it away', async () => {
  const { admin, api } = await testSandbox();
  const made = await admin('POST', '/queues', {
    name: 'Support desk',
    objects: ['case'],
    members: ['rep@inlet.sandbox'],
  });
  assert.equal(made.status, 201);
  assert.deepEqual(
    [made.body.developerName, made.body.objects, made.body.members],
    ['Support_desk', ['Case'], [SEED.rep]],
  );
  const lead = { LastName: 'Ng', Company: 'Acme', OwnerId: made.body.id };
  assert.equal((await api('POST', '/sobjects/Lead', lead)).body[0].errorCode, 'INVALID_OPERATION');
  const rule = { object: 'Lead', name: 'To support', assignTo: 'Support desk' };
  assert.equal((await admin('POST', '/assignment-rules', rule)).body.problems[0].field, 'assignTo');
  const changed = await admin('POST', '/queues/Support_desk', { objects: ['Case', 'Lead'] });
  assert.deepEqual([changed.body.objects, changed.body.members], [['Case', 'Lead'], [SEED.rep]]);
  assert.equal((await api('POST', '/sobjects/Lead', lead)).status, 201);
  assert.equal(
    (await admin('DELETE', '/queues/Support_desk')).body.problems[0].message.startsWith(
      'The queue Support desk owns 1 Leads',
    ),
    true,
  );
  assert.equal((await admin('DELETE', '/queues/Nobody')).status, 404);
  assert.equal(
    (await admin('POST', '/queues', { name: 'Bad', objects: ['Contact'] })).body.problems[0].field,
    'objects',
  );
  assert.equal(
    (await admin('POST', '/queues', { name: 'Bad', objects: [], members: ['x'] })).body.problems[0].field,
    'members',
  );
});

test('an inactive user owns nothing new', () => {
  const { create } = bench();
  assert.equal(
    errorsOf(create('Lead', { LastName: 'Ng', Company: 'Acme', OwnerId: SEED.inactive }))[0]?.statusCode,
    'INACTIVE_OWNER_OR_USER',
  );
});

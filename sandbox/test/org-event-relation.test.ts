import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../src/org/seed.ts';
import { accessBench, may, permissionSet, profiles } from './access-bench.ts';
import { bench, errorsOf } from './org-bench.ts';

const times = { StartDateTime: '2026-11-20T10:00:00Z', DurationInMinutes: 30 };

test('an invited Lead or Contact is a relation of the event, each once, and answers', () => {
  const { made, create, lead, read, update, rows } = bench();
  const event = made('Event', { ...times, Subject: 'Demo' });
  const person = lead();
  const invitation = made('EventRelation', { EventId: event, RelationId: person });
  made('EventRelation', { EventId: event, RelationId: made('Contact', { LastName: 'Ng' }) });
  assert.deepEqual([read('EventRelation', invitation)['Status'], read('Event', event)['IsGroupEvent']], ['New', true]);
  update('EventRelation', invitation, { Status: 'Accepted' });
  assert.notEqual(read('EventRelation', invitation)['RespondedDate'], null);
  assert.equal(
    errorsOf(create('EventRelation', { EventId: event, RelationId: person }))[0]?.statusCode,
    'DUPLICATE_VALUE',
  );
  const [row] = rows(`SELECT Id, (SELECT Relation.Name, Relation.Type, Status FROM EventRelations) FROM Event`);
  const invited = (row?.['EventRelations'] as { records: { Relation: { Type: string } }[] }).records;
  assert.deepEqual(
    invited.map(({ Relation }) => Relation.Type),
    ['Lead', 'Contact'],
  );
  assert.equal(rows('SELECT Id FROM Event').length, 1, 'people outside the org have no calendar in it');
});

test('an invited user has the event in the own calendar, which follows the first', () => {
  const { made, rows, update, remove, read, org } = bench();
  const event = made('Event', { ...times, Subject: 'Demo' });
  const invitation = made('EventRelation', { EventId: event, RelationId: SEED.rep });
  const child = () => rows(`SELECT Id, OwnerId, Subject, StartDateTime FROM Event WHERE IsChild = true`)[0];
  assert.deepEqual([child()?.['OwnerId'], child()?.['Subject']], [SEED.rep, 'Demo']);
  update('Event', event, { Subject: 'Moved demo', StartDateTime: '2026-11-21T10:00:00Z' });
  assert.deepEqual([child()?.['Subject'], child()?.['StartDateTime']], ['Moved demo', '2026-11-21T10:00:00.000+0000']);
  remove('EventRelation', invitation);
  assert.equal(child(), undefined);
  assert.equal(read('Event', event)['IsGroupEvent'], false);

  made('EventRelation', { EventId: event, RelationId: SEED.yannick });
  // Which records went into the bin together is told by the second.
  org.setClockOffset(60_000);
  remove('Event', event);
  assert.equal(rows('SELECT Id FROM Event').length, 0, 'the event of the owner takes the others along');
  org.restore({ userId: SEED.admin }, event);
  assert.equal(rows('SELECT Id FROM Event').length, 2);
});

test('an invitation without its event or its guest is refused with both names', () => {
  const { create } = bench();
  const [error] = errorsOf(create('EventRelation', {}));
  assert.equal(error?.message, 'Required fields are missing: [RelationId, EventId]');
});

test('who may not edit events invites nobody', () => {
  const { user, made, lead, createAs } = accessBench();
  const set = (name: string, ...userPermissions: string[]) =>
    permissionSet({ name, userPermissions, objectPermissions: [may('Lead', 'read')] });
  const reader = user(profiles.minimum, set('Reads', 'ActivitiesAccess'));
  const editor = user(profiles.minimum, set('Edits', 'ActivitiesAccess', 'EditEvent'));
  const person = lead();
  const values = { EventId: made('Event', { ...times, WhoId: person }), RelationId: person };
  const refused = errorsOf(createAs(reader, 'EventRelation', values))[0];
  assert.equal(refused?.statusCode, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
  assert.equal(
    errorsOf(createAs(editor, 'EventRelation', values))[0]?.statusCode,
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    'the event is controlled by the Lead, which this user only reads',
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../src/org/seed.ts';
import { testSandbox } from './api-support.ts';

const { api, admin, keys } = await testSandbox();
const COLUMNS = 'Id, Subject, OwnerId, StartDateTime, EndDateTime, CreatedById, CreatedBy.Name';
const events = async () =>
  (await api('GET', `/query?q=${encodeURIComponent(`SELECT ${COLUMNS} FROM Event ORDER BY CreatedDate, Id`)}`)).body
    .records;

test('another product doubles the events of the API User as a user of its own, once, and its events go again', async () => {
  assert.equal((await admin('POST', '/other-events', {})).body.problems[0].field, 'name');
  const meeting = { Subject: 'Demo', OwnerId: SEED.rep, StartDateTime: '2026-12-01T09:00:00Z', DurationInMinutes: 30 };
  const { id } = (await api('POST', '/sobjects/Event', meeting)).body;
  const added = (await admin('POST', '/other-events', { name: 'Lightning Sync' })).body;
  assert.equal(added.added, 1);
  assert.equal((await admin('POST', '/other-events', { name: 'Lightning Sync' })).body.added, 0);
  const all = await events();
  assert.equal(all.length, 2);
  const own = all.find((one: { Id: string }) => one.Id === id);
  const other = all.find((one: { Id: string }) => one.Id !== id);
  assert.equal(own.CreatedById, keys.apiUser.id);
  assert.deepEqual([other.CreatedById, other.CreatedBy.Name], [added.userId, 'Lightning Sync']);
  for (const column of ['Subject', 'OwnerId', 'StartDateTime', 'EndDateTime']) assert.equal(other[column], own[column]);
  assert.deepEqual((await admin('GET', '/other-events')).body.products, [
    { name: 'Lightning Sync', userId: added.userId, events: 1 },
  ]);
  assert.equal((await admin('DELETE', '/other-events')).status, 204);
  assert.deepEqual(
    (await events()).map((one: { Id: string }) => one.Id),
    [id],
  );
});

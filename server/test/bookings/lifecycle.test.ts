import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { TestBackend } from '../support/backend.ts';
import { runSandbox, type RunningSandbox } from '../support/running-sandbox.ts';
import { asAdmin, callsSince, mark, rows } from '../support/sandbox-records.ts';
import { engines, type TestDatabase } from '../support/test-database.ts';

let next = 0;
/** A scheduled booking of a person of their own. */
function booking(more: Record<string, unknown> = {}) {
  const n = ++next;
  return {
    id: `B-${n}`,
    status: 'scheduled',
    updatedAt: '2026-11-20T09:00:00Z',
    start: '2026-12-01T15:00:00Z',
    end: '2026-12-01T15:30:00Z',
    subject: 'Live demo',
    page: { id: 'BP-1', name: 'Demo' },
    owner: { email: 'rep@acme.test' },
    customer: { email: `person${n}@example.test`, name: `Given${n} Family${n}`, company: 'Acme' },
    ...more,
  };
}

for (const engine of await engines()) {
  describe(`a booking's life on ${engine.name}`, () => {
    let sandbox: RunningSandbox;
    let database: TestDatabase;
    let backend: TestBackend;

    before(async () => {
      [sandbox, database] = await Promise.all([runSandbox(), engine.create()]);
    });
    after(async () => {
      await backend?.close();
      await Promise.all([sandbox?.stop(), database?.destroy()]);
    });
    beforeEach(async () => {
      await backend?.close();
      await sandbox.console('reset', {});
      await database.empty();
      backend = await TestBackend.start(database, sandbox);
      // Warm: schema, users and token are known.
      const { body } = await backend.post(booking());
      await backend.delivered(body.id);
    });

    it('takes two API calls for a stranger and one for each later change', async () => {
      const stranger = booking();
      const begun = await mark(sandbox);
      const { status, body } = await backend.post(stranger);
      assert.equal(status, 202);
      const delivered = await backend.delivered(body.id);
      assert.deepEqual(
        delivered.records.map(({ object }) => object),
        ['Lead', 'Event'],
      );
      assert.equal(delivered.apiCalls, 2);
      assert.equal((await callsSince(sandbox, begun)).total, 2);

      const later = await mark(sandbox);
      const moved = {
        ...stranger,
        status: 'rescheduled',
        updatedAt: '2026-11-21T09:00:00Z',
        start: '2026-12-02T15:00:00Z',
        end: '2026-12-02T16:00:00Z',
      };
      await backend.post(moved);
      await backend.until(body.id, (seen) => seen.state === 'delivered' && seen.status === 'rescheduled');
      assert.equal((await callsSince(sandbox, later)).total, 1);
      const admin = await asAdmin(sandbox);
      const [event] = await rows(
        admin,
        `SELECT StartDateTime, EndDateTime FROM Event WHERE Inlet_Booking_Id__c = '${body.id}'`,
      );
      assert.equal(event!['StartDateTime'], '2026-12-02T15:00:00.000+0000');
      assert.equal(event!['EndDateTime'], '2026-12-02T16:00:00.000+0000');
    });

    it('delivers an array of 75 strangers in two API calls', async () => {
      const begun = await mark(sandbox);
      const { body } = await backend.post(Array.from({ length: 75 }, () => booking()));
      assert.equal(body.results.length, 75);
      await backend.settled();
      assert.equal((await callsSince(sandbox, begun)).total, 2);
      const admin = await asAdmin(sandbox);
      assert.equal((await rows(admin, 'SELECT Id FROM Event')).length, 76);
    });
  });
}

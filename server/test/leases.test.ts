import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { BookingStore } from '../src/bookings/booking-store.ts';
import type { BookingResult } from '../src/bookings/deliver/due-booking.ts';
import { DeliveryStore } from '../src/bookings/deliver/delivery-store.ts';
import { IntakeStore } from '../src/bookings/intake-store.ts';
import { parseApiBookings } from '../src/bookings/sources/api.ts';
import { ManualClock } from './support/manual-clock.ts';
import { leaseMilliseconds, Leases } from '../src/platform/leases.ts';
import { defaultCreationRules } from '../src/bookings/creation-rules.ts';
import { OrgStore } from '../src/setup/org-store.ts';
import { apiBooking } from './bookings/payloads.ts';
import { engines, type TestDatabase } from './support/test-database.ts';

for (const engine of await engines()) {
  describe(`leases on ${engine.name}`, () => {
    let database: TestDatabase;
    let clock: ManualClock;
    let first: Leases;
    let second: Leases;
    let orgId: string;
    let otherOrgId: string;

    before(async () => {
      database = await engine.create();
    });
    after(() => database.destroy());
    beforeEach(async () => {
      await database.empty();
      clock = new ManualClock('2026-11-20T09:00:00Z');
      first = new Leases(database, clock, 'first process');
      second = new Leases(database, clock, 'second process');
      const orgs = new OrgStore(database, clock);
      orgId = await orgs.create('One', defaultCreationRules);
      otherOrgId = await orgs.create('Other', defaultCreationRules);
    });

    it('the lease of an org goes to one process, and that of another org to another', async () => {
      assert.ok(await first.acquire(orgId));
      assert.equal(await second.acquire(orgId), undefined);
      assert.equal(await first.acquire(orgId), undefined, 'nor to the holder a second time');
      assert.ok(await second.acquire(otherOrgId));
    });

    it('of many who ask at once, one gets it', async () => {
      const askers = Array.from({ length: 10 }, (_, n) => new Leases(database, clock, `process ${n}`).acquire(orgId));
      const leases = (await Promise.all(askers)).filter((lease) => lease !== undefined);
      assert.equal(leases.length, 1);
    });

    it('a dead holder is replaced after 30 s and not before, with a higher token', async () => {
      const dead = (await first.acquire(orgId))!;
      clock.advance(leaseMilliseconds - 1);
      assert.equal(await second.acquire(orgId), undefined);
      clock.advance(1);
      const taken = await second.acquire(orgId);
      assert.ok(taken && BigInt(taken.token) > BigInt(dead.token));
      assert.equal(leaseMilliseconds, 30_000);
    });

    it('a holder that renews keeps it', async () => {
      const lease = (await first.acquire(orgId))!;
      for (let renewals = 0; renewals < 5; renewals++) {
        clock.advance(leaseMilliseconds - 1);
        assert.equal(await first.renew(lease), true);
      }
      assert.equal(await second.acquire(orgId), undefined);
    });

    it('a lease that is given back is free at once', async () => {
      await first.release((await first.acquire(orgId))!);
      assert.ok(await second.acquire(orgId));
    });

    it('who lost the lease can neither renew nor release it for its new holder', async () => {
      const lost = (await first.acquire(orgId))!;
      clock.advance(leaseMilliseconds);
      assert.ok(await second.acquire(orgId));
      assert.equal(await first.renew(lost), false);
      await first.release(lost);
      assert.equal(await first.acquire(orgId), undefined);
    });

    it('only a process that is alone on its data frees what an earlier one held', async () => {
      await first.acquire(orgId);
      if (!database.exclusive) return assert.rejects(second.releaseAbandoned(), /Other processes/);
      await second.releaseAbandoned();
      assert.ok(await second.acquire(orgId));
    });

    it('settling with a token that is no longer the current one writes nothing', async () => {
      const sender = { orgId, sourceId: 'src', sourceKind: 'api', test: false };
      const { messages } = parseApiBookings(apiBooking());
      const [accepted] = await new IntakeStore(database).accept(sender, messages, clock.now());
      const { id } = accepted!;
      const store = new DeliveryStore(database);
      const lost = (await first.acquire(orgId))!;
      const [booking] = await store.due(orgId, clock.now(), 10);
      const result: BookingResult = {
        booking: booking!,
        outcome: { kind: 'delivered', records: { event: { id: '00U000000000001AAA' } } },
        apiCalls: 2,
        apiCallShare: 2,
        batchSize: 1,
      };
      clock.advance(leaseMilliseconds);
      const current = (await second.acquire(orgId))!;

      const bookings = new BookingStore(database);
      const untouched = await bookings.find(orgId, id);
      assert.equal(await store.settleTurn(lost, [result], undefined, clock.now()), false);
      assert.deepEqual(await bookings.find(orgId, id), untouched);
      assert.deepEqual(await bookings.attempts(orgId, id), []);

      assert.equal(await store.settleTurn(current, [result], undefined, clock.now()), true);
      assert.equal((await bookings.find(orgId, id))?.state, 'delivered');
    });
  });
}

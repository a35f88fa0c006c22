import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ApiBudget } from '../../src/diagnostics/api-budget/api-budget.ts';
import { ApiUsageStore } from '../../src/diagnostics/api-budget/api-usage-store.ts';
import { BudgetStore } from '../../src/diagnostics/api-budget/budget-store.ts';
import { openDatabase, type Database } from '../../src/platform/database/database.ts';
import { createLogger } from '../../src/platform/log.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { engines, postgres, postgresIsReachable, type TestDatabase } from '../support/test-database.ts';

const log = createLogger('silent');
const orgId = 'org-1';
const day = 24 * 60 * 60_000;

async function addOrg(database: TestDatabase, clock: ManualClock): Promise<void> {
  await database.empty();
  const org = { id: orgId, name: 'Org', creation_rules: '{}', created_at: clock.now() };
  await database.kysely.insertInto('orgs').values(org).execute();
}

function budgetOn(database: Database, clock: ManualClock) {
  const usage = new ApiUsageStore(database, log);
  const budgets = new BudgetStore(database);
  return { usage, budgets, budget: new ApiBudget({ usage, budgets, clock }) };
}

for (const engine of await engines()) {
  describe(`the ledger of API calls on ${engine.name}`, () => {
    let database: TestDatabase;
    let clock: ManualClock;
    before(async () => (database = await engine.create()));
    after(() => database.destroy());
    beforeEach(async () => {
      clock = new ManualClock('2026-11-20T09:30:00Z');
      await addOrg(database, clock);
    });
    const sample = (used: number, at = clock.now()) => ({ orgId, at, used, allowed: 1_000 });

    it('counts every call, however many come at once, in few writes', async () => {
      const { usage } = budgetOn(database, clock);
      for (let n = 1; n <= 1_000; n++) usage.record(sample(n), n % 4 === 0 ? 'replication' : 'bookings');
      await usage.flush();
      const { own, samples } = await usage.ledger(orgId, clock.now());
      assert.deepEqual(own.map(({ purpose, calls }) => [purpose, calls]).toSorted(), [
        ['bookings', 750],
        ['replication', 250],
      ]);
      assert.deepEqual(samples, [{ at: clock.now(), used: 1_000, allowed: 1_000 }]);
    });

    it('keeps the last sample of each hour, also when an earlier one is written later', async () => {
      const { usage } = budgetOn(database, clock);
      usage.record(sample(20), 'bookings');
      await usage.flush();
      usage.record(sample(10, new Date(clock.now().getTime() - 60_000)), 'bookings');
      await usage.flush();
      const { own, samples } = await usage.ledger(orgId, clock.now());
      assert.deepEqual([own[0]!.calls, samples[0]!.used], [2, 20]);
    });

    it('forgets hours after 35 days, by itself', async () => {
      const { usage } = budgetOn(database, clock);
      usage.record(sample(1), 'bookings');
      clock.advance(34 * day);
      usage.record(sample(2), 'bookings');
      await usage.flush();
      assert.equal((await usage.ledger(orgId, new Date(0))).samples.length, 2);
      clock.advance(2 * day);
      usage.record(sample(3), 'bookings');
      await usage.flush();
      assert.deepEqual(
        (await usage.ledger(orgId, new Date(0))).samples.map(({ used }) => used),
        [2, 3],
      );
    });

    it('is asked once in ten seconds at most, and our own calls count at once', async () => {
      const { budget, usage } = budgetOn(database, clock);
      let asked = 0;
      const ledger = usage.ledger.bind(usage);
      usage.ledger = (...of) => (asked++, ledger(...of));
      for (let calls = 0; calls < 20; calls++) {
        await budget.mayCall(orgId, 'bookings', 2);
        clock.advance(400);
      }
      assert.equal(asked, 1);
      assert.ok((await budget.mayCall(orgId, 'replication', 1)).allowed);
      budget.record(sample(800), 'bookings');
      assert.ok(!(await budget.mayCall(orgId, 'replication', 1)).allowed);
      assert.equal(asked, 1);
    });
  });
}

const skip = (await postgresIsReachable())
  ? false
  : 'PostgreSQL tests: several processes need one database, and no PostgreSQL is reachable';
describe('two processes on one PostgreSQL', { skip }, () => {
  it('keep one ledger: what one calls counts for the other, and so do new thresholds, within ten seconds', async (test) => {
    const clock = new ManualClock('2026-11-20T09:30:00Z');
    const database = await postgres.create();
    const others = await openDatabase({ databaseUrl: database.url, dataDir: '' });
    test.after(async () => {
      await others.close();
      await database.destroy();
    });
    await addOrg(database, clock);
    const [one, two] = [budgetOn(database, clock), budgetOn(others, clock)];
    const call = ({ budget }: typeof one, used: number) =>
      budget.record({ orgId, at: clock.now(), used, allowed: 1_000 }, 'replication');
    for (let n = 1; n <= 200; n++) call(n % 2 ? one : two, n);
    await Promise.all([one.usage.flush(), two.usage.flush()]);
    for (const { budget } of [one, two]) {
      const { own, sample } = await budget.known(orgId);
      assert.equal(
        own.reduce((sum, { calls }) => sum + calls, 0),
        200,
      );
      assert.equal(sample!.used, 200);
    }
    const ask = async ({ budget }: typeof one) => (await budget.mayCall(orgId, 'replication', 1)).allowed;
    assert.deepEqual([await ask(one), await ask(two)], [true, true]);
    call(one, 900);
    await one.usage.flush();
    clock.advance(10_000);
    assert.deepEqual([await ask(one), await ask(two)], [false, false]);
    const by = { id: 'key', name: 'key' };
    await two.budgets.change(orgId, { replication: 95 }, by, clock.now());
    two.budget.forget(orgId);
    assert.equal(await ask(two), true);
    clock.advance(10_000);
    assert.equal(await ask(one), true);
  });
});

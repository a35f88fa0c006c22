import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Salesforce } from '../../src/salesforce/types.ts';
import { BackgroundWork } from '../support/background-work.ts';
import { BookingWorld, isDelivered, stranger, type Row } from '../support/booking-world.ts';
import { asAdmin } from '../support/sandbox-records.ts';
import { engines } from '../support/test-database.ts';

const minute = 60_000;
const hour = 60 * minute;

/** The org's clock and ours, moved together. */
async function pass(world: BookingWorld, milliseconds: number): Promise<void> {
  world.clock.advance(milliseconds);
  await world.sandbox.console('clock', { now: world.clock.now().toISOString() });
}

async function deliverNow(world: BookingWorld): Promise<void> {
  await world.backend.app.deliverer.sweep();
  await world.backend.app.deliverer.idle();
}

async function view(world: BookingWorld, language = 'en'): Promise<Row> {
  const answer = await world.backend.call('GET', '/v1/org/api-usage', undefined, { 'accept-language': language });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as Row;
}

async function setBudget(world: BookingWorld, change: object): Promise<Row> {
  const answer = await world.backend.call('PUT', '/v1/org/api-budget', change);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as Row;
}

const limits = (world: BookingWorld, change: object) => world.sandbox.console('limits', change);
const counter = (world: BookingWorld) => world.sandbox.console<{ used: number; max: number }>('limits');

/** Background work of the org, by the backend's own client. */
async function backgroundOf(world: BookingWorld): Promise<BackgroundWork> {
  const { app, org } = world.backend;
  const salesforce: Salesforce = (await app.salesforceOf(org.orgId))!;
  const question = { referenceId: 'q', method: 'GET' as const, url: '/query?q=SELECT+Id+FROM+Organization' };
  return new BackgroundWork({
    orgId: org.orgId,
    budget: app.budget,
    call: () => salesforce.composite([question], { purpose: 'replication' }),
  });
}

for (const engine of await engines()) {
  describe(`the API budget on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => (world = await BookingWorld.open(engine)));
    after(() => world?.close());
    const begin = async (allowance: object) => {
      await world.sandbox.console('clock', { now: world.clock.now().toISOString() });
      await world.begin();
      await pass(world, 0);
      await limits(world, allowance);
    };

    it('tells what the org used, our share by purpose and hour, and the rest as others', async () => {
      await begin({ used: 0, max: 1_000 });
      await world.deliver(stranger());
      await pass(world, hour);
      await limits(world, { used: 300 });
      await world.deliver(stranger());
      const background = await backgroundOf(world);
      await background.run(5);
      const { used, max } = await counter(world);
      const told = await view(world);
      assert.deepEqual([told['used'], told['allowed'], told['state']], [used, max, 'ok']);
      assert.equal(told['totals'].replication, 5);
      const [before, now] = told['hours'].slice(-2) as Row[];
      assert.deepEqual([before!['sampled'], now!['sampled']], [true, true]);
      // The schema is an hour old by then, and was read again.
      assert.deepEqual([now!['bookings'], now!['replication']], [3, 5]);
      // The org's counter was set, and holds none of our calls of the hour before any more.
      assert.ok(told['totals'].others >= 290 && told['totals'].others <= 300, String(told['totals'].others));
      const gap = told['hours'][0] as Row;
      assert.deepEqual([gap['sampled'], gap['others'], gap['othersAtLeast']], [false, null, null]);
    });

    it('refuses thresholds that make no sense, with the field named, and keeps the others', async () => {
      await begin({ used: 0, max: 1_000 });
      const refused = await world.backend.call(
        'PUT',
        '/v1/org/api-budget',
        { bookings: 70 },
        { 'accept-language': 'de' },
      );
      assert.deepEqual([refused.status, refused.body.errors[0].pointer], [400, '/bookings']);
      assert.match(refused.body.detail, /^Buchungen würden bei 70 % anhalten/);
      const unknown = await world.backend.call('PUT', '/v1/org/api-budget', { warn: 101 });
      assert.deepEqual([unknown.status, unknown.body.errors[0].pointer], [400, '/warn']);
      const told = await setBudget(world, { replication: 60, ownCap: 500 });
      assert.deepEqual(told['thresholds'], { warn: 80, replication: 60, bookings: 95, ownCap: 500 });
    });

    it('pauses bookings at 95 % like any limit: in sight, with what to do, and tried at once on Retry', async () => {
      await begin({ used: 949, max: 1_000 });
      await world.deliver(stranger());
      const id = await world.post(stranger());
      await world.backend.app.deliverer.idle();
      const { diagnosis } = await world.backend.get(id);
      assert.deepEqual([diagnosis!.cause, diagnosis!.code], ['limit', 'API_BUDGET']);
      assert.match(diagnosis!.sentence, /^The org has used 95 % of its API calls .* Bookings stop at 95 %/);
      assert.match(diagnosis!.fix, /press Retry/);
      const told = await view(world, 'de');
      assert.equal(told['state'], 'broken');
      assert.match(told['pauses'].bookings.sentence, /^Die Organisation hat 95 % ihrer API-Aufrufe/);
      assert.deepEqual(new Date(told['pauses'].bookings.until), new Date(world.clock.now().getTime() + minute));
      await world.backend.retry(id);
      await world.backend.app.deliverer.idle();
      assert.ok(isDelivered(await world.backend.get(id)));
    });

    it('looks again after 1, 2, 4, … at most 15 minutes, with one booking', async () => {
      await begin({ used: 960, max: 1_000 });
      await pass(world, 20 * minute);
      await world.deliver(stranger());
      await world.postAll(Array.from({ length: 8 }, () => stranger()));
      await world.backend.app.deliverer.idle();
      const waits: number[] = [];
      for (let looks = 0; looks < 7; looks++) {
        const until = new Date((await view(world))['pauses'].bookings.until).getTime();
        waits.push((until - world.clock.now().getTime()) / minute);
        const { waiting } = await world.backend.counts();
        assert.equal(waiting, 8 - looks);
        await pass(world, until - world.clock.now().getTime());
        await deliverNow(world);
      }
      assert.deepEqual(waits, [1, 2, 4, 8, 15, 15, 15]);
    });

    it('lets bookings go at once when the thresholds are raised', async () => {
      await begin({ used: 900, max: 1_000 });
      await setBudget(world, { replication: 50, bookings: 60 });
      const background = await backgroundOf(world);
      await world.backend.app.deliverer.idle();
      const first = await world.post(stranger());
      await world.backend.app.deliverer.idle();
      const id = isDelivered(await world.backend.get(first)) ? await world.post(stranger()) : first;
      await world.backend.app.deliverer.idle();
      assert.equal((await world.backend.get(id)).diagnosis?.code, 'API_BUDGET');
      await background.run(1);
      assert.ok(background.pause);
      await setBudget(world, { bookings: 98, replication: 95 });
      await world.backend.app.deliverer.idle();
      assert.ok(isDelivered(await world.backend.get(id)));
      await background.run(1);
      assert.equal(background.pause, undefined);
      const told = await view(world);
      assert.deepEqual(told['pauses'], { bookings: null, background: null });
    });

    it('holds the own cap, whatever the org has left, and bookings have the last calls of it', async () => {
      await begin({ used: 0, max: 100_000 });
      await setBudget(world, { ownCap: 100 });
      const background = await backgroundOf(world);
      await background.run(200);
      assert.match(JSON.stringify(background.pause!.sentence), /budget.background.cap/);
      const told = await view(world);
      const ours = () =>
        world.backend.app.budget
          .known(world.backend.org.orgId)
          .then(({ own }) => own.reduce((sum, { calls }) => sum + calls, 0));
      assert.ok((await ours()) <= 75);
      assert.equal(told['state'], 'ok');
      for (let n = 0; n < 20; n++) {
        await world.post(stranger());
        await world.backend.app.deliverer.idle();
      }
      assert.ok((await ours()) <= 100);
      const { waiting, delivered } = await world.backend.counts();
      assert.ok(waiting! > 0 && delivered! > 10);
      const paused = await view(world);
      assert.match(paused['pauses'].bookings.sentence, /its own limit is 100/);
      assert.equal(paused['state'], 'broken');
      await pass(world, 26 * hour);
      await world.settled();
    });
  });
}

const [engine] = await engines();
describe('48 hours of an org that runs short of API calls', () => {
  let world: BookingWorld;
  before(async () => (world = await BookingWorld.open(engine!)));
  after(() => world?.close());

  it('background work gives way at 75 %, bookings go on to 95 %, and all goes on by itself', async () => {
    const start = new Date(Math.ceil(Date.now() / hour) * hour);
    await world.begin();
    await pass(world, start.getTime() - world.clock.now().getTime());
    await limits(world, { used: 0, max: 1_000 });
    const background = await backgroundOf(world);
    const seen: {
      hours: number;
      used: number;
      made: number;
      paused: boolean;
      waiting: number;
      bookingsPause: boolean;
    }[] = [];
    for (let step = 0; step < 96; step++) {
      // Another application has its busy hour at 18 o'clock of the first day.
      if (step === 36) await limitsOfOthers(world, 180);
      await world.postAll(Array.from({ length: 4 }, () => stranger()));
      await world.backend.app.deliverer.idle();
      await deliverNow(world);
      const made = background.made;
      await background.run(30);
      const { used } = await counter(world);
      const { waiting = 0 } = await world.backend.counts();
      const bookingsPause = (await view(world))['pauses'].bookings !== null;
      const paused = background.pause !== undefined;
      if (background.pause) assert.ok(background.pause.until > world.clock.now(), 'it says until when');
      seen.push({ hours: step / 2, used, made: background.made - made, paused, waiting, bookingsPause });
      await pass(world, 30 * minute);
    }
    const at = (hours: number) => seen.find((one) => one.hours === hours)!;
    for (const one of seen) {
      // Background work never brings the org above its share; the rest of the way is for bookings and for others.
      assert.ok(one.made === 0 || one.used <= 750, JSON.stringify(one));
      assert.ok(one.used < 1_000, 'Salesforce never had to refuse');
    }
    assert.ok(
      seen.filter(({ hours }) => hours < 11).every(({ paused }) => !paused),
      'there is room at first',
    );
    assert.ok(at(12).paused && at(12).used >= 735, JSON.stringify(at(12)));
    assert.ok(
      seen.filter(({ hours }) => hours >= 12 && hours < 18).every(({ waiting }) => waiting === 0),
      'bookings go on',
    );
    const short = seen.filter(({ bookingsPause }) => bookingsPause);
    assert.ok(short.length > 3 && short.every(({ used }) => used >= 948), JSON.stringify(short));
    assert.ok(at(23).waiting > 20, 'one booking at a time looks whether there is room');
    assert.ok(Math.max(...seen.map(({ used }) => used)) < 1_000);
    assert.ok(at(26).waiting === 0 && !at(26).bookingsPause, 'the window has moved on, and nobody did anything');
    assert.ok(
      seen.filter(({ hours }) => hours > 24).some(({ made }) => made > 0),
      'background work goes on as well',
    );
    const { held = 0, delivered } = await world.backend.counts();
    await world.settled();
    assert.ok(held === 0 && delivered! > 370);
  });
});

/** Calls of an application that is not ours. */
async function limitsOfOthers(world: BookingWorld, calls: number): Promise<void> {
  const admin = await asAdmin(world.sandbox);
  for (let n = 0; n < calls; n++) await admin.request('/services/data/v66.0/limits');
}

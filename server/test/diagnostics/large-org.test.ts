import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { BookingWorld, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';
import { run, settings } from './broken-org.ts';

const pages = 200;

// What an org is asked is the same on either database.
const [engine] = await engines();
describe(`diagnostics of an org with ${pages} booking pages and five objects`, () => {
  let world: BookingWorld;
  before(async () => {
    world = await BookingWorld.open(engine!);
    await world.begin();
    const ids = Array.from({ length: pages }, (_, index) => `BP-${index}`);
    // Every page with settings of its own, and all objects among them.
    await settings(world, ({ rules, mapping }) => {
      ids.forEach((id, index) => {
        rules.pages[id] = { stranger: index % 2 ? 'contact' : 'lead', case: index % 3 === 0, canceledEvent: 'delete' };
        const from = { kind: 'constant', value: `Page ${index}` };
        mapping.pages[id] = { Lead: [{ field: 'Description', from, write: 'always' }] };
      });
      rules.pages['BP-0'].stranger = 'contactInAccount';
    });
    await world.postAll(ids.map((id) => stranger({ page: { id, name: `Page ${id}` } })));
    await world.settled(120);
  });
  after(() => world?.close());

  it('takes at most twelve API calls, and at most three when nothing changed', async () => {
    let found: Row = {};
    const first = await world.callsOf(async () => (found = await run(world)));
    assert.ok(first.total <= 12, `${first.total} calls`);
    assert.ok((found['matrix'].pages as Row[]).length >= pages);
    const again = await world.callsOf(() => run(world));
    assert.ok(again.total <= 3, `${again.total} calls: ${JSON.stringify(again.byKind)}`);
  });

  it('takes about as long a page as with few of them', async (test) => {
    const { desk } = world.backend.app.diagnostics;
    const { orgId } = world.backend.org;
    const timeOf = async () => {
      let least = Infinity;
      for (let round = 0; round < 5; round++) {
        const before = process.cpuUsage();
        await desk.latest(orgId);
        const { user, system } = process.cpuUsage(before);
        least = Math.min(least, user + system);
      }
      return least / 1_000;
    };
    const many = await timeOf();
    await settings(world, ({ rules, mapping }) => {
      for (const id of Object.keys(rules.pages).slice(20)) {
        delete rules.pages[id];
        delete mapping.pages[id];
      }
    });
    const few = await timeOf();
    test.diagnostic(`${pages} pages: ${Math.round(many)} ms of our own, 20 pages: ${Math.round(few)} ms`);
    assert.ok(many / few < 2 * (pages / 20), `${many} ms to ${few} ms`);
  });
});

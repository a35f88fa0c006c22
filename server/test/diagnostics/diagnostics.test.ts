import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { CheckId } from '../../src/diagnostics/checks/check.ts';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { call } from '../support/panel.ts';
import { engines } from '../support/test-database.ts';
import { apiUser, checkIn, held, idsIn, run, settings } from './broken-org.ts';

const day = 24 * 60 * 60_000;
const rule = { object: 'Lead', name: 'Real_company', formula: 'Company = "Never"', message: 'Enter the company.' };
const never = { customer: { email: 'never@x.test', name: 'N', company: 'Never' } };

for (const engine of await engines()) {
  describe(`diagnostics on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => (world = await BookingWorld.open(engine)));
    after(() => world?.close());
    beforeEach(() => world.begin());

    const latest = async (): Promise<Row> => (await call(world, 'GET', '/v1/org/diagnostics')).body;
    const keeper = () => world.backend.app.diagnostics.keeper;
    const runs = () => world.backend.app.diagnostics.store.runs(world.backend.org.orgId, 50);

    it('cost no API call to look at, before and after they ran', async () => {
      const calls = await world.callsOf(async () => {
        const found = await latest();
        assert.equal(found['verdict'].state, 'unknown');
        assert.match(found['verdict'].sentence, /not been checked yet/);
        assert.equal(found['checkedAt'], null);
      });
      assert.equal(calls.total, 0);
      const ran = await run(world);
      const again = await world.callsOf(async () => {
        const found = await latest();
        assert.equal(found['checkedAt'], ran['checkedAt']);
        assert.deepEqual(
          (found['checks'] as Row[]).map(({ id, state, finding }) => [id, state, finding]),
          (ran['checks'] as Row[]).map(({ id, state, finding }) => [id, state, finding]),
        );
      });
      assert.equal(again.total, 0);
    });

    it('tell what they cost, as the org itself counts: few calls, and fewer when nothing changed', async () => {
      await world.deliver(stranger());
      const cost = async () => {
        let found: Row = {};
        const counted = await world.callsOf(async () => (found = await run(world)));
        const told = (found['checks'] as Row[]).reduce((sum, check) => sum + check['apiCalls'], 0);
        assert.equal(told, counted.total, 'each call is told at one check');
        return counted.total;
      };
      assert.ok((await cost()) <= 12);
      assert.ok((await cost()) <= 3);
      const { body } = await call(world, 'GET', '/v1/org/api-usage');
      assert.ok(body['totals'].diagnostics >= 7, 'and in the ledger they are diagnostics');
    });

    it('are answered after a restart as they were, and by name only those', async () => {
      await world.sandbox.console('validation-rules', { ...rule, field: 'Company' });
      await held(world, never);
      const before = await run(world);
      await world.restart();
      const found = await latest();
      assert.equal(found['verdict'].sentence, before['verdict'].sentence);
      assert.deepEqual(idsIn(found, 'broken'), ['rules.validation']);
      const calls = await world.callsOf(async () => {
        const named = await run(world, { checks: ['rules.validation'] });
        assert.deepEqual(idsIn(named, 'broken'), ['rules.validation']);
        assert.equal(checkIn(named, 'users')['state'], 'ok', 'the others as they were');
      });
      assert.ok(calls.total <= 3, `${calls.total} calls`);
    });

    it('see at once what was repaired, and let what waited for it go', async () => {
      const user = (change: object) => world.sandbox.console(`users/${apiUser}`, change);
      await user({ isApiEnabled: false });
      const id = await world.post(stranger());
      await world.backend.app.deliverer.idle();
      assert.deepEqual(idsIn(await run(world), 'broken'), ['apiUser.apiEnabled']);
      await user({ isApiEnabled: true });
      const found = await run(world);
      assert.deepEqual(idsIn(found, 'broken'), []);
      assert.equal(checkIn(found, 'apiUser.apiEnabled')['state'], 'ok');
      await world.until(id, isDelivered, 5);
    });

    it('say of what is repaired and still held that it waits for Retry, and are green after that', async () => {
      await world.sandbox.console('validation-rules', { ...rule, field: 'Company' });
      const id = await world.post(stranger(never));
      await world.until(id, isHeld);
      assert.deepEqual(idsIn(await run(world), 'broken'), ['rules.validation']);
      await fetch(`${world.sandbox.url}/sandbox/validation-rules/${rule.name}`, { method: 'DELETE' });
      const repaired = await run(world);
      assert.deepEqual([idsIn(repaired, 'broken'), idsIn(repaired, 'warning')], [[], ['rules.validation']]);
      assert.match(checkIn(repaired, 'rules.validation')['fix'], /press Retry/);
      await call(world, 'POST', `/v1/org/bookings/${id}/retry`);
      await world.until(id, isDelivered);
      assert.equal(checkIn(await latest(), 'rules.validation')['state'], 'ok', 'without another run');
    });

    it('run once for all who ask at the same time', async () => {
      const calls = await world.callsOf(async () => {
        const all = await Promise.all([run(world), run(world), run(world)]);
        for (const found of all) assert.deepEqual(idsIn(found, 'unknown'), ['storage']);
      });
      assert.ok(calls.total <= 12, `${calls.total} calls`);
      assert.equal((await runs()).length, 1);
    });

    it('run daily without being asked, and sooner when a booking is held newly or the connection breaks, once', async () => {
      await keeper().sweep();
      assert.equal((await runs()).length, 0, 'a new org is not called at once');
      world.clock.advance(day + 1);
      await keeper().sweep();
      await keeper().sweep();
      assert.deepEqual(
        (await runs()).map(({ because }) => because),
        ['daily'],
      );
      world.clock.advance(60 * 60_000);
      await world.sandbox.console('validation-rules', { ...rule, field: 'Company' });
      await held(world, never);
      await keeper().sweep();
      await keeper().sweep();
      assert.deepEqual(
        (await runs()).map(({ because }) => because),
        ['held', 'daily'],
      );
      world.clock.advance(1_000);
      await held(world, never);
      await keeper().sweep();
      assert.equal((await runs()).length, 2, 'a storm of errors is one reason in a quarter of an hour');
      world.clock.advance(15 * 60_000);
      await keeper().sweep();
      assert.equal((await runs()).length, 3);
      world.clock.advance(15 * 60_000);
      await world.sandbox.console(`users/${apiUser}`, { isApiEnabled: false });
      await call(world, 'POST', '/v1/org/connection/check');
      await keeper().sweep();
      await keeper().sweep();
      const [newest] = await runs();
      assert.deepEqual([newest!.because, newest!.by_name], ['connection', null]);
      assert.equal((await latest())['verdict'].checkId, 'apiUser.apiEnabled');
    });

    it('call nothing for an org that is not connected, and answer all the same', async () => {
      await call(world, 'DELETE', '/v1/org/connection');
      world.clock.advance(day + 1);
      const calls = await world.callsOf(async () => {
        await keeper().sweep();
        const found = await run(world);
        assert.equal(found['verdict'].checkId, 'connection');
        assert.equal(checkIn(found, 'fields.required')['state'], 'unknown');
      });
      assert.equal(calls.total, 0);
    });

    it('leave the API calls to bookings where few are left, and say until when', async () => {
      await world.sandbox.console('limits', { used: 97_000, max: 100_000 });
      await run(world);
      const calls = await world.callsOf(async () => {
        const found = await run(world);
        const { state, finding } = checkIn(found, 'rules.validation');
        assert.equal(state, 'unknown');
        assert.match(finding, /to keep API requests for bookings, until \d+ \w+ at \d\d:\d\d UTC/);
        assert.deepEqual(idsIn(found, 'broken'), ['usage.daily']);
      });
      assert.equal(calls.total, 0);
      await world.sandbox.console('limits', { used: 0 });
    });

    it('speak German', async () => {
      const { body } = await call(world, 'POST', '/v1/org/diagnostics/run', undefined, { 'accept-language': 'de' });
      assert.equal(body['verdict'].sentence, 'Buchungen kommen in Salesforce an.');
      for (const { question, how, finding } of body['checks'] as Row[]) {
        for (const said of [question, how, finding]) assert.doesNotMatch(said, /\b(the|is|of)\b/i, said);
      }
    });

    it('refuse a check that does not exist, by its place', async () => {
      const { status, body } = await call(world, 'POST', '/v1/org/diagnostics/run', { checks: ['connection', 'no'] });
      assert.equal(status, 400);
      assert.equal(body['errors'][0].pointer, '/checks/1');
    });

    it('show in the matrix the cause of each cell that is not green, by page and object', async () => {
      await world.sandbox.console('validation-rules', { ...rule, field: 'Company' });
      await settings(world, ({ rules }) => {
        rules.pages['BP-2'] = { case: true, stranger: 'contact' };
      });
      await held(world, { ...never, page: { id: 'BP-3', name: 'Sales' } }, 3);
      const { matrix } = await run(world);
      const cells = (id: string) => {
        const page = (matrix.pages as Row[]).find((one) => one['id'] === id)!;
        return (page['cells'] as Row[]).map(({ object, state }) => `${object} ${state}`);
      };
      const pages = ['Lead', 'Contact', 'Account', 'Event', 'Case'];
      assert.deepEqual(
        (matrix.objects as Row[]).map(({ name }) => name),
        pages,
      );
      assert.deepEqual(cells('BP-1'), ['Lead ok', 'Contact unused', 'Account unused', 'Event ok', 'Case unused']);
      assert.deepEqual(cells('BP-2'), ['Lead unused', 'Contact ok', 'Account unused', 'Event ok', 'Case ok']);
      assert.deepEqual(cells('BP-3'), ['Lead broken', 'Contact unused', 'Account unused', 'Event ok', 'Case unused']);
      const sales = (matrix.pages as Row[]).find(({ id }) => id === 'BP-3')!;
      assert.deepEqual([sales['name'], sales['state'], sales['held']], ['Sales', 'broken', 3]);
      const [cause] = sales['cells'][0].causes as Row[];
      assert.deepEqual([cause!['checkId'], cause!['bookings']], ['rules.validation' satisfies CheckId, 3]);
      assert.match(cause!['sentence'], /Enter the company/);
      assert.match(cause!['setupUrl'], /ValidationRules/);
    });
  });
}

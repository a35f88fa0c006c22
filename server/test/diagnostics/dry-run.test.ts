import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { defaultPageRules } from '../../src/bookings/creation-rules.ts';
import { BookingWorld, stranger, type Row } from '../support/booking-world.ts';
import { orgSchema } from '../support/schema.ts';
import { engines } from '../support/test-database.ts';

const objects = ['Lead', 'Contact', 'Account', 'Case', 'Event', 'CampaignMember', 'EventRelation'];
const [engine] = await engines();

describe('a test booking that leaves nothing behind', () => {
  let world: BookingWorld;
  before(async () => (world = await BookingWorld.open(engine!)));
  after(() => world?.close());
  beforeEach(async () => {
    await world.begin();
    await world.sandbox.console('options', { allOrNoneRollsBack: true });
    await ask('PUT', '/v1/org/dry-run-settings', { acknowledged: true });
  });

  const ask = async (method: string, path: string, body?: object) => world.backend.ask(method, path, body);
  const run = async (scenario: string, page: string | null = 'BP-1'): Promise<Row> => {
    const { status, body } = await ask('POST', '/v1/org/dry-runs', { page, scenario });
    assert.equal(status, 200, JSON.stringify(body));
    return body as Row;
  };
  /** Every record of the objects that bookings write, with its last change. */
  const records = async () =>
    Promise.all(objects.map((name) => world.query(`SELECT Id, SystemModstamp FROM ${name} ORDER BY Id`)));
  const states = (one: Row) => (one['objects'] as Row[]).map(({ object, state }) => [object, state]);
  const rule = (object: string, name: string, message: string, formula = 'true') =>
    world.sandbox.console('validation-rules', { object, name, formula, message });

  it('is refused until an admin has read what may stay behind', async () => {
    await world.begin();
    const { status, body } = await ask('POST', '/v1/org/dry-runs', { page: null, scenario: 'stranger' });
    assert.deepEqual([status, body.kind], [409, 'notAcknowledged']);
    assert.match(body.detail, /auto-numbers.*platform events/);
    const { body: all } = await ask('PUT', '/v1/org/dry-run-settings', { acknowledged: true });
    assert.ok(all.settings.acknowledgedAt);
    assert.equal((await run('stranger')).state, 'ok');
  });

  for (const scenario of ['stranger', 'knownLead', 'knownContact', 'case']) {
    it(`${scenario}: says that all is well, and the org is as it was`, async () => {
      await world.create('Contact', { LastName: 'Known' });
      const before = await records();
      const one = await run(scenario);
      assert.deepEqual([one['state'], one['page'].name], ['ok', 'Demo'], JSON.stringify(one));
      assert.ok(one['plan'].operations.length > 0);
      assert.deepEqual(await records(), before);
    });
  }

  it('names the own error of each of three objects: a validation rule, a required field and a duplicate rule', async () => {
    await world.create('Contact', { LastName: 'Taken', Email: 'taken@acme.test' });
    await world.sandbox.console('duplicate-rules', { object: 'Contact', name: 'Same Person', action: 'block' });
    await rule('Event', 'No_Demos', 'No demos this week.');
    await save({
      rules: { all: { ...defaultPageRules, stranger: 'contact', case: true }, pages: {} },
      mapping: mappingOf('Contact', 'Email', 'taken@acme.test'),
    });
    await world.sandbox.console('fields', {
      ...{ object: 'Case', name: 'Channel__c', label: 'Channel', type: 'picklist', required: true },
      ...{ picklistValues: ['Web', 'Phone'], restrictedPicklist: true },
    });
    await ask('POST', '/v1/org/schema/refresh');
    const before = await records();
    const spent = await ledger();
    let one: Row = {};
    const calls = await world.callsOf(async () => (one = await run('stranger')));
    assert.deepEqual(states(one).toSorted(), [
      ['Case', 'broken'],
      ['Contact', 'broken'],
      ['Event', 'broken'],
    ]);
    const diagnosis = (object: string) =>
      (one['objects'] as Row[]).find((found) => found['object'] === object)!['diagnoses'][0];
    assert.equal(diagnosis('Event').rule, 'No demos this week.');
    assert.equal(diagnosis('Case').field.label, 'Channel');
    assert.equal(diagnosis('Contact').rule, 'Same Person');
    assert.match(one['sentence'], /would be refused: Case, Contact, Event/);
    assert.deepEqual(await records(), before);
    assert.equal(calls.total, one['apiCalls'], 'what it says that it cost is what Salesforce counted');
    await world.backend.close();
    assert.equal((await ledger()) - spent, calls.total, 'and the ledger has them as diagnostics');
    await world.restart();
  });

  it('asks what depends on a refused record without it, and says what it could not ask', async () => {
    const campaign = await world.create('Campaign', { Name: 'Spring', IsActive: true });
    const all = { ...defaultPageRules, campaign: { id: campaign, memberStatus: null } };
    await save({ rules: { all, pages: {} } });
    await rule('Lead', 'No_Leads', 'No Leads.');
    const one = await run('stranger');
    assert.deepEqual(states(one), [
      ['Lead', 'broken'],
      ['CampaignMember', 'unknown'],
      ['Event', 'ok'],
    ]);
    assert.match((one['objects'] as Row[])[1]!['diagnoses'][0].sentence, /needs the Lead, which is refused/);
  });

  it('says so where the org has nobody to test with', async () => {
    for (const { Id } of await world.query('SELECT Id FROM Event')) await world.delete('Event', Id as string);
    for (const { Id } of await world.query('SELECT Id FROM Lead')) await world.delete('Lead', Id as string);
    const one = await run('knownLead');
    assert.deepEqual([one['state'], one['objects']], ['unknown', []]);
    assert.match(one['sentence'], /no open Lead/);
  });

  for (const scenario of ['stranger', 'knownLead']) {
    it(`${scenario}: an answer that was not rolled back stops test bookings, is cleaned up and alerted`, async () => {
      await world.create('Lead', { LastName: 'Known', Company: 'Known' });
      await world.sandbox.console('options', { allOrNoneRollsBack: false });
      const before = await withoutTimes();
      const one = await run(scenario);
      assert.equal(one['state'], 'broken');
      assert.match(one['sentence'], /did not undo a test booking. Inlet took \d of its records away again/);
      assert.deepEqual(await withoutTimes(), before, 'what it made is gone, and what it changed is as it was');
      const again = await ask('POST', '/v1/org/dry-runs', { page: 'BP-1', scenario });
      assert.deepEqual([again.status, again.body.kind], [409, 'stopped']);
      const { alerts } = (await ask('GET', '/v1/org/alerts')).body;
      assert.deepEqual(
        (alerts as Row[]).map(({ topic, state }) => [topic, state]),
        [['dryRun', 'open']],
      );
      await world.sandbox.console('options', { allOrNoneRollsBack: true });
      const { body } = await ask('PUT', '/v1/org/dry-run-settings', { resume: true });
      assert.equal(body.settings.stopped, null);
      assert.equal((await run(scenario))['state'], 'ok');
      assert.equal((await ask('GET', '/v1/org/alerts')).body.alerts[0].state, 'resolved');
    });
  }

  it('runs each night for the pages in use where an admin wants it', async () => {
    await world.deliver(stranger({ page: { id: 'BP-2', name: 'Support' } }));
    await ask('PUT', '/v1/org/dry-run-settings', { nightly: true });
    const { dryRunKeeper } = world.backend.app;
    const pages = async () =>
      ((await ask('GET', '/v1/org/dry-runs')).body.runs as Row[]).map((one) => [one['page'].id, one['by']]).toSorted();
    await dryRunKeeper.sweep();
    assert.deepEqual(await pages(), [], 'not before the night');
    world.clock.advance(24 * 60 * 60_000);
    await dryRunKeeper.sweep();
    assert.deepEqual(await pages(), [
      ['BP-1', null],
      ['BP-2', null],
    ]);
    const calls = await world.callsOf(() => dryRunKeeper.sweep());
    assert.equal(calls.total, 0, 'once a night');
  });

  it('runs anew after a change of the schema, and not without one', async () => {
    await ask('PUT', '/v1/org/dry-run-settings', { nightly: true });
    const { dryRunKeeper } = world.backend.app;
    const schema = orgSchema();
    const runs = async () => ((await ask('GET', '/v1/org/dry-runs')).body.runs as Row[]).length;
    const { orgId } = world.backend.org;
    await dryRunKeeper.schemaRead(orgId, schema);
    await dryRunKeeper.schemaRead(orgId, schema);
    await dryRunKeeper.sweep();
    assert.equal(await runs(), 0, 'the first look is no change');
    await dryRunKeeper.schemaRead(orgId, { ...schema, packagePrefix: 'other__' });
    await dryRunKeeper.sweep();
    assert.equal(await runs(), 1);
  });

  const save = async (more: object) => {
    const { body } = await ask('GET', '/v1/org/settings');
    const settings = { ...body.settings, ...more };
    const saved = await ask('PUT', '/v1/org/settings', { basedOn: body.version, settings, note: null });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
  };
  const mappingOf = (object: string, field: string, value: string) => {
    const none = { Lead: [], Contact: [], Account: [], Event: [], Case: [] };
    const mapping = { field, from: { kind: 'constant', value }, write: 'always' };
    return { matchAnswersByLabel: true, all: { ...none, [object]: [mapping] }, pages: {} };
  };
  const withoutTimes = async () => [
    await Promise.all(objects.map((name) => world.query(`SELECT Id FROM ${name} ORDER BY Id`))),
    await world.query('SELECT Id, LastName, Company, Email, Phone FROM Lead ORDER BY Id'),
  ];
  const ledger = async () => {
    const rows = await world.database.kysely
      .selectFrom('api_usage')
      .select('calls')
      .where('purpose', '=', 'diagnostics')
      .execute();
    return rows.reduce((sum, { calls }) => sum + calls, 0);
  };
});

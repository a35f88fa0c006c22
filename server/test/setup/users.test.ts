import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { defaultOwner, matchOwners } from '../../src/setup/users/match-owners.ts';
import type { SalesforceUser } from '../../src/setup/users/salesforce-people.ts';
import { english } from '../../src/texts/text.ts';
import { BookingWorld, isDelivered, stranger, type Row } from '../support/booking-world.ts';
import { call } from '../support/panel.ts';
import { engines } from '../support/test-database.ts';

const user = (n: number, more: Partial<SalesforceUser> = {}): SalesforceUser => ({
  id: `00500000000000${n}AAA`,
  name: `User ${n}`,
  username: `user${n}@acme.test.inlet`,
  email: `user${n}@acme.test`,
  isActive: true,
  createdAt: `2026-01-0${n}`,
  ...more,
});
const seen = (email: string, bookings = 1) => ({ email, name: null, bookings });

describe('booking owners beside Salesforce users', () => {
  it('are matched by hand before their address, and each problem says who gets the bookings and what to do', () => {
    const users = [user(1), user(2), user(3, { isActive: false }), user(4)];
    const settings = {
      defaultOwner: user(4).id,
      owners: { 'user1@acme.test': user(2).id, 'moved@acme.test': '005000000000009AAA' },
    };
    const [byHand, gone, nobody, moved] = matchOwners(
      [seen('user1@acme.test'), seen('user3@acme.test'), seen('nobody@acme.test')],
      settings,
      users,
    );
    assert.deepEqual(byHand!.match, { userId: user(2).id, name: 'User 2', isActive: true, how: 'byHand' });
    assert.equal(byHand!.problem, null);
    assert.deepEqual([gone!.match?.isActive, gone!.match?.how], [false, 'email']);
    assert.match(english(gone!.problem!.sentence), /User 3 is inactive.*goes to the default owner/);
    assert.match(english(gone!.problem!.fix), /Reactivate/);
    assert.equal(nobody!.match, null);
    assert.match(english(nobody!.problem!.sentence), /No Salesforce user has the e-mail address nobody@acme\.test/);
    assert.deepEqual([moved!.bookings, moved!.match], [0, null], 'shown although no booking is recent');
    assert.match(english(moved!.problem!.sentence), /005000000000009AAA, chosen by hand, is not in this org/);
  });

  it('leave what is nobody’s to the API User when the default owner is inactive, which is told too', () => {
    const settings = { defaultOwner: user(3).id, owners: {} };
    const users = [user(3, { isActive: false })];
    assert.match(english(defaultOwner(settings, users)!.problem!.sentence), /User 3 is inactive, so the API User/);
    assert.match(english(defaultOwner(settings, [])!.problem!.sentence), /not in this org/);
    assert.equal(defaultOwner({ defaultOwner: null, owners: {} }, users), null);
    const [owner] = matchOwners([seen('nobody@acme.test')], settings, users);
    assert.match(english(owner!.problem!.sentence), /goes to the API User/);
  });
});

for (const engine of await engines()) {
  describe(`owners, users and queues on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => {
      world = await BookingWorld.open(engine);
      await world.begin();
    });
    after(() => world?.close());

    it('lists the owners of 90 days with their users, inactive and missing ones flagged, in one call', async () => {
      for (const [email, name] of [
        ['Rep@Acme.test', 'Riley R.'],
        ['former@acme.test', undefined],
        ['nobody@acme.test', 'Nobody'],
      ] as const) {
        const id = await world.post(stranger({ owner: { email, ...(name && { name }) } }));
        await world.until(id, isDelivered);
      }
      const calls = await world.callsOf(async () => {
        const { body } = await call(world, 'GET', '/v1/org/users');
        const shown = (body['owners'] as Row[]).map(({ email, name, bookings, match, problem }) => {
          return [email, name, bookings, match?.name ?? null, match?.isActive ?? null, problem === null];
        });
        assert.deepEqual(shown, [
          ['rep@acme.test', 'Riley R.', 2, 'Riley Reyes', true, true],
          ['former@acme.test', null, 1, 'Ingrid Former', false, false],
          ['nobody@acme.test', 'Nobody', 1, null, null, false],
        ]);
        assert.equal(body['defaultOwner'], null);
        await call(world, 'GET', '/v1/org/users');
      });
      assert.equal(calls.total, 1, 'the second look within a minute costs none');
      const german = (await call(world, 'GET', '/v1/org/users', undefined, { 'accept-language': 'de' })).body;
      assert.match(german['owners'][1].problem, /ist inaktiv.*bekommt der API-Benutzer/);
    });

    it('tells a user who was reactivated a minute later', async () => {
      const [{ Id }] = (await world.query("SELECT Id FROM User WHERE Email = 'former@acme.test'")) as [Row];
      await world.admin.sobject('User').update({ Id: Id as string, IsActive: true });
      world.clock.advance(60_001);
      const { body } = await call(world, 'GET', '/v1/org/users');
      assert.equal((body['owners'] as Row[]).find((owner) => owner['email'] === 'former@acme.test')!['problem'], null);
      await world.admin.sobject('User').update({ Id: Id as string, IsActive: false });
    });

    it('forgets owners whose last booking came more than 90 days ago', async () => {
      await sql`update bookings set created_at = created_at - interval '91 days' where owner_email = 'nobody@acme.test'`.execute(
        world.database.kysely,
      );
      const { body } = await call(world, 'GET', '/v1/org/users');
      assert.ok(!(body['owners'] as Row[]).some((owner) => owner['email'] === 'nobody@acme.test'));
    });

    it('finds users by a part of name, user name or address, active ones first, and nothing by a wildcard', async () => {
      const search = async (said: string) => {
        const { status, body } = await call(
          world,
          'GET',
          `/v1/org/salesforce-users?search=${encodeURIComponent(said)}`,
        );
        assert.equal(status, 200, JSON.stringify(body));
        return (body['users'] as Row[]).map((one) => one['name']);
      };
      assert.deepEqual(await search('REYES'), ['Riley Reyes']);
      assert.deepEqual(await search('acme.test'), ['Riley Reyes', 'Ingrid Former']);
      assert.deepEqual(await search('yannick@inlet'), ['Yannick Moreau']);
      assert.deepEqual(await search('%'), []);
      assert.deepEqual(await search("o'_\\"), []);
      assert.ok((await search('')).length >= 5, 'everybody before anything is typed');
      const calls = await world.callsOf(() => search('reyes '));
      assert.equal(calls.total, 0, 'asked again within a minute');
    });

    it('finds the queues of an object, and refuses an object that has none', async () => {
      const leads = await call(world, 'GET', '/v1/org/queues?object=Lead');
      assert.deepEqual(
        leads.body['queues'].map((one: Row) => one['name']),
        ['Lead Queue'],
      );
      assert.match(leads.body['queues'][0].id, /^00G/);
      assert.deepEqual((await call(world, 'GET', '/v1/org/queues?object=Case')).body['queues'], []);
      for (const query of ['', '?object=Contact', '?object=Lead&objekt=Case']) {
        const { status, body } = await call(world, 'GET', `/v1/org/queues${query}`);
        assert.equal(status, 400, query);
        assert.match(body['errors'][0].pointer, /^\?obje/);
      }
    });

    it('writes these calls to the ledger as diagnostics', async () => {
      await call(world, 'GET', '/v1/org/salesforce-users?search=ledger');
      await new Promise((resolve) => setTimeout(resolve, 50));
      const { rows } =
        await sql<Row>`select sum(calls)::integer as calls from api_usage where purpose = 'diagnostics'`.execute(
          world.database.kysely,
        );
      assert.ok(rows[0]!['calls'] > 0);
    });

    it('says what Salesforce says when it gives no answer', async () => {
      await world.sandbox.console('limits', { used: 100_000 });
      world.clock.advance(60_001);
      const { status, body } = await call(world, 'GET', '/v1/org/users');
      assert.equal(status, 503);
      assert.ok(body['detail'].length > 40, body['detail']);
      await world.sandbox.console('limits', { used: 0 });
      assert.equal((await call(world, 'GET', '/v1/org/users')).status, 200, 'a failure is not kept');
    });
  });
}

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { defaultCreationRules } from '../../src/bookings/creation-rules.ts';
import { connectOrg } from '../../src/setup/connect-org.ts';
import { calendlyEvent } from '../bookings/payloads.ts';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { call } from '../support/panel.ts';
import { signCalendly } from '../support/sign.ts';
import { engines } from '../support/test-database.ts';

const hour = 60 * 60_000;

for (const engine of await engines()) {
  describe(`the sources of an org on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => (world = await BookingWorld.open(engine)));
    after(() => world?.close());
    beforeEach(() => world.begin());

    const create = async (kind: string, name: string) => {
      const { status, body } = await call(world, 'POST', '/v1/org/sources', { kind, name });
      assert.equal(status, 201, JSON.stringify(body));
      return body as { id: string; url: string; key: string; secret: string };
    };
    const list = async (): Promise<Row[]> => (await call(world, 'GET', '/v1/org/sources')).body['sources'];
    const sourceOf = async (id: string) => (await list()).find((source) => source['id'] === id)!;
    const sendCalendly = async (url: string, secret: string, id = 'INV-1') => {
      const uri = `https://api.calendly.com/scheduled_events/E/invitees/${id}`;
      const raw = JSON.stringify(calendlyEvent('invitee.created', { uri }));
      const response = await fetch(url, {
        method: 'POST',
        headers: signCalendly(secret, raw, world.clock.now()),
        body: raw,
      });
      return { status: response.status, body: (await response.json()) as Row };
    };

    it('is made with a name, shows address and secret once, and takes its product’s webhooks', async () => {
      const made = await create('calendly', '  Sales team ');
      assert.equal(made.url, `${world.backend.url}/v1/hooks/${made.key}`);
      assert.equal((await sendCalendly(made.url, made.secret)).status, 202);
      const shown = await sourceOf(made.id);
      assert.deepEqual([shown['name'], shown['kind'], shown['enabled']], ['Sales team', 'calendly', true]);
      assert.equal(shown['url'], `${world.backend.url}/v1/hooks/${made.key.slice(0, 9)}…`);
      assert.deepEqual([shown['messages24h'], shown['lastMessageAt']], [1, world.clock.now().toISOString()]);
      assert.equal(shown['lastChange'].change, 'created');
      const said = JSON.stringify(await list());
      assert.ok(!said.includes(made.key) && !said.includes(made.secret), 'neither is shown again');
    });

    it('shows the address that the operator set, whatever the request claims', async () => {
      const publicUrl = 'https://inlet.example.test';
      await world.begin({ more: { publicUrl } });
      const made = await create('oncehub', 'Sales');
      assert.equal(made.url, `${publicUrl}/v1/hooks/${made.key}`);
      assert.equal((await sourceOf(made.id))['url'], `${publicUrl}/v1/hooks/${made.key.slice(0, 9)}…`);
      const { url, key } = (await call(world, 'POST', `/v1/org/sources/${made.id}/rotate`, { what: 'key' })).body;
      assert.equal(url, `${publicUrl}/v1/hooks/${key}`);
    });

    it('counts the messages of 24 hours and keeps the last for longer', async () => {
      const made = await create('calendly', 'Sales');
      const begun = world.clock.now().toISOString();
      await sendCalendly(made.url, made.secret);
      await sendCalendly(made.url, made.secret);
      assert.equal((await sourceOf(made.id))['messages24h'], 1, 'a repeat is no further message');
      world.clock.advance(24 * hour);
      const shown = await sourceOf(made.id);
      assert.deepEqual([shown['messages24h'], shown['lastMessageAt']], [0, begun]);
    });

    it('refuses a name that another has, a blank one and an unknown product, at the field and in words', async () => {
      await create('calendly', 'Sales');
      for (const [body, pointer, words] of [
        [{ kind: 'oncehub', name: 'sALES' }, '/name', /"sALES"/],
        [{ kind: 'oncehub', name: ' ' }, '/name', /Enter a name/],
        [{ kind: 'oncehub' }, '/name', /Enter a name/],
        [{ kind: 'outlook', name: 'x' }, '/kind', /oncehub, calendly/],
        [{ kind: 'oncehub', name: 'a\0b' }, '/name', /cannot be stored/],
        [{ kind: 'oncehub', name: 'x'.repeat(81) }, '/name', /80 characters/],
      ] as const) {
        const answer = await call(world, 'POST', '/v1/org/sources', body);
        assert.equal(answer.status, 400);
        assert.deepEqual(
          answer.body['errors'].map((error: Row) => error['pointer']),
          [pointer],
        );
        assert.match(answer.body['errors'][0].detail, words);
      }
      const german = await call(
        world,
        'POST',
        '/v1/org/sources',
        { kind: 'api', name: '' },
        { 'accept-language': 'de' },
      );
      assert.match(german.body['errors'][0].detail, /Geben Sie einen Namen ein/);
      assert.equal((await list()).length, 5);
    });

    it('are at most 50', async () => {
      for (let n = (await list()).length; n < 50; n++) await create('api', `Source ${n}`);
      const { status, body } = await call(world, 'POST', '/v1/org/sources', { kind: 'api', name: 'One more' });
      assert.equal(status, 400);
      assert.match(body['detail'], /at most 50/);
    });

    it('switched off refuses messages in words and stores nothing; switched on it takes them again', async () => {
      const made = await create('calendly', 'Sales');
      const off = await call(world, 'PATCH', `/v1/org/sources/${made.id}`, { enabled: false });
      assert.deepEqual([off.status, off.body['enabled'], off.body['lastChange'].change], [200, false, 'disabled']);
      const refused = await sendCalendly(made.url, made.secret);
      assert.equal(refused.status, 403);
      assert.match(refused.body['detail'], /"Sales" is switched off.*nothing was stored/);
      assert.equal((await sendCalendly(made.url, 'another secret')).status, 401, 'who does not sign learns nothing');
      assert.equal((await sourceOf(made.id))['messages24h'], 0);
      assert.equal((await call(world, 'POST', `/v1/org/sources/${made.id}/test`, {})).status, 403);
      await call(world, 'PATCH', `/v1/org/sources/${made.id}`, { enabled: true, name: 'Sales 2' });
      assert.equal((await sendCalendly(made.url, made.secret)).status, 202);
      assert.equal((await sourceOf(made.id))['name'], 'Sales 2');
    });

    it('switched off refuses our own form too, with its key and with the org’s', async () => {
      const own = (await list()).find((source) => source['kind'] === 'api')!;
      await call(world, 'PATCH', `/v1/org/sources/${own['id']}`, { enabled: false });
      for (const key of [world.backend.org.sources.api.key, world.backend.org.apiKey]) {
        assert.equal((await world.backend.post(stranger(), key)).status, 403);
      }
    });

    it('keeps the old secret and the old key good for 24 hours after a rotation, and says until when', async () => {
      const made = await create('calendly', 'Sales');
      const rotated = await call(world, 'POST', `/v1/org/sources/${made.id}/rotate`, { what: 'secret' });
      const until = new Date(world.clock.now().getTime() + 24 * hour).toISOString();
      assert.deepEqual([rotated.status, rotated.body['until']], [200, until]);
      const moved = (await call(world, 'POST', `/v1/org/sources/${made.id}/rotate`, { what: 'key' })).body;
      assert.notEqual(moved['url'], made.url);
      const { rotation } = await sourceOf(made.id);
      assert.deepEqual(rotation, { until, secretUntil: until, keyUntil: until });
      const works = async () => {
        const statuses = [];
        for (const url of [made.url, moved['url']]) {
          for (const secret of [made.secret, rotated.body['secret']]) {
            statuses.push((await sendCalendly(url, secret)).status);
          }
        }
        return statuses;
      };
      assert.deepEqual(await works(), [202, 202, 202, 202]);
      world.clock.advance(24 * hour);
      assert.deepEqual(await works(), [401, 401, 401, 202], 'only the new address with the new secret');
      assert.equal((await sourceOf(made.id))['rotation'], null);
      assert.equal((await call(world, 'POST', `/v1/org/sources/${made.id}/rotate`, { what: 'all' })).status, 400);
    });

    it('are nobody else’s: another org cannot see, change, rotate or test them', async () => {
      const made = await create('calendly', 'Sales');
      const login = { loginUrl: world.sandbox.url, clientId: world.sandbox.org.clientId };
      const secret = world.sandbox.org.clientSecret;
      const other = await connectOrg(
        { name: 'Other', ...login, clientSecret: secret },
        defaultCreationRules,
        world.backend.app,
      );
      const foreign = { authorization: `Bearer ${other.apiKey}` };
      for (const [method, path, body] of [
        ['PATCH', '', { enabled: false }],
        ['POST', '/rotate', {}],
        ['POST', '/test', {}],
      ] as const) {
        assert.equal((await call(world, method, `/v1/org/sources/${made.id}${path}`, body, foreign)).status, 404);
      }
      const { body } = await call(world, 'GET', '/v1/org/sources', undefined, foreign);
      assert.ok(!body['sources'].some((source: Row) => source['id'] === made.id));
      assert.equal((await call(world, 'POST', '/v1/org/sources', { kind: 'api', name: 'Sales' }, foreign)).status, 201);
    });

    it('write down who changed what', async () => {
      const made = await create('calendly', 'Sales');
      await call(world, 'PATCH', `/v1/org/sources/${made.id}`, { name: 'Sales 2', enabled: false });
      await call(world, 'POST', `/v1/org/sources/${made.id}/rotate`, {});
      const { rows } =
        await sql<Row>`select change, by_name from source_changes where source_id = ${made.id} order by id`.execute(
          world.database.kysely,
        );
      assert.deepEqual(
        rows.map((row) => row['change']),
        ['created', 'renamed', 'disabled', 'secretRotated'],
      );
      assert.deepEqual([...new Set(rows.map((row) => row['by_name']))], ['first key']);
    });

    it('made by the version before have the name of their product', async () => {
      await sql`update sources set name = null, key_hint = null`.execute(world.database.kysely);
      const names = (await list()).map((source) => source['name']);
      assert.deepEqual(names.toSorted(), ['API', 'Cal.com', 'Calendly', 'OnceHub']);
      const taken = await call(world, 'POST', '/v1/org/sources', { kind: 'calendly', name: 'calendly' });
      assert.equal(taken.status, 400);
    });

    describe('a test booking', () => {
      const test = async (kind: string, body: Row = {}): Promise<string> => {
        const source = (await list()).find((one) => one['kind'] === kind)!;
        const answer = await call(world, 'POST', `/v1/org/sources/${source['id']}/test`, body);
        assert.equal(answer.status, 202, JSON.stringify(answer.body));
        return answer.body['bookingId'];
      };
      const remove = (id: string) => call(world, 'DELETE', `/v1/org/bookings/${id}/records`);

      for (const kind of ['oncehub', 'calendly', 'calcom', 'api']) {
        it(`of ${kind} comes in by its way, is delivered with its answers, and is taken away again`, async () => {
          const id = await test(kind, {
            ownerEmail: 'rep@acme.test',
            pageId: 'demo',
            pageName: 'Demo',
            answers: { Industry: 'Retail' },
          });
          const booking: Row = await world.until(id, isDelivered);
          assert.equal(booking['test'], true);
          assert.equal(booking['page'].id, 'demo');
          assert.match(booking['customer'].email, /^inlet-test-.*@acme\.test$/);
          assert.equal((await world.lead(booking['customer'].email, 'Industry'))['Industry'], 'Retail');
          const event = await world.event(id, 'Subject, Owner.Email');
          assert.match(event['Subject'], kind === 'calendly' ? /Demo/ : /^Inlet test booking$/);
          assert.equal(event['Owner'].Email, 'rep@acme.test');
          const listed = (await call(world, 'GET', '/v1/org/bookings')).body['bookings'] as Row[];
          assert.deepEqual(
            listed.map((one) => [one['id'] === id, one['test']]),
            [
              [true, true],
              [false, false],
            ],
          );
          for (const [only, expected] of [
            ['true', [true]],
            ['false', [false]],
          ] as const) {
            const { bookings, total } = (await call(world, 'GET', `/v1/org/bookings?test=${only}`)).body;
            assert.deepEqual([bookings.map((one: Row) => one['test']), total], [expected, 1]);
          }

          const { status, body } = await remove(id);
          assert.equal(status, 200, JSON.stringify(body));
          assert.deepEqual(
            body['removed'].map((one: Row) => one['object']),
            ['Event', 'Lead'],
          );
          assert.deepEqual(body['kept'], []);
          assert.equal(
            (await world.query(`SELECT Id FROM Lead WHERE Email = '${booking['customer'].email}'`)).length,
            0,
          );
          assert.equal((await world.query(`SELECT Id FROM Event WHERE Inlet_Booking_Id__c = '${id}'`)).length, 0);
          const after: Row = await world.backend.get(id);
          assert.deepEqual([after['state'], after['records']], ['dismissed', []]);
          assert.equal((await remove(id)).status, 409, 'there is nothing more');
        });
      }

      it('of somebody whom Salesforce knows leaves that record alone', async () => {
        const lead = await world.create('Lead', { LastName: 'Known', Company: 'Acme', Email: 'known@acme.test' });
        const id = await test('api', { customerEmail: 'known@acme.test' });
        await world.until(id, isDelivered);
        const standIn = (object: string) => ({ object, field: 'City', label: 'City', value: 'Unspecified' });
        await world.database.kysely
          .updateTable('bookings')
          .set({ fallbacks: JSON.stringify(['Lead', 'Event'].map(standIn)) })
          .where('id', '=', id)
          .execute();
        const { body } = await remove(id);
        assert.deepEqual(
          body['removed'].map((one: Row) => one['object']),
          ['Event'],
        );
        const left = ((await world.backend.get(id)) as Row)['fallbacks'] as Row[];
        assert.deepEqual(
          left.map(({ object }) => object),
          ['Lead'],
          'a stand-in goes with its record',
        );
        assert.deepEqual(body['kept'], [{ object: 'Lead', id: lead }]);
        assert.equal((await world.query(`SELECT Id FROM Lead WHERE Id = '${lead}'`)).length, 1);
      });

      it('leaves the Lead that it made when a real booking has it too', async () => {
        const id = await test('api', { customerEmail: 'both@acme.test' });
        await world.until(id, isDelivered);
        await world.deliver(stranger({ customer: { email: 'both@acme.test', name: 'Bo Both' } }));
        const { body } = await remove(id);
        assert.deepEqual(
          body['kept'].map((one: Row) => one['object']),
          ['Lead'],
        );
        await world.lead('both@acme.test');
      });

      it('takes a Case away too', async () => {
        const { orgId } = world.backend.org;
        const { version, settings } = (await world.backend.app.settings.current(orgId))!;
        const rules = { ...settings.rules, pages: { support: { case: true } } };
        const by = { id: 'test', name: 'Test' };
        const more = { basedOn: version, note: null, by, now: world.clock.now() };
        await world.backend.app.settings.save(orgId, { settings: { ...settings, rules }, ...more });
        const id = await test('api', { pageId: 'support' });
        await world.until(id, isDelivered);
        const { body } = await remove(id);
        assert.deepEqual(body['removed'].map((one: Row) => one['object']).toSorted(), ['Case', 'Event']);
      });

      it('whose records somebody deleted by hand counts them as gone', async () => {
        const id = await test('api');
        const { records } = await world.until(id, isDelivered);
        for (const { object, id: record } of records.toReversed()) await world.delete(object, record);
        assert.equal((await remove(id)).status, 200);
      });

      it('is sent again when it is reopened', async () => {
        const id = await test('api');
        await world.until(id, isDelivered);
        await remove(id);
        assert.equal((await call(world, 'POST', `/v1/org/bookings/${id}/reopen`)).status, 200);
        await world.until(id, isDelivered);
        await world.event(id);
      });

      it('of a real customer cannot be made one: their records are never removed', async () => {
        const real = await world.deliver(stranger({ id: 'inlet-test-x', subject: 'Inlet test booking' }));
        const { status, body } = await remove(real.id);
        assert.equal(status, 409);
        assert.match(body['detail'], /real booking/);
        await world.event(real.id);
      });

      it('that Salesforce refuses is held as any other, and has no records to remove', async () => {
        const rule = { object: 'Lead', name: 'Never', formula: 'true', message: 'Never.' };
        await world.sandbox.console('validation-rules', rule);
        const id = await test('api');
        await world.until(id, isHeld);
        const { status, body } = await remove(id);
        assert.deepEqual([status, /no records/.test(body['detail'])], [409, true]);
      });

      it('keeps its records, and says why, while Salesforce does not let them go', async () => {
        const id = await test('api');
        await world.until(id, isDelivered);
        await world.sandbox.console('limits', { used: 100_000 });
        const refused = await remove(id);
        assert.equal(refused.status, 503);
        assert.match(refused.body['detail'], /24 hours|API requests/i);
        await world.sandbox.console('limits', { used: 0 });
        assert.equal((await remove(id)).status, 200, 'and another try takes them away');
      });

      it('with a wrong address is refused at the field', async () => {
        const source = (await list())[0]!;
        const { status, body } = await call(world, 'POST', `/v1/org/sources/${source['id']}/test`, {
          customerEmail: 'no address',
          answers: { Question: 7 },
        });
        assert.equal(status, 400);
        assert.deepEqual(
          body['errors'].map((error: Row) => error['pointer']),
          ['/customerEmail', '/answers/Question'],
        );
      });
    });
  });
}

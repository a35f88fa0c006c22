import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { defaultCreationRules } from '../../src/bookings/creation-rules.ts';
import { signCalcom, signCalendly, signOncehub, signStandard } from '../support/sign.ts';
import { connectOrg, type ConnectedOrg } from '../../src/setup/connect-org.ts';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';
import { calcomEvent, calendlyEvent, oncehubEvent } from './payloads.ts';

interface Reply {
  status: number;
  type: string | undefined;
  headers: Headers;
  body: Row;
}

for (const engine of await engines()) {
  describe(`what the way in answers on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => (world = await BookingWorld.open(engine)));
    after(() => world?.close());
    beforeEach(() => world.begin());

    const request = async (
      method: string,
      path: string,
      headers: Record<string, string> = {},
      body?: string | Buffer<ArrayBuffer>,
    ): Promise<Reply> => {
      const response = await fetch(`${world.backend.url}${path}`, { method, headers, ...(body && { body }) });
      const text = await response.text();
      return {
        status: response.status,
        type: response.headers.get('content-type')?.split(';')[0],
        headers: response.headers,
        body: (text ? JSON.parse(text) : {}) as Row,
      };
    };
    const bearer = (key = world.backend.org.apiKey) => ({ authorization: `Bearer ${key}` });
    const post = (body: unknown, key?: string) =>
      request('POST', '/v1/bookings', bearer(key), typeof body === 'string' ? body : JSON.stringify(body));
    /** A refusal that names exactly these fields. */
    const assertRefused = (reply: Reply, pointers: string[]) => {
      assert.equal(reply.status, 400, JSON.stringify(reply.body));
      assert.equal(reply.type, 'application/problem+json');
      assert.equal(reply.body['status'], 400);
      assert.deepEqual(reply.body['errors'].map(({ pointer }: Row) => pointer).toSorted(), pointers.toSorted());
      for (const { detail } of reply.body['errors']) assert.ok(detail.length > 5, detail);
    };
    const nothingNew = async () => assert.deepEqual(await world.backend.counts(), { delivered: 1 });

    it('one booking: 202 with id and state; an array: 202 with results in its order', async () => {
      const single = await post(stranger());
      assert.equal(single.status, 202);
      assert.deepEqual(Object.keys(single.body), ['id', 'state']);
      assert.equal(single.body['state'], 'waiting');
      const bookings = [stranger(), stranger(), stranger()];
      const several = await post(bookings);
      assert.equal(several.status, 202);
      assert.deepEqual(Object.keys(several.body), ['results']);
      const ids = several.body['results'].map(({ id }: Row) => id) as string[];
      assert.equal(new Set(ids).size, 3);
      for (const [n, id] of ids.entries()) {
        const { customer } = (await world.until(id, isDelivered)) as unknown as Row;
        assert.equal(customer.email, bookings[n]!['customer'].email);
      }
      assert.equal((await post([stranger()])).body['results'].length, 1, 'an array of one is an array');
    });

    it('the same message again answers the same id and the current state, and stores nothing', async () => {
      const booking = stranger();
      const { id } = await world.deliver(booking);
      const again = await post(booking);
      assert.deepEqual([again.status, again.body], [202, { id, state: 'delivered' }]);
      const reordered = Object.fromEntries(Object.entries(booking).toReversed());
      const array = await post([reordered, booking, stranger()]);
      assert.deepEqual(array.body['results'].slice(0, 2), [again.body, again.body]);
      const shown = await world.backend.get(id);
      assert.deepEqual([shown.messages.length, shown.revision], [1, 1]);

      await world.sandbox.console('validation-rules', { object: 'Lead', name: 'No', formula: 'true', message: 'No.' });
      const held = stranger();
      const heldId = await world.post(held);
      await world.until(heldId, isHeld);
      assert.deepEqual((await post(held)).body, { id: heldId, state: 'held' });
    });

    it('two changes of one booking in one array are one booking, and its latest state counts', async () => {
      const first = stranger();
      const canceled = { ...first, status: 'canceled', updatedAt: '2026-11-21T09:00:00Z' };
      const { body } = await post([canceled, first]);
      const [{ id }, { id: same }] = body['results'];
      assert.equal(id, same);
      assert.equal((await world.until(id, isDelivered)).status, 'canceled');
      assert.equal((await world.event(id, 'ShowAs'))['ShowAs'], 'Free');
    });

    describe('a bad request', () => {
      it('one bad item refuses the whole array, with its place, and nothing is stored', async () => {
        const bad = [
          stranger(),
          { ...stranger(), start: 'soon', page: { name: 'no id' } },
          stranger(),
          { ...stranger(), customer: { email: 'nobody', name: 'x' } },
        ];
        assertRefused(await post(bad), ['/1/start', '/1/page/id', '/3/customer/email']);
        await nothingNew();
        const corrected = bad.map((booking, n) => (n % 2 === 0 ? booking : stranger()));
        assert.equal((await post(corrected)).status, 202);
      });

      it('each required field that is missing is named', async () => {
        assertRefused(await post({}), ['/id', '/status', '/updatedAt', '/start', '/end', '/customer']);
        assertRefused(await post(stranger({ customer: { name: 'Nobody' } })), ['/customer']);
        await nothingNew();
      });

      it('each field that is wrong is named', async () => {
        const wrong: [Row, string[]][] = [
          [{ end: '2026-12-01T15:00:00Z' }, ['/end']],
          [{ start: '2026-12-01T15:00:00', status: 'maybe' }, ['/start', '/status']],
          [{ timeZone: 'Mars/Olympus', meetingUrl: 'javascript:alert(1)' }, ['/timeZone', '/meetingUrl']],
          [{ owner: { email: 'x y@z' }, answers: { Q: { a: 1 } } }, ['/owner/email', '/answers/Q']],
          [{ id: 'a\u0000b' }, ['/id']],
          [{ id: 'x'.repeat(256), customer: [] }, ['/id', '/customer']],
          [{ customer: { email: 'a@b.test', salesforceId: '001000000000001' } }, ['/customer/salesforceId']],
        ];
        for (const [fields, pointers] of wrong) assertRefused(await post(stranger(fields)), pointers);
        await nothingNew();
      });

      it('a body that is no JSON, empty, not UTF-8, or no booking at all is refused as a whole', async () => {
        for (const body of ['{', '', '[]', '"x"', 'null', '1', Buffer.from([0x7b, 0xff, 0x7d])]) {
          const reply = await request('POST', '/v1/bookings', bearer(), body);
          assertRefused(reply, ['']);
        }
        assertRefused(await post(Array.from({ length: 501 }, () => stranger())), ['']);
        await nothingNew();
      });

      it('a body over 1 MB is answered 413, compressed or not claimed as such', async () => {
        const big = JSON.stringify(stranger({ notes: 'x'.repeat(1_100_000) }));
        for (const headers of [{}, { 'content-type': 'text/plain' }]) {
          const reply = await request('POST', '/v1/bookings', { ...bearer(), ...headers }, big);
          assert.deepEqual([reply.status, reply.type], [413, 'application/problem+json']);
        }
        const bomb = new Blob([Buffer.alloc(3_000_000, ' ')]).stream().pipeThrough(new CompressionStream('gzip'));
        const gzip = Buffer.from(await new Response(bomb).arrayBuffer());
        assert.ok(gzip.length < 100_000);
        const reply = await request('POST', '/v1/bookings', { ...bearer(), 'content-encoding': 'gzip' }, gzip);
        assert.equal(reply.status, 413);
        await nothingNew();
      });

      it('without a key, with an unknown one, or with a webhook’s key: 401 before anything is read', async () => {
        const { oncehub } = world.backend.org.sources;
        for (const headers of [{}, bearer('inlet_x'), bearer(oncehub.key), { authorization: 'Basic eDp5' }]) {
          const reply = await request('POST', '/v1/bookings', headers as Record<string, string>, '{');
          assert.deepEqual([reply.status, reply.type], [401, 'application/problem+json']);
          assert.equal(reply.headers.get('www-authenticate'), 'Bearer');
        }
        await nothingNew();
      });
    });

    describe('Standard Webhooks', () => {
      const send = (body: string, headers: Record<string, string>) =>
        request('POST', '/v1/bookings', { 'inlet-source': world.backend.org.sources.api.id, ...headers }, body);
      const sign = (body: string, at = world.clock.now()) =>
        signStandard(world.backend.org.sources.api.secret, body, at);

      it('a signed booking needs no key; by the address of the source no header either', async () => {
        const body = JSON.stringify(stranger());
        const reply = await send(body, sign(body));
        assert.equal(reply.status, 202);
        await world.until(reply.body['id'], isDelivered);
        const other = JSON.stringify([stranger()]);
        const hook = await request('POST', `/v1/hooks/${world.backend.org.sources.api.key}`, sign(other), other);
        assert.equal(hook.status, 202);
        assert.equal(hook.body['results'].length, 1);
      });

      it('another body, another source, an old time or no signature: 401', async () => {
        const body = JSON.stringify(stranger());
        const [late, early] = [-301, 301].map((seconds) => new Date(world.clock.now().getTime() + seconds * 1000));
        for (const reply of [
          await send(`${body} `, sign(body)),
          await send(body, { ...sign(body), 'inlet-source': world.backend.org.sources.oncehub.id }),
          await send(body, { ...sign(body), 'inlet-source': 'src_unknown' }),
          await send(body, { ...sign(body), 'webhook-id': 'another' }),
          await send(body, sign(body, late)),
          await send(body, sign(body, early)),
          await send(body, {}),
        ])
          assert.equal(reply.status, 401);
        await nothingNew();
        assert.equal((await send(body, sign(body, new Date(world.clock.now().getTime() - 290_000)))).status, 202);
      });
    });

    it('while a secret is rotated both are valid for a day, then the new one alone', async () => {
      const { orgId, sources } = world.backend.org;
      const senders = {
        api: [signStandard, () => stranger()],
        oncehub: [signOncehub, () => oncehubEvent()],
        calendly: [signCalendly, () => calendlyEvent()],
        calcom: [signCalcom, () => calcomEvent()],
      } as const;
      for (const [kind, [sign, payload]] of Object.entries(senders)) {
        const { id, key, secret: old } = sources[kind as keyof typeof sources];
        const fresh = await world.backend.app.sources.rotateSecret(orgId, id);
        assert.ok(fresh && fresh !== old);
        const send = async (secret: string) => {
          const body = JSON.stringify(payload());
          return (await request('POST', `/v1/hooks/${key}`, sign(secret, Buffer.from(body), world.clock.now()), body))
            .status;
        };
        assert.deepEqual([await send(old), await send(fresh)], [202, 202], kind);
        world.clock.advance(24 * 3_600_000);
        assert.deepEqual([await send(old), await send(fresh)], [401, 202], kind);
      }
    });

    describe('two orgs in one backend', () => {
      let other: ConnectedOrg;
      beforeEach(async () => {
        const login = {
          loginUrl: world.sandbox.url,
          clientId: world.sandbox.org.clientId,
          clientSecret: world.sandbox.org.clientSecret,
        };
        other = await connectOrg({ name: 'Other', ...login }, defaultCreationRules, world.backend.app);
      });

      it('the key of one neither sees nor retries the bookings of the other', async () => {
        await world.sandbox.console('validation-rules', {
          object: 'Lead',
          name: 'No',
          formula: 'true',
          message: 'No.',
        });
        const id = await world.post(stranger());
        await world.until(id, isHeld);
        const theirs = await post(stranger(), other.apiKey);
        for (const [method, path] of [
          ['GET', `/v1/org/bookings/${id}`],
          ['POST', `/v1/org/bookings/${id}/retry`],
        ] as const) {
          const reply = await request(method, path, bearer(other.apiKey));
          assert.deepEqual([reply.status, reply.type], [404, 'application/problem+json']);
          assert.ok(!JSON.stringify(reply.body).includes('Family'));
        }
        const list = await request('GET', '/v1/org/bookings?limit=200', bearer(other.apiKey));
        assert.deepEqual(
          list.body['bookings'].map((booking: Row) => booking['id']),
          [theirs.body['id']],
        );
        assert.equal(
          Object.values(list.body['counts'] as Record<string, number>).reduce((a, b) => a + b),
          1,
        );
        assert.equal((await world.backend.get(id)).attempts.length, 1, 'nobody retried it');
      });

      it('the same ids, and the same message, are two bookings', async () => {
        const booking = stranger();
        const ours = await post(booking);
        const theirs = await post(booking, other.apiKey);
        assert.notEqual(ours.body['id'], theirs.body['id']);
        const canceled = { ...booking, status: 'canceled', updatedAt: '2026-11-21T09:00:00Z' };
        await post(canceled, other.apiKey);
        assert.equal((await world.until(ours.body['id'], isDelivered)).status, 'scheduled');
      });

      it('the API needs a key, and a webhook’s or source’s key opens nothing', async () => {
        const keys = [undefined, 'inlet_wrong', ...Object.values(world.backend.org.sources).map(({ key }) => key)];
        for (const key of keys) {
          const reply = await request('GET', '/v1/org/bookings', key === undefined ? {} : bearer(key));
          assert.equal(reply.status, 401);
        }
      });
    });

    it('the list can be filtered and paged, and refuses what it does not understand', async () => {
      await world.postAll(Array.from({ length: 5 }, () => stranger()));
      await world.settled();
      const get = (query: string) => request('GET', `/v1/org/bookings?${query}`, bearer());
      const seen: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const page: Reply = await get(`state=delivered&limit=2${next && `&cursor=${next}`}`);
        assert.equal(page.status, 200);
        seen.push(...page.body['bookings'].map(({ id }: Row) => id));
        next = page.body['next'];
      }
      assert.equal(new Set(seen).size, 6);
      assert.equal(seen.length, 6);
      for (const query of [
        'state=odd',
        'limit=0',
        'limit=201',
        'limit=x',
        'before=x',
        'cursor=x',
        'cursor=9999999999999999999',
      ])
        assert.equal((await get(query)).status, 400, query);
      assert.equal((await request('GET', '/v1/org/bookings/bk_none', bearer())).status, 404);
      assert.equal((await request('GET', '/nothing')).status, 404);
    });

    it('a delivered booking has nothing to retry: 409 that says so', async () => {
      const { id } = await world.deliver(stranger());
      const reply = await request('POST', `/v1/org/bookings/${id}/retry`, bearer());
      assert.equal(reply.status, 409);
      assert.match(reply.body['detail'], /is in Salesforce/);
    });

    it('the health checks answer without a key', async () => {
      assert.equal((await request('GET', '/healthz')).status, 200);
      assert.equal((await request('GET', '/readyz')).status, 200);
    });
  });
}

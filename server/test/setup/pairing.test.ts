import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { defaultCreationRules } from '../../src/bookings/creation-rules.ts';
import { connectOrg } from '../../src/setup/connect-org.ts';
import { BookingWorld, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';

const otherOrg = '00D000000000009EAA';

for (const engine of await engines()) {
  describe(`pairing the package on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => (world = await BookingWorld.open(engine)));
    after(() => world?.close());
    beforeEach(() => world.begin());

    const send = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
      const response = await fetch(`${world.backend.url}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: (text ? JSON.parse(text) : {}) as Row };
    };
    const salesforceOrg = () => world.backend.org.salesforceOrgId;
    const newCode = async () => (await world.backend.app.pairing.issue(world.backend.org.orgId))!.code;
    const exchange = (code: string, organizationId = salesforceOrg()) =>
      send('POST', '/v1/pairing', {}, { code, organizationId });
    const asPanel = (key: string, organizationId = salesforceOrg()) => ({
      authorization: `Bearer ${key}`,
      'inlet-org-id': organizationId,
      'inlet-user-id': '005000000000001AAA',
      'inlet-user-name': 'J%C3%BCrgen+Gro%C3%9F',
    });

    it('turns the code that connecting gave into a key, once, however it is typed', async () => {
      const typed = world.backend.org.pairing.code.toLowerCase().replaceAll('-', ' ');
      const { status, body } = await exchange(typed);
      assert.equal(status, 201);
      assert.equal(body['org'].name, 'Test');
      const org = await send('GET', '/v1/org', asPanel(body['key']));
      assert.deepEqual([org.status, org.body['salesforceOrgId']], [200, salesforceOrg()]);
      assert.deepEqual(org.body['delivery'], { state: 'running' });
      assert.equal(org.body['pairedAt'], world.clock.now().toISOString());
      const replayed = await exchange(typed);
      assert.deepEqual([replayed.status, replayed.body['errors'][0].pointer], [400, '/code']);
    });

    it('refuses a code after 15 minutes, and one that a newer code replaced', async () => {
      const first = await newCode();
      const second = await newCode();
      assert.equal((await exchange(first)).status, 400);
      world.clock.advance(15 * 60_000);
      assert.equal((await exchange(second)).status, 400);
    });

    it('refuses a code in another Salesforce org, and lets the right one still use it', async () => {
      const code = await newCode();
      const { status, body } = await exchange(code, otherOrg);
      assert.equal(status, 409);
      assert.match(body['detail'], /connected with another Salesforce org/);
      assert.equal((await exchange(code)).status, 201);
    });

    it('stops whoever guesses', async () => {
      const statuses = new Set<number>();
      for (let guess = 0; guess < 40; guess++) statuses.add((await exchange(`0000-0000-00${guess}`)).status);
      assert.deepEqual([...statuses], [400, 429]);
      const code = await newCode();
      assert.equal((await exchange(code)).status, 429);
      world.clock.advance(61_000);
      assert.equal((await exchange(code)).status, 201, 'and goes on a minute later');
    });

    it('opens nothing in a copy of the org, nor without naming the org', async () => {
      const { key } = (await exchange(await newCode())).body;
      const copy = await send('GET', '/v1/org/bookings', asPanel(key, otherOrg));
      assert.equal(copy.status, 403);
      assert.match(copy.body['detail'], /another Salesforce org/);
      assert.equal((await send('GET', '/v1/org', { authorization: `Bearer ${key}` })).status, 403);
      assert.equal((await send('GET', '/v1/org', asPanel(key, salesforceOrg().slice(0, 15)))).status, 200);
      const machine = { authorization: `Bearer ${world.backend.org.apiKey}`, 'inlet-org-id': otherOrg };
      assert.equal((await send('GET', '/v1/org', machine)).status, 403, 'a wrong org is refused with any key');
      const books = { authorization: `Bearer ${key}` };
      assert.equal((await send('POST', '/v1/bookings', books, stranger())).status, 401, 'it sends no bookings');
    });

    it('opens nothing of another org of the same backend', async () => {
      const login = { loginUrl: world.sandbox.url, clientId: world.sandbox.org.clientId };
      const other = await connectOrg(
        { name: 'Other', ...login, clientSecret: world.sandbox.org.clientSecret },
        defaultCreationRules,
        world.backend.app,
      );
      const id = await world.post(stranger());
      const { key } = (await exchange(other.pairing.code)).body;
      assert.equal((await send('GET', `/v1/org/bookings/${id}`, asPanel(key))).status, 404);
      assert.equal((await send('POST', `/v1/org/bookings/${id}/dismiss`, asPanel(key), { reason: 'x' })).status, 404);
    });

    it('writes down which user did what', async () => {
      const { key } = (await exchange(await newCode())).body;
      await world.sandbox.console('validation-rules', {
        object: 'Lead',
        name: 'Never',
        formula: 'true',
        message: 'Never.',
      });
      const id = await world.post(stranger());
      await world.until(id, isHeld);
      await send('POST', `/v1/org/bookings/${id}/dismiss`, asPanel(key), { reason: 'Spam' });
      const { dismissal } = (await send('GET', `/v1/org/bookings/${id}`, asPanel(key))).body;
      assert.deepEqual(dismissal.by, { id: '005000000000001AAA', name: 'Jürgen Groß' });
    });

    it('ends when it is taken back, and when the org is paired again', async () => {
      const first = (await exchange(await newCode())).body['key'];
      const second = (await exchange(await newCode())).body['key'];
      assert.equal((await send('GET', '/v1/org', asPanel(first))).status, 401);
      assert.equal((await send('DELETE', '/v1/org/pairing', asPanel(second))).status, 204);
      assert.equal((await send('GET', '/v1/org', asPanel(second))).status, 401);
      const machine = { authorization: `Bearer ${world.backend.org.apiKey}` };
      assert.equal((await send('GET', '/v1/org', machine)).status, 200, 'the keys of programs stay');
    });
  });
}

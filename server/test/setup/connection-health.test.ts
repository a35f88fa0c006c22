import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import type { AlertConfig } from '../../src/platform/config.ts';
import { apiUser, connectByWeb } from '../support/authorize.ts';
import { BookingWorld, isDelivered, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';

const path = '/v1/org/connection';
const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const minute = 60_000;

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A break of api-facts 1.8, how it is repaired, and what the connection says of it. */
interface Break {
  what: string;
  path: string;
  change: object;
  repair: object;
  kind: string;
  fix: RegExp;
  /** Repaired only by a new login. */
  needsLogin?: true;
  /** What it does to a session that runs is nothing: it shows when the session is over. */
  endsSession?: true;
}

const breaks: Break[] = [
  {
    ...{ what: 'the user is deactivated', path: `users/${apiUser}` },
    ...{ change: { isActive: false }, repair: { isActive: true } },
    ...{ kind: 'inactiveUser', fix: /Activate and unfreeze/ },
  },
  {
    ...{ what: 'the user is frozen', path: `users/${apiUser}` },
    ...{ change: { isFrozen: true }, repair: { isFrozen: false } },
    ...{ kind: 'inactiveUser', fix: /unfreeze the user/ },
  },
  {
    ...{ what: '"API Enabled" is taken away', path: `users/${apiUser}` },
    ...{ change: { isApiEnabled: false }, repair: { isApiEnabled: true } },
    ...{ kind: 'apiDisabled', fix: /"API Enabled"/ },
  },
  {
    ...{ what: 'a high-assurance session is required', path: `users/${apiUser}` },
    ...{ change: { isHighAssuranceRequired: true }, repair: { isHighAssuranceRequired: false } },
    ...{ kind: 'sessionRefused', fix: /high-assurance/ },
  },
  {
    ...{ what: 'the login IP is restricted', path: `users/${apiUser}` },
    ...{ change: { isLoginIpRestricted: true }, repair: { isLoginIpRestricted: false } },
    ...{ kind: 'ipRestricted', fix: /admit the IP address/, endsSession: true as const },
  },
  {
    ...{ what: 'the app is blocked', path: 'apps/Inlet' },
    ...{ change: { isBlocked: true }, repair: { isBlocked: false } },
    ...{ kind: 'appBlocked', fix: /unblock the app/ },
  },
  {
    ...{ what: 'the app, or its package, is uninstalled', path: 'apps/Inlet' },
    ...{ change: { isInstalled: false }, repair: { isInstalled: true } },
    ...{ kind: 'tokenEnded', fix: /Log in again/, needsLogin: true as const },
  },
  {
    ...{ what: 'an admin has to approve users now', path: 'apps/Inlet' },
    change: { permittedUsersPolicyType: 'AdminApprovedPreAuthorized' },
    repair: { permittedUsersPolicyType: 'AllSelfAuthorized' },
    ...{ kind: 'userNotApproved', fix: /pre-authorized/, endsSession: true as const },
  },
  {
    ...{ what: 'the password is reset, and tokens with it', path: `users/${apiUser}/password` },
    ...{ change: { revokesRefreshTokens: true, password: 'another one' }, repair: { password: 'yet another' } },
    ...{ kind: 'tokenEnded', fix: /Log in again/, needsLogin: true as const },
  },
  {
    ...{ what: 'the org is locked', path: 'security' },
    ...{ change: { isOrganizationLocked: true }, repair: { isOrganizationLocked: false } },
    ...{ kind: 'inactiveOrg', fix: /Ask Salesforce/ },
  },
  {
    ...{ what: 'API Access Control shuts the app out', path: 'security' },
    ...{ change: { isApiAccessControlled: true }, repair: { isApiAccessControlled: false } },
    ...{ kind: 'sessionRefused', fix: /API Access Control/ },
  },
  {
    ...{ what: 'the API version is retired', path: 'security' },
    ...{ change: { oldestApiVersion: '67.0' }, repair: { oldestApiVersion: null } },
    ...{ kind: 'versionRetired', fix: /update the Inlet backend/ },
  },
];

for (const engine of await engines()) {
  describe(`the state of a connection on ${engine.name}`, () => {
    let world: BookingWorld;
    const posted: Received[] = [];
    let answer = 204;
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        posted.push({ headers: request.headers, body });
        response.writeHead(answer).end();
      });
    });
    const mails: string[] = [];
    const smtp = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      authOptional: true,
      onData(stream, _session, done) {
        let mail = '';
        stream.on('data', (chunk) => (mail += String(chunk)));
        stream.on('end', () => (mails.push(mail), done()));
      },
    });
    let alerts: AlertConfig;

    before(async () => {
      await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
      await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
      const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
      alerts = {
        webhook: { url: `http://127.0.0.1:${port(receiver)}/alerts`, secret },
        email: {
          ...{ smtpUrl: `smtp://127.0.0.1:${port(smtp.server)}`, from: 'inlet@example.test', to: 'ops@example.test' },
        },
        language: 'en',
      };
      world = await BookingWorld.open(engine);
    });
    after(async () => {
      await world?.close();
      receiver.close();
      smtp.close(() => {});
    });
    beforeEach(async () => {
      await world.begin({ more: { alerts } });
      await fetch(`${world.sandbox.url}/sandbox/apps/Inlet/grants`, { method: 'DELETE' });
      await fetch(`${world.sandbox.url}/sandbox/users/${apiUser}/password`, { method: 'DELETE' });
      posted.length = 0;
      mails.length = 0;
      answer = 204;
    });

    const ask = (method: string, more = '') => world.backend.ask(method, `${path}${more}`);
    const connection = async () => (await ask('GET')).body as Row;
    const told = () => posted.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    const sweep = async () => {
      await world.backend.app.keeper.sweep();
      await world.backend.app.alertKeeper.sweep();
    };

    for (const one of breaks) {
      it(`${one.what}: says so, what to do, tells it once, and goes on when it is repaired`, async () => {
        await connectByWeb(world.backend, world.sandbox);
        await world.deliver(stranger());
        await world.sandbox.console(one.path, one.change);
        if (one.endsSession) await world.sandbox.console('sessions/expire', {});
        const id = await world.post(stranger());
        await world.backend.app.deliverer.idle();
        const { state, cause } = await connection();
        assert.deepEqual([state, cause?.kind], ['broken', one.kind]);
        assert.ok(cause.sentence.length > 20);
        assert.match(cause.fix, one.fix);
        const { diagnosis } = await world.backend.get(id);
        assert.deepEqual([diagnosis?.cause, diagnosis?.fix], ['connection', cause.fix], 'the booking says the same');

        await sweep();
        world.clock.advance(16 * minute);
        await world.backend.app.deliverer.sweep();
        await world.backend.app.deliverer.idle();
        await ask('POST', '/check');
        await sweep();
        assert.deepEqual(told(), ['alert.raised'], 'once');
        assert.equal(mails.length, 1);

        await world.sandbox.console(one.path, one.repair);
        if (one.needsLogin) {
          assert.equal((await ask('POST', '/reconnect')).body.state, 'broken', 'only a new login helps');
          await fetch(`${world.sandbox.url}/sandbox/users/${apiUser}/password`, { method: 'DELETE' });
          await connectByWeb(world.backend, world.sandbox);
        } else {
          const reconnected = await ask('POST', '/reconnect');
          assert.deepEqual(
            [reconnected.status, reconnected.body.state],
            [200, 'connected'],
            JSON.stringify(reconnected),
          );
        }
        await world.until(id, isDelivered);
        await sweep();
        assert.deepEqual(told(), ['alert.raised', 'alert.resolved']);
        assert.equal(mails.length, 2);
      });
    }

    it('a message is signed, says what to do, and is told by mail in words', async () => {
      await world.sandbox.console(`users/${apiUser}`, { isApiEnabled: false });
      await ask('POST', '/check');
      await sweep();
      const { headers, body } = posted[0]!;
      const verified = new Webhook(secret).verify(body, headers as Record<string, string>) as Row;
      assert.equal(verified['type'], 'alert.raised');
      assert.equal(verified['data'].org.name, 'Test');
      assert.equal(verified['data'].alert.kind, 'apiDisabled');
      assert.match(mails[0]!, /Subject: =\?UTF-8\?Q\?Inlet_cannot_reach_Salesforce/);
      assert.match(mails[0]!.replaceAll('=\r\n', ''), /API Enabled/);
      for (const text of [body, mails[0]!]) assert.ok(!text.includes(world.sandbox.org.clientSecret));
      await world.sandbox.console(`users/${apiUser}`, { isApiEnabled: true });
    });

    it('a receiver that is away is told later, under the same id', async () => {
      answer = 503;
      await world.sandbox.console(`users/${apiUser}`, { isApiEnabled: false });
      await ask('POST', '/check');
      await sweep();
      await sweep();
      assert.equal(posted.length, 1, 'not at once again');
      answer = 204;
      world.clock.advance(2 * minute);
      await sweep();
      world.clock.advance(2 * minute);
      await sweep();
      assert.deepEqual(told(), ['alert.raised', 'alert.raised']);
      assert.equal(posted[0]!.headers['webhook-id'], posted[1]!.headers['webhook-id']);
      assert.equal(mails.length, 1, 'and the mail is not sent again for it');
      await world.sandbox.console(`users/${apiUser}`, { isApiEnabled: true });
    });

    it('a cause that changes is told anew', async () => {
      await world.sandbox.console(`users/${apiUser}`, { isApiEnabled: false });
      await ask('POST', '/check');
      await world.sandbox.console('security', { isOrganizationLocked: true });
      await ask('POST', '/check');
      await sweep();
      assert.deepEqual(
        posted.map(({ body }) => (JSON.parse(body) as Row)['data'].alert.kind),
        ['apiDisabled', 'inactiveOrg'],
      );
      await world.sandbox.console('security', { isOrganizationLocked: false });
      await world.sandbox.console(`users/${apiUser}`, { isApiEnabled: true });
    });

    it('is checked once a day by itself, for one API call, and every hour while it is broken', async () => {
      await sweep();
      const quiet = await world.callsOf(async () => {
        world.clock.advance(12 * 60 * minute);
        await sweep();
      });
      assert.equal(quiet.total, 0);
      const daily = await world.callsOf(async () => {
        world.clock.advance(13 * 60 * minute);
        await sweep();
        await sweep();
      });
      assert.equal(daily.total, 1);
      assert.equal((await connection())['checkedAt'], world.clock.now().toISOString());

      await world.sandbox.console('security', { isOrganizationLocked: true });
      world.clock.advance(24 * 60 * minute);
      await sweep();
      assert.equal((await connection())['state'], 'broken', 'without any booking');
      await world.sandbox.console('security', { isOrganizationLocked: false });
      world.clock.advance(61 * minute);
      await sweep();
      assert.deepEqual([(await connection())['state'], told()], ['connected', ['alert.raised', 'alert.resolved']]);
    });

    it('a check that Salesforce cannot answer says so, and is made again; the connection is not called broken', async () => {
      await world.sandbox.console('faults', { kind: 'serverError', status: 503, count: 10 });
      const { status, body } = await ask('POST', '/check');
      assert.deepEqual([status, body.title], [503, 'Salesforce did not answer']);
      assert.equal((await connection())['state'], 'connected');
    });

    it('an org without API requests left is connected', async () => {
      await world.sandbox.console('limits', { used: 100_000 });
      assert.equal((await ask('POST', '/check')).body.state, 'connected');
      await world.sandbox.console('limits', { used: 0 });
    });
  });
}

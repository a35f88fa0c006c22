import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { defaultCreationRules } from '../../src/bookings/creation-rules.ts';
import { connectOrg, createOrg } from '../../src/setup/connect-org.ts';
import { admin, apiUser, browserOf, connectByWeb, logIn, offered } from '../support/authorize.ts';
import { TestBackend, type Answer } from '../support/backend.ts';
import { BookingWorld, isDelivered, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';

const path = '/v1/org/connection';
const elsewhere = '00D000000000099AAA';

for (const engine of await engines()) {
  describe(`connecting an org on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => (world = await BookingWorld.open(engine)));
    after(() => world?.close());
    beforeEach(async () => {
      await world.begin();
      await fetch(`${world.sandbox.url}/sandbox/apps/Inlet/grants`, { method: 'DELETE' });
    });

    const ask = (method: string, more = '', body?: unknown): Promise<Answer> =>
      world.backend.ask(method, `${path}${more}`, body);
    const connection = async () => (await ask('GET')).body as Row;
    const app = () => {
      const { clientId, clientSecret } = world.sandbox.org;
      return { loginUrl: world.sandbox.url, clientId, clientSecret };
    };
    const changeApp = (settings: object) => world.sandbox.console('apps/Inlet', settings);
    /** Knows the org by another id, as after a sandbox was refreshed. */
    const knowAs = (salesforce_org_id: string | null) =>
      world.database.kysely.updateTable('orgs').set({ salesforce_org_id }).execute();
    const waits = async () => {
      const id = await world.post(stranger());
      await world.backend.app.deliverer.idle();
      return { id, booking: await world.backend.get(id) };
    };

    it('an org is made before it is connected: bookings are taken and wait, and go when an admin connects it', async () => {
      const { app: backend } = world.backend;
      const made = await createOrg('Acme', defaultCreationRules, backend);
      const acme = { authorization: `Bearer ${made.apiKey}` };
      const never = (await world.backend.ask('GET', path, undefined, acme)).body;
      assert.deepEqual([never.state, never.kind, never.user, never.cause], ['never', null, null, null]);
      assert.equal(never.callbackUrl, 'http://localhost:3000/oauth/callback');
      const { body } = await world.backend.post(stranger(), made.apiKey);
      await backend.deliverer.idle();
      const read = async () => (await world.backend.ask('GET', `/v1/org/bookings/${body.id}`, undefined, acme)).body;
      const { state, diagnosis } = await read();
      assert.deepEqual([state, diagnosis.cause, diagnosis.code], ['waiting', 'connection', 'NOT_CONNECTED']);
      assert.match(diagnosis.sentence, /No Salesforce org is connected yet/);
      assert.match(diagnosis.fix, /Setup › API connection/);
      const connected = await world.backend.ask('POST', `${path}/client-credentials`, app(), acme);
      assert.equal(connected.status, 200, JSON.stringify(connected.body));
      await backend.deliverer.idle();
      assert.equal((await read()).state, 'delivered');
    });

    it('a package may be paired with an org before it is connected, and then connects it', async () => {
      const made = await createOrg('Acme', defaultCreationRules, world.backend.app);
      const pair = (organizationId: string) =>
        world.backend.ask('POST', '/v1/pairing', { code: made.pairing.code, organizationId }, {});
      const { body } = await pair(world.sandbox.org.id);
      const panel = (org: string) => ({ authorization: `Bearer ${body.key}`, 'inlet-org-id': org });
      assert.equal((await world.backend.ask('GET', path, undefined, panel(elsewhere))).status, 403);
      const answer = await world.backend.ask('POST', `${path}/client-credentials`, app(), panel(world.sandbox.org.id));
      assert.deepEqual([answer.status, answer.body.salesforceOrgId], [200, world.sandbox.org.id]);
    });

    it('warns a package that connects another org than its own', async () => {
      const made = await createOrg('Acme', defaultCreationRules, world.backend.app);
      const pairing = { code: made.pairing.code, organizationId: elsewhere };
      const { key } = (await world.backend.ask('POST', '/v1/pairing', pairing, {})).body;
      const panel = { authorization: `Bearer ${key}`, 'inlet-org-id': elsewhere };
      const refused = await world.backend.ask('POST', `${path}/client-credentials`, app(), panel);
      assert.deepEqual([refused.status, refused.body.kind], [409, 'otherOrg']);
      const confirmed = { ...app(), confirmOtherOrg: true };
      assert.equal((await world.backend.ask('POST', `${path}/client-credentials`, confirmed, panel)).status, 200);
      assert.equal((await world.backend.ask('GET', path, undefined, panel)).status, 200, 'the panel still gets in');
    });

    it('by client credentials: tells as whom, since when and by whom', async () => {
      const { status, body } = await ask('POST', '/client-credentials', app());
      assert.equal(status, 200);
      const { username, profile, isAdmin } = body.user;
      assert.deepEqual([username, profile, isAdmin], [apiUser, 'Minimum Access - API Only Integrations', false]);
      assert.deepEqual(
        [body.state, body.kind, body.salesforceOrgId, body.instanceUrl, body.connectedBy.name],
        ['connected', 'clientCredentials', world.sandbox.org.id, world.sandbox.url, 'first key'],
      );
      assert.equal(body.connectedAt, world.clock.now().toISOString());
      const answer = JSON.stringify(body);
      assert.ok(!answer.includes(world.sandbox.org.clientSecret) && !/accessToken|access_token/.test(answer));
      const changes = await world.database.kysely.selectFrom('connection_changes').selectAll().orderBy('id').execute();
      assert.deepEqual(
        changes.map(({ change, by_name }) => [change, by_name]),
        [
          ['connected', 'Operator'],
          ['connected', 'first key'],
        ],
      );
    });

    it('what is wrong is named by its field, and nothing is stored', async () => {
      const before = await connection();
      const cases: [object, string, RegExp][] = [
        [{ clientSecret: 'wrong' }, '/clientSecret', /consumer key and secret/],
        [{ clientId: 'unknown' }, '/clientId', /consumer key and secret/],
        [{ clientId: '' }, '/clientId', /is required/],
        [{ loginUrl: 'https://login.salesforce.com' }, '/loginUrl', /My Domain/],
        [{ loginUrl: 'https://10.0.0.7' }, '/loginUrl', /My Domain/],
        [{ loginUrl: 'https://169.254.169.254/latest' }, '/loginUrl', /My Domain/],
        [{ loginUrl: 'https://acme.my.salesforce.com.evil.test' }, '/loginUrl', /My Domain/],
        [{ loginUrl: 'https://evil.test/acme.my.salesforce.com' }, '/loginUrl', /My Domain/],
        [{ loginUrl: 'http://acme.my.salesforce.com' }, '/loginUrl', /My Domain/],
        [{ loginUrl: 'https://u:p@acme.my.salesforce.com' }, '/loginUrl', /My Domain/],
        [{ loginUrl: 'https://acme.my.salesforce.com:8443' }, '/loginUrl', /My Domain/],
      ];
      for (const [change, pointer, words] of cases) {
        const { status, body } = await ask('POST', '/client-credentials', { ...app(), ...change });
        assert.deepEqual([status, body.errors?.[0].pointer], [400, pointer], JSON.stringify(change));
        assert.match(body.errors[0].detail, words);
      }
      await changeApp({ clientCredentialsFlowUser: null });
      const noUser = await ask('POST', '/client-credentials', app());
      assert.match(noUser.body.errors[0].detail, /no user to run as/);
      assert.deepEqual(await connection(), before);
    });

    it('speaks German where it is asked to', async () => {
      const headers = { authorization: `Bearer ${world.backend.org.apiKey}`, 'accept-language': 'de' };
      const wrong = { ...app(), clientSecret: 'wrong' };
      const { body } = await world.backend.ask('POST', `${path}/client-credentials`, wrong, headers);
      assert.match(body.errors[0].detail, /Salesforce nimmt Schlüssel und Geheimnis/);
    });

    it('a user whom the API refuses is refused at once, not with the first booking', async () => {
      await world.sandbox.console(`users/${apiUser}`, { isApiEnabled: false });
      const { status, body } = await ask('POST', '/client-credentials', app());
      assert.equal(status, 400);
      assert.match(body.errors[0].detail, /does not let the API User use the API/);
      await world.sandbox.console(`users/${apiUser}`, { isApiEnabled: true });
    });

    it('admits this machine only where the operator says so', async () => {
      const strict = await TestBackend.start(world.database, world.sandbox, {
        clock: world.clock,
        org: world.backend.org,
        more: { allowLoopback: false },
      });
      try {
        for (const way of ['client-credentials', 'jwt', 'web-server']) {
          const body = { ...app(), username: apiUser };
          const answer = await strict.ask('POST', `${path}/${way}`, body);
          assert.deepEqual([answer.status, answer.body.errors[0].pointer], [400, '/loginUrl'], way);
        }
      } finally {
        await strict.close();
      }
    });

    it('by JWT: a certificate of its own, then a login that the app’s certificate proves', async () => {
      const none = await ask('POST', '/jwt', { ...app(), username: apiUser });
      assert.deepEqual([none.status, none.body.kind], [409, 'noCertificate']);
      const made = await ask('POST', '/jwt/certificate');
      assert.equal(made.status, 201);
      const certificate = new X509Certificate(made.body.certificate);
      assert.equal(certificate.publicKey.asymmetricKeyDetails?.modulusLength, 2048);
      assert.ok(certificate.verify(certificate.publicKey), 'self-signed');
      await changeApp({
        ...{ isJwtBearerFlowEnabled: true, permittedUsersPolicyType: 'AdminApprovedPreAuthorized' },
        permissionSets: ['Inlet_API_User'],
      });
      const early = await ask('POST', '/jwt', { ...app(), username: apiUser });
      assert.deepEqual([early.status, early.body.errors[0].pointer], [400, '/clientId']);
      assert.match(early.body.errors[0].detail, /signature/);
      await changeApp({ certificate: made.body.certificate });
      const nobody = await ask('POST', '/jwt', { ...app(), username: 'rep@inlet.sandbox' });
      assert.deepEqual([nobody.status, nobody.body.errors[0].pointer], [400, '/username']);
      const { status, body } = await ask('POST', '/jwt', { ...app(), username: apiUser });
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual([body.kind, body.user.username, body.jwt.inUse], ['jwt', apiUser, true]);
      assert.ok(!JSON.stringify(body).includes('PRIVATE'));
      await world.deliver(stranger());

      // A new pair is made beside the one in use, and serves when somebody connects with it.
      const next = (await ask('POST', '/jwt/certificate')).body.certificate;
      assert.deepEqual([(await connection())['jwt'].certificate, (await connection())['jwt'].inUse], [next, false]);
      const { current } = (await connection())['jwt'];
      assert.deepEqual([current.since, current.state], [body.connectedAt, 'good'], 'the one before is still told');
      assert.equal(current.expiresAt, made.body.expiresAt.replace(/\.\d+Z$/, '.000Z'));
      await world.sandbox.console('sessions/expire', {});
      await world.deliver(stranger());
      await changeApp({ certificate: next });
      assert.equal((await ask('POST', '/jwt', { ...app(), username: apiUser })).status, 200);
      assert.equal((await connection())['jwt'].inUse, true);

      const stateIn = async (days: number) => {
        world.clock.advance(Date.parse((await connection())['jwt'].expiresAt) - days * 86_400_000 - +world.clock.now());
        return (await connection())['jwt'].current.state;
      };
      assert.deepEqual([await stateIn(31), await stateIn(29), await stateIn(0)], ['good', 'expiring', 'expired']);
    });

    it('by the web server flow: the API User is kept, and a booking goes', async () => {
      const browser = browserOf(world.backend);
      const url = await offered(world.backend, world.sandbox);
      assert.match(url, /^http:\/\/localhost:3000\/oauth\/start\?ticket=/);
      assert.ok((await connection())['pending'].startedAt);
      await browser.open(url);
      const authorize = new URL(browser.visited[1]!);
      assert.equal(authorize.origin, world.sandbox.url);
      const asked = Object.fromEntries(authorize.searchParams);
      assert.deepEqual(
        [asked['prompt'], asked['code_challenge_method'], asked['redirect_uri'], asked['response_type']],
        ['login', 'S256', 'http://localhost:3000/oauth/callback', 'code'],
      );
      const page = await logIn(browser, world.sandbox);
      assert.equal(page.status, 200);
      assert.match(page.html, /<h1>Connected<\/h1>/);
      assert.match(page.html, new RegExp(apiUser));
      const { state, kind, user, pending } = await connection();
      assert.deepEqual([state, kind, user.username, pending ?? null], ['connected', 'webServer', apiUser, null]);
      await world.deliver(stranger());
    });

    it('asks before it keeps an administrator, and gives the approval back when it is not wanted', async () => {
      const before = await connection();
      for (const decision of ['discard', 'keep']) {
        const browser = browserOf(world.backend);
        await browser.open(await offered(world.backend, world.sandbox));
        const page = await logIn(browser, world.sandbox, { username: admin });
        assert.match(page.html, /Connect as this user\?/);
        assert.match(page.html, /This is an administrator, or your own user/);
        assert.match(page.html, /System Administrator/);
        assert.equal((await connection())['kind'], 'clientCredentials', 'nothing is kept yet');
        const grants = async () =>
          (await world.sandbox.console<{ apps: Row[] }>('apps')).apps.find(({ name }) => name === 'Inlet')!['grants'];
        assert.equal(await grants(), 1);
        const answered = await browser.submit({ decision });
        assert.match(answered.html, decision === 'keep' ? /<h1>Connected/ : /given back to Salesforce/);
        assert.equal(await grants(), decision === 'keep' ? 1 : 0);
        if (decision === 'discard') assert.deepEqual({ ...(await connection()) }, before);
        else assert.equal((await connection())['user'].username, admin);
        // The form serves once.
        const again = await browser.submit({ decision: 'keep' });
        assert.equal(again.status, 400);
      }
    });

    it('ends an approval that nobody answered for', async () => {
      const browser = browserOf(world.backend);
      await browser.open(await offered(world.backend, world.sandbox));
      await logIn(browser, world.sandbox, { username: admin });
      world.clock.advance(11 * 60_000);
      await world.backend.app.keeper.sweep();
      const { apps } = await world.sandbox.console<{ apps: Row[] }>('apps');
      assert.equal(apps[0]!['grants'], 0);
      assert.equal((await browser.submit({ decision: 'keep' })).status, 400);
    });

    it('pages run no scripts, are kept by nobody, and are in no frame', async () => {
      const browser = browserOf(world.backend);
      await browser.open(await offered(world.backend, world.sandbox));
      const { headers, html } = await logIn(browser, world.sandbox, { username: admin });
      assert.match(headers.get('content-security-policy')!, /default-src 'none'; style-src 'sha256-/);
      assert.match(headers.get('content-security-policy')!, /frame-ancestors 'none'/);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.ok(!/<script|\son\w+=/.test(html));
    });

    it('denied: says so, and changes nothing', async () => {
      const before = await connection();
      const browser = browserOf(world.backend);
      await browser.open(await offered(world.backend, world.sandbox));
      const page = await logIn(browser, world.sandbox, { allow: false });
      assert.match(page.html, /Access was denied/);
      assert.deepEqual(await connection(), before);
    });

    it('a forged, a foreign, a late and a replayed answer are refused, each in words', async () => {
      const callback = 'http://localhost:3000/oauth/callback';
      const begin = async () => {
        const browser = browserOf(world.backend);
        await browser.open(await offered(world.backend, world.sandbox));
        const state = new URL(browser.visited[1]!).searchParams.get('state')!;
        return { browser, state };
      };
      const before = await connection();
      const { browser, state } = await begin();
      const forged = await browser.open(`${callback}?code=aPrx&state=forged`);
      assert.deepEqual([forged.status, /belongs to no login/.test(forged.html)], [400, true]);
      assert.equal((await browser.open(`${callback}?code=aPrx`)).status, 400, 'no state');
      assert.equal((await browser.open(`${callback}?code=a&state=${state}&state=${state}`)).status, 400, 'two');
      const stranger = browserOf(world.backend);
      const foreign = await stranger.open(`${callback}?code=aPrx&state=${state}`);
      assert.deepEqual([foreign.status, /another browser/.test(foreign.html)], [403, true]);
      const invented = await browser.open(`${callback}?code=aPrx&state=${state}`);
      assert.equal(invented.status, 400, 'a code that Salesforce did not give');
      assert.match(invented.html, /Not connected/);
      const replayed = await browser.open(`${callback}?code=aPrx&state=${state}`);
      assert.match(replayed.html, /belongs to no login/);

      const late = await begin();
      world.clock.advance(10 * 60_000);
      assert.match((await late.browser.open(`${callback}?code=a&state=${late.state}`)).html, /older than 10 minutes/);

      const first = await offered(world.backend, world.sandbox);
      const once = browserOf(world.backend);
      await once.open(first);
      const twice = await browserOf(world.backend).open(first);
      assert.deepEqual([twice.status, /used already/.test(twice.html)], [400, true], 'the ticket serves once');
      const used = await logIn(once, world.sandbox);
      assert.match(used.html, /<h1>Connected/);
      const answered = once.visited.find((url) => url.startsWith(`${callback}?code=`))!;
      assert.match((await once.open(answered)).html, /belongs to no login/, 'the whole answer a second time');
      assert.equal(before['kind'], 'clientCredentials');
      assert.equal((await connection())['kind'], 'webServer');
    });

    it('a form of another page keeps nobody', async () => {
      const browser = browserOf(world.backend);
      await browser.open(await offered(world.backend, world.sandbox));
      const { html } = await logIn(browser, world.sandbox, { username: admin });
      const confirmation = /name="confirmation" value="([^"]+)"/.exec(html)![1]!;
      const post = (form: Record<string, string>, cookie?: string) =>
        fetch(`${world.backend.url}/oauth/confirm`, {
          method: 'POST',
          headers: cookie === undefined ? {} : { cookie },
          body: new URLSearchParams({ decision: 'keep', ...form }),
        });
      assert.equal((await post({ confirmation })).status, 400, 'without the cookie');
      assert.equal((await post({ confirmation }, 'inlet-oauth=guessed')).status, 400);
      assert.equal((await connection())['kind'], 'clientCredentials');
      assert.equal((await browser.submit({ decision: 'keep', confirmation: 'guessed' })).status, 400);
      assert.equal((await connection())['kind'], 'clientCredentials');
    });

    it('asks again in the browser that logged in, whose form from before still serves, and in no other', async () => {
      await knowAs(elsewhere);
      const browser = browserOf(world.backend);
      await browser.open(await offered(world.backend, world.sandbox));
      const first = await logIn(browser, world.sandbox);
      const { questionUrl } = (await connection())['pending'].asks;
      assert.equal(questionUrl, 'http://localhost:3000/oauth/question');
      const nobody = await browserOf(world.backend).open(questionUrl);
      assert.deepEqual([nobody.status, /confirmation/.test(nobody.html)], [400, false]);
      const again = await browser.open(questionUrl);
      assert.equal(again.html, first.html);
      assert.match((await browser.submit({ decision: 'keep' })).html, /<h1>Connected/);
      assert.equal((await browser.open(questionUrl)).status, 400, 'it was answered');
    });

    it('a login that asks is given back from the tab, and the connection stays as it was', async () => {
      await knowAs(elsewhere);
      const before = await connection();
      const browser = browserOf(world.backend);
      await browser.open(await offered(world.backend, world.sandbox));
      await logIn(browser, world.sandbox);
      const answer = await ask('DELETE', '/web-server');
      assert.deepEqual([answer.status, answer.body], [200, before]);
      const { apps } = await world.sandbox.console<{ apps: Row[] }>('apps');
      assert.equal(apps[0]!['grants'], 0);
      assert.equal((await browser.submit({ decision: 'keep' })).status, 400);
    });

    it('another Salesforce org than before is warned of, in every way, and taken when it is meant', async () => {
      await knowAs(elsewhere);
      const refused = await ask('POST', '/client-credentials', app());
      assert.deepEqual([refused.status, refused.body.kind], [409, 'otherOrg']);
      assert.match(refused.body.detail, new RegExp(elsewhere));
      assert.match(refused.body.detail, new RegExp(world.sandbox.org.id.slice(0, 15)));
      const confirmed = await ask('POST', '/client-credentials', { ...app(), confirmOtherOrg: true });
      assert.deepEqual(
        [confirmed.status, confirmed.body.salesforceOrgId.slice(0, 15)],
        [200, world.sandbox.org.id.slice(0, 15)],
      );
      await knowAs(elsewhere);
      const browser = browserOf(world.backend);
      await browser.open(await offered(world.backend, world.sandbox));
      const page = await logIn(browser, world.sandbox);
      assert.match(page.html, /another Salesforce org than before/);
      const { asks } = (await connection())['pending'];
      assert.deepEqual(
        [asks.salesforceOrgId.slice(0, 15), asks.otherThan, asks.isAdmin, asks.user.username],
        [world.sandbox.org.id.slice(0, 15), elsewhere, false, apiUser],
        'the tab can say it too',
      );
      await browser.submit({ decision: 'keep' });
      assert.equal((await connection())['salesforceOrgId'].slice(0, 15), world.sandbox.org.id.slice(0, 15));
      await world.deliver(stranger());
    });

    it('disconnect ends the tokens at Salesforce, keeps what was set, and bookings wait until it is connected again', async () => {
      await connectByWeb(world.backend, world.sandbox);
      const { status, body } = await ask('DELETE');
      assert.equal(status, 200);
      assert.deepEqual(
        [body.state, body.clientId, body.loginUrl],
        ['disconnected', world.sandbox.org.clientId, world.sandbox.url],
      );
      const { apps } = await world.sandbox.console<{ apps: Row[] }>('apps');
      assert.equal(apps[0]!['grants'], 0, 'revoked');
      const row = (await world.backend.app.connections.row(world.backend.org.orgId))!;
      for (const column of ['client_secret', 'private_key', 'access_token', 'refresh_token'] as const) {
        assert.equal(row[column], null, column);
      }
      const { id, booking } = await waits();
      assert.deepEqual([booking.state, booking.diagnosis?.code], ['waiting', 'DISCONNECTED']);
      const nothing = await ask('POST', '/reconnect');
      assert.deepEqual([nothing.status, nothing.body.kind], [409, 'notConnected']);
      await connectByWeb(world.backend, world.sandbox);
      await world.until(id, isDelivered);
    });

    it('connecting anew ends the approval of before, and needs no secret that is known', async () => {
      await connectByWeb(world.backend, world.sandbox);
      const browser = browserOf(world.backend);
      await browser.open(await offered(world.backend, world.sandbox, { clientSecret: undefined }));
      assert.match((await logIn(browser, world.sandbox)).html, /<h1>Connected/);
      const { apps } = await world.sandbox.console<{ apps: Row[] }>('apps');
      assert.equal(apps[0]!['grants'], 1);
    });

    it('one org’s key connects, checks and disconnects nothing of another’s', async () => {
      const login = { name: 'Other', ...app() };
      const other = await connectOrg(login, defaultCreationRules, world.backend.app);
      const before = await connection();
      const theirs = { authorization: `Bearer ${other.apiKey}` };
      assert.equal((await world.backend.ask('DELETE', path, undefined, theirs)).body.state, 'disconnected');
      await world.backend.ask('POST', `${path}/jwt/certificate`, undefined, theirs);
      assert.deepEqual(await connection(), before);
      for (const [method, more] of [
        ['GET', ''],
        ['DELETE', ''],
        ['POST', '/check'],
        ['POST', '/reconnect'],
        ['POST', '/client-credentials'],
        ['POST', '/jwt'],
        ['POST', '/jwt/certificate'],
        ['POST', '/web-server'],
      ] as const) {
        const body = method === 'POST' ? app() : undefined;
        const { status } = await world.backend.ask(method, `${path}${more}`, body, {
          authorization: 'Bearer inlet_no',
        });
        assert.equal(status, 401, `${method} ${more}`);
      }
    });
  });
}

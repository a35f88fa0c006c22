import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { defaultCreationRules } from '../../src/bookings/creation-rules.ts';
import { Alerts } from '../../src/alerts/alerts.ts';
import { Vault } from '../../src/platform/crypto.ts';
import { ConnectionError, SalesforceError, TransientError } from '../../src/salesforce/errors.ts';
import { operator, type Credentials } from '../../src/setup/connection/connection.ts';
import { ConnectionHealth } from '../../src/setup/connection/connection-health.ts';
import { ConnectionTokens } from '../../src/setup/connection/connection-tokens.ts';
import { setupStores } from '../../src/setup/setup-stores.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { engines, type TestDatabase } from '../support/test-database.ts';

const salesforceOrgId = '00D000000000001AAA';

/** A token endpoint with rotation: each refresh token serves once. A test says what becomes of an answer. */
class TokenServer {
  refreshToken = 'refresh-0';
  requests: URLSearchParams[] = [];
  orgId = salesforceOrgId;
  /** Takes the place of sending a good answer. */
  onAnswer: ((send: () => void, response: ServerResponse) => void) | undefined;
  instanceUrl: string | undefined;
  readonly #server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => this.#answer(new URLSearchParams(body), response));
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #answer(form: URLSearchParams, response: ServerResponse): void {
    this.requests.push(form);
    const say = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const n = this.requests.length;
    const isRefresh = form.get('grant_type') === 'refresh_token';
    if (isRefresh && form.get('refresh_token') !== this.refreshToken) {
      return say(400, { error: 'invalid_grant', error_description: 'expired access/refresh token' });
    }
    if (isRefresh) this.refreshToken = `refresh-${n}`;
    const send = () =>
      say(200, {
        access_token: `access-${n}`,
        instance_url: this.instanceUrl ?? this.url,
        id: `https://login.salesforce.com/id/${this.orgId}/005000000000001AAA`,
        ...(isRefresh ? { refresh_token: this.refreshToken } : {}),
      });
    // Answers come late enough for others to ask meanwhile.
    if (this.onAnswer) this.onAnswer(send, response);
    else setTimeout(send, 100);
  }
}

for (const engine of await engines()) {
  describe(`the token of a connection on ${engine.name}`, () => {
    let database: TestDatabase;
    let clock: ManualClock;
    let server: TokenServer;
    let orgId: string;
    before(async () => (database = await engine.create()));
    after(() => database?.destroy());

    const vault = new Vault([Buffer.alloc(32, 7)]);
    const stores = () => setupStores(database, vault, clock);
    /** As another process has it: nothing in memory. */
    const process = () =>
      new ConnectionTokens({
        store: stores().connections,
        health: new ConnectionHealth(
          database,
          clock,
          new Alerts(database, clock, { webhook: false, email: undefined }),
        ),
        clock,
      });
    const row = async () => (await stores().connections.row(orgId))!;
    const connect = (kind: 'webServer' | 'clientCredentials') => {
      const credentials: Credentials = { kind, loginUrl: server.url, clientId: 'id', clientSecret: 'secret' };
      const refreshToken = kind === 'webServer' ? 'refresh-0' : undefined;
      const tokens = { accessToken: 'access-0', refreshToken, instanceUrl: server.url };
      return stores().connections.connect(orgId, { credentials, tokens, salesforceOrgId, user: undefined }, operator);
    };
    const first = () => process().token(orgId);
    const refusalOf = async (asking: Promise<unknown>): Promise<SalesforceError> => {
      const error: unknown = await asking.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof SalesforceError, String(error));
      return error;
    };
    const kindOf = async (asking: Promise<unknown>) => {
      const error = await refusalOf(asking);
      assert.ok(error instanceof ConnectionError, error.code);
      return error.kind;
    };

    beforeEach(async () => {
      await database.empty();
      clock = new ManualClock('2026-11-20T09:00:00Z');
      server?.stop();
      server = new TokenServer();
      await server.start();
      orgId = await stores().orgs.create('Acme', defaultCreationRules);
      await connect('webServer');
    });
    after(() => server?.stop());

    it('serves every process without a login, also after a restart', async () => {
      assert.equal((await first()).accessToken, 'access-0');
      assert.equal((await process().token(orgId)).accessToken, 'access-0');
      assert.equal(server.requests.length, 0);
    });

    it('100 callers in two processes with the same dead token: one refresh, and all get its token', async () => {
      const dead = await first();
      const two = [process(), process()];
      const asked = Array.from({ length: 100 }, (_, n) => two[n % 2]!.token(orgId, { ...dead }));
      const tokens = await Promise.all(asked);
      assert.equal(server.requests.length, 1);
      assert.deepEqual([...new Set(tokens.map(({ accessToken }) => accessToken))], ['access-1']);
      // One who meets the dead token late takes what is there.
      assert.equal((await process().token(orgId, dead)).accessToken, 'access-1');
      assert.equal(server.requests.length, 1);
    });

    it('the rotated token is stored when the access token is given out, and the next refresh uses it', async () => {
      const stored: (string | undefined)[] = [];
      for (let dead = await first(); stored.length < 3;) {
        dead = await process().token(orgId, dead);
        stored.push(stores().connections.open(await row(), 'refresh_token'));
      }
      assert.deepEqual(stored, ['refresh-1', 'refresh-2', 'refresh-3']);
      assert.deepEqual(
        server.requests.map((form) => form.get('refresh_token')),
        ['refresh-0', 'refresh-1', 'refresh-2'],
      );
    });

    it('reads the address of the instance anew', async () => {
      server.instanceUrl = 'http://localhost:4711';
      const fresh = await process().token(orgId, await first());
      assert.equal(fresh.instanceUrl, 'http://localhost:4711');
      assert.equal((await first()).instanceUrl, 'http://localhost:4711');
    });

    it('no transaction is open while Salesforce is asked: the database serves others', async () => {
      let release = () => {};
      server.onAnswer = (send) => (release = send);
      const refreshing = process().token(orgId, await first());
      while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await database.kysely.updateTable('orgs').set({ name: 'Renamed' }).where('id', '=', orgId).execute();
      await database.kysely.transaction().execute((trx) => trx.selectFrom('orgs').selectAll().forUpdate().execute());
      release();
      assert.equal((await refreshing).accessToken, 'access-1');
    });

    it('a process that died after the answer: with rotation the org has to be connected anew, and nothing loops', async () => {
      const dead = await first();
      // What the dead process did: it took the lease, and Salesforce answered it.
      assert.ok(await stores().connections.beginRefresh(await row()));
      server.refreshToken = 'refresh-that-nobody-has';
      clock.advance(46_000);
      const error = await refusalOf(process().token(orgId, dead));
      assert.ok(error instanceof ConnectionError && error.kind === 'refreshLost');
      const { state, cause } = (await stores().connections.connection(orgId))!;
      assert.deepEqual([state, cause?.kind], ['broken', 'refreshLost']);
      assert.equal(server.requests.length, 1);
      for (let n = 0; n < 5; n++) assert.equal(await kindOf(process().token(orgId, dead)), 'refreshLost');
      assert.equal(server.requests.length, 1, 'a token that is dead is not tried again');
      await stores().connections.renew(orgId, operator);
      assert.equal(await kindOf(process().tokenAnew(orgId)), 'refreshLost', 'but once when a person orders it');
      assert.equal(server.requests.length, 2);
      await connect('webServer');
      assert.equal((await first()).accessToken, 'access-0');
    });

    it('a process that died before Salesforce had rotated: the next one refreshes when its lease is over', async () => {
      const dead = await first();
      assert.ok(await stores().connections.beginRefresh(await row()));
      clock.advance(46_000);
      assert.equal((await process().token(orgId, dead)).accessToken, 'access-1');
      assert.equal((await row()).refresh_unanswered, 0);
    });

    it('client credentials log in again, whatever was interrupted', async () => {
      await connect('clientCredentials');
      const dead = await first();
      assert.ok(await stores().connections.beginRefresh(await row()));
      clock.advance(46_000);
      assert.equal((await process().token(orgId, dead)).accessToken, 'access-1');
    });

    it('an answer that got lost is told as that when the old token turns out to be dead', async () => {
      server.onAnswer = (_send, response) => void response.destroy();
      const dead = await first();
      const lost = await refusalOf(process().token(orgId, dead));
      assert.ok(lost instanceof TransientError && lost.outcome === 'notExecuted');
      assert.equal((await stores().connections.connection(orgId))!.state, 'connected', 'not known yet');
      assert.equal(await kindOf(process().token(orgId, dead)), 'refreshLost');
    });

    it('an approval that was revoked is told as that', async () => {
      server.refreshToken = 'revoked';
      assert.equal(await kindOf(process().token(orgId, await first())), 'tokenEnded');
      assert.equal(await kindOf(process().token(orgId, await first().catch(() => undefined))), 'tokenEnded');
      assert.equal(server.requests.length, 1);
    });

    it('an org that nobody reaches leaves no doubt about the token', async () => {
      const { url } = server;
      const dead = await first();
      server.stop();
      assert.ok((await refusalOf(process().token(orgId, dead))) instanceof TransientError);
      assert.equal((await row()).refresh_unanswered, 0, url);
    });

    it('a holder that was held up longer than its lease still saves what it got', async () => {
      let release = () => {};
      server.onAnswer = (send) => (release = send);
      const dead = await first();
      const slow = process().token(orgId, dead);
      while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      clock.advance(46_000);
      assert.ok(await stores().connections.beginRefresh(await row()), 'another one has the lease');
      release();
      assert.equal((await slow).accessToken, 'access-1');
      assert.equal(stores().connections.open(await row(), 'refresh_token'), 'refresh-1');
    });

    it('an org that is disconnected during a refresh stays disconnected', async () => {
      let release = () => {};
      server.onAnswer = (send) => (release = send);
      const refreshing = process().token(orgId, await first());
      const kind = kindOf(refreshing);
      while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await stores().connections.disconnect(orgId, operator);
      release();
      assert.equal(await kind, 'disconnected');
      assert.deepEqual([(await row()).access_token, (await row()).refresh_token], [null, null]);
    });

    it('a token of another org is not used, and the rotated one is kept', async () => {
      server.orgId = '00D000000000002AAA';
      const dead = await first();
      assert.equal(await kindOf(process().token(orgId, dead)), 'wrongOrg');
      assert.equal((await row()).access_token, null);
      assert.equal(stores().connections.open(await row(), 'refresh_token'), 'refresh-1');
    });
  });
}

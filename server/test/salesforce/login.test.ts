import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { salesforceOrigin } from '../../src/salesforce/address.ts';
import { ConnectionError, LimitError, SalesforceError, TransientError } from '../../src/salesforce/errors.ts';
import { requestToken } from '../../src/salesforce/oauth.ts';
import type { Login, Token } from '../../src/salesforce/oauth.ts';
import { TokenCache } from '../../src/salesforce/token-cache.ts';
import { FakeSalesforce, json } from './fake-salesforce.ts';
import { english } from '../../src/texts/text.ts';

describe('login by client credentials', () => {
  let fake: FakeSalesforce;
  const login = (changes: Partial<Login> = {}) =>
    requestToken(
      { loginUrl: fake.url, clientId: 'the id', clientSecret: 'a&b=c', ...changes },
      { timeoutMs: 2000, allowInsecure: false },
    );
  const refused = async (changes: Partial<Login> = {}): Promise<SalesforceError> => {
    const error: unknown = await login(changes).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof SalesforceError);
    return error;
  };
  before(async () => {
    fake = new FakeSalesforce();
    await fake.start();
  });
  after(() => fake.stop());
  beforeEach(() => {
    fake.logins.length = 0;
    fake.loginScript = [];
  });

  it('returns token, instance, org and user', async () => {
    assert.deepEqual(await login(), {
      accessToken: 'token-1',
      instanceUrl: fake.url,
      salesforceOrgId: '00D000000000001EAA',
      userId: '005000000000001AAA',
    });
    const sent = new URLSearchParams(fake.logins[0]?.body);
    assert.deepEqual(Object.fromEntries(sent), {
      grant_type: 'client_credentials',
      client_id: 'the id',
      client_secret: 'a&b=c',
    });
  });

  it('accepts the expected org with 15 or 18 characters', async () => {
    await login({ expectedSalesforceOrgId: '00D000000000001' });
    await login({ expectedSalesforceOrgId: '00D000000000001EAA' });
  });

  it('refuses a login that leads to another org, or to one that is not named', async () => {
    const other = await refused({ expectedSalesforceOrgId: '00D000000000002EAA' });
    assert.ok(other instanceof ConnectionError && other.kind === 'wrongOrg');
    assert.match(english(other.detail), /00D000000000002EAA/);
    fake.loginScript = [fake.token({ id: undefined })];
    const unnamed = await refused({ expectedSalesforceOrgId: '00D000000000001EAA' });
    assert.ok(unnamed instanceof ConnectionError && unnamed.kind === 'wrongOrg');
  });

  it('keeps the OAuth code of a refusal', async () => {
    fake.loginScript = [json(400, { error: 'invalid_grant', error_description: 'Inactive User' })];
    const error = await refused();
    assert.ok(error instanceof ConnectionError);
    assert.deepEqual([error.kind, error.code, error.httpStatus], ['inactiveUser', 'invalid_grant', 400]);
  });

  it('waits when the login rate is exceeded', async () => {
    fake.loginScript = [json(400, { error: 'invalid_grant', error_description: 'login rate exceeded' })];
    const error = await refused();
    assert.ok(error instanceof LimitError && error.kind === 'logins');
  });

  it('takes a busy server, a web page and a redirect for transient, and never follows the redirect', async () => {
    fake.loginScript = [
      json(503, [{ errorCode: 'SERVER_UNAVAILABLE', message: 'Server Unavailable' }]),
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      (response) => response.writeHead(307, { location: '/services/oauth2/token' }).end(),
    ];
    for (const code of ['SERVER_UNAVAILABLE', 'UNREADABLE_ANSWER', 'REDIRECT']) {
      const error = await refused();
      assert.ok(error instanceof TransientError && error.outcome === 'notExecuted');
      assert.equal(error.code, code);
    }
    assert.equal(fake.logins.length, 3);
  });

  it('refuses an instance address that would carry the token in the clear', async () => {
    fake.loginScript = [fake.token({ instance_url: 'http://acme.my.salesforce.com' })];
    const error = await refused();
    assert.ok(error instanceof ConnectionError && error.kind === 'address');
  });

  it('never says the secret', async () => {
    fake.loginScript = [json(400, { error: 'invalid_client', error_description: 'invalid client credentials' })];
    const error = await refused();
    assert.doesNotMatch(JSON.stringify({ ...error, message: error.message, stack: error.stack }), /a&b=c/);
  });
});

describe('the address of an org', () => {
  it('is https, or http to this machine', () => {
    assert.equal(salesforceOrigin('https://acme.my.salesforce.com/', false), 'https://acme.my.salesforce.com');
    for (const host of ['localhost:3001', '127.0.0.1:3001', '[::1]:3001']) {
      assert.equal(salesforceOrigin(`http://${host}`, false), `http://${host}`);
    }
  });

  it('is refused when it is plain http, no address, a Lightning page, or carries a password', () => {
    const addresses = [
      'http://acme.my.salesforce.com',
      'http://localhost.example.com',
      'ftp://acme.my.salesforce.com',
      'acme',
      '',
      'https://acme.lightning.force.com',
      'https://user:secret@acme.my.salesforce.com',
    ];
    for (const address of addresses) {
      assert.throws(() => salesforceOrigin(address, false), { kind: 'address' }, address);
    }
  });

  it('may be plain http where the operator allows it', () => {
    assert.equal(salesforceOrigin('http://sandbox:3001', true), 'http://sandbox:3001');
  });
});

describe('the token cache', () => {
  const token = (accessToken: string): Token => ({
    accessToken,
    instanceUrl: 'https://x',
    salesforceOrgId: undefined,
    userId: undefined,
  });

  it('logs in once for callers that ask together, and again after a failure', async () => {
    let logins = 0;
    const cache = new TokenCache(async () => {
      if (++logins === 1) throw new Error('first login fails');
      return token(`t${logins}`);
    });
    const first = await Promise.allSettled([cache.get(), cache.get()]);
    assert.deepEqual(
      first.map((result) => result.status),
      ['rejected', 'rejected'],
    );
    const [a, b] = await Promise.all([cache.get(), cache.get()]);
    assert.equal(a, b);
    assert.equal(logins, 2);
  });

  it('forgets only the token that was refused, not the one that took its place', async () => {
    let logins = 0;
    const cache = new TokenCache(async () => token(`t${++logins}`));
    const old = await cache.get();
    cache.forget(old);
    const fresh = await cache.get();
    cache.forget(old);
    assert.equal(await cache.get(), fresh);
    assert.equal(logins, 2);
  });
});

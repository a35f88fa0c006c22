import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testSandbox } from './api-support.ts';
import { CALLBACK } from './oauth-support.ts';

const { url, keys, state, ask, token, admin } = await testSandbox();
const userinfo = async (access_token: string) =>
  ask('GET', '/services/oauth2/userinfo', { headers: { Authorization: `Bearer ${access_token}` } });
const introspect = (parameters: Record<string, string>, more: Record<string, string> = {}) =>
  ask('POST', '/services/oauth2/introspect', {
    body: new URLSearchParams({ client_id: keys.clientId, client_secret: keys.clientSecret, ...parameters, ...more }),
  });

beforeEach(() => state.reset());

test('the org has one app from the start: its keys are those of the console, and it runs as the API user', async () => {
  const { body } = await admin('GET', '/apps');
  assert.equal(body.apps.length, 1);
  const [{ clientId, clientSecret, callbackUrls, clientCredentialsFlowUser, isPkceRequired }] = body.apps;
  assert.deepEqual([clientId, clientSecret], [keys.clientId, keys.clientSecret]);
  assert.deepEqual([callbackUrls, isPkceRequired], [[CALLBACK], true]);
  assert.equal(clientCredentialsFlowUser, keys.apiUser.username);
});

test('client credentials run as the user that the app names, and as nobody without one', async () => {
  await admin('POST', '/apps/Inlet', { clientCredentialsFlowUser: 'rep@inlet.sandbox' });
  const { body } = await token({ grant_type: 'client_credentials' });
  assert.equal((await userinfo(body.access_token)).body.preferred_username, 'rep@inlet.sandbox');
  const missing = { error: 'invalid_grant', error_description: 'no client credentials user enabled' };
  await admin('POST', '/apps/Inlet', { clientCredentialsFlowUser: null });
  assert.deepEqual((await token({ grant_type: 'client_credentials' })).body, missing);
  await admin('POST', '/apps/Inlet', { clientCredentialsFlowUser: 'former@inlet.sandbox' });
  assert.deepEqual((await token({ grant_type: 'client_credentials' })).body, missing);
  await admin('POST', '/apps/Inlet', { isClientCredentialsFlowEnabled: false });
  assert.equal((await token({ grant_type: 'client_credentials' })).body.error, 'unsupported_grant_type');
});

test('a rotated secret: the old one is dead at once, also where the console tells it', async () => {
  const { body } = await admin('POST', '/apps/Inlet/secret');
  assert.equal((await token({ grant_type: 'client_credentials' })).body.error, 'invalid_client');
  assert.equal((await token({ grant_type: 'client_credentials', client_secret: body.clientSecret })).status, 200);
  assert.equal((await admin('GET', '/org')).body.clientSecret, body.clientSecret);
  keys.clientSecret = body.clientSecret;
});

test('another app has keys of its own; without it, its keys and tokens are nobody’s', async () => {
  const { status, body: app } = await admin('POST', '/apps', {
    name: 'Other',
    isClientCredentialsFlowEnabled: true,
    clientCredentialsFlowUser: keys.apiUser.username,
  });
  assert.equal(status, 201);
  const own = { grant_type: 'client_credentials', client_id: app.clientId, client_secret: app.clientSecret };
  const { body } = await token(own);
  assert.equal((await userinfo(body.access_token)).status, 200);
  assert.equal((await token({ ...own, client_secret: keys.clientSecret })).body.error, 'invalid_client');
  assert.equal((await admin('DELETE', '/apps/Other')).status, 204);
  assert.equal((await token(own)).body.error, 'invalid_client_id');
  assert.equal((await userinfo(body.access_token)).status, 403);
});

test('a reset leaves the first app as at first, with its keys', async () => {
  await admin('POST', '/apps', { name: 'Other' });
  await admin('POST', '/apps/Inlet', { isBlocked: true, callbackUrls: [] });
  await admin('POST', '/reset');
  const { apps } = (await admin('GET', '/apps')).body;
  assert.equal(apps.length, 1);
  assert.deepEqual([apps[0].isBlocked, apps[0].callbackUrls, apps[0].clientId], [false, [CALLBACK], keys.clientId]);
});

const mistakes: [string, object, string][] = [
  ['http elsewhere', { callbackUrls: ['http://example.com/x'] }, 'callbackUrls.0'],
  ['a script', { callbackUrls: ['javascript:alert(1)'] }, 'callbackUrls.0'],
  ['a fragment', { callbackUrls: [`${CALLBACK}#x`] }, 'callbackUrls.0'],
  ['no address', { callbackUrls: ['localhost'] }, 'callbackUrls.0'],
  ['an unknown scope', { scopes: ['all'] }, 'scopes.0'],
  ['no scope', { scopes: [] }, 'scopes'],
  ['an unknown user', { clientCredentialsFlowUser: 'x' }, 'clientCredentialsFlowUser'],
  ['an unknown permission set', { permissionSets: ['X'] }, 'permissionSets'],
  ['a period of nothing', { refreshTokenValidityPeriod: 0 }, 'refreshTokenValidityPeriod'],
];
for (const [what, change, field] of mistakes) {
  test(`the console refuses ${what} and names the field`, async () => {
    const { status, body } = await admin('POST', '/apps/Inlet', change);
    assert.deepEqual([status, body.problems[0].field], [400, field]);
  });
}

test('the console refuses a second app of a name, an unknown app, and to take the first away', async () => {
  assert.equal((await admin('POST', '/apps', { name: 'inlet' })).body.problems[0].field, 'name');
  assert.equal((await admin('POST', '/apps', { name: 'a b' })).body.problems[0].field, 'name');
  assert.equal((await admin('POST', '/apps/Nope', {})).status, 404);
  assert.equal((await admin('DELETE', '/apps/Inlet')).status, 400);
});

test('all approvals of an app are revoked at once', async () => {
  const { body } = await admin('POST', '/refresh-tokens');
  assert.equal((await admin('GET', '/apps')).body.apps[0].grants > 0, true);
  await admin('DELETE', '/apps/Inlet/grants');
  assert.equal((await admin('GET', '/apps')).body.apps[0].grants, 0);
  assert.equal((await token({ grant_type: 'refresh_token', refresh_token: body.refreshToken })).status, 400);
});

test('introspection tells of live tokens of the app, and of others only that they are not active', async () => {
  const { body } = await token({ grant_type: 'client_credentials' });
  const { status, body: told } = await introspect({ token: body.access_token });
  const at = Math.floor(Number(body.issued_at) / 1000);
  assert.equal(status, 200);
  assert.deepEqual(told, {
    active: true,
    scope: 'api',
    client_id: keys.clientId,
    username: keys.apiUser.username,
    sub: body.id,
    token_type: 'access_token',
    exp: at + 7200,
    iat: at,
    nbf: at,
  });
  const { body: grant } = await admin('POST', '/refresh-tokens');
  assert.equal((await introspect({ token: grant.refreshToken })).body.token_type, 'refresh_token');
  const { body: other } = await admin('POST', '/apps', { name: 'Other' });
  const foreign = { client_id: other.clientId, client_secret: other.clientSecret };
  assert.deepEqual((await introspect({ token: body.access_token }, foreign)).body, { active: false });
  assert.deepEqual((await introspect({ token: keys.accessToken })).body, { active: false });
  assert.deepEqual((await introspect({ token: 'x' })).body, { active: false });
  assert.equal((await introspect({ token: 'x' }, { client_secret: 'x' })).body.error, 'invalid_client');
  await admin('POST', `/users/${keys.apiUser.username}`, { isActive: false });
  assert.deepEqual((await introspect({ token: body.access_token })).body, { active: false });
});

test('to be asked about keeps no session alive', async () => {
  const { body } = await token({ grant_type: 'client_credentials' });
  for (let hours = 0; hours < 3; hours++) {
    await introspect({ token: body.access_token });
    await admin('POST', '/clock', { advanceMilliseconds: 60 * 60 * 1000 });
  }
  assert.deepEqual((await introspect({ token: body.access_token })).body, { active: false });
});

test('a revoke that fails is form-encoded, one that succeeds is empty; the token may come by GET', async () => {
  const { body } = await token({ grant_type: 'client_credentials' });
  const done = await ask('GET', `/services/oauth2/revoke?token=${encodeURIComponent(body.access_token)}`);
  assert.deepEqual([done.status, done.body], [200, '']);
  const failed = await ask('POST', '/services/oauth2/revoke', {
    body: new URLSearchParams({ token: body.access_token }),
  });
  assert.equal(failed.status, 400);
  assert.match(failed.headers.get('content-type') ?? '', /^application\/x-www-form-urlencoded/);
  assert.ok(new URLSearchParams(failed.body as string).get('error'));
});

test('discovery names the addresses of this org', async () => {
  const { body } = await ask('GET', '/.well-known/openid-configuration');
  assert.equal(body.issuer, url);
  assert.equal(body.token_endpoint, `${url}/services/oauth2/token`);
  const { body: set } = await ask('GET', new URL(body.jwks_uri).pathname);
  assert.deepEqual(Object.keys(set.keys[0]).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
});

test('tokens are asked for by POST', async () => {
  for (const path of ['/services/oauth2/token', '/services/oauth2/introspect']) {
    const { status, body } = await ask('GET', path);
    assert.deepEqual([status, body.error_description], [400, 'must use HTTP POST']);
  }
});

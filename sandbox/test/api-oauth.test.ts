import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSandbox } from './api-support.ts';

const { url, keys, ask, api, token, admin, signOut } = await testSandbox();

test('client credentials answer a session of the API user, with issued_at as text and no expires_in', async () => {
  const { status, body } = await token({ grant_type: 'client_credentials' });
  assert.equal(status, 200);
  assert.match(body.access_token, /^00D[0-9A-Za-z]{12}!/);
  assert.equal(body.instance_url, url);
  assert.match(body.issued_at, /^\d{13}$/);
  assert.equal(body.id, `${url}/id/${keys.id}/${keys.apiUser.id}`);
  assert.ok(!('expires_in' in body) && !('refresh_token' in body));
});

test('the client id and secret may come by Basic', async () => {
  const basic = Buffer.from(`${keys.clientId}:${keys.clientSecret}`).toString('base64');
  const { status } = await ask('POST', '/services/oauth2/token', {
    headers: { Authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  assert.equal(status, 200);
});

const refusals: [string, Record<string, string>, object][] = [
  [
    'an unknown client',
    { grant_type: 'password', client_id: 'x' },
    { error: 'invalid_client_id', error_description: 'client identifier invalid' },
  ],
  [
    'a wrong secret',
    { grant_type: 'password', client_secret: 'x' },
    { error: 'invalid_client', error_description: 'invalid client credentials' },
  ],
  [
    'a wrong password',
    { grant_type: 'password', username: keys.username, password: 'x' },
    { error: 'invalid_grant', error_description: 'authentication failure' },
  ],
  [
    'an unknown refresh token',
    { grant_type: 'refresh_token', refresh_token: 'x' },
    { error: 'invalid_grant', error_description: 'expired access/refresh token' },
  ],
  [
    'an unknown grant',
    { grant_type: 'device' },
    { error: 'unsupported_grant_type', error_description: 'grant type not supported' },
  ],
];
for (const [what, parameters, expected] of refusals) {
  test(`${what} is refused with 400 and an object`, async () => {
    const { status, body } = await token(parameters);
    assert.deepEqual([status, body], [400, expected]);
  });
}

test('a refresh answers a new access token and no refresh token', async () => {
  const { body: grant } = await admin('POST', '/refresh-tokens');
  const { status, body } = await token({
    grant_type: 'refresh_token',
    refresh_token: grant.refreshToken,
    code_verifier: 'x',
  });
  assert.equal(status, 200);
  assert.ok(!('refresh_token' in body));
});

test('with rotation every refresh answers a new refresh token and the old one is dead', async () => {
  const { body: grant } = await admin('POST', '/refresh-tokens');
  await admin('POST', '/options', { refreshTokenRotation: true });
  const first = await token({ grant_type: 'refresh_token', refresh_token: grant.refreshToken });
  const repeated = await token({ grant_type: 'refresh_token', refresh_token: grant.refreshToken });
  const second = await token({ grant_type: 'refresh_token', refresh_token: first.body.refresh_token });
  await admin('POST', '/options', { refreshTokenRotation: false });
  assert.deepEqual([first.status, repeated.status, second.status], [200, 400, 200]);
});

test('revoking a refresh token ends its sessions, revoking an access token leaves the refresh token alive', async () => {
  const { body: grant } = await admin('POST', '/refresh-tokens');
  const parameters = { grant_type: 'refresh_token', refresh_token: grant.refreshToken };
  const { body: one } = await token(parameters);
  const revoke = (value: string) =>
    ask('POST', '/services/oauth2/revoke', { body: new URLSearchParams({ token: value }) });
  const use = (value: string) =>
    ask('GET', '/services/data/v64.0/limits', { headers: { Authorization: `Bearer ${value}` } });
  assert.deepEqual([(await revoke(one.access_token)).status, (await use(one.access_token)).status], [200, 401]);
  const { body: two } = await token(parameters);
  assert.equal((await use(two.access_token)).status, 200);
  assert.deepEqual([(await revoke(grant.refreshToken)).status, (await use(two.access_token)).status], [200, 401]);
  assert.equal((await revoke('unknown')).status, 400);
});

test('userinfo and the identity URL name the user, and refuse a bad token in plain text', async () => {
  const headers = { Authorization: `Bearer ${keys.accessToken}` };
  const info = await ask('GET', '/services/oauth2/userinfo', { headers });
  assert.equal(info.body.preferred_username, keys.username);
  assert.equal(info.body.organization_id, keys.id);
  const identity = await ask('GET', new URL(info.body.sub).pathname, { headers });
  assert.equal(identity.body.username, keys.username);
  const refused = await ask('GET', '/services/oauth2/userinfo', { headers: { Authorization: 'Bearer x' } });
  assert.deepEqual([refused.status, refused.body], [403, 'Bad_OAuth_Token']);
});

test("a session ends after two hours without a call by the org's clock, the admin's never", async () => {
  signOut();
  assert.equal((await api('GET', '/limits')).status, 200);
  await admin('POST', '/clock', { advanceMilliseconds: 119 * 60 * 1000 });
  assert.equal((await api('GET', '/limits')).status, 200);
  await admin('POST', '/clock', { advanceMilliseconds: 121 * 60 * 1000 });
  const { status, body } = await api('GET', '/limits');
  assert.equal(status, 401);
  assert.deepEqual(body, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
  const headers = { Authorization: `Bearer ${keys.accessToken}` };
  assert.equal((await ask('GET', '/services/data/v64.0/limits', { headers })).status, 200);
  signOut();
});

test('a user who is deactivated has no session and gets no other', async () => {
  const headers = { Authorization: `Bearer ${keys.accessToken}`, 'Content-Type': 'application/json' };
  const { body: grant } = await admin('POST', '/refresh-tokens');
  const setActive = (IsActive: boolean) =>
    ask('PATCH', `/services/data/v64.0/sobjects/User/${keys.apiUser.id}`, {
      headers,
      body: JSON.stringify({ IsActive }),
    });
  assert.equal((await api('GET', '/limits')).status, 200);
  assert.equal((await setActive(false)).status, 204);
  assert.equal((await api('GET', '/limits')).status, 401);
  const refused = await token({ grant_type: 'refresh_token', refresh_token: grant.refreshToken });
  assert.deepEqual(refused.body, { error: 'invalid_grant', error_description: 'inactive user' });
  assert.equal((await setActive(true)).status, 204);
  signOut();
});

test('a sixth approval of the same user ends the oldest one, its refresh token and its sessions', async () => {
  const { username } = keys;
  const approve = async () => (await admin('POST', '/refresh-tokens', { username })).body.refreshToken as string;
  const refresh = (refresh_token: string) => token({ grant_type: 'refresh_token', refresh_token });
  const [first, second] = [await approve(), await approve()];
  const session = (await refresh(first)).body.access_token as string;
  assert.ok(session);
  for (let more = 0; more < 4; more++) await approve();
  const { status, body } = await refresh(first);
  assert.deepEqual(
    [status, body],
    [400, { error: 'invalid_grant', error_description: 'expired access/refresh token' }],
  );
  const headers = { Authorization: `Bearer ${session}` };
  assert.equal((await ask('GET', '/services/data/v64.0/limits', { headers })).status, 401);
  assert.equal((await refresh(second)).status, 200);
});

test('the console hands out a token of the administrator, or of any user of the org', async () => {
  const whoIs = async (accessToken: string) =>
    (await ask('GET', '/services/oauth2/userinfo', { headers: { Authorization: `Bearer ${accessToken}` } })).body
      .preferred_username;
  const own = await admin('POST', '/tokens');
  assert.deepEqual([own.status, own.body.username], [201, keys.username]);
  assert.equal(await whoIs(own.body.accessToken), keys.username);
  const { body } = await admin('POST', '/tokens', { username: keys.apiUser.username });
  assert.equal(await whoIs(body.accessToken), keys.apiUser.username);
  assert.equal((await admin('POST', '/tokens', { username: 'nobody' })).status, 400);
});

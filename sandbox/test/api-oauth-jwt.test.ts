import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { permissionSet } from './access-bench.ts';
import { testSandbox } from './api-support.ts';

const { url, keys, state, ask, admin } = await testSandbox();
const pem = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const privateKey = createPrivateKey(pem('jwt-key.pem'));
const username = 'rep@inlet.sandbox';

const now = () => Math.floor(state.org.now().getTime() / 1000);
const claims = (): JWTPayload => ({
  iss: keys.clientId,
  sub: username,
  aud: 'https://login.salesforce.com',
  exp: now() + 180,
});
const signed = (payload: JWTPayload, alg = 'RS256', key = privateKey) =>
  new SignJWT(payload).setProtectedHeader({ alg }).sign(key);
const present = async (assertion: string) =>
  ask('POST', '/services/oauth2/token', {
    body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
  });

beforeEach(async () => {
  state.reset();
  state.sessions.revokeAll({ clientId: keys.clientId });
  const { status } = await admin('POST', '/apps/Inlet', {
    isJwtBearerFlowEnabled: true,
    certificate: pem('jwt-certificate.pem'),
  });
  assert.equal(status, 200);
});

test('a user who once approved the app is signed in by assertion, without secret and without refresh token', async () => {
  await admin('POST', '/refresh-tokens', { username });
  const { status, body } = await present(await signed(claims()));
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(body).sort(), ['access_token', 'id', 'instance_url', 'scope', 'token_type']);
  assert.equal(body.scope, 'api');
  const headers = { Authorization: `Bearer ${body.access_token}` };
  const { body: info } = await ask('GET', '/services/oauth2/userinfo', { headers });
  assert.equal(info.preferred_username, username);
});

test("a user who has not, or no longer, approved is refused, and somebody else's approval does not help", async () => {
  const expected = { error: 'invalid_grant', error_description: "user hasn't approved this consumer" };
  await admin('POST', '/refresh-tokens', { username: keys.username });
  assert.deepEqual((await present(await signed(claims()))).body, expected);
  const { body: grant } = await admin('POST', '/refresh-tokens', { username });
  await ask('POST', '/services/oauth2/revoke', { body: new URLSearchParams({ token: grant.refreshToken }) });
  assert.deepEqual((await present(await signed(claims()))).body, expected);
});

test('an admin approves by a permission set', async () => {
  state.org.savePermissionSet(permissionSet({ name: 'Inlet_Test' }));
  const policy = { permittedUsersPolicyType: 'AdminApprovedPreAuthorized', permissionSets: ['Inlet_Test'] };
  await admin('POST', '/apps/Inlet', policy);
  assert.deepEqual((await present(await signed(claims()))).body, {
    error: 'invalid_app_access',
    error_description: 'user is not admin approved to access this app',
  });
  await admin('POST', '/permission-sets/assignments', { user: username, permissionSet: 'Inlet_Test' });
  assert.equal((await present(await signed(claims()))).status, 200);
});

const { privateKey: otherKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const refusals: [string, () => string | Promise<string>, string, string][] = [
  ['no JWT', () => 'x', 'invalid_grant', 'invalid assertion'],
  ['nothing', () => '', 'invalid_grant', 'invalid assertion'],
  ['an unknown iss', () => signed({ ...claims(), iss: 'x' }), 'invalid_client_id', 'client identifier invalid'],
  ['a foreign aud', () => signed({ ...claims(), aud: 'https://evil.example' }), 'invalid_grant', 'audience is invalid'],
  ['no aud', () => signed(without('aud')), 'invalid_grant', 'invalid assertion'],
  ['no exp', () => signed(without('exp')), 'invalid_grant', 'invalid assertion'],
  ['a past exp', () => signed({ ...claims(), exp: now() - 60 }), 'invalid_grant', 'expired authorization code'],
  ['a far exp', () => signed({ ...claims(), exp: now() + 3600 }), 'invalid_grant', 'invalid assertion'],
  [
    'an exp in past milliseconds',
    () => signed({ ...claims(), exp: now() * 1000 - 60_000 }),
    'invalid_grant',
    'expired authorization code',
  ],
  ['no sub', () => signed(without('sub')), 'invalid_grant', 'invalid assertion'],
  ['an unknown sub', () => signed({ ...claims(), sub: 'x' }), 'invalid_grant', "user hasn't approved this consumer"],
  ['another key', () => signed(claims(), 'RS256', otherKey), 'invalid_grant', 'invalid assertion'],
  ['RS512', () => signed(claims(), 'RS512'), 'invalid_grant', 'invalid assertion'],
  ['alg none', () => unsigned(claims()), 'invalid_grant', 'invalid assertion'],
];
for (const [what, assertion, error, error_description] of refusals) {
  test(`${what}: ${error}, ${error_description}`, async () => {
    await admin('POST', '/refresh-tokens', { username });
    const { status, body } = await present(await assertion());
    assert.deepEqual([status, body], [400, { error, error_description }]);
  });
}

test('the two login hosts and the org itself are audiences; an exp in milliseconds is taken, as the sf CLI sends it', async () => {
  await admin('POST', '/refresh-tokens', { username });
  for (const aud of ['https://login.salesforce.com', 'https://test.salesforce.com', url]) {
    assert.equal((await present(await signed({ ...claims(), aud }))).status, 200, aud);
  }
  assert.equal((await present(await signed({ ...claims(), exp: state.org.now().getTime() + 300 }))).status, 200);
});

test("an assertion ends by the org's clock", async () => {
  await admin('POST', '/refresh-tokens', { username });
  const assertion = await signed(claims());
  await admin('POST', '/clock', { advanceMilliseconds: 10 * 60 * 1000 });
  assert.equal((await present(assertion)).body.error_description, 'expired authorization code');
  assert.equal((await present(await signed(claims()))).status, 200);
  await admin('POST', '/clock', { advanceMilliseconds: -24 * 60 * 60 * 1000 });
  assert.equal((await present(await signed(claims()))).status, 200, 'a day ago it was valid');
});

test('without a certificate, or with the flow switched off, nobody is signed in', async () => {
  await admin('POST', '/refresh-tokens', { username });
  await admin('POST', '/apps/Inlet', { certificate: null });
  assert.equal((await present(await signed(claims()))).body.error_description, 'invalid assertion');
  await admin('POST', '/apps/Inlet', { isJwtBearerFlowEnabled: false, certificate: pem('jwt-certificate.pem') });
  assert.equal((await present(await signed(claims()))).body.error, 'unsupported_grant_type');
});

test('the console takes certificates with an RSA key only', async () => {
  for (const certificate of ['x', pem('jwt-key.pem'), pem('ec-certificate.pem')]) {
    const { status, body } = await admin('POST', '/apps/Inlet', { certificate });
    assert.deepEqual([status, body.problems[0].field], [400, 'certificate']);
  }
});

function without(claim: string): JWTPayload {
  return Object.fromEntries(Object.entries(claims()).filter(([name]) => name !== claim));
}

function unsigned(payload: JWTPayload): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(payload)}.`;
}

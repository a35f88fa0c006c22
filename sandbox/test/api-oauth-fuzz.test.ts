import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testSandbox } from './api-support.ts';
import { CALLBACK, pkce } from './oauth-support.ts';

const { url, keys, admin } = await testSandbox();
const RUNS = 300;
const OTHER_CALLBACK = 'https://app.example/callback?tenant=1';
await admin('POST', '/apps/Inlet', { callbackUrls: [CALLBACK, OTHER_CALLBACK], isJwtBearerFlowEnabled: true });
const { code_challenge, code_verifier } = pkce();
const { body: grant } = await admin('POST', '/refresh-tokens');

/** Something of what belongs there, something near it, or anything. */
const near = (...known: string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary' }) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...known), fc.string()).map(([one, more]) => one + more),
    },
  );
const parameters = (all: Record<string, fc.Arbitrary<string>>) => fc.record(all, { requiredKeys: [] });

test('whatever is asked, nobody is sent to an address that the app has not registered, and the org does not fail', async () => {
  const query = parameters({
    response_type: near('code', 'token'),
    client_id: fc.oneof({ weight: 8, arbitrary: fc.constant(keys.clientId) }, near(keys.clientId)),
    redirect_uri: near(CALLBACK, OTHER_CALLBACK, 'https://evil.example/', '//evil.example', `${CALLBACK}@evil.example`),
    state: near('s', 'https://evil.example/'),
    scope: near('api', 'api refresh_token', 'full', '__proto__', 'constructor'),
    prompt: near('login', 'consent', 'none', 'login consent', 'none login'),
    immediate: near('true', 'false'),
    login_hint: near('rep@inlet.sandbox', '<script>'),
    nonce: near('n'),
    code_challenge: near(code_challenge),
    code_challenge_method: near('S256', 'plain'),
  });
  const check = async (asked: object) => {
    const address = `${url}/services/oauth2/authorize?${new URLSearchParams(asked as Record<string, string>).toString()}`;
    const response = await fetch(address, { redirect: 'manual' });
    const location = response.headers.get('location');
    assert.ok([200, 303, 400].includes(response.status), `${response.status}`);
    assert.equal(location !== null, response.status === 303);
    if (location !== null) {
      assert.ok(location.startsWith(`${CALLBACK}?error=`) || location.startsWith(`${OTHER_CALLBACK}&error=`), location);
      const { state } = asked as { state?: string };
      assert.equal(new URL(location).searchParams.get('state'), state?.toWellFormed() ?? null);
    }
    assert.doesNotMatch(await response.text(), /<script/i);
  };
  await fc.assert(fc.asyncProperty(query, check), { numRuns: RUNS });
});

test('whatever is sent for a token, the answer is a token or an object with error and error_description', async () => {
  const form = parameters({
    grant_type: near(
      ...['authorization_code', 'refresh_token', 'client_credentials', 'password'],
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
    ),
    client_id: fc.oneof({ weight: 8, arbitrary: fc.constant(keys.clientId) }, near(keys.clientId)),
    client_secret: fc.oneof({ weight: 8, arbitrary: fc.constant(keys.clientSecret) }, near(keys.clientSecret)),
    code: near('aPrx'),
    redirect_uri: near(CALLBACK),
    code_verifier: near(code_verifier),
    refresh_token: near(grant.refreshToken),
    username: near(keys.username, 'former@inlet.sandbox'),
    password: near(keys.password),
    assertion: near('a.b.c', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.x', 'e30.e30.e30'),
  });
  const check = async (sent: object) => {
    const body = new URLSearchParams(sent as Record<string, string>);
    const response = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body });
    const answer = (await response.json()) as Record<string, unknown>;
    if (response.status === 200) assert.match(String(answer.access_token), /^00D\w{12}!/);
    else {
      assert.equal(response.status, 400);
      assert.deepEqual(Object.keys(answer), ['error', 'error_description']);
    }
  };
  await fc.assert(fc.asyncProperty(form, check), { numRuns: RUNS });
});

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { permissionSet } from './access-bench.ts';
import { testSandbox } from './api-support.ts';
import { authorizeAddress, authorizedCode, CALLBACK, pkce, PlainBrowser } from './oauth-support.ts';

const { url, keys, state, ask, token, admin } = await testSandbox();
const { code_verifier, code_challenge } = pkce();
const address = (more: Record<string, string | undefined> = {}) =>
  authorizeAddress(url, keys, { code_challenge, ...more });
const codeOf = (more: Record<string, string> = {}) => authorizedCode(url, keys, { code_challenge, ...more });
const exchange = (code: string, more: Record<string, string> = {}) =>
  token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier, ...more });
const refresh = (refresh_token: string) => token({ grant_type: 'refresh_token', refresh_token });
const use = async (accessToken: string) =>
  (await ask('GET', '/services/data/v64.0', { headers: { Authorization: `Bearer ${accessToken}` } })).status;
const answerOf = (callback: URL | undefined) => Object.fromEntries(callback?.searchParams ?? []);

beforeEach(() => {
  state.reset();
  state.sessions.revokeAll({ clientId: keys.clientId });
});

test('a user logs in, allows, and the app exchanges the code for tokens of that user', async () => {
  const browser = new PlainBrowser(url);
  const login = await browser.open(address({ state: 'a b+c/ä&=1' }));
  assert.match(login.html, /<title>Log in/);
  const consent = await browser.logIn('rep@inlet.sandbox', keys.password);
  assert.match(consent.html, /Inlet<\/strong> is asking to.*\(api\).*\(refresh_token\).*rep@inlet\.sandbox/s);
  const { callback } = await browser.decide(consent, 'allow');
  assert.equal(callback?.href.split('?')[0], CALLBACK);
  assert.equal(callback?.searchParams.get('state'), 'a b+c/ä&=1');
  const { status, body } = await exchange(callback?.searchParams.get('code') ?? '');
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(body).sort(), [
    ...['access_token', 'id', 'instance_url', 'issued_at', 'refresh_token', 'scope', 'signature', 'token_type'],
  ]);
  assert.equal(body.scope, 'api refresh_token');
  assert.equal(body.id, `${url}/id/${keys.id}/${state.identity.byUsername('rep@inlet.sandbox')?.id}`);
  assert.equal(await use(body.access_token), 200);
  assert.equal((await refresh(body.refresh_token)).status, 200);
});

test('a wrong password, an inactive and a frozen user are told so and get no further', async () => {
  await admin('POST', '/users/rep@inlet.sandbox', { isFrozen: true });
  const browser = new PlainBrowser(url);
  await browser.open(address());
  const attempts: [string, string, RegExp][] = [
    [keys.username, 'wrong', /Check your user name and password/],
    ['nobody@inlet.sandbox', keys.password, /Check your user name and password/],
    ['former@inlet.sandbox', 'wrong', /Check your user name and password/],
    ['former@inlet.sandbox', keys.password, /is inactive/],
    ['rep@inlet.sandbox', keys.password, /is frozen/],
  ];
  for (const [username, password, expected] of attempts) {
    const page = await browser.logIn(username, password);
    assert.match(page.html, expected, username);
    assert.match(page.html, new RegExp(`value="${username}"`));
    assert.equal(browser.cookie, '');
  }
});

test('Deny goes back to the app with access_denied and the state', async () => {
  const browser = new PlainBrowser(url);
  await browser.open(address({ state: 's' }));
  const { callback } = await browser.decide(await browser.logIn(keys.username, keys.password), 'deny');
  assert.deepEqual(answerOf(callback), {
    error: 'access_denied',
    error_description: 'end-user denied authorization',
    state: 's',
  });
});

const pages: [string, Record<string, string | undefined>, string][] = [
  ['an unknown app', { client_id: 'x' }, 'invalid_client_id'],
  ['no app', { client_id: undefined }, 'invalid_client_id'],
  ['no callback', { redirect_uri: undefined }, 'redirect_uri_missing'],
  ['a foreign callback', { redirect_uri: 'https://evil.example/' }, 'redirect_uri_mismatch'],
  ['a longer callback', { redirect_uri: `${CALLBACK}/more` }, 'redirect_uri_mismatch'],
  ['a callback with a query', { redirect_uri: `${CALLBACK}?x=1` }, 'redirect_uri_mismatch'],
  ['another port', { redirect_uri: CALLBACK.replace('3000', '3001') }, 'redirect_uri_mismatch'],
  ['another case', { redirect_uri: CALLBACK.replace('oauth', 'OAuth') }, 'redirect_uri_mismatch'],
];
for (const [what, parameters, error] of pages) {
  test(`${what} is refused on a page of the org, and nobody is sent anywhere`, async () => {
    const { status, html, callback } = await new PlainBrowser(url).open(address({ state: 's', ...parameters }));
    assert.equal(callback, undefined);
    assert.equal(status, 400);
    assert.match(html, new RegExp(`error=${error}<`));
    assert.doesNotMatch(html, /evil\.example/);
  });
}

test('a parameter that comes twice is refused on a page: which one counts would be a guess', async () => {
  const twice = `${address()}&redirect_uri=${encodeURIComponent('https://evil.example/')}`;
  const { status, html, callback } = await new PlainBrowser(url).open(twice);
  assert.deepEqual([status, callback], [400, undefined]);
  assert.match(html, /parameter given more than once: redirect_uri/);
});

const redirects: [string, Record<string, string | undefined>, string, string][] = [
  ['no challenge', { code_challenge: undefined }, 'invalid_request', 'missing required code challenge'],
  ['plain', { code_challenge_method: 'plain' }, 'invalid_request', 'code challenge method must be S256'],
  ['a bad challenge', { code_challenge: 'short' }, 'invalid_request', 'invalid code challenge'],
  ['another response type', { response_type: 'token' }, 'unsupported_response_type', 'response type not supported'],
  ['a scope that the app has not', { scope: 'api web' }, 'invalid_scope', 'the requested scope is not allowed'],
  ['an unknown scope', { scope: 'toString' }, 'invalid_scope', 'the requested scope is not allowed'],
  ['none beside another prompt', { prompt: 'none login' }, 'invalid_request', 'prompt none stands alone'],
  ['prompt none without a login', { prompt: 'none' }, 'immediate_unsuccessful', 'immediate unsuccessful'],
];
for (const [what, parameters, error, error_description] of redirects) {
  test(`${what} goes back to the app as ${error}`, async () => {
    const { callback } = await new PlainBrowser(url).open(address({ state: 's', ...parameters }));
    assert.deepEqual(answerOf(callback), { error, error_description, state: 's' });
  });
}

test('the browser stays logged in and the approval is remembered, until a prompt asks for either', async () => {
  const browser = new PlainBrowser(url);
  await browser.open(address());
  const { callback } = await browser.decide(await browser.logIn(keys.username, keys.password), 'allow');
  await exchange(callback?.searchParams.get('code') ?? '');
  assert.ok((await browser.open(address())).callback?.searchParams.get('code'), 'neither page again');
  assert.ok((await browser.open(address({ prompt: 'none' }))).callback?.searchParams.get('code'));
  assert.match((await browser.open(address({ prompt: 'consent' }))).html, /Allow access\?/);
  assert.match((await browser.open(address({ prompt: 'login' }))).html, /<title>Log in/);
  assert.ok((await browser.logIn(keys.username, keys.password)).callback, 'logged in, and not asked again');
  await browser.open(address({ prompt: 'login consent' }));
  assert.match((await browser.logIn(keys.username, keys.password)).html, /Allow access\?/);
  await admin('POST', '/clock', { advanceMilliseconds: 121 * 60 * 1000 });
  assert.match((await browser.open(address())).html, /<title>Log in/, 'the session of the browser has ended');
});

test('more scopes than were approved are asked for anew', async () => {
  await admin('POST', '/apps/Inlet', { scopes: ['api', 'refresh_token', 'openid'] });
  const browser = new PlainBrowser(url);
  await browser.open(address({ scope: 'api refresh_token' }));
  const { callback } = await browser.decide(await browser.logIn(keys.username, keys.password), 'allow');
  await exchange(callback?.searchParams.get('code') ?? '');
  assert.ok((await browser.open(address({ scope: 'api' }))).callback);
  assert.match((await browser.open(address({ scope: 'api openid' }))).html, /\(openid\)/);
});

test('full contains the other scopes, but for refresh_token and what is no scope', async () => {
  await admin('POST', '/apps/Inlet', { scopes: ['full'] });
  const { body } = await exchange(await codeOf({ scope: 'openid api' }));
  assert.deepEqual([body.scope, await use(body.access_token)], ['openid api', 200]);
  for (const scope of ['refresh_token', 'offline_access', 'constructor']) {
    const { callback } = await new PlainBrowser(url).open(address({ scope }));
    assert.equal(callback?.searchParams.get('error'), 'invalid_scope', scope);
  }
});

test('a user who is deactivated is no longer logged in', async () => {
  const browser = new PlainBrowser(url);
  await browser.open(address());
  await browser.logIn('rep@inlet.sandbox', keys.password);
  await admin('POST', '/users/rep@inlet.sandbox', { isActive: false });
  assert.match((await browser.open(address())).html, /<title>Log in/);
});

test('Allow counts only from the page itself: without its confirmation, or from another origin, nothing is given', async () => {
  const browser = new PlainBrowser(url);
  const at = address();
  await browser.open(at);
  await browser.logIn(keys.username, keys.password);
  const send = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(at, {
      method: 'POST',
      headers: { cookie: browser.cookie, ...headers },
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
  const forged = await send({ action: 'allow', confirmation: 'x' });
  assert.ok(forged.headers.get('location')?.startsWith('/services/oauth2/authorize?'), 'back to the question');
  const login = { action: 'login', username: keys.username, password: keys.password };
  const foreign = await send(login, { Origin: 'http://localhost:3000' });
  assert.deepEqual([foreign.status, foreign.headers.getSetCookie()], [400, []]);
});

test('the pages may stand in no frame, and load nothing but their own style', async () => {
  const response = await fetch(address());
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
  assert.equal(response.headers.get('cache-control'), 'no-store');
});

test('what comes in the address is shown as text', async () => {
  const { html } = await new PlainBrowser(url).open(address({ login_hint: '"><script>alert(1)</script>' }));
  assert.doesNotMatch(html, /<script/);
  assert.match(html, /value="&quot;&gt;&lt;script&gt;/);
});

test('the cookie of the browser opens no API', async () => {
  const browser = new PlainBrowser(url);
  await browser.open(address());
  await browser.logIn(keys.username, keys.password);
  const sid = decodeURIComponent(browser.cookie.split('=')[1] ?? '');
  assert.ok(sid.startsWith('00D'));
  assert.equal(await use(sid), 401);
});

test('where PKCE is not required, a code without a challenge is exchanged without a verifier only', async () => {
  await admin('POST', '/apps/Inlet', { isPkceRequired: false });
  const plain = async () => authorizedCode(url, keys, {});
  const { status } = await token({ grant_type: 'authorization_code', code: await plain(), redirect_uri: CALLBACK });
  assert.equal(status, 200);
  assert.equal((await exchange(await plain())).body.error, 'invalid_request');
});

const exchanges: [string, Record<string, string>, string, string][] = [
  ['another verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_request', 'invalid code verifier'],
  ['an empty verifier', { code_verifier: '' }, 'invalid_request', 'invalid code verifier'],
  [
    'another callback',
    { redirect_uri: 'http://localhost/' },
    'redirect_uri_mismatch',
    'redirect_uri must match configuration',
  ],
  ['a wrong secret', { client_secret: 'x' }, 'invalid_client', 'invalid client credentials'],
  ['an unknown code', { code: 'aPrxunknown' }, 'invalid_grant', 'invalid authorization code'],
];
for (const [what, parameters, error, error_description] of exchanges) {
  test(`${what} exchanges no code`, async () => {
    const { status, body } = await exchange(await codeOf(), parameters);
    assert.deepEqual([status, body], [400, { error, error_description }]);
  });
}

test('a code without its verifier is refused as invalid_grant, and used up', async () => {
  const code = await codeOf();
  const { body } = await token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK });
  assert.equal(body.error, 'invalid_grant');
  assert.equal((await exchange(code)).body.error_description, 'expired authorization code');
});

test("a code lives 15 minutes by the org's clock", async () => {
  const [early, late] = [await codeOf(), await codeOf()];
  await admin('POST', '/clock', { advanceMilliseconds: 14 * 60 * 1000 });
  assert.equal((await exchange(early)).status, 200);
  await admin('POST', '/clock', { advanceMilliseconds: 2 * 60 * 1000 });
  const { status, body } = await exchange(late);
  assert.deepEqual([status, body.error_description], [400, 'expired authorization code']);
});

test('a code that comes twice ends what it gave: refresh token and sessions, also after a rotation', async () => {
  const code = await codeOf();
  const { body } = await exchange(code);
  await admin('POST', '/options', { refreshTokenRotation: true });
  const { body: rotated } = await refresh(body.refresh_token);
  assert.equal(await use(body.access_token), 200);
  const replay = await exchange(code);
  assert.deepEqual([replay.status, replay.body.error], [400, 'invalid_grant']);
  assert.equal(await use(body.access_token), 401);
  assert.equal(await use(rotated.access_token), 401);
  assert.equal((await refresh(rotated.refresh_token)).status, 400);
});

test("a code is its app's: another one cannot use it, nor use it up", async () => {
  const { body: other } = await admin('POST', '/apps', { name: 'Other', callbackUrls: [CALLBACK] });
  const code = await codeOf();
  const keysOfOther = { client_id: other.clientId, client_secret: other.clientSecret };
  assert.equal((await exchange(code, keysOfOther)).body.error_description, 'invalid authorization code');
  assert.equal((await exchange(code)).status, 200);
});

test('without the scope refresh_token there is no refresh token; with openid there is an id token', async () => {
  await admin('POST', '/apps/Inlet', { scopes: ['api', 'refresh_token', 'openid'] });
  const { body: short } = await exchange(await codeOf({ scope: 'api' }));
  assert.deepEqual([short.scope, 'refresh_token' in short, 'id_token' in short], ['api', false, false]);
  const { body } = await exchange(await codeOf({ scope: 'api openid', nonce: 'n' }));
  const claims = JSON.parse(Buffer.from(body.id_token.split('.')[1], 'base64url').toString());
  assert.deepEqual([claims.sub, claims.aud, claims.nonce], [body.id, keys.clientId, 'n']);
});

test("a refresh token is its app's", async () => {
  const { body: other } = await admin('POST', '/apps', { name: 'Other' });
  const { body } = await exchange(await codeOf());
  const foreign = { client_id: other.clientId, client_secret: other.clientSecret };
  const refused = await token({ grant_type: 'refresh_token', refresh_token: body.refresh_token, ...foreign });
  assert.equal(refused.body.error_description, 'expired access/refresh token');
  assert.equal((await refresh(body.refresh_token)).status, 200);
});

test('the sixth approval ends the first, for each user and app by itself', async () => {
  const tokens: string[] = [];
  for (let count = 0; count < 6; count++) tokens.push((await exchange(await codeOf())).body.refresh_token);
  const { body: rep } = await exchange(await codeOf({ username: 'rep@inlet.sandbox' }));
  assert.equal((await refresh(rep.refresh_token)).status, 200);
  const standing = await Promise.all(tokens.map(async (one) => (await refresh(one)).status));
  assert.deepEqual(standing, [400, 200, 200, 200, 200, 200]);
});

test('where an admin says who may use the app, others are refused and those are not asked', async () => {
  state.org.savePermissionSet(permissionSet({ name: 'Inlet_Test' }));
  const policy = { permittedUsersPolicyType: 'AdminApprovedPreAuthorized', permissionSets: ['Inlet_Test'] };
  await admin('POST', '/apps/Inlet', policy);
  const browser = new PlainBrowser(url);
  await browser.open(address({ state: 's' }));
  const refused = await browser.logIn(keys.username, keys.password);
  assert.deepEqual(answerOf(refused.callback), {
    error: 'OAUTH_APP_ACCESS_DENIED',
    error_description: 'user is not admin approved to access this app',
    state: 's',
  });
  await admin('POST', '/permission-sets/assignments', { user: keys.username, permissionSet: 'Inlet_Test' });
  const { callback } = await browser.open(address());
  assert.equal((await exchange(callback?.searchParams.get('code') ?? '')).status, 200);
});

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { permissionSet } from './access-bench.ts';
import { testSandbox } from './api-support.ts';
import { authorizeAddress, authorizedCode, CALLBACK, pkce, PlainBrowser } from './oauth-support.ts';

const { url, keys, state, ask, token, admin } = await testSandbox();
const username = 'rep@inlet.sandbox';
const { code_verifier, code_challenge } = pkce();

interface Held {
  access_token: string;
  refresh_token: string;
}
let held: Held;
/** What the REST API says to the user's session: the status, and on failure code and text. */
const call = async (accessToken = held.access_token) => {
  const { status, body } = await ask('GET', '/services/data/v64.0/query?q=SELECT+Id+FROM+Lead', {
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  return status === 200 ? [200] : [status, body[0].errorCode, body[0].message];
};
const refresh = async () => {
  const { status, body } = await token({ grant_type: 'refresh_token', refresh_token: held.refresh_token });
  return status === 200 ? [200] : [status, body.error, body.error_description];
};
const authorize = async () => {
  const browser = new PlainBrowser(url);
  const { callback } = await browser.open(authorizeAddress(url, keys, { code_challenge }));
  return callback?.searchParams.get('error') ?? 'asked to log in';
};

beforeEach(async () => {
  state.reset();
  state.sessions.revokeAll({ clientId: keys.clientId });
  await admin('POST', `/users/${username}`, { loginsInLastHour: 0 });
  const code = await authorizedCode(url, keys, { username, code_challenge });
  const { body } = await token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier });
  held = body as Held;
  assert.deepEqual([await call(), await refresh()], [[200], [200]]);
});

const FINE = [200];
const ENDED = [401, 'INVALID_SESSION_ID', 'Session expired or invalid'];
const NOT_FOR_REST = [401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API'];
const refused = (error: string, description: string) => [400, error, description];

interface Break {
  what: string;
  path: string;
  change: object;
  repair: object;
  /** While it is broken, and after the repair. */
  rest: unknown[];
  refreshed: unknown[];
  after: { rest: unknown[]; refreshed: unknown[] };
}
const comesBack = { rest: FINE, refreshed: FINE };
const breaks: Break[] = [
  {
    what: 'the user is deactivated',
    path: `/users/${username}`,
    change: { isActive: false },
    repair: { isActive: true },
    rest: ENDED,
    refreshed: refused('invalid_grant', 'inactive user'),
    after: comesBack,
  },
  {
    what: 'the user is frozen',
    path: `/users/${username}`,
    change: { isFrozen: true },
    repair: { isFrozen: false },
    rest: ENDED,
    refreshed: refused('invalid_grant', 'inactive user'),
    after: comesBack,
  },
  {
    what: '"API Enabled" is taken away',
    path: `/users/${username}`,
    change: { isApiEnabled: false },
    repair: { isApiEnabled: true },
    rest: [403, 'API_CURRENTLY_DISABLED', 'API is disabled for this User'],
    refreshed: FINE,
    after: comesBack,
  },
  {
    what: 'the profile asks for a high-assurance session',
    path: `/users/${username}`,
    change: { isHighAssuranceRequired: true },
    repair: { isHighAssuranceRequired: false },
    rest: NOT_FOR_REST,
    refreshed: FINE,
    after: comesBack,
  },
  {
    what: 'the login IP is restricted: what runs goes on, nothing new begins',
    path: `/users/${username}`,
    change: { isLoginIpRestricted: true },
    repair: { isLoginIpRestricted: false },
    rest: FINE,
    refreshed: refused('invalid_grant', 'ip restricted or invalid login hours'),
    after: comesBack,
  },
  {
    what: 'the user has logged in 3,600 times in this hour',
    path: `/users/${username}`,
    change: { loginsInLastHour: 3600 },
    repair: { loginsInLastHour: 0 },
    rest: FINE,
    refreshed: refused('rate_limit_exceeded', 'login rate exceeded'),
    after: comesBack,
  },
  {
    what: 'an admin blocks the app',
    path: '/apps/Inlet',
    change: { isBlocked: true },
    repair: { isBlocked: false },
    rest: ENDED,
    refreshed: refused('invalid_grant', 'this app is blocked by admin'),
    after: { rest: ENDED, refreshed: FINE },
  },
  {
    what: 'the app is uninstalled',
    path: '/apps/Inlet',
    change: { isInstalled: false },
    repair: { isInstalled: true },
    rest: ENDED,
    refreshed: refused('invalid_grant', 'expired access/refresh token'),
    after: { rest: ENDED, refreshed: refused('invalid_grant', 'expired access/refresh token') },
  },
  {
    what: 'users must be approved by an admin now',
    path: '/apps/Inlet',
    change: { permittedUsersPolicyType: 'AdminApprovedPreAuthorized' },
    repair: { permittedUsersPolicyType: 'AllSelfAuthorized' },
    rest: FINE,
    refreshed: refused('invalid_app_access', 'user is not admin approved to access this app'),
    after: comesBack,
  },
  {
    what: 'the org is locked',
    path: '/security',
    change: { isOrganizationLocked: true },
    repair: { isOrganizationLocked: false },
    rest: ENDED,
    refreshed: refused('inactive_org', 'organization locked, closed or suspended'),
    after: comesBack,
  },
  {
    what: 'API Access Control lets listed apps in only',
    path: '/security',
    change: { isApiAccessControlled: true },
    repair: { isApiAccessControlled: false },
    rest: NOT_FOR_REST,
    refreshed: FINE,
    after: comesBack,
  },
  {
    what: 'the API version is retired',
    path: '/security',
    change: { oldestApiVersion: '65.0' },
    repair: { oldestApiVersion: null },
    rest: [410, 'GONE', 'API version 64.0 has been retired. Use a later version.'],
    refreshed: FINE,
    after: comesBack,
  },
];
for (const { what, path, change, repair, rest, refreshed, after } of breaks) {
  test(`${what}: the API and a refresh say so, and it can be taken back`, async () => {
    const { status, body } = await admin('POST', path, change);
    assert.equal(status, 200);
    for (const [name, value] of Object.entries(change)) assert.equal(body[name], value, 'the console tells it');
    assert.deepEqual([await call(), await refresh()], [rest, refreshed]);
    assert.equal((await admin('POST', path, repair)).status, 200);
    assert.deepEqual([await call(), await refresh()], [after.rest, after.refreshed]);
  });
}

test('DELETE takes back what holds for the whole org', async () => {
  await admin('POST', '/security', { isOrganizationLocked: true, oldestApiVersion: '65.0' });
  const expected = {
    isOrganizationLocked: false,
    isApiAccessControlled: false,
    maintenance: null,
    oldestApiVersion: null,
  };
  assert.deepEqual((await admin('DELETE', '/security')).body, expected);
  assert.deepEqual((await admin('GET', '/security')).body, expected);
  assert.deepEqual(await call(), FINE);
});

test('a retired version is not listed, and no subrequest speaks it', async () => {
  await admin('POST', '/security', { oldestApiVersion: '66.0' });
  const { body } = await ask('GET', '/services/data');
  assert.equal(body[0].version, '66.0');
  const { body: reply } = await ask('POST', '/services/data/v66.0/composite', {
    headers: { Authorization: `Bearer ${held.access_token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      compositeRequest: [{ method: 'GET', url: '/services/data/v64.0/sobjects/Lead', referenceId: 'a' }],
    }),
  });
  assert.equal(reply.compositeResponse[0].httpStatusCode, 410);
});

test('a blocked app and one that is not installed are told on every way in', async () => {
  await admin('POST', '/apps/Inlet', { isBlocked: true });
  const blocked = { error: 'OAUTH_APP_BLOCKED', error_description: 'this app is blocked by admin' };
  assert.deepEqual((await token({ grant_type: 'client_credentials' })).body, blocked);
  assert.equal(await authorize(), 'OAUTH_APP_BLOCKED');
  await admin('POST', '/apps/Inlet', { isBlocked: false, isInstalled: false });
  const error_description = 'External client app is not installed in this org';
  const missing = { error: 'OAUTH_EC_APP_NOT_FOUND', error_description };
  assert.deepEqual((await token({ grant_type: 'client_credentials' })).body, missing);
  assert.equal(await authorize(), 'OAUTH_EC_APP_NOT_FOUND');
});

test('a password that is reset opens nothing any more; refresh tokens live on unless they are to end', async () => {
  const login = (password: string) => token({ grant_type: 'password', username, password });
  const { body } = await admin('POST', `/users/${username}/password`);
  assert.equal((await login(keys.password)).body.error_description, 'authentication failure');
  assert.equal((await login(body.password)).status, 200);
  assert.deepEqual([await call(), await refresh()], [FINE, FINE]);
  await admin('POST', `/users/${username}/password`, { revokesRefreshTokens: true });
  assert.deepEqual([await call(), await refresh()], [ENDED, refused('invalid_grant', 'expired access/refresh token')]);
  await admin('DELETE', `/users/${username}/password`);
  assert.equal((await login(keys.password)).status, 200);
});

test('a session without the scope api is not for the REST API, and refreshing does not help', async () => {
  await admin('POST', '/apps/Inlet', { scopes: ['openid', 'refresh_token', 'api'] });
  const code = await authorizedCode(url, keys, { username, code_challenge, scope: 'openid refresh_token' });
  const { body } = await token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier });
  assert.deepEqual(await call(body.access_token), NOT_FOR_REST);
  const { body: again } = await token({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
  assert.deepEqual(await call(again.access_token), NOT_FOR_REST);
  const headers = { Authorization: `Bearer ${body.access_token}` };
  assert.equal((await ask('GET', '/services/oauth2/userinfo', { headers })).status, 200);
});

test('under API Access Control an app whose users an admin approves goes on', async () => {
  state.org.savePermissionSet(permissionSet({ name: 'Inlet_Test' }));
  await admin('POST', '/permission-sets/assignments', { user: username, permissionSet: 'Inlet_Test' });
  const policy = { permittedUsersPolicyType: 'AdminApprovedPreAuthorized', permissionSets: ['Inlet_Test'] };
  await admin('POST', '/apps/Inlet', policy);
  await admin('POST', '/security', { isApiAccessControlled: true });
  assert.deepEqual([await call(), await refresh()], [FINE, FINE]);
});

test('the Metadata API shuts the same people out', async () => {
  const deploys = async () =>
    (
      await ask('GET', '/services/data/v64.0/metadata/deployRequest/0Af000000000000', {
        headers: { Authorization: `Bearer ${held.access_token}` },
      })
    ).status;
  assert.equal(await deploys(), 403);
  await admin('POST', `/users/${username}`, { isHighAssuranceRequired: true });
  assert.equal(await deploys(), 401);
});

const policies: [string, object, number, unknown[]][] = [
  ['Zero', { refreshTokenPolicyType: 'Zero' }, 0, refused('invalid_grant', 'expired access/refresh token')],
  [
    'SpecificLifetime',
    { refreshTokenPolicyType: 'SpecificLifetime' },
    25,
    refused('invalid_grant', 'token validity expired'),
  ],
  ['SpecificLifetime', { refreshTokenPolicyType: 'SpecificLifetime' }, 23, FINE],
  [
    'SpecificInactivity',
    { refreshTokenPolicyType: 'SpecificInactivity' },
    25,
    refused('invalid_grant', 'expired access/refresh token'),
  ],
  ['SpecificInactivity', { refreshTokenPolicyType: 'SpecificInactivity' }, 23, FINE],
  ['Infinite', { refreshTokenPolicyType: 'Infinite' }, 24 * 1000, FINE],
];
for (const [what, policy, hours, expected] of policies) {
  test(`a refresh token by the policy ${what} of a day after ${hours} hours`, async () => {
    await admin('POST', '/apps/Inlet', { ...policy, refreshTokenValidityPeriod: 1, refreshTokenValidityUnit: 'Days' });
    await admin('POST', '/clock', { advanceMilliseconds: hours * 60 * 60 * 1000 });
    assert.deepEqual(await refresh(), expected);
  });
}

test('use keeps a token alive that ends by inactivity, and not one that ends by age', async () => {
  for (const [refreshTokenPolicyType, expected] of [
    ['SpecificInactivity', 200],
    ['SpecificLifetime', 400],
  ]) {
    await admin('POST', '/apps/Inlet', { refreshTokenPolicyType, refreshTokenValidityUnit: 'Days' });
    await admin('DELETE', '/clock');
    const code = await authorizedCode(url, keys, { username, code_challenge });
    held = (await token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier })).body;
    await admin('POST', '/clock', { advanceMilliseconds: 20 * 60 * 60 * 1000 });
    assert.deepEqual(await refresh(), FINE);
    await admin('POST', '/clock', { advanceMilliseconds: 20 * 60 * 60 * 1000 });
    assert.equal((await refresh())[0], expected, String(refreshTokenPolicyType));
  }
});

test("the administrator's own token stays, whatever is broken", async () => {
  await admin('POST', '/security', { isOrganizationLocked: true, isApiAccessControlled: true });
  await admin('POST', `/users/${keys.username}`, { isHighAssuranceRequired: true });
  assert.deepEqual(await call(keys.accessToken), FINE);
  for (const change of [{ isActive: false }, { isFrozen: true }, { isApiEnabled: false }]) {
    const { status, body } = await admin('POST', `/users/${keys.username}`, change);
    assert.deepEqual([status, body.problems[0].field], [400, Object.keys(change)[0]]);
  }
});

test('UserLogin tells who is frozen, and who manages users freezes by it', async () => {
  const headers = { Authorization: `Bearer ${keys.accessToken}`, 'Content-Type': 'application/json' };
  const soql = `SELECT Id, IsFrozen FROM UserLogin WHERE UserId = '${state.identity.byUsername(username)?.id}'`;
  const { body } = await ask('GET', `/services/data/v64.0/query?q=${encodeURIComponent(soql)}`, { headers });
  assert.equal(body.records[0].IsFrozen, false);
  const path = `/services/data/v64.0/sobjects/UserLogin/${body.records[0].Id}`;
  assert.equal((await ask('PATCH', path, { headers, body: '{"IsFrozen":true}' })).status, 204);
  assert.deepEqual(await call(), ENDED);
});

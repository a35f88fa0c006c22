import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import jsforce from 'jsforce';
import * as openid from 'openid-client';
import { testSandbox } from './api-support.ts';
import { CALLBACK, PlainBrowser } from './oauth-support.ts';

const { url, keys, state, admin } = await testSandbox();
const { clientId, clientSecret } = keys;
const username = 'rep@inlet.sandbox';

beforeEach(() => {
  state.reset();
  state.sessions.revokeAll({ clientId });
});

async function callbackOf(address: string): Promise<URL> {
  const browser = new PlainBrowser(url);
  await browser.open(address);
  const { callback } = await browser.decide(await browser.logIn(username, keys.password), 'allow');
  assert.ok(callback);
  return callback;
}

test('jsforce: the web server flow with its verifier, refresh on 401, identity, revoke', async () => {
  const oauth2 = new jsforce.OAuth2({
    loginUrl: url,
    clientId,
    clientSecret,
    redirectUri: CALLBACK,
    useVerifier: true,
  });
  const callback = await callbackOf(oauth2.getAuthorizationUrl({ scope: 'api refresh_token', state: 's' }));
  assert.equal(callback.searchParams.get('state'), 's');
  const connection = new jsforce.Connection({ oauth2, version: '64.0' });
  const { id } = await connection.authorize(callback.searchParams.get('code') ?? '');
  assert.equal(id, state.identity.byUsername(username)?.id);
  assert.equal((await connection.identity()).username, username);
  await admin('POST', '/sessions/expire');
  assert.equal((await connection.query('SELECT Id FROM Lead')).totalSize, 0, 'refreshed, the verifier sent along');
  const { refreshToken } = connection;
  await oauth2.revokeToken(refreshToken ?? '');
  await assert.rejects(oauth2.revokeToken('x'), { name: 'unsupported_token_type' });
  await assert.rejects(oauth2.refreshToken(refreshToken ?? ''), {
    name: 'invalid_grant',
    message: 'expired access/refresh token',
  });
});

test('openid-client: discovery, PKCE, the id token checked by the keys of the org, userinfo, introspection, rotation', async () => {
  await admin('POST', '/apps/Inlet', { scopes: ['api', 'openid', 'refresh_token'] });
  await admin('POST', '/options', { refreshTokenRotation: true });
  const execute = [openid.allowInsecureRequests];
  const config = await openid.discovery(new URL(url), clientId, clientSecret, undefined, {
    algorithm: 'oidc',
    execute,
  });
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()];
  const address = openid.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid api refresh_token',
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
  });
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  const tokens = await openid.authorizationCodeGrant(config, await callbackOf(address.href), checks);
  const { sub } = tokens.claims() ?? {};
  assert.ok(sub?.endsWith(state.identity.byUsername(username)?.id ?? 'nobody'));
  assert.equal((await openid.fetchUserInfo(config, tokens.access_token, sub ?? '')).preferred_username, username);
  assert.equal((await openid.tokenIntrospection(config, tokens.access_token)).active, true);
  const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
  assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
  await assert.rejects(openid.refreshTokenGrant(config, tokens.refresh_token ?? ''), { error: 'invalid_grant' });
  await openid.tokenRevocation(config, refreshed.refresh_token ?? '');
  assert.equal((await openid.tokenIntrospection(config, refreshed.access_token)).active, false);
});

test('openid-client: client credentials by Basic', async () => {
  const auth = openid.ClientSecretBasic(clientSecret);
  const config = await openid.discovery(new URL(url), clientId, undefined, auth, {
    execute: [openid.allowInsecureRequests],
  });
  const { access_token } = await openid.clientCredentialsGrant(config);
  assert.ok(access_token.startsWith('00D'));
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startSandbox } from '../src/api/server.ts';
import type { RunningSandbox } from '../src/api/server.ts';
import { Org } from '../src/org/org.ts';
import type { Keys } from './api-support.ts';
import { authorizeAddress, authorizedCode, CALLBACK, pkce, PlainBrowser } from './oauth-support.ts';

const directory = mkdtempSync(join(tmpdir(), 'sandbox-oauth-'));
let sandbox: RunningSandbox | undefined;
after(async () => {
  await sandbox?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** The same org at the same address, in another process as far as it can tell. */
async function restart(): Promise<string> {
  const port = Number(new URL(sandbox?.url ?? 'http://localhost:0').port || 0);
  await sandbox?.close();
  sandbox = await startSandbox({ org: new Org({ directory }), port });
  // Lets go of the connection that the old one has closed.
  await fetch(`${sandbox.url}/sandbox/health`).catch(() => undefined);
  return sandbox.url;
}

test('codes, browsers, approvals, apps, policies and the key of id tokens outlive a restart', async () => {
  const url = await restart();
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const json = async (path: string, init: RequestInit = {}): Promise<any> => (await fetch(url + path, init)).json();
  const post = (path: string, body: object) =>
    json(`/sandbox${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const keys = (await json('/sandbox/org')) as Keys;
  const token = (parameters: Record<string, string>) => {
    const body = { client_id: keys.clientId, client_secret: keys.clientSecret, ...parameters };
    return json('/services/oauth2/token', { method: 'POST', body: new URLSearchParams(body) });
  };
  const { code_verifier, code_challenge } = pkce();
  const exchange = (code: string) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier });

  const used = await authorizedCode(url, keys, { code_challenge });
  const { refresh_token, access_token } = await exchange(used);
  const browser = new PlainBrowser(url);
  await browser.open(authorizeAddress(url, keys, { code_challenge }));
  await browser.logIn(keys.username, keys.password);
  const unused = (await browser.open(authorizeAddress(url, keys, { code_challenge }))).callback;
  await post('/apps', { name: 'Other', callbackUrls: ['https://example.com/callback'] });
  const { password } = await post('/users/rep@inlet.sandbox/password', {});
  await post('/users/rep@inlet.sandbox', { isFrozen: true, isLoginIpRestricted: true });
  await post('/security', { oldestApiVersion: '60.0' });
  const signingKeys = await json('/id/keys');
  const apps = await json('/sandbox/apps');

  await restart();
  assert.deepEqual(await json('/id/keys'), signingKeys);
  assert.deepEqual(await json('/sandbox/apps'), apps);
  assert.equal((await json('/sandbox/security')).oldestApiVersion, '60.0');
  const { users } = await json('/sandbox/users');
  const rep = users.find(({ username }: { username: string }) => username === 'rep@inlet.sandbox');
  assert.deepEqual([rep.isFrozen, rep.isLoginIpRestricted], [true, true]);
  const ofRep = { grant_type: 'password', username: 'rep@inlet.sandbox' };
  assert.equal((await token({ ...ofRep, password: keys.password })).error_description, 'authentication failure');
  assert.equal((await token({ ...ofRep, password })).error_description, 'inactive user');
  assert.ok((await browser.open(authorizeAddress(url, keys, { code_challenge }))).callback, 'still logged in');
  assert.ok((await token({ grant_type: 'refresh_token', refresh_token })).access_token);
  assert.ok((await exchange(unused?.searchParams.get('code') ?? '')).access_token);
  assert.equal((await exchange(used)).error, 'invalid_grant');
  const headers = { Authorization: `Bearer ${access_token}` };
  assert.equal((await fetch(`${url}/services/data/v64.0`, { headers })).status, 401, 'the replay ended what it gave');
});

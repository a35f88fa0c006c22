import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../scripts/run-sandbox.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'sandbox-'));
let child: ChildProcess | undefined;
after(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(directory, { recursive: true, force: true });
});

async function start(): Promise<string> {
  const env = { ...process.env, DATA_DIR: directory, SANDBOX_PORT: '0' };
  child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const chunk of child.stdout!) {
    const url = /http:\/\/[\w.:]+/.exec(String(chunk))?.[0];
    if (url) return url;
  }
  throw new Error('The sandbox ended before it was ready.');
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child!, 'exit') as Promise<[number | null]>;
  child!.kill(signal);
  return (await exit)[0];
}

test('records, sessions, keys and used-up limits survive kill -9; SIGTERM stops cleanly', async () => {
  const url = await start();
  const read = async (base: string, path: string, init: RequestInit = {}) =>
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    (await fetch(base + path, init)).json() as Promise<any>;
  const keys = await read(url, '/sandbox/org');
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: keys.clientId,
    client_secret: keys.clientSecret,
  });
  const { access_token: token } = await read(url, '/services/oauth2/token', { method: 'POST', body });
  const by = (session: string) => ({ Authorization: `Bearer ${session}`, 'Content-Type': 'application/json' });
  const headers = by(keys.accessToken);
  const json = (value: object) => ({ method: 'POST', headers, body: JSON.stringify(value) });
  const { id } = await read(url, '/services/data/v64.0/sobjects/Lead', json({ LastName: 'Moss', Company: 'Acme' }));
  await read(url, '/sandbox/limits', json({ used: 40, max: 50 }));
  await end('SIGKILL');

  const again = await start();
  assert.deepEqual(await read(again, '/sandbox/org'), keys);
  assert.equal((await read(again, `/services/data/v64.0/sobjects/Lead/${id}`, { headers })).LastName, 'Moss');
  const { sobjects } = await read(again, '/services/data/v64.0/sobjects', { headers: by(token) });
  assert.ok(Array.isArray(sobjects), "the API user's session is accepted");
  assert.deepEqual(await read(again, '/sandbox/limits'), { used: 42, max: 50 });
  assert.equal(await end('SIGTERM'), 0);
});

test('a bad environment stops the start and names the variable; an empty one counts as absent', async () => {
  const env = { ...process.env, DATA_DIR: '', SANDBOX_PORT: 'x' };
  child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr!.on('data', (chunk) => (text += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 1);
  assert.match(text, /SANDBOX_PORT/);
  assert.doesNotMatch(text, /DATA_DIR/);
});

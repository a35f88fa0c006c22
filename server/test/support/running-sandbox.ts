import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../../scripts/run-sandbox.ts');

export interface RunningSandbox {
  url: string;
  org: { id: string; clientId: string; clientSecret: string };
  /** Calls the console: POST with a body, GET without. */
  console<Answer = unknown>(path: string, body?: object): Promise<Answer>;
  stop(): Promise<void>;
}

/**
 * A sandbox org as a process of its own, with an empty folder and a free port: the package installed, and the user of the
 * API with its permission sets and nothing else, as docs/package.md has it.
 */
export async function runSandbox(): Promise<RunningSandbox> {
  const directory = await mkdtemp(join(tmpdir(), 'inlet-sandbox-'));
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, SANDBOX_PORT: '0', DATA_DIR: directory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const found = /ready at (http:\/\/\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`the sandbox did not start: ${said}`)));
  });
  const callConsole = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${url}/sandbox/${path}`, {
      ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`/sandbox/${path} answered ${response.status}: ${text}`);
    return (text ? JSON.parse(text) : undefined) as Answer;
  };
  try {
    const org = await callConsole<RunningSandbox['org'] & { username: string; apiUser: { username: string } }>('org');
    await callConsole('package/source', {});
    for (const [user, permissionSet] of [
      [org.apiUser.username, 'Inlet_API_User'],
      [org.apiUser.username, 'Inlet_API_User_Diagnostics'],
      // Tests look into the fields as the admin.
      [org.username, 'Inlet_API_User'],
    ]) {
      await callConsole('permission-sets/assignments', { user, permissionSet });
    }
    return { url, org, console: callConsole, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

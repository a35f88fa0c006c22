import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from './api-client.ts';
import { freePort } from './free-port.ts';

/** `npm start`, in a folder of its own. */
export interface StartedDemo {
  backend: string;
  sandbox: string;
  apiKey: string;
  /** Asks the console of the sandbox org; a body makes it a POST. */
  console(path: string, body?: object, method?: string): Promise<void>;
  /** Ends it, and removes its folder. */
  end(): Promise<void>;
}

/** Starts what `npm start` starts, on free ports, and waits until it is ready. */
export async function startDemo(): Promise<StartedDemo> {
  const directory = await mkdtemp(path.join(tmpdir(), 'inlet-demo-'));
  const [backendPort, sandboxPort] = [await freePort(), await freePort()];
  let said = '';
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: new URL('../..', import.meta.url).pathname,
    env: {
      ...process.env,
      ...{ DATA_DIR: directory, DATABASE_URL: '', INLET_ENCRYPTION_KEY: '' },
      ...{ PORT: String(backendPort), SANDBOX_PORT: String(sandboxPort) },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const file = path.join(directory, 'demo.json');
  await eventually(
    'npm start ready',
    async () => {
      if (child.exitCode !== null) throw new Error(`npm start ended: ${said}`);
      return existsSync(file) && said.includes('Ready');
    },
    180_000,
  );
  const { backend, sandbox, apiKey } = JSON.parse(readFileSync(file, 'utf8')) as StartedDemo;
  return {
    backend,
    sandbox,
    apiKey,
    async console(address, body, method = body === undefined ? 'GET' : 'POST') {
      const response = await fetch(`${sandbox}/sandbox/${address}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${address}: ${await response.text()}`);
    },
    async end() {
      if (child.exitCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
}

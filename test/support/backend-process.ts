import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { RunningSandbox } from '../../server/test/support/running-sandbox.ts';

const root = new URL('../../', import.meta.url).pathname;
const flags = ['--disable-warning=ExperimentalWarning'];

/** A process of ours: how to reach it, what it said, and two ways to end it. */
export interface RunningProcess {
  url: string;
  pid: number;
  output(): string;
  /** `kill -9`: it can finish nothing. Resolves when it is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** What `npm run org -- connect` prints, as far as tests look. */
export interface Connected {
  orgId: string;
  apiKey: string;
}

/** The environment of a backend of its own: any port, given data. */
export function backendEnvironment(
  data: { dataDir: string; databaseUrl?: string | undefined },
  more: Record<string, string> = {},
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORT: '0',
    LOG_LEVEL: 'warn',
    INLET_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATA_DIR: data.dataDir,
    DATABASE_URL: data.databaseUrl ?? '',
    ...more,
  };
}

/** Starts `server/src/main.ts` and waits until it is ready. Throws with what it printed when it ends before. */
export async function startBackend(environment: NodeJS.ProcessEnv): Promise<RunningProcess> {
  const child = spawn(process.execPath, [...flags, 'server/src/main.ts'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: unknown) => {
      said += String(chunk);
      const found = /ready at (http:\/\/\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void exited.then(() => reject(new Error(`The backend did not start: ${said}`)));
  });
  return { url, pid: child.pid!, output: () => said, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** Connects the sandbox org as an operator does; with the embedded database before the backend starts. */
export async function connectByOperator(environment: NodeJS.ProcessEnv, sandbox: RunningSandbox): Promise<Connected> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...[...flags, 'server/src/operator.ts', 'connect', '--name', 'Test'],
      ...['--login-url', sandbox.url, '--client-id', sandbox.org.clientId],
    ],
    { cwd: root, env: { ...environment, SALESFORCE_CLIENT_SECRET: sandbox.org.clientSecret } },
  );
  return JSON.parse(stdout) as Connected;
}

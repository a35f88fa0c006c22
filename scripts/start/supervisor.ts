import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { StartConfig } from './start-config.ts';

export type ServiceName = 'sandbox' | 'backend';

interface Service {
  child: ChildProcess;
  url: string;
}

const entries: Record<ServiceName, string> = { sandbox: 'scripts/run-sandbox.ts', backend: 'server/src/main.ts' };
const root = new URL('../../', import.meta.url).pathname;
const readyTimeoutMilliseconds = 120_000;

/**
 * Keeps the two processes running: one that ends by itself, or is killed, is started again after a second, and the other
 * goes on meanwhile. They notice when this process is gone, and end too.
 */
export class Supervisor {
  readonly #config: StartConfig;
  readonly #services = new Map<ServiceName, Service>();
  readonly #restarted: ((name: ServiceName) => void)[] = [];
  #stopping = false;

  constructor(config: StartConfig) {
    this.#config = config;
  }

  /** Starts a process and waits until it says that it is ready. Throws with what it printed when it ends before. */
  async start(name: ServiceName): Promise<string> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entries[name]], {
      cwd: root,
      env: this.#config.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const url = await waitUntilReady(name, child);
    child.stdout!.on('data', (chunk) => process.stdout.write(chunk));
    child.stderr!.on('data', (chunk) => process.stderr.write(chunk));
    this.#services.set(name, { child, url });
    child.once('exit', (code, signal) => void this.#restart(name, child, signal ?? `code ${code}`));
    return url;
  }

  /** Ends one process and leaves it ended. */
  async end(name: ServiceName): Promise<void> {
    const service = this.#services.get(name);
    if (!service) return;
    this.#services.delete(name);
    if (service.child.exitCode !== null || service.child.signalCode !== null) return;
    const exited = once(service.child, 'exit');
    service.child.kill('SIGTERM');
    await exited;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.end('backend');
    await this.end('sandbox');
  }

  pid(name: ServiceName): number | undefined {
    return this.#services.get(name)?.child.pid;
  }

  url(name: ServiceName): string {
    return this.#services.get(name)!.url;
  }

  /** Called with each process that was started again. */
  onRestart(listener: (name: ServiceName) => void): void {
    this.#restarted.push(listener);
  }

  async #restart(name: ServiceName, ended: ChildProcess, why: string): Promise<void> {
    // Ctrl-C reaches all three processes at once: whether it is the end shows a moment later.
    const isWanted = () => !this.#stopping && this.#services.get(name)?.child === ended;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      if (!isWanted()) return;
      console.error(`The ${name} ended (${why}); it is started again.`);
      try {
        await this.start(name);
        for (const listener of this.#restarted) listener(name);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
      }
    }
  }
}

function waitUntilReady(name: ServiceName, child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += String(chunk);
      const url = /ready at (http:\/\/[^\s)]+)/.exec(said)?.[1];
      if (url) settle(() => resolve(url.replace('127.0.0.1', 'localhost')));
    };
    const ended = () => settle(() => reject(new Error(`The ${name} did not start.\n${said.trim()}`)));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      ended();
    }, readyTimeoutMilliseconds);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      child.stdout!.off('data', listen);
      child.stderr!.off('data', listen);
      child.off('exit', ended);
      act();
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    child.once('exit', ended);
  });
}

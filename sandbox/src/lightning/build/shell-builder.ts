import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { MetadataStore } from '../../metadata/metadata-store.ts';
import type { BundleInput } from './bundle-shell.ts';
import { packageVersion } from './module-folders.ts';

/** How it stands with the page's code. */
export type BuildState =
  | { status: 'building' }
  /** `version` is part of the addresses of the files, which therefore never change. */
  | { status: 'ready'; version: string; directory: string }
  | { status: 'failed'; message: string };

/**
 * Keeps the page's code in step with the components that are deployed: compiled in a thread of its own when somebody
 * asks, kept in a folder by what went into it, so that the next start finds it there.
 */
export class ShellBuilder {
  readonly #store: MetadataStore;
  readonly #folder: string;
  #input: { version: string; sources: Record<string, string>; exposed: string[] } | undefined;
  #state: BuildState = { status: 'building' };
  #settled: Promise<BuildState> | undefined;
  #worker: Worker | undefined;
  #version = '';
  #isClosed = false;
  #isAhead = false;

  constructor(store: MetadataStore, folder: string) {
    this.#store = store;
    this.#folder = folder;
    store.onChange(() => {
      this.#input = undefined;
      // Who has the page open, or has had it, will want the next one.
      if (this.#settled) void this.settled();
      else if (this.#isAhead) this.prepare();
    });
  }

  /** Compiles whatever is deployed, now and later, before anybody asks. */
  prepare(): void {
    this.#isAhead = true;
    if (this.#store.ofType('LightningComponentBundle').length > 0) void this.settled();
  }

  /** Starts what has to be compiled, and tells how it stands. */
  state(): BuildState {
    void this.settled();
    return this.#state;
  }

  /** The outcome for what is deployed now. */
  async settled(): Promise<BuildState> {
    this.#input ??= sourcesOf(this.#store);
    const { version, sources, exposed } = this.#input;
    const directory = path.join(this.#folder, version);
    if (this.#settled && this.#version === version) return this.#settled;
    this.#version = version;
    if (existsSync(directory)) this.#settled = Promise.resolve(this.#become({ status: 'ready', version, directory }));
    else this.#settled = this.#build(version, { directory, sources, exposed });
    return this.#settled;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }

  async #build(version: string, input: BundleInput): Promise<BuildState> {
    this.#state = { status: 'building' };
    const overtaken = this.#worker;
    if (overtaken) await overtaken.terminate();
    if (version !== this.#version) return this.settled();
    const worker = new Worker(new URL('build-worker.ts', import.meta.url), { workerData: input });
    this.#worker = worker;
    // A thread for nobody must not keep the process from ending.
    worker.unref();
    const outcome = await new Promise<{ status: string; message?: string }>((resolve) => {
      worker.once('message', resolve);
      worker.once('error', (error) => resolve({ status: 'failed', message: String(error) }));
      worker.once('exit', () => resolve({ status: 'stopped' }));
    });
    // Another build has taken its place, whose outcome counts.
    if (outcome.status === 'stopped') return this.#isClosed ? this.#state : this.settled();
    // It ended by itself after something else was deployed: what was compiled is not what is there.
    if (version !== this.#version) return this.settled();
    if (this.#worker === worker) this.#worker = undefined;
    await worker.terminate();
    if (outcome.status !== 'ready') return this.#become({ status: 'failed', message: outcome.message ?? '' });
    await this.#removeOld();
    return this.#become({ status: 'ready', version, directory: input.directory });
  }

  #become(state: BuildState): BuildState {
    this.#state = state;
    return state;
  }

  /** Keeps the latest few: an open page, or another sandbox with the same folder, may still ask for them. */
  async #removeOld(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    const folders = await Promise.all(
      names.map(async (name) => {
        const file = path.join(this.#folder, name);
        return { file, made: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 };
      }),
    );
    const old = folders.toSorted((one, other) => other.made - one.made).slice(KEPT_BUILDS);
    for (const { file } of old) await rm(file, { recursive: true, force: true });
  }
}

const KEPT_BUILDS = 5;
const OWN_SOURCES = path.join(import.meta.dirname, '..');
const LIBRARIES = ['lwc', '@lwc/rollup-plugin', '@lwc/synthetic-shadow', 'lightning-base-components', 'rollup'];

/** What the page's code is made of, and a name for exactly that. */
function sourcesOf(store: MetadataStore): { version: string; sources: Record<string, string>; exposed: string[] } {
  const sources: Record<string, string> = {};
  const exposed: string[] = [];
  for (const { fullName, files } of store.ofType('LightningComponentBundle')) {
    for (const [file, text] of Object.entries(files)) {
      if (/\.(js|html|css)$/.test(file)) sources[file.replace(/^lwc\//, '')] = text;
      if (file.endsWith('.js-meta.xml') && /<isExposed>\s*true\s*</.test(text)) exposed.push(fullName);
    }
  }
  const own = globSync(['build/*.ts', 'client/**/*.ts'], { cwd: OWN_SOURCES }).toSorted();
  const hash = createHash('sha256');
  hash.update(JSON.stringify(LIBRARIES.map((name) => [name, packageVersion(name)])));
  hash.update(JSON.stringify(Object.entries(sources).toSorted(([one], [other]) => one.localeCompare(other))));
  hash.update(JSON.stringify(exposed.toSorted()));
  for (const file of own) hash.update(readFileSync(path.join(OWN_SOURCES, file)));
  return { version: hash.digest('hex').slice(0, 20), sources, exposed: exposed.toSorted() };
}

import type { ActiveRules, OrgSchema } from './types.ts';

const maxAgeMs = 60 * 60_000;
const minAgeMs = 60_000;
const grantedAtOnce = 20;

/** One org's schema for 60 minutes. Callers that ask while it is being read share the answer; a failure is not kept. */
export class SchemaCache {
  readonly #now: () => Date;
  #kept: { schema: OrgSchema; at: number } | undefined;
  #pending: Promise<OrgSchema> | undefined;
  /** When it was forgotten in the last hour. */
  #forgotten: number[] = [];

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The kept schema, or what `read` finds. Throws what `read` throws. */
  async get(read: () => Promise<OrgSchema>): Promise<OrgSchema> {
    if (this.#kept && this.#age(this.#kept.at) < maxAgeMs) return this.#kept.schema;
    this.#pending ??= this.#read(read).finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  /** The kept schema, however old; undefined where none is kept. */
  get known(): OrgSchema | undefined {
    return this.#kept?.schema;
  }

  /** When the kept schema was read; undefined where none is kept. */
  get readAt(): Date | undefined {
    return this.#kept && new Date(this.#kept.at);
  }

  /** Replaces what is known of the active rules; the rest keeps its age. */
  learnRules(rules: Partial<ActiveRules>): void {
    if (this.#kept) this.#kept.schema = { ...this.#kept.schema, ...rules };
  }

  /**
   * Forgets the schema, so that the next caller reads it anew. A storm of errors must not cost an API call each: the first
   * twenty in an hour are granted at once, after that one a minute. `always` is for a person who asks. Tells whether it
   * did.
   */
  forget(always = false): boolean {
    if (!this.#kept) return false;
    const now = this.#now().getTime();
    this.#forgotten = this.#forgotten.filter((at) => Math.abs(now - at) < 60 * 60_000);
    const isStorm = this.#forgotten.length >= grantedAtOnce && this.#age(this.#kept.at) < minAgeMs;
    if (isStorm && !always) return false;
    this.#forgotten.push(now);
    this.#kept = undefined;
    return true;
  }

  async #read(read: () => Promise<OrgSchema>): Promise<OrgSchema> {
    // From the start: a change during the call may be missing in its answer.
    const at = this.#now().getTime();
    const schema = await read();
    this.#kept = { schema, at };
    return schema;
  }

  /** A clock that was set back counts as much time passed, not as none. */
  #age(at: number): number {
    return Math.abs(this.#now().getTime() - at);
  }
}

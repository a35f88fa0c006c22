import type { OrgRules } from './org-rules.ts';

const maxAgeMs = 60 * 60_000;
const failureMs = 10 * 60_000;

/**
 * One org's rules for 60 minutes. Callers that ask while they are being read share the answer. A failure is kept for ten
 * minutes, so that refused bookings do not ask again and again.
 */
export class RulesCache {
  readonly #now: () => Date;
  #kept: OrgRules | undefined;
  #failed: { error: unknown; at: number } | undefined;
  #pending: Promise<OrgRules> | undefined;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The kept rules, unless they are older than asked for, or what `read` finds. Throws what `read` throws. */
  async get(read: (at: Date) => Promise<OrgRules>, readAfter?: Date): Promise<OrgRules> {
    const kept = this.known;
    if (kept && (readAfter === undefined || kept.readAt >= readAfter)) return kept;
    if (this.#failed && this.#age(this.#failed.at) < failureMs) throw this.#failed.error;
    this.#pending ??= this.#read(read).finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  /** The kept rules; undefined where none are, or where they are too old. */
  get known(): OrgRules | undefined {
    return this.#kept && this.#age(this.#kept.readAt.getTime()) < maxAgeMs ? this.#kept : undefined;
  }

  forget(): void {
    this.#kept = undefined;
    this.#failed = undefined;
  }

  async #read(read: (at: Date) => Promise<OrgRules>): Promise<OrgRules> {
    // From the start: a change during the calls may be missing in their answers.
    const at = this.#now();
    try {
      this.#kept = await read(at);
      this.#failed = undefined;
      return this.#kept;
    } catch (error) {
      this.#failed = { error, at: at.getTime() };
      throw error;
    }
  }

  /** A clock that was set back counts as much time passed, not as none. */
  #age(at: number): number {
    return Math.abs(this.#now().getTime() - at);
  }
}

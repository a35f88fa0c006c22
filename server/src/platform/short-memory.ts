import { LRUCache } from 'lru-cache';

/** Answers hold this long: somebody types, and looks away and back. */
const keptMilliseconds = 60_000;
const mostKept = 500;

/** Answers that are kept for a minute. Whoever asks meanwhile shares the answer; a failure is not kept. */
export class ShortMemory<T> {
  readonly #kept: LRUCache<string, Promise<T>>;

  constructor(now: () => Date) {
    const perf = { now: () => now().getTime() };
    this.#kept = new LRUCache({ max: mostKept, ttl: keptMilliseconds, ttlResolution: 0, perf });
  }

  /** The kept answer, or what `ask` finds. */
  get(question: string, ask: () => Promise<T>): Promise<T> {
    return this.#kept.get(question) ?? this.renew(question, ask);
  }

  /** What `ask` finds now, whatever is kept. */
  renew(question: string, ask: () => Promise<T>): Promise<T> {
    const answer = ask();
    this.#kept.set(question, answer);
    answer.catch(() => {
      if (this.#kept.peek(question) === answer) this.#kept.delete(question);
    });
    return answer;
  }
}

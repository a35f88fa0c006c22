import { ApiError } from '../types.ts';
import type { QueryResult } from '../types.ts';
import type { QueryAnswer } from './run-query.ts';

interface Cursor {
  answer: QueryAnswer;
  batchSize: number;
  userId: string;
  usedAt: number;
}

const IDLE = 15 * 60 * 1000;
const PER_USER = 10;

/**
 * Open query cursors, in memory: none survives a restart. Assumption: a cursor dies after 15 idle minutes, and a user's
 * eleventh ends the oldest.
 */
export class Cursors {
  readonly #open = new Map<string, Cursor>();
  readonly #newId: () => string;
  readonly #now: () => number;

  constructor(newId: () => string, now: () => number) {
    this.#newId = newId;
    this.#now = now;
  }

  /** The first page; opens a cursor when there are more. */
  firstPage(answer: QueryAnswer, userId: string, batchSize: number, version: string): QueryResult {
    if (answer.rows <= batchSize) {
      return { totalSize: answer.totalSize, done: true, records: answer.print(0, answer.rows, version) };
    }
    this.#expire();
    const own = [...this.#open].filter(([, cursor]) => cursor.userId === userId);
    const oldest = own.toSorted(([, a], [, b]) => a.usedAt - b.usedAt)[0];
    if (oldest && own.length >= PER_USER) this.#open.delete(oldest[0]);
    const id = this.#newId();
    this.#open.set(id, { answer, batchSize, userId, usedAt: this.#now() });
    return this.#page(id, 0, version);
  }

  /** The page at `<cursor id>-<offset>`. */
  nextPage(locator: string, version: string): QueryResult {
    this.#expire();
    const [, id = '', offset = ''] = /^(\w{15,18})-(\d+)$/.exec(locator) ?? [];
    const cursor = this.#open.get(id);
    if (!cursor || Number(offset) >= cursor.answer.rows) {
      throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return this.#page(id, Number(offset), version);
  }

  clear(): void {
    this.#open.clear();
  }

  #page(id: string, from: number, version: string): QueryResult {
    const cursor = this.#open.get(id);
    if (!cursor) throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    cursor.usedAt = this.#now();
    const { answer, batchSize } = cursor;
    const to = Math.min(from + batchSize, answer.rows);
    const done = to >= answer.rows;
    return {
      totalSize: answer.totalSize,
      done,
      ...(done ? {} : { nextRecordsUrl: `/services/data/v${version}/query/${id}-${to}` }),
      records: answer.print(from, to, version),
    };
  }

  #expire(): void {
    for (const [id, cursor] of this.#open) if (this.#now() - cursor.usedAt > IDLE) this.#open.delete(id);
  }
}

import type { OrgEngine } from '../org/types.ts';

const MINUTE = 60 * 1000;
const WINDOW_MINUTES = 24 * 60;
/** Enterprise Edition's base allocation. */
const DEFAULT_MAX = 100_000;
/** How many real milliseconds of counting a `kill -9` may forget. */
const SAVE_AFTER = 1000;

interface Stored {
  max: number;
  /** Calls ever counted. */
  total: number;
  buckets: [minute: number, calls: number][];
}

/**
 * The org's API calls over a rolling 24 hours of its clock, counted by the minute. The limit is hard, as in Developer
 * Edition, trials and sandboxes.
 */
export class Usage {
  readonly #org: OrgEngine;
  #max: number;
  #total: number;
  #buckets: [minute: number, calls: number][];
  #timer: NodeJS.Timeout | undefined;

  constructor(org: OrgEngine) {
    this.#org = org;
    const stored = org.readSetting<Stored>('usage');
    this.#max = stored?.max ?? DEFAULT_MAX;
    this.#total = stored?.total ?? 0;
    this.#buckets = stored?.buckets ?? [];
  }

  /** Calls ever counted: the mark of `GET /sandbox/calls`. */
  get total(): number {
    return this.#total;
  }

  current(): { used: number; max: number } {
    const oldest = this.#minute() - WINDOW_MINUTES;
    this.#buckets = this.#buckets.filter(([minute]) => minute > oldest);
    return { used: this.#buckets.reduce((sum, [, calls]) => sum + calls, 0), max: this.#max };
  }

  isUsedUp(): boolean {
    const { used, max } = this.current();
    return used >= max;
  }

  count(): void {
    this.#total += 1;
    this.#add(1);
    this.#timer ??= setTimeout(() => this.save(), SAVE_AFTER).unref();
  }

  /** Counts, or takes back, calls of another time: in epoch milliseconds of the org's clock. */
  addAt(at: number, calls: number): void {
    const minute = Math.floor(at / MINUTE);
    const before = this.#buckets.find(([one]) => one === minute)?.[1] ?? 0;
    const others = this.#buckets.filter(([one]) => one !== minute);
    const now = Math.max(0, before + calls);
    const bucket: [number, number][] = now > 0 ? [[minute, now]] : [];
    this.#buckets = [...others, ...bucket].toSorted(([a], [b]) => a - b);
    this.save();
  }

  set({ used, max }: { used?: number | undefined; max?: number | undefined }): void {
    if (max !== undefined) this.#max = max;
    if (used !== undefined) {
      this.#buckets = [];
      this.#add(used);
    }
    this.save();
  }

  /** Nothing used, the default allowance. */
  reset(): void {
    this.#max = DEFAULT_MAX;
    this.set({ used: 0 });
  }

  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const stored: Stored = { max: this.#max, total: this.#total, buckets: this.#buckets };
    this.#org.writeSetting('usage', stored);
  }

  /** Stops the pending save, for an org that is about to close. */
  close(): void {
    if (this.#timer) this.save();
  }

  #add(calls: number): void {
    const minute = this.#minute();
    const last = this.#buckets.at(-1);
    if (last?.[0] === minute) last[1] += calls;
    else if (calls > 0) this.#buckets.push([minute, calls]);
  }

  #minute(): number {
    return Math.floor(this.#org.now().getTime() / MINUTE);
  }
}

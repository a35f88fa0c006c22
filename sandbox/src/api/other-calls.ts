import type { OrgEngine } from '../org/types.ts';
import type { Usage } from './usage.ts';

const SETTING = 'otherCalls';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Spread over them. */
const HOURS = 24;

/** Calls of an application in one hour. */
export interface OtherCall {
  app: string;
  username: string;
  /** When they were made, in epoch milliseconds of the org's clock. */
  at: number;
  calls: number;
}

/** Calls that other applications are said to have made, hour by hour over the last 24 hours; kept over a restart. */
export class OtherCalls {
  readonly #org: OrgEngine;
  readonly #usage: Usage;
  #all: OtherCall[];

  constructor(org: OrgEngine, usage: Usage) {
    this.#org = org;
    this.#usage = usage;
    this.#all = org.readSetting<OtherCall[]>(SETTING) ?? [];
  }

  all(): readonly OtherCall[] {
    return this.#all;
  }

  /** Counts them against the org's allowance, evenly over the hours up to now; the first hours get what is left over. */
  add({ app, username, calls }: Omit<OtherCall, 'at'>): OtherCall[] {
    const now = this.#org.now().getTime();
    const added = Array.from({ length: HOURS }, (_, index) => ({
      ...{ app, username, at: now - (HOURS - index) * HOUR + 30 * MINUTE },
      calls: Math.floor(calls / HOURS) + (index < calls % HOURS ? 1 : 0),
    })).filter((one) => one.calls > 0);
    for (const one of added) this.#usage.addAt(one.at, one.calls);
    this.#store([...this.#all, ...added]);
    return added;
  }

  /** Takes back those of an application, or of all. Whether there were any. */
  remove(app?: string): boolean {
    const removed = this.#all.filter((one) => app === undefined || one.app === app);
    for (const one of removed) this.#usage.addAt(one.at, -one.calls);
    this.#store(this.#all.filter((one) => !removed.includes(one)));
    return removed.length > 0;
  }

  reset(): void {
    this.#store([]);
  }

  #store(all: OtherCall[]): void {
    this.#all = all;
    this.#org.writeSetting(SETTING, all);
  }
}

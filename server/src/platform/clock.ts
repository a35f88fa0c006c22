/** The one source of time. Injected everywhere, so that a test can move it; no code of ours asks the database for now(). */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved. For tests. */
export class ManualClock implements Clock {
  #time: number;

  constructor(start: Date | string) {
    this.#time = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#time);
  }

  advance(milliseconds: number): void {
    this.#time += milliseconds;
  }
}

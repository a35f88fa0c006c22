import type { Clock } from '../../src/platform/clock.ts';

/** A clock that stands still until it is moved. */
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

/** The one source of time. Injected everywhere, so that a test can move it; no code of ours asks the database for now(). */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

import type { Purpose } from '../../salesforce/types.ts';

export const hourMilliseconds = 60 * 60_000;
export const dayMilliseconds = 24 * hourMilliseconds;

export const purposes = ['bookings', 'replication', 'diagnostics', 'setup'] as const satisfies readonly Purpose[];

/** Our own calls of one hour (UTC) for one purpose. */
export interface OwnCalls {
  hour: Date;
  purpose: Purpose;
  calls: number;
}

/** The org's own counter, of all its applications over the 24 hours before, as an answer told it. */
export interface Sample {
  at: Date;
  used: number;
  allowed: number;
}

/** What is known of an org's API calls: ours by hour and purpose, and the last sample of each hour; oldest first. */
export interface Ledger {
  own: OwnCalls[];
  samples: Sample[];
}

export function hourOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / hourMilliseconds) * hourMilliseconds);
}

/** Our calls in hours that are wholly or partly in the 24 hours before `now`: at least as many as were made in these. */
export function ownInWindow(own: OwnCalls[], now: Date): number {
  const oldest = now.getTime() - dayMilliseconds;
  return sum(
    own.filter(({ hour }) => hour.getTime() + hourMilliseconds > oldest && hour <= now).map(({ calls }) => calls),
  );
}

export function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

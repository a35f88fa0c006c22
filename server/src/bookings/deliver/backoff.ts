import { isRowLock } from '../../salesforce/error-codes.ts';

const second = 1_000;
const hour = 3_600 * second;

/** After so many attempts the waits add up to over 76 hours: a long weekend. Then the booking is held. */
export const mostAttempts = 90;

/** Why an attempt failed, in Salesforce's words. */
export interface PassingReason {
  code: string;
  salesforceMessage?: string;
}

/**
 * How long a booking waits after its attempt number `attempts` (1 = the first) failed for a passing reason: 1, 2, 4, …
 * seconds, at most an hour, and up to a fifth more, so that many do not come back at once. A row that somebody else holds
 * is given 5, 10, 20, … seconds: whoever holds it, a flow or an import, seldom lets go at once, and each try costs calls.
 */
export function retryDelay(attempts: number, reason: PassingReason, random: () => number): number {
  const first = isRowLock(reason.code, reason.salesforceMessage ?? '') ? 5 * second : second;
  const base = Math.min(first * 2 ** Math.min(attempts - 1, 20), hour);
  return Math.round(base * (1 + 0.2 * random()));
}

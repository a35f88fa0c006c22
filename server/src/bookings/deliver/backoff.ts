const second = 1_000;
const hour = 3_600 * second;

/** After so many attempts the waits add up to over 76 hours: a long weekend. Then the booking is held. */
export const mostAttempts = 90;

/**
 * How long a booking waits after its attempt number `attempts` (1 = the first) failed for a passing reason: 1, 2, 4, …
 * seconds, at most an hour, and up to a fifth more, so that many do not come back at once.
 */
export function retryDelay(attempts: number, random: () => number): number {
  const base = Math.min(second * 2 ** Math.min(attempts - 1, 20), hour);
  return Math.round(base * (1 + 0.2 * random()));
}

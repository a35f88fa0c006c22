import type { Text } from '../../texts/text.ts';
import type { ConnectionKind, LimitKind, SalesforceError } from '../../salesforce/errors.ts';
import { ConnectionError, LimitError } from '../../salesforce/errors.ts';

/** Why nothing is sent to an org for now. Told with every booking that waits for it. */
export interface OrgPause {
  cause: 'connection' | 'limit' | 'transient';
  code: string;
  /** Which limit, or which trouble with the connection; absent where an older version stored it, and where it passes. */
  kind?: ConnectionKind | LimitKind;
  sentence: Text;
  fix: Text;
  /** ISO time of the first failure of this kind in a row. */
  since: string;
  /** How often in a row. */
  failures: number;
  /** Of a lost answer: the wait lets Salesforce finish before the records are looked up. */
  outcomeUnknown: boolean;
}

/** An org's pause as it is stored: the reason outlives the time until somebody delivers again. */
export interface OrgState {
  pausedUntil: Date | null;
  pause: OrgPause | undefined;
}

/** The pause that saves the org's API calls for its other applications. */
export const apiBudgetCode = 'API_BUDGET';

/** Whether the org is short of API calls, by its own word or by ours. */
export function isForApiCalls({ code }: OrgPause): boolean {
  return code === apiBudgetCode || code === 'REQUEST_LIMIT_EXCEEDED';
}

/** Until when bookings waited for API calls: what was known before then is to be looked at anew. */
export function waitedUntil({ pausedUntil, pause }: OrgState): Date | undefined {
  return pause?.code === apiBudgetCode ? (pausedUntil ?? undefined) : undefined;
}

/** Whether a person pressed Retry: then it is tried, whatever the pause was for. */
export function isLiftedByHand({ pausedUntil, pause }: OrgState): boolean {
  return pause !== undefined && pausedUntil === null;
}

const second = 1_000;
const minute = 60 * second;

/**
 * How long an org rests after an error that concerns all of it, and not one booking: a limit is probed after 1, 2, 4, …
 * at most 15 minutes; a lost connection every 15 minutes, which costs no API call as the login fails before it; all that
 * passes by itself after 1, 2, 4, … seconds, at most 5 minutes.
 */
export function pauseOrg(
  previous: OrgPause | undefined,
  error: SalesforceError,
  now: Date,
): { pause: OrgPause; until: Date } {
  const cause = error.cause === 'data' ? 'transient' : error.cause;
  const again = previous?.cause === cause ? previous : undefined;
  const failures = (again?.failures ?? 0) + 1;
  const doubled = 2 ** Math.min(failures - 1, 20);
  const wait =
    cause === 'connection'
      ? 15 * minute
      : cause === 'limit'
        ? Math.min(minute * doubled, 15 * minute)
        : Math.min(second * doubled, 5 * minute);
  return {
    pause: {
      cause,
      code: error.code,
      ...(error instanceof ConnectionError || error instanceof LimitError ? { kind: error.kind } : {}),
      sentence: error.detail,
      fix: error.fix,
      since: again?.since ?? now.toISOString(),
      failures,
      outcomeUnknown: 'outcome' in error && error.outcome === 'unknown',
    },
    until: new Date(now.getTime() + wait),
  };
}

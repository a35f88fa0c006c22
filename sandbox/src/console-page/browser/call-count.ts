import { call } from './console-api.ts';

/** One API call as Salesforce counts it. */
export interface CountedCall {
  at: string;
  kind: string;
  method: string;
  path: string;
  status: number;
  user: string;
}

export interface CallCount {
  total: number;
  byKind: Record<string, number>;
  /** The last ones, in their order. */
  calls: CountedCall[];
}

interface Counting {
  mark: number;
  /** When it began, by the browser's clock. */
  since: string;
  /** Empty: everybody's. */
  username: string;
}

/** What the page lists: more is for `GET /sandbox/calls`. */
export const MOST_CALLS = 50;
const KEY = 'inlet-counting';

/** What is being counted; kept over a reload of the page. */
export function counting(): Counting | undefined {
  const kept = sessionStorage.getItem(KEY);
  return kept === null ? undefined : (JSON.parse(kept) as Counting);
}

export async function startCounting(username: string): Promise<void> {
  const { mark } = await call<{ mark: number }>('POST', 'calls/mark');
  sessionStorage.setItem(KEY, JSON.stringify({ mark, username, since: new Date().toISOString() } satisfies Counting));
}

export function stopCounting(): void {
  sessionStorage.removeItem(KEY);
}

/** The calls since counting began; undefined when nothing is counted. */
export async function readCallCount(): Promise<CallCount | undefined> {
  const now = counting();
  if (!now) return undefined;
  const query = new URLSearchParams({ since: String(now.mark), limit: String(MOST_CALLS) });
  if (now.username !== '') query.set('username', now.username);
  return call<CallCount>('GET', `calls?${query.toString()}`);
}

const KEPT = 100_000;

export interface Call {
  /** By the org's clock. */
  at: string;
  kind: string;
  method: string;
  path: string;
  status: number;
  user: string;
  /** The app that the session was given to. */
  clientId?: string;
  /** What `Sforce-Call-Options` calls the client. */
  client?: string;
}

/** The API calls that Salesforce would count, in their order. Kept in memory: a restart forgets them, not their number. */
export class Calls {
  #calls: { number: number; call: Call }[] = [];

  add(number: number, call: Call): void {
    this.#calls.push({ number, call });
    if (this.#calls.length > KEPT * 1.1) this.#calls = this.#calls.slice(-KEPT);
  }

  all(): Call[] {
    return this.#calls.map(({ call }) => call);
  }

  /** Calls after a mark, of one user or of all: their number by kind, and the last ones in full. */
  since(
    mark: number,
    { username, limit }: { username?: string | undefined; limit: number },
  ): { counted: number; byKind: Record<string, number>; calls: Call[] } {
    const calls = this.#calls
      .filter(({ number, call }) => number > mark && (username === undefined || call.user === username))
      .map(({ call }) => call);
    const byKind: Record<string, number> = {};
    for (const { kind } of calls) byKind[kind] = (byKind[kind] ?? 0) + 1;
    return { counted: calls.length, byKind, calls: calls.slice(-limit) };
  }
}

/** The kind that a call is counted under, by the resource it calls. */
export function kindOfCall(segments: string[]): string {
  const [first = 'resources', second, third] = segments.map((segment) => segment.toLowerCase());
  if (first === 'composite') return second === 'sobjects' ? 'collections' : (second ?? 'composite');
  if (first === 'sobjects') return second === undefined || third === 'describe' ? 'describe' : 'sobject';
  if (first === 'queryall') return 'query';
  if (first === 'jobs') return 'bulk';
  return first;
}

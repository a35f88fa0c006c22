export interface Problem {
  field: string;
  message: string;
}

/** The console refuses: in words, and where it can by field. */
export class Refused extends Error {
  readonly problems: Problem[];
  constructor(message: string, problems: Problem[]) {
    super(message);
    this.problems = problems;
  }
}

/** Throws Refused with what the console says. */
export async function call<T = void>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/sandbox/${path}`, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refused('The sandbox does not answer. Is it still running?', []);
  });
  const text = await response.text();
  const answer = (text === '' ? undefined : JSON.parse(text)) as T & { error?: string; problems?: Problem[] };
  if (response.ok) return answer;
  throw new Refused(answer.error ?? `The sandbox answered with status ${response.status}.`, answer.problems ?? []);
}

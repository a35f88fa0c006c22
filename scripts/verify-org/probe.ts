/** One request to an org. */
export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/services/data/v66.0`, or from the root of the org: `/services/…`. */
  path: string;
  body?: object;
}

/** What the org answered. */
export interface Answer {
  status: number;
  headers: Headers;
  // Answers are of any shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** A call that may need what came before: an id, the user's language. `unique` is a text that no other run has. */
export type Step = (before: Answer[], unique: string) => Call;

/** Something that Inlet relies on and that was not read in Salesforce's documentation or in a recorded answer. */
export interface Probe {
  claim: string;
  /** What in Inlet would be wrong without it. */
  reliedOnBy: string;
  /** Runs Apex, which the sandbox org cannot: there only what it concludes is tested. */
  runsApex?: true;
  steps: Step[];
  /** True: confirmed. Text: refuted, and what came instead. */
  decide: (answers: Answer[]) => true | string;
}

/** The first error code of an answer. */
export function errorCode({ body }: Answer): string | undefined {
  return Array.isArray(body) ? (body as { errorCode?: string }[])[0]?.errorCode : undefined;
}

/** Status and error of an answer, for people. */
export function said(answer: Answer | undefined): string {
  return answer ? [answer.status, errorCode(answer)].filter(Boolean).join(' ') : 'no answer';
}

/** The ids of the records that the answers say were made, the latest first, wherever in a body they stand. */
export function madeRecords(answers: readonly Answer[]): string[] {
  const ids = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { id, success } = value as { id?: unknown; success?: unknown };
    if (success === true && typeof id === 'string' && /^(?:00Q|003|00U|500)\w{12,15}$/.test(id)) ids.add(id);
    for (const inner of Object.values(value)) look(inner);
  };
  for (const { body } of answers) look(body);
  return [...ids].toReversed();
}

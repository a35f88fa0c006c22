import send from '@salesforce/apex/InletRelay.send';
import { fill } from 'c/inletFormat';
import answeredHeading from '@salesforce/label/c.Inlet_Common_AnsweredHeading';
import answeredHelp from '@salesforce/label/c.Inlet_Common_AnsweredHelp';

/** A field that is wrong, by JSON pointer into what was sent: `/mapping/all/Lead/2/from`. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** Why the backend, or the way to it, did not do what was asked: in words for the admin. */
export class InletError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly title: string;
  /** The fields that are wrong, where the backend names them. */
  readonly problems: FieldProblem[];
  /** What else the problem says, by name. */
  readonly facts: Record<string, unknown>;

  constructor(status: number, title: string, detail: string, facts: Record<string, unknown> = {}) {
    super(detail);
    this.name = 'InletError';
    this.status = status;
    this.title = title;
    this.problems = problemsIn(facts['errors']);
    this.facts = facts;
  }
}

/**
 * Asks the backend through the relay, and gives its answer.
 * @param path below the backend's address, beginning with `/v1/org`
 * @throws InletError with the words of the backend, or of Apex where no answer came.
 */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await relay(method, path, body === undefined ? null : JSON.stringify(body));
  const parsed = parse(answer.body);
  if (answer.status >= 200 && answer.status < 300) return parsed as T;
  const facts = (parsed ?? {}) as Record<string, unknown>;
  const { title, detail } = facts as { title?: string; detail?: string };
  throw new InletError(answer.status, title ?? fill(answeredHeading, answer.status), detail ?? answeredHelp, facts);
}

/** Whether the backend does not let this org in: its key was replaced or ended, or is that of the org it was copied from. */
export function isKeyRefused(error: InletError): boolean {
  return error.status === 401 || error.status === 403;
}

/** What was thrown by Apex, or by us, as an InletError. */
export function asInletError(error: unknown): InletError {
  if (error instanceof InletError) return error;
  const { body, message } = (error ?? {}) as { body?: { message?: string }; message?: string };
  return new InletError(0, '', body?.message ?? message ?? String(error));
}

async function relay(method: string, path: string, body: string | null) {
  try {
    return await send({ method, path, body });
  } catch (error) {
    throw asInletError(error);
  }
}

function problemsIn(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return (errors as { pointer?: string; detail?: string }[]).map(({ pointer, detail }) => ({
    path: pointer ?? '',
    message: detail ?? '',
  }));
}

function parse(text: string | null): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

import { sobjectOf } from '../../salesforce/person-account.ts';
import { externalIdPath, queryPath, soqlIn } from '../../salesforce/soql.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { Subrequest, Subresponse } from '../../salesforce/types.ts';
import type { Operation, PersonPlan } from '../plan/plan.ts';

/** Subrequests that a plan takes: one an operation, and one more for what is read back. */
export function subrequestCount({ operations }: PersonPlan): number {
  return operations.reduce((count, { readBack }) => count + (readBack === undefined ? 1 : 2), 0);
}

/** How the rest of the call refers to what is read back. */
export function readBackReference(reference: string): string {
  return `${reference}_read`;
}

/** Reads a field of the record that the operation just saved; undefined where the operation asks for none. */
export function readBackRequest({ reference, object, target, readBack }: Operation): Subrequest | undefined {
  if (readBack === undefined || !('field' in target)) return undefined;
  const path = externalIdPath(sobjectOf(object), target.field, target.value);
  return { referenceId: readBackReference(reference), method: 'GET', url: `${path}?fields=${readBack}` };
}

/** The answers to the operations, each with what was read back of it: an operation is whole when both are. */
export function withReadBack(operations: Operation[], responses: Map<string, Subresponse>): Map<string, Subresponse> {
  for (const { reference, readBack } of operations) {
    const saved = responses.get(reference);
    const read = responses.get(readBackReference(reference));
    if (readBack === undefined || !saved || !read) continue;
    if (saved.errors.length > 0 && saved.errors[0]!.errorCode !== 'PROCESSING_HALTED') continue;
    if (read.errors.length > 0) responses.set(reference, { ...saved, errors: read.errors });
    else if (saved.errors.length === 0)
      responses.set(reference, withValue(saved, readBack, valueOf(read.body, readBack)));
  }
  return responses;
}

const queryReference = 'readBack';

/** The same for rows of collections, which go by one query; undefined where none of them asks for it. */
export function readBackQuery(operations: Operation[]): Subrequest | undefined {
  const asking = operations.filter(({ readBack, target }) => readBack !== undefined && 'field' in target);
  const [first] = asking;
  if (!first || !('field' in first.target)) return undefined;
  const { field } = first.target;
  const values = asking.flatMap(({ target }) => ('field' in target ? target.value : []));
  const soql = `SELECT Id, ${first.readBack} FROM ${sobjectOf(first.object)} WHERE ${soqlIn(field, values)}`;
  return { referenceId: queryReference, method: 'GET', url: queryPath(soql) };
}

/** Adds what the query found to the answers of the operations that asked. Throws like queryRows. */
export function addReadBack(
  operations: Operation[],
  answers: Map<string, Subresponse>,
  responses: Subresponse[],
): void {
  const response = responses.find(({ referenceId }) => referenceId === queryReference);
  if (!response) return;
  const rows = queryRows(response);
  for (const { reference, readBack } of operations) {
    const answer = answers.get(reference);
    if (readBack === undefined || !answer || answer.errors.length > 0) continue;
    const row = rows.find((one) => one['Id'] === valueOf(answer.body, 'id'));
    answers.set(reference, withValue(answer, readBack, row?.[readBack]));
  }
}

function withValue(response: Subresponse, name: string, value: unknown): Subresponse {
  return { ...response, body: { ...(response.body as object), [name]: value } };
}

/** A value of an answer's body; undefined where it has none of that name. */
export function valueOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

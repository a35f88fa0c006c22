import { z } from 'zod';
import { errorOfRow } from './classify.ts';
import { TruncatedLookup } from './errors.ts';
import { readRowErrors } from './row-errors.ts';
import type { QueryAnswer, RowError, Subresponse } from './types.ts';

/** One element of `compositeResponse`, in /composite and in a graph alike. */
export const subresponseShape = z.object({
  referenceId: z.string(),
  httpStatusCode: z.number().int(),
  body: z.unknown(),
});

/**
 * The answer to one subrequest. A failure always has at least one error: where Salesforce gives none that we can read,
 * its code is `HTTP_<status>`. Status 300 (several records carry the external id) is a failure, too: code
 * MULTIPLE_CHOICES, the records' addresses in the body.
 */
export function toSubresponse(raw: z.infer<typeof subresponseShape>): Subresponse {
  const status = raw.httpStatusCode;
  const body = raw.body ?? null;
  const answer = { referenceId: raw.referenceId, status };
  if (status === 300) return { ...answer, body, errors: [severalMatches(body)] };
  if (status < 400) return { ...answer, body, errors: [] };
  const errors = readRowErrors(body);
  if (errors.length === 0) errors.push({ errorCode: `HTTP_${status}`, message: textOf(body), fields: [] });
  return { ...answer, body, errors };
}

const queryShape = z.object({
  totalSize: z.number(),
  done: z.boolean(),
  records: z.array(z.record(z.string(), z.unknown())),
});

/**
 * The rows of a query subresponse. Never `[]` for a failure: throws the classified error of a failed query, and
 * TruncatedLookup when rows are missing (`done: false`, or a body that holds no rows).
 */
export function queryRows(subresponse: Subresponse): QueryAnswer['records'] {
  if (subresponse.errors.length > 0 || subresponse.status >= 400) {
    throw errorOfRow(subresponse.errors, subresponse.status);
  }
  const answer = queryShape.safeParse(subresponse.body);
  if (!answer.success) throw new TruncatedLookup(0, 0);
  const { done, records, totalSize } = answer.data;
  if (!done) throw new TruncatedLookup(records.length, totalSize);
  return records;
}

function severalMatches(body: unknown): RowError {
  const records = Array.isArray(body) ? body.filter((url) => typeof url === 'string') : [];
  const ids = records.map((url) => url.slice(url.lastIndexOf('/') + 1));
  return {
    errorCode: 'MULTIPLE_CHOICES',
    message: `more than one record found for external id: [${ids.join(', ')}]`,
    fields: [],
  };
}

function textOf(body: unknown): string {
  if (body === null) return '';
  return (typeof body === 'string' ? body : JSON.stringify(body)).slice(0, 500);
}

import { z } from 'zod';
import { unreadableAnswer } from './classify.ts';
import { readRowErrors } from './row-errors.ts';
import type { Subrequest, Subresponse } from './types.ts';

/** The platform's limit of rows in one sObject Collection. */
export const mostCollectionRows = 200;

/** One row of a collection; `referenceId` is ours, to find its answer again. */
export interface CollectionRow {
  referenceId: string;
  values: Record<string, unknown>;
  /** By id (an update) or by the collection's external id (an upsert). */
  id?: string;
  externalId?: string;
}

/** Rows of one object that are saved alike: each succeeds or fails alone. */
export interface Collection {
  referenceId: string;
  object: string;
  /** Upsert by this field; absent for an update by id. */
  externalIdField?: string;
  /** The rows are made, not found. */
  isNew?: boolean;
  rows: CollectionRow[];
  /** One subrequest's headers hold for all of its rows. */
  headers: Record<string, string>;
}

/** The collection as a subrequest of /composite (at most five of them a call). */
export function collectionSubrequest({
  referenceId,
  object,
  externalIdField,
  isNew,
  rows,
  headers,
}: Collection): Subrequest {
  return {
    referenceId,
    method: isNew ? 'POST' : 'PATCH',
    url: `/composite/sobjects${externalIdField === undefined ? '' : `/${object}/${externalIdField}`}`,
    headers,
    body: {
      allOrNone: false,
      records: rows.map(({ id, externalId, values }) => ({
        attributes: { type: object },
        ...(id === undefined ? {} : { id }),
        ...(externalIdField === undefined ? {} : { [externalIdField]: externalId }),
        ...values,
      })),
    },
  };
}

const rowResults = z.array(
  z.object({ success: z.boolean(), id: z.string().nullish(), created: z.boolean().nullish() }).loose(),
);

/**
 * The answers to the rows, in their order, in the form of subresponses. A collection that was refused as a whole gives
 * its error to every row. Throws TransientError (outcome unknown) when the answer does not tell each row.
 */
export function readCollection(collection: Collection, response: Subresponse): Subresponse[] {
  const { rows } = collection;
  if (response.errors.length > 0) {
    return rows.map(({ referenceId }) => ({ ...response, referenceId }));
  }
  const parsed = rowResults.safeParse(response.body);
  if (!parsed.success || parsed.data.length !== rows.length) {
    throw unreadableAnswer(`the collection of ${collection.object} does not tell each row`, { writes: true });
  }
  return parsed.data.map((result, index) => {
    const { referenceId } = rows[index]!;
    if (result.success) {
      const body = { id: result.id, ...(result.created ? { created: true } : {}) };
      return { referenceId, status: 200, body, errors: [] };
    }
    const errors = readRowErrors(result);
    return { referenceId, status: 400, body: result, errors: errors.length > 0 ? errors : [noReason] };
  });
}

const noReason = { errorCode: 'NO_ANSWER', message: 'Salesforce gave no reason.', fields: [] };

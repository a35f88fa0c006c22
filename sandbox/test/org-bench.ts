import assert from 'node:assert/strict';
import { Org } from '../src/org/org.ts';
import { SEED } from '../src/org/seed.ts';
import { ApiError } from '../src/org/types.ts';
import type { NewField } from '../src/schema/types.ts';
import type { QueryRecord, RowError, SaveOptions, SaveResult } from '../src/org/types.ts';

export const admin = { userId: SEED.admin };
export const defaults: SaveOptions = { autoAssign: true, allowDuplicates: false };

type Values = Record<string, unknown>;

/** An external id that an org of tests has on Lead: unique, and without regard to case. */
export const customerId: NewField = {
  name: 'Customer_Id__c',
  type: 'string',
  length: 64,
  unique: true,
  externalId: true,
};

/** An org in memory with a key on Lead, and the calls that tests make over and over. */
export function bench(org = new Org()) {
  if (!org.object('Lead')?.fields.some(({ name }) => name === customerId.name)) org.addField('Lead', customerId);
  const create = (object: string, values: Values, options = defaults) => org.create(admin, object, values, options);
  return {
    org,
    create,
    /** Creates and answers the id. */
    made: (object: string, values: Values, options = defaults) => idOf(create(object, values, options)),
    lead: (values: Values = {}) => idOf(create('Lead', { LastName: 'Ng', Company: 'Acme', ...values })),
    update: (object: string, id: string, values: Values, options = defaults) =>
      org.update(admin, object, id, values, options),
    remove: (object: string, id: string) => org.delete(admin, object, id),
    read: (object: string, id: string, fields?: string[]) => org.retrieve(admin, object, id, fields),
    rows: (soql: string, all = false) =>
      org.query(admin, soql, { all, batchSize: 2000, version: '62.0' }).records as QueryRecord[],
    query: (soql: string, all = false) => org.query(admin, soql, { all, batchSize: 2000, version: '62.0' }),
  };
}

export function idOf(result: SaveResult): string {
  assert.ok(result.success, JSON.stringify(result));
  return result.id;
}

/** The errors of a save that failed. */
export function errorsOf(result: SaveResult): RowError[] {
  assert.ok(!result.success, 'the save was expected to fail');
  return result.errors;
}

/** The ApiError that the work throws, as status, code and text. */
export function refusal(work: () => unknown): { httpStatus: number; errorCode: string; message: string } {
  const { httpStatus, errorCode, message } = refusedBy(work);
  return { httpStatus, errorCode, message };
}

/** As `refusal`, with the fields that are to blame. */
export function refusedBy(work: () => unknown): ApiError {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ApiError, String(error));
    return error;
  }
  return assert.fail('the call was expected to be refused');
}

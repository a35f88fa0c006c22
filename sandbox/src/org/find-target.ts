import { normaliseId } from '../schema/index.ts';
import type { Field, SObjectType } from '../schema/types.ts';
import { parseValue } from './field-values.ts';
import type { OrgContext } from './org-context.ts';
import type { StoredRecord } from './record-store.ts';
import { findByField, severalFound } from './references.ts';
import { RowFailure, rowFailure } from './row-failure.ts';
import { ApiError } from './types.ts';
import type { SaveResult } from './types.ts';

/** The object of that name. Throws ApiError 404 as for any address that leads nowhere. */
export function objectNamed(org: OrgContext, name: string): SObjectType {
  const type = org.schema.object(name);
  if (!type) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  return type;
}

/** The record that a write by id means. Throws a RowFailure with 404: malformed, vanished, or in the recycle bin. */
export function targetRecord(org: OrgContext, type: SObjectType, id: string): StoredRecord {
  const normalised = normaliseId(id);
  if (normalised === null) throw rowFailure('NOT_FOUND', unknownExternalId(id), undefined, 404);
  const record = org.database.records.get(type.name, normalised);
  if (!record) throw rowFailure('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [], 404);
  if (record.IsDeleted) throw rowFailure('ENTITY_IS_DELETED', 'entity is deleted', [], 404);
  return record;
}

/** The record that a read by id means. Throws ApiError 404. */
export function readableRecord(org: OrgContext, type: SObjectType, id: string): StoredRecord {
  const normalised = normaliseId(id);
  if (normalised === null) throw new ApiError(404, 'NOT_FOUND', unknownExternalId(id));
  const record = org.database.records.get(type.name, normalised);
  if (!record) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  if (record.IsDeleted) throw new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
  return record;
}

/** A field that records can be addressed by: external ids and idLookup fields. Throws ApiError 404. */
export function externalIdField(org: OrgContext, type: SObjectType, name: string): Field {
  const field = org.schema.field(type.name, name);
  if (field && (field.externalId || field.idLookup)) return field;
  throw new ApiError(404, 'NOT_FOUND', unknownExternalId(name));
}

function unknownExternalId(segment: string): string {
  return `Provided external ID field does not exist or is not accessible: ${segment}`;
}

/** Ids by an external id; none for a value that the field cannot hold. */
export function idsByExternalId(org: OrgContext, type: SObjectType, field: Field, value: string): string[] {
  try {
    return findByField(org, type, field, parseValue(field, value));
  } catch (error) {
    if (error instanceof RowFailure) return [];
    throw error;
  }
}

/** Which record an upsert means: `created` when there is none yet. Throws a RowFailure for a value of another type. */
export function upsertTarget(org: OrgContext, type: SObjectType, field: Field, value: string): SaveResult {
  if (value === '') throw rowFailure('MISSING_ARGUMENT', `${field.name} not specified`, []);
  const ids = findByField(org, type, field, parseValue(field, value));
  const [id = ''] = ids;
  if (ids.length > 1)
    return { success: false, multiple: ids, errors: severalFound(field, ids).errors, httpStatus: 300 };
  return { success: true, id, created: ids.length === 0 };
}

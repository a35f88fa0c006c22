import { normaliseId } from '../schema/index.ts';
import type { Field, SObjectType } from '../schema/types.ts';
import { parseValue } from './field-values.ts';
import type { Action } from './access/record-access.ts';
import type { UserAccess } from './access/user-accesses.ts';
import type { SchemaView } from './access/visible-schema.ts';
import type { OrgContext } from './org-context.ts';
import type { StoredRecord } from './record-store.ts';
import { findByField, notReadable, severalFound } from './references.ts';
import { RowFailure, rowFailure } from './row-failure.ts';
import { ApiError } from './types.ts';
import type { SaveResult } from './types.ts';

/** The object of that name. Throws ApiError 404 as for any address that leads nowhere. */
export function objectNamed(schema: Pick<SchemaView, 'object'>, name: string): SObjectType {
  const type = schema.object(name);
  if (!type) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  return type;
}

/**
 * The record that a write by id means. Throws a RowFailure: with 404 when the id is malformed, the record vanished or in
 * the recycle bin; [K] as a reference to a record of others when the caller may not even read it; as read-only otherwise.
 */
export function targetRecord(
  org: OrgContext,
  { records }: UserAccess,
  type: SObjectType,
  id: string,
  action: Action,
): StoredRecord {
  const normalised = normaliseId(id);
  if (normalised === null) throw rowFailure('NOT_FOUND', unknownExternalId(id), undefined, 404);
  const record = org.database.records.get(type.name, normalised);
  if (!record) throw rowFailure('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [], 404);
  if (record.IsDeleted) throw rowFailure('ENTITY_IS_DELETED', 'entity is deleted', [], 404);
  if (!records.can('read', type, record)) throw notReadable(record.Id);
  if (records.can(action, type, record)) return record;
  throw rowFailure('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', [], 403);
}

/** The record that a read by id means. Throws ApiError 404, [K] also for a record that the caller may not read. */
export function readableRecord(org: OrgContext, { records }: UserAccess, type: SObjectType, id: string): StoredRecord {
  const normalised = normaliseId(id);
  if (normalised === null) throw new ApiError(404, 'NOT_FOUND', unknownExternalId(id));
  const record = org.database.records.get(type.name, normalised);
  if (!record || !records.can('read', type, record)) {
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  if (record.IsDeleted) throw new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
  return record;
}

/** A field that records can be addressed by: external ids and idLookup fields. Throws ApiError 404. */
export function externalIdField({ schema }: UserAccess, type: SObjectType, name: string): Field {
  const field = schema.field(type.name, name);
  if (field && (field.externalId || field.idLookup)) return field;
  throw new ApiError(404, 'NOT_FOUND', unknownExternalId(name));
}

function unknownExternalId(segment: string): string {
  return `Provided external ID field does not exist or is not accessible: ${segment}`;
}

/** Ids of readable records by an external id; none for a value that the field cannot hold. */
export function idsByExternalId(
  org: OrgContext,
  access: UserAccess,
  type: SObjectType,
  field: Field,
  value: string,
): string[] {
  try {
    return readable(org, access, type, findByField(org, type, field, parseValue(field, value)));
  } catch (error) {
    if (error instanceof RowFailure) return [];
    throw error;
  }
}

function readable(org: OrgContext, { records }: UserAccess, type: SObjectType, ids: string[]): string[] {
  return ids.filter((id) => {
    const record = org.database.records.get(type.name, id);
    return record !== undefined && records.can('read', type, record);
  });
}

/**
 * Which record an upsert means: `created` when there is none yet that the caller reads. Where another record holds a
 * unique value, the create that follows is refused. Throws a RowFailure for a value of another type.
 */
export function upsertTarget(
  org: OrgContext,
  access: UserAccess,
  type: SObjectType,
  field: Field,
  value: string,
): SaveResult {
  if (value === '') throw rowFailure('MISSING_ARGUMENT', `${field.name} not specified`, []);
  const ids = readable(org, access, type, findByField(org, type, field, parseValue(field, value)));
  const [id = ''] = ids;
  if (ids.length > 1)
    return { success: false, multiple: ids, errors: severalFound(field, ids).errors, httpStatus: 300 };
  return { success: true, id, created: ids.length === 0 };
}

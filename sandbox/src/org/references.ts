import type { Field, SObjectType } from '../schema/types.ts';
import type { UserAccess } from './access/user-accesses.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { findRecord } from './org-context.ts';
import { parseValue } from './field-values.ts';
import { takesObject } from './queues.ts';
import type { Value } from './record-store.ts';
import { rowFailure } from './row-failure.ts';

/**
 * Checks that a lookup's new value is a record of the right object that is there and that the caller reads, and that an
 * owner may own. Throws a RowFailure.
 */
export function checkReference(org: OrgContext, access: UserAccess, draft: Draft, field: Field, id: string): void {
  const target = org.schema.objectOfId(id);
  if (target && !field.referenceTo.includes(target.name)) throw wrongType(field, id);
  const found = findRecord(org, id);
  if (!found) throw rowFailure('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
  if (found.record.IsDeleted) throw rowFailure('ENTITY_IS_DELETED', 'entity is deleted', []);
  if (draft.before?.[field.name] !== id && !access.records.can('read', found.type, found.record)) {
    throw notReadable(id);
  }
  if (field.name !== 'OwnerId' || draft.before?.['OwnerId'] === id) return;
  if (found.type.name === 'User' && found.record['IsActive'] === false) {
    // Assumption: the wording; the code is documented.
    const message = `operation performed with inactive user [${id.slice(0, 15)}] as owner of ${draft.type.label.toLowerCase()}`;
    throw rowFailure('INACTIVE_OWNER_OR_USER', message, []);
  }
  if (found.type.name !== 'Group') return;
  if (found.record['Type'] !== 'Queue') throw wrongType(field, id);
  if (takesObject(org, id, draft.type.name)) return;
  throw rowFailure('INVALID_OPERATION', 'Queue not associated with this SObject type', []);
}

/** The id in its short form, as in captures. */
export function notReadable(id: string) {
  const message = `insufficient access rights on cross-reference id: ${id.slice(0, 15)}`;
  return rowFailure('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', message, []);
}

function wrongType(field: Field, id: string) {
  return rowFailure('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [field.name]);
}

/**
 * A parent named by its external id, `"Account": {"Ext__c": "A-1"}`: answers the parent's id.
 * Throws a RowFailure when no record or several carry it.
 */
export function resolveParent(org: OrgContext, { schema }: UserAccess, field: Field, value: unknown): string | null {
  if (value === null) return null;
  const { attributes, ...keys } = (typeof value === 'object' ? value : {}) as Record<string, unknown>;
  const [key, ...more] = Object.entries(keys);
  if (!key || more.length > 0) {
    const message = `${field.relationshipName}: name the parent by exactly one external id field`;
    throw rowFailure('INVALID_FIELD', message, [field.name]);
  }
  const named = (attributes as { type?: string } | undefined)?.type;
  const targets = field.referenceTo.flatMap((name) => schema.object(name) ?? []);
  const target = targets.find((type) => (named ? type.name === named : schema.field(type.name, key[0])));
  const external = target && schema.field(target.name, key[0]);
  if (!target || !external || !(external.externalId || external.idLookup)) {
    // [K]
    const object = target?.name ?? field.referenceTo[0] ?? 'Name';
    const reason = `does not match an External ID, Salesforce Id, or indexed field for ${object}`;
    throw rowFailure('INVALID_FIELD', `The field name provided, ${key[0]} ${reason}`, []);
  }
  const ids = findByField(org, target, external, parseValue(external, key[1]));
  if (ids.length === 1) return ids[0] ?? null;
  if (ids.length === 0) {
    const message = `Foreign key external ID: ${String(key[1])} not found for field ${external.name} in entity ${target.name}`;
    throw rowFailure('INVALID_FIELD', message, []);
  }
  throw severalFound(external, ids);
}

/** Ids of the live records whose field holds the value. Null finds nothing. */
export function findByField(org: OrgContext, type: SObjectType, field: Field, value: Value): string[] {
  if (value === null) return [];
  const records = org.database.records;
  if (field.type === 'id') {
    const record = records.get(type.name, String(value));
    return record && !record.IsDeleted ? [record.Id] : [];
  }
  const ids = records.find(type.name, field.name, value) ?? [];
  return [...ids].filter((id) => records.get(type.name, id)?.IsDeleted === false).sort();
}

/** Assumption: the wording; the code is documented. */
export function severalFound(field: Field, ids: string[]) {
  const message = `${field.name}: more than one record found for external id field: [${ids.join(', ')}]`;
  return rowFailure('DUPLICATE_EXTERNAL_ID', message, []);
}

export function noSuchColumn(name: string, object: string) {
  return rowFailure('INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);
}

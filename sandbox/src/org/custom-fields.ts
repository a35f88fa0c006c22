import { checkSetup } from '../schema/check-setup.ts';
import { FieldRefusal } from '../schema/field-refusal.ts';
import { customField } from '../schema/index.ts';
import type { Field, NewField, SObjectType } from '../schema/types.ts';
import type { OrgDatabase } from './org-database.ts';
import { isIndexed } from './org-schema.ts';
import type { OrgSchema } from './org-schema.ts';
import type { StoredRecord } from './record-store.ts';
import { ApiError } from './types.ts';
import type { FieldChange } from './types.ts';

const KEY = 'fields';

/** A custom field and the object that it was added to. */
export interface Added {
  object: string;
  field: NewField;
}

/** The custom fields, added by an admin or by a deploy: kept as documents, put into the schema at the start. */
export function loadCustomFields(database: OrgDatabase, schema: OrgSchema): void {
  for (const { object, field } of addedFields(database)) schema.addField(object, field);
  indexFields(database, schema);
}

/** Throws ApiError when the field is not well described. */
export function addCustomField(database: OrgDatabase, schema: OrgSchema, type: SObjectType, field: NewField): void {
  checkRecords(database, type, field);
  refusing(() => {
    checkSetup(field, type);
    schema.addField(type.name, field);
  });
  database.writeDocument(KEY, [...addedFields(database), { object: type.name, field }]);
  indexFields(database, schema);
}

/**
 * Gives a custom field another label, length, type or set of keys; its values stay as they are, and who sees it too.
 * Throws ApiError when there is no such custom field, when the field is not well described, or when it is to be unique
 * and two records hold the same value.
 */
export function changeCustomField(database: OrgDatabase, schema: OrgSchema, type: SObjectType, spec: NewField): void {
  const before = schema.field(type.name, spec.name);
  if (!before?.custom) throw new ApiError(404, 'NOT_FOUND', `${type.name} has no custom field ${spec.name}.`);
  const objects = schema.objectsSharing(type.name);
  const isOnlyGranted = schema.isOnlyGranted(type.name, before);
  const { visible: _visible, ...rest } = spec;
  const field: NewField = { ...rest, name: before.name, ...(isOnlyGranted && { visible: false }) };
  checkChange(database, type, before, field, objects);
  schema.removeField(type.name, before.name);
  schema.addField(type.name, field);
  const others = addedFields(database).filter(
    (one) => !(one.field.name === field.name && objects.includes(one.object)),
  );
  database.writeDocument(KEY, [...others, { object: type.name, field }]);
  for (const object of objects) database.dropIndex(object, field.name);
  indexFields(database, schema);
}

/** Changes some of the settings of a custom field, as `changeCustomField` does. */
export function adjustCustomField(
  database: OrgDatabase,
  schema: OrgSchema,
  type: SObjectType,
  field: Field,
  change: FieldChange,
): void {
  const objects = schema.objectsSharing(type.name);
  const added = addedFields(database).find((one) => one.field.name === field.name && objects.includes(one.object));
  if (!added) throw new ApiError(404, 'NOT_FOUND', `${type.name} has no custom field ${field.name}.`);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  changeCustomField(database, schema, type, { ...added.field, ...given });
}

/** What the schema refuses, as the API says it. */
function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { message } = error as Error;
    const fields = error instanceof FieldRefusal ? [error.part] : undefined;
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, fields);
  }
}

/** [D Object Relationships Overview] Records that are there already would have no master. */
function checkRecords({ records }: OrgDatabase, type: SObjectType, { name, masterDetail }: NewField): void {
  if (masterDetail !== true || !type.custom || [...records.all(type.name)].length === 0) return;
  const message = `${name}: ${type.name} holds records already: make a lookup, fill it in all of them, and convert it.`;
  throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['masterDetail']);
}

function checkChange(database: OrgDatabase, type: SObjectType, before: Field, spec: NewField, objects: string[]): void {
  const changed = refusing(() => {
    checkSetup(spec, type);
    return customField(spec);
  });
  if (!changed.unique || before.unique) return;
  for (const object of objects) {
    const held = [...database.records.all(object)]
      .filter((record) => !record.IsDeleted && (record[before.name] ?? null) !== null)
      .map((record) =>
        changed.caseSensitive ? String(record[before.name]) : String(record[before.name]).toLowerCase(),
      );
    if (new Set(held).size === held.length) continue;
    const message = `${before.name} cannot become unique: some ${object} records hold the same value.`;
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message);
  }
}

/** Takes the field and its values away. Throws ApiError when there is no such custom field. */
export function removeCustomField(database: OrgDatabase, schema: OrgSchema, type: SObjectType, name: string): void {
  const field = schema.field(type.name, name);
  if (!field?.custom) throw new ApiError(404, 'NOT_FOUND', `${type.name} has no custom field ${name}.`);
  const objects = schema.objectsSharing(type.name);
  const isIt = (one: Added) => one.field.name === field.name && objects.includes(one.object);
  schema.removeField(type.name, field.name);
  database.transaction(() => {
    database.writeDocument(
      KEY,
      addedFields(database).filter((one) => !isIt(one)),
    );
    for (const object of objects) {
      database.dropIndex(object, field.name);
      for (const record of [...database.records.all(object)]) {
        if ((record[field.name] ?? null) === null) continue;
        const { [field.name]: _value, ...others } = record;
        database.put(object, others as StoredRecord);
      }
    }
  });
}

/** Makes sure that each field by which records are looked up has its index. */
export function indexFields(database: OrgDatabase, schema: OrgSchema): void {
  for (const type of schema.objects()) {
    for (const field of type.fields) {
      if (!isIndexed(field) || field.type === 'id' || database.records.hasIndex(type.name, field.name)) continue;
      database.addIndex(type.name, field.name, field.caseSensitive || field.type === 'reference');
    }
  }
}

export function addedFields(database: OrgDatabase): Added[] {
  return database.readDocument(KEY) ?? [];
}

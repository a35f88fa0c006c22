import type { NewField, SObjectType } from '../schema/types.ts';
import type { OrgDatabase } from './org-database.ts';
import { isIndexed } from './org-schema.ts';
import type { OrgSchema } from './org-schema.ts';
import type { StoredRecord } from './record-store.ts';
import { ApiError } from './types.ts';

const KEY = 'fields';

interface Added {
  object: string;
  field: NewField;
}

/** The fields that an admin added to the packaged ones: kept as documents, put into the schema at the start. */
export function loadCustomFields(database: OrgDatabase, schema: OrgSchema): void {
  for (const { object, field } of addedFields(database)) schema.addField(object, field);
  indexFields(database, schema);
}

/** Throws ApiError when the field is not well described. */
export function addCustomField(database: OrgDatabase, schema: OrgSchema, type: SObjectType, field: NewField): void {
  try {
    schema.addField(type.name, field);
  } catch (error) {
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', (error as Error).message);
  }
  database.writeDocument(KEY, [...addedFields(database), { object: type.name, field }]);
  indexFields(database, schema);
}

/** Takes the field and its values away. Throws ApiError when there is no such custom field, or the package owns it. */
export function removeCustomField(database: OrgDatabase, schema: OrgSchema, type: SObjectType, name: string): void {
  const field = schema.field(type.name, name);
  if (!field?.custom) throw new ApiError(404, 'NOT_FOUND', `${type.name} has no custom field ${name}.`);
  const objects = schema.objectsSharing(type.name);
  const isIt = (one: Added) => one.field.name === field.name && objects.includes(one.object);
  const added = addedFields(database);
  if (!added.some(isIt)) {
    throw new ApiError(400, 'CANNOT_DELETE_MANAGED_OBJECT', `${field.name} belongs to the installed package.`);
  }
  schema.removeField(type.name, field.name);
  database.transaction(() => {
    database.writeDocument(
      KEY,
      added.filter((one) => !isIt(one)),
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
function indexFields(database: OrgDatabase, schema: OrgSchema): void {
  for (const type of schema.objects()) {
    for (const field of type.fields) {
      if (!isIndexed(field) || field.type === 'id' || database.records.hasIndex(type.name, field.name)) continue;
      database.addIndex(type.name, field.name, field.caseSensitive || field.type === 'reference');
    }
  }
}

function addedFields(database: OrgDatabase): Added[] {
  return database.readDocument(KEY) ?? [];
}

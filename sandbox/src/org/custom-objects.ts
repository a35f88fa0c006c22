import type { NewObject } from '../schema/types.ts';
import type { OrgDatabase } from './org-database.ts';
import type { OrgSchema } from './org-schema.ts';
import { ApiError } from './types.ts';

const KEY = 'custom-objects';

type KeptObject = NewObject & { keyPrefix: string };

/** The custom objects that an admin made: kept as a document, put into the schema at the start. */
export function loadCustomObjects(database: OrgDatabase, schema: OrgSchema): void {
  for (const object of customObjects(database)) schema.addObject(object, object.keyPrefix);
}

function customObjects(database: OrgDatabase): KeptObject[] {
  return database.readDocument<KeptObject[]>(KEY) ?? [];
}

/** Throws ApiError when the object is not well described. */
export function addCustomObject(database: OrgDatabase, schema: OrgSchema, object: NewObject): void {
  // Never one that was there before: ids that somebody kept would mean something else.
  const number = database.nextNumber('custom-objects') - 1;
  const keyPrefix = `a${number.toString(36).padStart(2, '0')}`;
  try {
    schema.addObject(object, keyPrefix);
  } catch (error) {
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', (error as Error).message);
  }
  database.writeDocument(KEY, [...customObjects(database), { ...object, keyPrefix }]);
}

/** Takes an object, its records and what points to it away. Its custom fields have to be gone. */
export function removeCustomObject(database: OrgDatabase, schema: OrgSchema, name: string): void {
  for (const { Id } of [...database.records.all(name)]) database.remove(name, Id);
  const others = customObjects(database).filter((one) => one.name !== name);
  database.writeDocument(KEY, others);
  schema.removeObject(name);
}

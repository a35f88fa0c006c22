import { picklistValue } from '../schema/field.ts';
import type { Field } from '../schema/types.ts';
import type { OrgDatabase } from './org-database.ts';
import type { OrgSchema } from './org-schema.ts';
import { ApiError } from './types.ts';
import type { FieldChange } from './types.ts';

const KEY = 'field-changes';

/** What an admin changed in standard fields: kept as a document, put into the schema at the start. */
export function loadFieldChanges(database: OrgDatabase, schema: OrgSchema): void {
  for (const [name, change] of Object.entries(changes(database))) {
    const [object = '', field = ''] = name.split('.');
    apply(schema, object, field, change);
  }
}

/**
 * Changes a standard field: its label and, of a picklist, its values. Values that records have stay with them. Throws
 * ApiError for what cannot be changed.
 */
export function changeStandardField(
  database: OrgDatabase,
  schema: OrgSchema,
  object: string,
  field: Field,
  change: FieldChange,
): void {
  const { picklistValues, restrictedPicklist, label, ...others } = change;
  const [strange] = Object.entries(others).filter(([, value]) => value !== undefined);
  if (strange) {
    const message = `${field.name} is a standard field: only its label and the values of a picklist can be changed.`;
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, [strange[0]]);
  }
  const isChoice = ['picklist', 'multipicklist', 'combobox'].includes(field.type);
  if (!isChoice && (picklistValues ?? restrictedPicklist) !== undefined) {
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', `${field.name} is no picklist.`, ['picklistValues']);
  }
  if (picklistValues && (picklistValues.length === 0 || new Set(picklistValues).size < picklistValues.length)) {
    const message = `${field.name}: a picklist needs values, each once.`;
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['picklistValues']);
  }
  const name = `${object}.${field.name}`;
  const all = changes(database);
  const asked = { label, picklistValues, restrictedPicklist };
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const changed: FieldChange = { ...all[name], ...given };
  database.writeDocument(KEY, { ...all, [name]: changed });
  apply(schema, object, field.name, changed);
}

function apply(
  schema: OrgSchema,
  object: string,
  name: string,
  { label, picklistValues, restrictedPicklist }: FieldChange,
) {
  schema.changeField(object, name, (field) => {
    const known = new Map(field.picklistValues.map((entry) => [entry.value, entry]));
    const values = picklistValues?.map((value) => known.get(value) ?? picklistValue(value, value, false));
    // A default that is no value any more is none.
    const keepsDefault = values === undefined || values.some(({ defaultValue }) => defaultValue);
    return {
      ...field,
      ...(label !== undefined && { label }),
      ...(restrictedPicklist !== undefined && { restrictedPicklist }),
      ...(values && { picklistValues: values }),
      ...(!keepsDefault && field.type === 'picklist' && { defaultValue: null }),
    };
  });
}

function changes(database: OrgDatabase): Record<string, FieldChange> {
  return database.readDocument<Record<string, FieldChange>>(KEY) ?? {};
}

import type { FieldSchema, ObjectSchema } from '../../salesforce/types.ts';

/**
 * Required on the wire. Page-layout requirements do not bind the API; rules and triggers are not in describe. A geolocation
 * or an address is read-only as a whole, whatever describe says of it [D Compound Field Considerations]: its parts are asked for.
 */
export function isRequired(field: FieldSchema): boolean {
  const isCompound = field.type === 'location' || field.type === 'address';
  return field.createable && !field.nillable && !field.defaultedOnCreate && !isCompound;
}

/** The object's required fields that have no value yet. */
export function missingRequired(schema: ObjectSchema, values: Record<string, unknown>): FieldSchema[] {
  return [...schema.fields.values()].filter((field) => {
    const value = values[field.name];
    return isRequired(field) && (value === undefined || value === null || value === '');
  });
}

/**
 * What goes into a required field that nothing is mapped to, by type; undefined where no value can be made up (a
 * picklist must be mapped, a look-up cannot be filled from a booking).
 */
export function fallbackValue(field: FieldSchema, now: Date): string | number | undefined {
  switch (field.type) {
    case 'currency':
    case 'double':
    case 'int':
    case 'percent':
      return 0;
    case 'date':
      return now.toISOString().slice(0, 10);
    case 'datetime':
      return now.toISOString();
    case 'email':
      return 'email@example.com';
    case 'phone':
      return '1234567890';
    case 'url':
      return 'http://NA';
    case 'string':
    case 'textarea':
    case 'combobox':
      return fallbackText.slice(0, field.length || undefined);
    default:
      return undefined;
  }
}

export const fallbackText = 'Unspecified';

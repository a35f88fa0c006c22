import type { Field } from './types.ts';

/**
 * The value that a new record gets when a create leaves the field out, or null. Formula defaults of custom fields are
 * literals here (see `customField`); owner, dates and numbers that the platform fills are not fields' defaults.
 */
export function defaultValueOf(field: Field): string | number | boolean | null {
  if (field.defaultValue !== null) return field.defaultValue;
  if (field.defaultValueFormula === null) return null;
  return JSON.parse(field.defaultValueFormula) as string | number;
}

import type { ObjectSchema } from '../../salesforce/types.ts';
import { requiredFieldUncovered } from './cannot-plan.ts';
import type { FallbackUse, PlannedObject, PlannedValue } from './plan.ts';
import { fallbackValue, missingRequired } from './required-fields.ts';

/**
 * Puts stand-ins into required fields that the booking has no value for, and says which. Throws CannotPlan for a field
 * of a type that cannot be made up.
 */
export function fillRequired(
  object: PlannedObject,
  schema: ObjectSchema,
  values: Record<string, PlannedValue>,
  known: Record<string, string>,
  now: Date,
  page: string | undefined,
): FallbackUse[] {
  return missingRequired(schema, values).map((field) => {
    const value = known[field.name] ?? fallbackValue(field, now);
    if (value === undefined) throw requiredFieldUncovered(object, field, page);
    values[field.name] = value;
    return { object, field: field.name, label: field.label, value };
  });
}

import { text } from '../../texts/text.ts';
import type { ObjectSchema } from '../../salesforce/types.ts';
import type { BookingPlan, PlannedValue } from './plan.ts';

/**
 * Values that the rules give a new record: its owner, its record type, its status. One that the API User may not write is
 * left out and noted: a rule must not keep the booking from coming in.
 */
export function steered(
  wanted: Record<string, PlannedValue | undefined>,
  schema: ObjectSchema,
  draft: BookingPlan,
): Record<string, PlannedValue> {
  const values: Record<string, PlannedValue> = {};
  for (const [field, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    if (schema.fields.get(field)?.createable) values[field] = value;
    else draft.notes.push(text('plan.notWritable', { field, object: schema.label }));
  }
  return values;
}

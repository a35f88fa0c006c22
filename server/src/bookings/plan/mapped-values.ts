import { text, type Text } from '../../texts/text.ts';
import type { ObjectSchema } from '../../salesforce/types.ts';
import { answerTo, bookingFieldValue, type BookingFacts } from '../settings/booking-fields.ts';
import type { FieldMapping, MappingSource } from '../settings/field-mapping.ts';
import { hasContent, renderTemplate } from '../settings/template.ts';
import { prepareValue } from './prepare-value.ts';

/** What the mapping makes of a booking for one object. */
export interface MappedValues {
  values: Record<string, string | number | boolean>;
  /** Fields whose mapping has no value now, or none that the field takes. */
  empty: Set<string>;
  /** Fields that are written only where a record holds nothing. */
  onlyIfEmpty: Set<string>;
  notes: Text[];
}

/** The text that a mapping takes from a booking; undefined where the booking does not tell it. */
export function saidBy(from: MappingSource, booking: BookingFacts): string | undefined {
  switch (from.kind) {
    case 'booking':
      return bookingFieldValue(booking, from.field) || undefined;
    case 'answer':
      return answerTo(booking, from.question);
    case 'constant':
      return from.value;
    case 'template':
      return hasContent(from.template, booking) ? renderTemplate(from.template, booking) || undefined : undefined;
  }
}

/**
 * The mapped values of a booking for an object, each in the form that its field takes. What cannot be written is noted: a
 * field that is gone, that the API User may not write, a value that the field does not take.
 */
export function mappedValues(
  mappings: FieldMapping[],
  booking: BookingFacts,
  schema: ObjectSchema,
  write: 'create' | 'update',
): MappedValues {
  const result: MappedValues = { values: {}, empty: new Set(), onlyIfEmpty: new Set(), notes: [] };
  for (const { field: name, from, write: mode } of mappings) {
    if (mode === 'ifEmpty') result.onlyIfEmpty.add(name);
    const field = schema.fields.get(name);
    const said = saidBy(from, booking);
    if (!field || !(write === 'create' ? field.createable : field.updateable)) {
      if (said !== undefined) result.notes.push(text('plan.notWritable', { field: name, object: schema.label }));
      continue;
    }
    const prepared = said === undefined ? undefined : prepareValue(field, said);
    if (prepared?.note) result.notes.push(text('plan.onObject', { object: schema.label, note: prepared.note }));
    if (prepared?.value !== undefined) result.values[name] = prepared.value;
    else result.empty.add(name);
  }
  return result;
}

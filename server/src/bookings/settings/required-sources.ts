import type { FieldSchema, ObjectSchema } from '../../salesforce/types.ts';
import { fallbackValue, isRequired } from '../plan/required-fields.ts';
import { comparable } from './booking-fields.ts';
import type { MappedObject, MappingSource, PageMapping } from './field-mapping.ts';
import { isAlwaysFilled, isBuiltIn } from './field-support.ts';

/** Where the value of a required field comes from. */
export interface RequiredSource {
  field: FieldSchema;
  /** mapped: from the booking. fixed: a constant. fallback: a stand-in is made up. unsupported: nothing can be. */
  state: 'mapped' | 'fixed' | 'fallback' | 'unsupported';
  /** The mapping, or the answer that goes to the field by its label; null where the planner or nobody fills it. */
  from: MappingSource | null;
  /** What is made up where the source has no value; null where nothing is, or nothing ever needs to. */
  fallback: string | number | null;
}

/**
 * The required fields of an object, and where the value of each comes from by the page's mapping. `questions`: those that
 * bookings are known to answer.
 */
export function sourcesOfRequired(
  object: MappedObject,
  schema: ObjectSchema,
  mapping: PageMapping,
  questions: string[],
  alsoRequired: string[] = [],
): RequiredSource[] {
  return [...schema.fields.values()]
    .filter((field) => isRequired(field) || (alsoRequired.includes(field.name) && field.createable))
    .map((field) => {
      const from = mapping.objects[object].find((one) => one.field === field.name)?.from ?? null;
      // What only an error told of is asked for at times: the plan makes nothing up for it.
      const isMadeUp = isRequired(field) && !isAlwaysFilled(object, field.name);
      const made = isMadeUp ? fallbackValue(field, new Date(0)) : undefined;
      const fallback = made ?? null;
      if (from?.kind === 'constant') return { field, state: 'fixed', from, fallback: null };
      const isCovered = made !== undefined || isAlwaysFilled(object, field.name);
      const question =
        mapping.matchAnswersByLabel && isPerson(object)
          ? questions.find((asked) => isSameName(asked, field))
          : undefined;
      const answer: MappingSource | null = question === undefined ? null : { kind: 'answer', question };
      const isFromBooking = from !== null || answer !== null;
      if (!isCovered) return { field, state: isFromBooking ? 'mapped' : 'unsupported', from: from ?? answer, fallback };
      const isMapped = isFromBooking || isBuiltIn(object, field.name);
      return { field, state: isMapped ? 'mapped' : 'fallback', from: from ?? answer, fallback };
    });
}

function isPerson(object: MappedObject): boolean {
  return object === 'Lead' || object === 'Contact' || object === 'PersonAccount';
}

/** Whether a question is a field's label or API name. */
export function isSameName(question: string, field: FieldSchema): boolean {
  const key = comparable(question);
  return key !== '' && (key === comparable(field.label) || key === comparable(field.name.replace(/__c$/, '')));
}

import { objectName } from '../../texts/object-name.ts';
import { english, text } from '../../texts/text.ts';
import { setupPaths } from '../../salesforce/setup-url.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../../salesforce/types.ts';
import { unsupportedType } from '../settings/field-support.ts';
import type { Diagnosis } from '../diagnosis.ts';

/** Thrown inside planning when a booking cannot be carried out as the org is; caught by planPerson. */
export class CannotPlan extends Error {
  readonly diagnosis: Diagnosis;
  constructor(diagnosis: Diagnosis) {
    super(english(diagnosis.sentence));
    this.name = 'CannotPlan';
    this.diagnosis = diagnosis;
  }
}

/** The object as the API User sees it. Throws CannotPlan where it does not. */
export function objectSchema(object: string, page: string | undefined, schema: OrgSchema): ObjectSchema {
  const found = schema.objects.get(object);
  if (!found) throw objectMissing(object, page);
  return found;
}

/** Nothing tells Salesforce that the new Account is a person. */
export function noPersonRecordType(page: string | undefined): CannotPlan {
  return new CannotPlan({
    cause: 'data',
    code: 'NO_PERSON_RECORD_TYPE',
    object: 'PersonAccount',
    ...(page === undefined ? {} : { page }),
    sentence: text('fault.noPersonRecordType'),
    fix: text('fault.noPersonRecordType.fix'),
  });
}

export function objectMissing(object: string, page: string | undefined): CannotPlan {
  return new CannotPlan({
    cause: 'data',
    code: 'OBJECT_NOT_ACCESSIBLE',
    object,
    ...(page === undefined ? {} : { page }),
    sentence: text('fault.objectHidden', { object: objectName(object) }),
    fix: text('fault.objectHidden.fix'),
  });
}

/** The field that keeps a repeated call from making the record of `object` twice is not there. */
export function packageMissing(object: string, page: string | undefined): CannotPlan {
  return new CannotPlan({
    cause: 'data',
    code: 'PACKAGE_NOT_INSTALLED',
    object,
    ...(page === undefined ? {} : { page }),
    sentence: text('fault.packageMissing', { object: objectName(object) }),
    fix: text('fault.packageMissing.fix'),
  });
}

export function requiredFieldUncovered(object: string, field: FieldSchema, page: string | undefined): CannotPlan {
  const isMappable = unsupportedType(field) === undefined;
  return new CannotPlan({
    cause: 'data',
    code: 'REQUIRED_FIELD_UNCOVERED',
    object,
    field: { name: field.name, label: field.label },
    ...(page === undefined ? {} : { page }),
    setupPath: setupPaths.field(object, field.name),
    sentence: text('fault.requiredUncovered', { object: objectName(object), field: field.label, type: field.type }),
    fix: text(isMappable ? 'fault.requiredUnmapped.fix' : 'fault.requiredUncovered.fix', {
      object: objectName(object),
    }),
  });
}

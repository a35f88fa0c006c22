import type { Diagnosis } from '../diagnosis.ts';

/** Thrown inside planning when a booking cannot be carried out as the org is; caught by planPerson. */
export class CannotPlan extends Error {
  readonly diagnosis: Diagnosis;
  constructor(diagnosis: Diagnosis) {
    super(diagnosis.sentence);
    this.name = 'CannotPlan';
    this.diagnosis = diagnosis;
  }
}

export function objectMissing(object: string, page: string | undefined): CannotPlan {
  return new CannotPlan({
    cause: 'data',
    code: 'OBJECT_NOT_ACCESSIBLE',
    object,
    ...(page === undefined ? {} : { page }),
    sentence: `The API User may not see the object ${object}, so this booking cannot be written.`,
    fix: `Assign the permission set "Inlet API User" to the API User, then press Retry.`,
  });
}

/** The field that keeps a repeated call from making the record of `object` twice is not there. */
export function packageMissing(object: string, page: string | undefined): CannotPlan {
  return new CannotPlan({
    cause: 'data',
    code: 'PACKAGE_NOT_INSTALLED',
    object,
    ...(page === undefined ? {} : { page }),
    sentence: `The Inlet package is not installed in this org, or the API User may not write its fields on ${object}.`,
    fix: 'Install the Inlet package, assign the permission set "Inlet API User" to the API User, then press Retry.',
  });
}

export function requiredFieldUncovered(
  object: string,
  field: { name: string; label: string; type: string },
  page: string | undefined,
): CannotPlan {
  return new CannotPlan({
    cause: 'data',
    code: 'REQUIRED_FIELD_UNCOVERED',
    object,
    field: { name: field.name, label: field.label },
    ...(page === undefined ? {} : { page }),
    sentence: `${object} requires ${field.label}, a field of type ${field.type}, which a booking has no value for.`,
    fix: `In Setup › Object Manager › ${object} › Fields, make it optional, give it a default value, or make it required on the page layout instead; then press Retry.`,
  });
}

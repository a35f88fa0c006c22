import { checkFormula } from './check-formula.ts';
import { evaluateFormula } from './formula.ts';
import { formulaScope, sampleScope } from './formula-scope.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { RowFailure, rowFailure } from './row-failure.ts';
import { ApiError } from './types.ts';
import type { Automation, NewAutomation } from './types.ts';

/** [R] captured with a failed flow; each real one has its own. */
const ERROR_ID = '1545064308-45750 (1670083917)';

/** Runs the flows or triggers of one moment of the save, in the order that they were made. Throws a RowFailure. */
export function runAutomations(
  org: OrgContext,
  draft: Draft,
  kind: Automation['kind'],
  when: Automation['when'],
): void {
  const operation = draft.before ? 'update' : 'create';
  for (const one of org.automations.all()) {
    const runs =
      one.active &&
      one.kind === kind &&
      one.when === when &&
      one.object === draft.type.name &&
      (one.on === 'createAndUpdate' || one.on === operation);
    if (runs && holds(org, draft, one)) throw failureOf(one, operation);
  }
}

/** A condition that cannot be worked out does not hold: what has no value meets no entry criteria. */
function holds(org: OrgContext, draft: Draft, { condition }: Automation): boolean {
  if (condition === null) return true;
  const result = evaluateFormula(condition, formulaScope(org, draft));
  return result.type !== 'error' && result.value === true;
}

/**
 * The refusal in Salesforce's words: [R] an exception in Apex, [R] a fault in a flow, [K] `addError` and the Custom
 * Error element of a flow, which speak as a validation rule does.
 */
function failureOf(automation: Automation, operation: 'create' | 'update'): RowFailure {
  const { failure, errorMessage, errorDisplayField } = automation;
  if (failure === 'message') {
    const fields = errorDisplayField === null ? [] : [errorDisplayField];
    return rowFailure('FIELD_CUSTOM_VALIDATION_EXCEPTION', errorMessage, fields);
  }
  if (automation.kind === 'flow') return rowFailure('CANNOT_EXECUTE_FLOW_TRIGGER', faultOf(automation), []);
  const { name, when } = automation;
  const event = `${when === 'before' ? 'Before' : 'After'}${operation === 'create' ? 'Insert' : 'Update'}`;
  const message =
    `${name}: execution of ${event}\n\ncaused by: ${errorMessage}\n\n` + `Trigger.${name}: line 18, column 1`;
  return rowFailure('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, []);
}

const OPERATIONS = {
  createRecords: 'create records',
  updateRecords: 'update records',
  deleteRecords: 'delete records',
  lookUpRecords: 'look up records',
} as const;

/** [R] the sentence with an operation, [S] the one with an element, [S] the one with neither. */
function faultOf({ label, element, operation, errorMessage }: Automation): string {
  const details =
    element !== null
      ? `An error occurred at element ${element}. ${errorMessage}.`
      : operation !== null
        ? `This error occurred when the flow tried to ${OPERATIONS[operation]}: ${errorMessage}. You can look up ExceptionCode values in the SOAP API Developer Guide.`
        : 'An error occurred when executing a flow interview.';
  const process = `We can't save this record because the “${label}” process failed.`;
  return `${process} Give your Salesforce admin these details. ${details} Error ID: ${ERROR_ID}`;
}

/** Refuses a trigger or flow that could not be saved in Setup. Throws an ApiError. */
export function checkNewAutomation(org: OrgContext, automation: NewAutomation): void {
  const { name, condition, errorDisplayField } = automation;
  const type = org.schema.object(automation.object);
  if (!type) throw new ApiError(400, 'INVALID_TYPE', `The org has no object ${automation.object}.`, ['object']);
  if (!type.triggerable) {
    throw new ApiError(400, 'INVALID_TYPE', `${type.name} runs no triggers and no flows.`, ['object']);
  }
  if (errorDisplayField !== null && !org.schema.field(type.name, errorDisplayField)) {
    const message = `${type.name} has no field ${errorDisplayField} to show the error at.`;
    throw new ApiError(400, 'INVALID_FIELD', message, ['field']);
  }
  if (condition === null) return;
  const blank: Draft = { type, userId: '', before: undefined, given: new Map(), record: { Id: '', IsDeleted: false } };
  const problem = checkFormula(condition, sampleScope(org, blank));
  if (problem !== undefined) {
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', `The condition of ${name} is not valid: ${problem}`, [
      'condition',
    ]);
  }
}

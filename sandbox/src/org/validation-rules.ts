import { checkFormula } from './check-formula.ts';
import { evaluateFormula } from './formula.ts';
import type { FormulaScope } from './formula.ts';
import { formulaScope, sampleScope } from './formula-scope.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { RowFailure } from './row-failure.ts';
import { ApiError } from './types.ts';
import type { RowError, ValidationRule } from './types.ts';

/** Refuses the draft with the message of every active rule whose formula is true. */
export function checkValidationRules(org: OrgContext, draft: Draft): void {
  const rules = org.rules.validation().filter((rule) => rule.active && rule.object === draft.type.name);
  if (rules.length === 0) return;
  const scope = formulaScope(org, draft);
  const errors = rules.flatMap((rule) => evaluateRule(rule, scope));
  if (errors.length > 0) throw new RowFailure(errors);
}

function evaluateRule(rule: ValidationRule, scope: FormulaScope): RowError[] {
  const statusCode = 'FIELD_CUSTOM_VALIDATION_EXCEPTION';
  const result = evaluateFormula(rule.errorConditionFormula, scope);
  if (result.type === 'error') {
    // Assumption: the wording for a formula that fails while it runs.
    return [{ statusCode, message: `Validation Formula "${rule.name}" Invalid (${result.message})`, fields: [] }];
  }
  if (result.value !== true) return [];
  return [{ statusCode, message: rule.errorMessage, fields: rule.errorDisplayField ? [rule.errorDisplayField] : [] }];
}

/** Refuses a rule that could not run, as Setup does when it is saved. Throws an ApiError. */
export function checkNewRule(org: OrgContext, rule: Omit<ValidationRule, 'id'>): void {
  const type = org.schema.object(rule.object);
  if (!type) throw new ApiError(400, 'INVALID_TYPE', `The org has no object ${rule.object}.`);
  if (rule.errorDisplayField !== null && !org.schema.field(type.name, rule.errorDisplayField)) {
    const message = `${type.name} has no field ${rule.errorDisplayField} to show the error at.`;
    throw new ApiError(400, 'INVALID_FIELD', message);
  }
  const blank: Draft = { type, userId: '', before: undefined, given: new Map(), record: { Id: '', IsDeleted: false } };
  const problem = checkFormula(rule.errorConditionFormula, sampleScope(org, blank));
  if (problem !== undefined) {
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', `The formula of ${rule.name} is not valid: ${problem}`);
  }
}

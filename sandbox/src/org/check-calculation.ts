import type { Field, FilterCondition, NewField, SObjectType, Summary } from '../schema/types.ts';
import { checkFormula } from './check-formula.ts';
import { sampleScope } from './formula-scope.ts';
import type { FormulaScope } from './formula.ts';
import type { OrgContext } from './org-context.ts';
import { ApiError } from './types.ts';

/** What formulas of a field's type result in. */
const RESULTS: Partial<Record<Field['type'], { types: string[]; name: string }>> = {
  boolean: { types: ['checkbox'], name: 'true or false' },
  string: { types: ['text'], name: 'Text' },
  double: { types: ['number'], name: 'Number' },
  currency: { types: ['number'], name: 'Number' },
  percent: { types: ['number'], name: 'Number' },
  date: { types: ['date'], name: 'Date' },
  datetime: { types: ['datetime'], name: 'DateTime' },
  time: { types: ['time'], name: 'Time' },
};

/** Refuses a formula that could not run, a roll-up over nothing and a filter on what is not there. Throws ApiError. */
export function checkCalculation(org: OrgContext, type: SObjectType, field: NewField): void {
  if (field.formula !== undefined) {
    const problem = checkFormula(field.formula, samplesOf(org, type), RESULTS[field.type]);
    if (problem !== undefined) throw refusal(`The formula of ${field.name} is not valid: ${problem}`, 'formula');
  }
  if (field.summary) checkSummary(org, type, field.name, field.summary);
  const target = org.schema.object(field.referenceTo?.[0] ?? '');
  for (const condition of target ? (field.lookupFilter?.conditions ?? []) : []) {
    checkCondition(org, target as SObjectType, field.name, condition);
  }
}

/** [K] Details of a custom master, and the opportunities and members that Salesforce rolls up of standard objects. */
const STANDARD_CHILDREN = ['Opportunity.AccountId', 'Opportunity.CampaignId', 'CampaignMember.CampaignId'];

function checkSummary(org: OrgContext, type: SObjectType, name: string, { operation, child, field }: Summary): void {
  const [object = '', lookup = ''] = child.split('.');
  const found = org.schema.field(object, lookup);
  const isDetail = found?.relationshipOrder === 0 || STANDARD_CHILDREN.includes(child);
  if (!found?.referenceTo.includes(type.name) || !isDetail) {
    throw refusal(`${name}: ${child} is no master-detail relationship to ${type.name}.`, 'summary');
  }
  if (operation !== 'count' && !org.schema.field(object, field ?? '')) {
    throw refusal(`${name}: ${object} has no field ${field ?? ''} to roll up.`, 'summary');
  }
}

function checkCondition(org: OrgContext, target: SObjectType, name: string, { field }: FilterCondition): void {
  if (samplesOf(org, target).value(field)) return;
  throw refusal(`${name}: ${target.name} has no field ${field} to filter by.`, 'lookupFilter');
}

function samplesOf(org: OrgContext, type: SObjectType): FormulaScope {
  return sampleScope(org, {
    type,
    userId: '',
    before: undefined,
    given: new Map(),
    record: { Id: '', IsDeleted: false },
  });
}

function refusal(message: string, field: string): ApiError {
  return new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, [field]);
}

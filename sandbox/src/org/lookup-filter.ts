import type { FilterCondition } from '../schema/types.ts';
import { formulaScope } from './formula-scope.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { findRecord } from './org-context.ts';
import { rowFailure } from './row-failure.ts';

const MESSAGE = 'Value does not exist or does not match filter criteria.';

/** Refuses a lookup's new value that the filter of the field does not let through. Throws a RowFailure. */
export function checkLookupFilters(org: OrgContext, draft: Draft): void {
  for (const [name, id] of draft.given) {
    const filter = org.schema.specOf(draft.type.name, name)?.lookupFilter;
    const found = filter && !filter.optional ? findRecord(org, id) : undefined;
    if (!filter || !found || draft.before?.[name] === id) continue;
    const target: Draft = {
      type: found.type,
      userId: draft.userId,
      before: undefined,
      given: new Map(),
      record: found.record,
    };
    const scope = formulaScope(org, target);
    const holds = filter.conditions.every((condition) => {
      const literal = scope.value(condition.field);
      return matches(condition, literal?.type === 'literal' ? literal.value : null);
    });
    if (!holds) throw rowFailure('FIELD_FILTER_VALIDATION_EXCEPTION', filter.errorMessage ?? MESSAGE, [name]);
  }
}

/** Texts are compared without regard to case; a list of values, as in Setup, has commas between. */
function matches({ operation, value }: FilterCondition, actual: unknown): boolean {
  const order = compare(actual, value);
  const text = String(actual ?? '').toLowerCase();
  const asked = String(value)
    .toLowerCase()
    .split(',')
    .map((one) => one.trim());
  switch (operation) {
    case 'equals':
      return order === 0 || asked.includes(text);
    case 'notEqual':
      return order !== 0 && !asked.includes(text);
    case 'lessThan':
      return order < 0;
    case 'greaterThan':
      return order > 0;
    case 'lessOrEqual':
      return order <= 0;
    case 'greaterOrEqual':
      return order >= 0;
    case 'contains':
      return asked.some((one) => text.includes(one));
    case 'notContain':
      return !asked.some((one) => text.includes(one));
    case 'startsWith':
      return asked.some((one) => text.startsWith(one));
  }
}

/** NaN, which is neither less nor more, where the two cannot be compared. */
function compare(actual: unknown, value: string | number | boolean): number {
  if (actual === null || actual === undefined) return NaN;
  if (actual instanceof Date) return actual.getTime() - Date.parse(String(value));
  if (typeof actual === 'number') return actual - Number(value);
  return String(actual).toLowerCase().localeCompare(String(value).toLowerCase());
}

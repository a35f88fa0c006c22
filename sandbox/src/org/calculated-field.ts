import type { Field, SObjectType } from '../schema/types.ts';
import { formatDateTime, roundToScale } from './field-values.ts';
import { evaluateFormula } from './formula.ts';
import { formulaScope } from './formula-scope.ts';
import type { Literal } from './formula-syntax.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { readField } from './read-record.ts';
import type { StoredRecord, Value } from './record-store.ts';

/** Formulas that name each other in a ring end here, as blank. */
const DEEPEST = 10;
let depth = 0;

/** The value of a formula or of a roll-up. Assumption: a formula that fails is blank, and $User in one is nobody. */
export function calculate(org: OrgContext, type: SObjectType, record: StoredRecord, field: Field): Value {
  if (depth >= DEEPEST) return blank(field);
  depth++;
  try {
    if (field.calculatedFormula === null) return rollUp(org, type, record, field);
    const draft: Draft = { type, userId: '', before: record, given: new Map(), record: { ...record } };
    const scope = formulaScope(org, draft, { blankNumbersAsZero: field.formulaTreatNullNumberAsZero });
    return valueOf(field, evaluateFormula(field.calculatedFormula, scope));
  } finally {
    depth--;
  }
}

function blank(field: Field): Value {
  return field.type === 'boolean' ? false : null;
}

function valueOf(field: Field, literal: Literal): Value {
  if (literal.type === 'error' || literal.value === null || literal.value === '') return blank(field);
  const { value } = literal;
  switch (field.type) {
    case 'boolean':
      return value === true;
    case 'double':
    case 'currency':
      return roundToScale(field, Number(value));
    case 'percent': // Formulas see a percentage as a fraction.
      return roundToScale(field, Number((Number(value) * 100).toPrecision(15)));
    case 'date':
      return value instanceof Date ? value.toISOString().slice(0, 10) : null;
    case 'datetime':
      return value instanceof Date ? formatDateTime(value) : null;
    case 'time':
      return value instanceof Date ? value.toISOString().slice(11) : null;
    default:
      return Array.isArray(value) ? value.join(';') : String(value as string | number);
  }
}

function rollUp(org: OrgContext, type: SObjectType, record: StoredRecord, field: Field): Value {
  const summary = org.schema.specOf(type.name, field.name)?.summary;
  const [object = '', lookup = ''] = summary?.child.split('.') ?? [];
  const child = org.schema.object(object);
  if (!summary || !child) return null;
  const ids = [...(org.database.records.find(child.name, lookup, record.Id) ?? [])];
  const rows = ids.flatMap((id) => org.database.records.get(child.name, id) ?? []).filter((row) => !row.IsDeleted);
  if (summary.operation === 'count') return rows.length;
  const summed = org.schema.field(child.name, summary.field ?? '');
  const values = summed ? rows.map((row) => readField(org, child, row, summed)).filter((value) => value !== null) : [];
  if (summary.operation === 'sum')
    return roundToScale(
      field,
      values.reduce<number>((sum, one) => sum + Number(one), 0),
    );
  const sorted = values.toSorted((a, b) => (typeof a === 'number' ? a - Number(b) : String(a) < String(b) ? -1 : 1));
  return ((summary.operation === 'min' ? sorted[0] : sorted.at(-1)) ?? null) as Value;
}

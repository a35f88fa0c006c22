import type { Operator } from '@jetstreamapp/soql-parser-js';
import type { DateTime } from 'luxon';
import { normaliseId } from '../../schema/index.ts';
import type { Field } from '../../schema/types.ts';
import { formatDateTime, momentOf } from '../field-values.ts';
import { dateLiteralSpan, likePattern, unquote } from './literals.ts';
import { errorAt, malformed } from './soql-errors.ts';

/**
 * The right side of a comparison in the field's own terms. A span is a date literal: from inclusive, to exclusive. One
 * that goes on until now orders by its beginning.
 */
export type Operand = { value: string | number | boolean | null } | { from: string; to: string; untilNow: boolean };

export interface Comparison {
  soql: string;
  /** As written, to point at. */
  path: string;
  field: Field;
  operator: Operator;
  literals: { text: string; type: string }[];
  now: DateTime;
}

const NUMERIC = ['int', 'double', 'currency', 'percent'];

/** The literals as operands. Throws ApiError when they are not of the field's type. */
export function operandsOf(comparison: Comparison): Operand[] {
  return comparison.literals.map((literal) => operandOf(comparison, literal));
}

function operandOf(comparison: Comparison, { text, type }: { text: string; type: string }): Operand {
  const { field } = comparison;
  if (type === 'NULL') return { value: null };
  if (field.type === 'date' || field.type === 'datetime') return momentOperand(comparison, text, type);
  if (field.type === 'boolean') {
    if (type !== 'BOOLEAN') throw wrongType(comparison, 'boolean', false);
    return { value: text.toUpperCase() === 'TRUE' };
  }
  if (NUMERIC.includes(field.type)) {
    if (!/^(INTEGER|DECIMAL)/.test(type)) throw wrongType(comparison, field.type, false);
    return { value: Number(text) };
  }
  if (type !== 'STRING') throw wrongType(comparison, 'string', true);
  // A pattern has escapes of its own; `tester` reads it.
  if (comparison.operator.toUpperCase() === 'LIKE') return { value: text };
  const value = unquote(text);
  if (field.type === 'id' || field.type === 'reference') return { value: idOperand(comparison, value) };
  return { value: value === '' ? null : fold(field, value) };
}

function momentOperand(comparison: Comparison, text: string, type: string): Operand {
  const isDate = comparison.field.type === 'date';
  if (type === 'DATE_LITERAL' || type === 'DATE_N_LITERAL') {
    const { from, to } = dateLiteralSpan(text, comparison.now);
    // Assumption, from how admins use it: `> LAST_N_DAYS:7` is since seven days ago, not after today.
    const untilNow = /^LAST_(N|90)_DAYS/i.test(text);
    return isDate
      ? { from: from.toISODate() ?? '', to: to.toISODate() ?? '', untilNow }
      : { from: formatDateTime(from), to: formatDateTime(to), untilNow };
  }
  if (type !== (isDate ? 'DATE' : 'DATETIME')) throw wrongType(comparison, isDate ? 'date' : 'dateTime', false);
  const moment = momentOf(text);
  if (!moment.isValid) throw malformed(`line 1: '${text}' is not a valid ${isDate ? 'date' : 'date and time'}`);
  return { value: isDate ? text : formatDateTime(moment) };
}

function idOperand(comparison: Comparison, value: string): string | null {
  if (value === '') return null;
  const id = normaliseId(value);
  if (id !== null) return id;
  const { soql, path, operator } = comparison;
  throw errorAt(soql, path, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value}`, operator);
}

function wrongType({ soql, path, field, operator }: Comparison, type: string, quoted: boolean) {
  const reason =
    `value of filter criterion for field '${field.name}' must be of type ${type} and should ` +
    `${quoted ? '' : 'not '}be enclosed in quotes`;
  return errorAt(soql, path, 'INVALID_FIELD', reason, operator);
}

/** Text compares without regard to case, unless the field says otherwise. */
export function fold(field: Field, value: string): string {
  const exact = field.caseSensitive || ['id', 'reference', 'date', 'datetime', 'time'].includes(field.type);
  return exact ? value : value.toLowerCase();
}

/** A test of one value of the field, as read from a row. */
export function tester(comparison: Comparison, operands: Operand[]): (value: unknown) => boolean {
  const { field, operator } = comparison;
  const folded = (value: unknown) => (typeof value === 'string' ? fold(field, value) : (value ?? null));
  const [operand = { value: null }] = operands;
  switch (operator.toUpperCase()) {
    case '=':
      return (value) => equals(folded(value), operand);
    case '!=':
    case '<>':
      return (value) => !equals(folded(value), operand);
    case 'IN': {
      const values = valueSet(operands);
      return (value) =>
        values.has(folded(value)) || operands.some((one) => 'from' in one && equals(folded(value), one));
    }
    case 'NOT IN': {
      const values = valueSet(operands);
      return (value) =>
        !values.has(folded(value)) && !operands.some((one) => 'from' in one && equals(folded(value), one));
    }
    case 'LIKE': {
      const pattern = likePattern(comparison.literals[0]?.text ?? "''");
      return (value) => typeof value === 'string' && pattern.test(value);
    }
    case 'INCLUDES':
      return (value) => includes(folded(value), operands);
    case 'EXCLUDES':
      return (value) => !includes(folded(value), operands);
    default:
      return orderTest(operator, operand, folded);
  }
}

function valueSet(operands: Operand[]): Set<unknown> {
  return new Set(operands.flatMap((one) => ('value' in one ? [one.value] : [])));
}

function equals(value: unknown, operand: Operand): boolean {
  if ('value' in operand) return value === operand.value;
  return typeof value === 'string' && value >= operand.from && value < operand.to;
}

function orderTest(
  operator: string,
  operand: Operand,
  folded: (value: unknown) => unknown,
): (value: unknown) => boolean {
  const low = 'value' in operand ? operand.value : operand.from;
  // After a span means from its end on; up to a span means before its end (assumption).
  const isPoint = 'value' in operand || operand.untilNow;
  const isAfter = (value: string) => (isPoint ? value > (low as string) : value >= operand.to);
  // Both sides are of the field's type, numbers or text: the comparison is the same.
  const tests: Record<string, (value: string) => boolean> = {
    '<': (value) => value < (low as string),
    '>=': (value) => value >= (low as string),
    '>': isAfter,
    '<=': (value) => !isAfter(value),
  };
  const test = tests[operator];
  if (!test) throw malformed(`unexpected token: '${operator}'`);
  return (raw) => {
    const value = folded(raw);
    return low !== null && (typeof value === 'string' || typeof value === 'number') && test(value as string);
  };
}

/** `('a;b', 'c')`: a and b together, or c. */
function includes(value: unknown, operands: Operand[]): boolean {
  const chosen = new Set(typeof value === 'string' ? value.split(';') : []);
  return operands.some(
    (one) =>
      'value' in one &&
      String(one.value)
        .split(';')
        .every((item) => chosen.has(item)),
  );
}

import type { Query, ValueQueryCondition } from '@jetstreamapp/soql-parser-js';
import type { SObjectType } from '../../schema/types.ts';
import type { StoredRecord, Value } from '../record-store.ts';
import { fold, operandsOf, tester } from './comparison.ts';
import type { Comparison, Operand } from './comparison.ts';
import type { ConditionTree, Leaf } from './condition-tree.ts';
import type { Column, QueryScope } from './query-scope.ts';
import { errorAt, unsupported } from './soql-errors.ts';

/** A condition made ready: a test, and where possible the only ids that can pass it. */
export interface Filter<R> {
  test(row: R): boolean;
  /** Absent: all rows have to be looked at. */
  candidates?: ReadonlySet<string>;
}

/** What conditions are made of: rows of an object, or groups of rows in HAVING. */
export interface FilterSource<R> {
  scope: QueryScope;
  column(condition: Leaf): { path: string; field: Column['field']; read(row: R): unknown };
  /** Ids by an index, where there is one for this column. */
  lookUp?(path: string, values: Value[]): ReadonlySet<string> | undefined;
  /** Values that a semi-join's query selects. */
  subquery(query: Query): unknown[];
}

export function compileFilter<R>(tree: ConditionTree, source: FilterSource<R>): Filter<R> {
  if (tree.kind === 'leaf') return compileLeaf(tree.condition, source);
  if (tree.kind === 'not') {
    const inner = compileFilter(tree.of, source);
    return { test: (row) => !inner.test(row) };
  }
  const parts = tree.of.map((part) => compileFilter(part, source));
  if (tree.kind === 'and') {
    const narrowed = parts.flatMap((part) => part.candidates ?? []).toSorted((a, b) => a.size - b.size);
    return withCandidates((row: R) => parts.every((part) => part.test(row)), narrowed[0]);
  }
  const sets = parts.map((part) => part.candidates);
  const union = sets.every((set) => set !== undefined) ? new Set(sets.flatMap((set) => [...set])) : undefined;
  return withCandidates((row: R) => parts.some((part) => part.test(row)), union);
}

function withCandidates<R>(test: (row: R) => boolean, candidates: ReadonlySet<string> | undefined): Filter<R> {
  return candidates ? { test, candidates } : { test };
}

function compileLeaf<R>(condition: Leaf, source: FilterSource<R>): Filter<R> {
  const { scope } = source;
  const { path, field, read } = source.column(condition);
  const { operator } = condition as { operator: Comparison['operator'] };
  if (field.filterable === false) {
    // Assumption: the wording.
    const reason = `field '${field.name}' can not be filtered in a query call`;
    throw errorAt(scope.soql, path, 'INVALID_FIELD', reason, operator);
  }
  const comparison: Comparison = {
    soql: scope.soql,
    path,
    field,
    operator,
    literals: literalsOf(condition),
    now: scope.now,
  };
  const operands = 'valueQuery' in condition ? joined(condition, source, comparison) : operandsOf(comparison);
  const test = tester(comparison, operands);
  const isLookUp = operator === '=' || operator.toUpperCase() === 'IN';
  const values = operands.flatMap((one) => ('value' in one && one.value !== null ? [one.value] : []));
  const isComplete = values.length === operands.length;
  return withCandidates(
    (row: R) => test(read(row)),
    isLookUp && isComplete ? source.lookUp?.(path, values) : undefined,
  );
}

function joined<R>(condition: ValueQueryCondition, source: FilterSource<R>, { field }: Comparison): Operand[] {
  const values = source.subquery(condition.valueQuery).filter((value) => value !== null);
  return values.map((value) => ({ value: typeof value === 'string' ? fold(field, value) : (value as number) }));
}

function literalsOf(condition: Leaf): { text: string; type: string }[] {
  if ('valueQuery' in condition) return [];
  if (!('value' in condition)) throw unsupported('This condition');
  const types = Array.isArray(condition.literalType) ? condition.literalType : [condition.literalType ?? 'STRING'];
  const texts = Array.isArray(condition.value) ? condition.value : [condition.value];
  return texts.map((text, i) => ({ text, type: types[i] ?? types[0] ?? 'STRING' }));
}

/** A function that looks values up in the store's indexes, for the fields of one object. */
export function indexLookUp(scope: QueryScope, type: SObjectType, fieldOf: (path: string) => Column) {
  const { records } = scope.org.database;
  return (path: string, values: Value[]): ReadonlySet<string> | undefined => {
    const column = fieldOf(path);
    if (column.names.length > 1) return undefined;
    if (column.field.type === 'id') return new Set(values.map(String));
    if (!records.hasIndex(type.name, column.field.name)) return undefined;
    if (values.length === 1) return records.find(type.name, column.field.name, values[0] ?? null);
    return new Set(values.flatMap((value) => [...(records.find(type.name, column.field.name, value) ?? [])]));
  };
}

export type { StoredRecord };

import type { FieldFunctionExpression, FunctionExp, Query } from '@jetstreamapp/soql-parser-js';
import type { Field, SObjectType } from '../../schema/types.ts';
import type { StoredRecord } from '../record-store.ts';
import type { QueryRecord } from '../types.ts';
import { conditionTree } from './condition-tree.ts';
import { compileFilter } from './filter.ts';
import type { Column, QueryScope } from './query-scope.ts';
import { resolveColumn } from './query-scope.ts';
import { errorAt, malformed, unsupported } from './soql-errors.ts';
import { sortKeys, sortRows } from './sort-rows.ts';

type Group = StoredRecord[];

/** A value of a group: a function over its rows, or the field that it is grouped by. */
interface GroupValue {
  key: string;
  field: Field;
  read(group: Group): unknown;
}

// The parser takes more for aggregates, DISTANCE for one.
const AGGREGATES = /^(COUNT|COUNT_DISTINCT|SUM|AVG|MIN|MAX)$/i;

export function isAggregate(query: Query): boolean {
  const isFunction = (query.fields ?? []).some(
    (field) => field.type === 'FieldFunctionExpression' && AGGREGATES.test(field.functionName),
  );
  return isFunction || groupClauses(query).length > 0;
}

/** GROUP BY and aggregate functions over the rows that passed WHERE: the answer's rows, before OFFSET and LIMIT. */
export function aggregateRows(scope: QueryScope, type: SObjectType, query: Query, rows: StoredRecord[]): QueryRecord[] {
  const groupedBy = groupClauses(query).map((path) => groupColumn(scope, type, query, path));
  const values = selected(scope, type, query, groupedBy);
  let groups = group(rows, groupedBy);
  if (query.having) {
    const filter = compileFilter<Group>(conditionTree(query.having), {
      scope,
      column: (condition) => {
        if ('fn' in condition)
          return { path: condition.fn.rawValue ?? '', ...functionValue(scope, type, query, condition.fn) };
        if (!('field' in condition)) throw unsupported('This HAVING clause');
        return { path: condition.field, ...groupValue(scope, condition.field, groupedBy, values) };
      },
      subquery: () => {
        throw unsupported('A subquery in HAVING');
      },
    });
    groups = groups.filter((one) => filter.test(one));
  }
  const keys = sortKeys<Group>(query.orderBy, (clause) => {
    if ('fn' in clause) return functionValue(scope, type, query, clause.fn).read;
    return groupValue(scope, clause.field, groupedBy, values).read;
  });
  return sortRows(groups, keys).map((one) => {
    const row: QueryRecord = { attributes: { type: 'AggregateResult' } };
    for (const value of values) row[value.key] = value.read(one);
    return row;
  });
}

function groupClauses(query: Query): string[] {
  const clauses = query.groupBy === undefined ? [] : Array.isArray(query.groupBy) ? query.groupBy : [query.groupBy];
  return clauses.map((clause) => {
    if ('fn' in clause) throw unsupported(`GROUP BY ${clause.fn.rawValue ?? clause.fn.functionName ?? 'a function'}`);
    return clause.field;
  });
}

function groupColumn(scope: QueryScope, type: SObjectType, query: Query, path: string): Column {
  const column = resolveColumn(scope, type, path, query.sObjectAlias);
  if (column.field.groupable === false) {
    const reason = `field '${column.field.name}' can not be grouped in a query call`;
    throw errorAt(scope.soql, path, 'MALFORMED_QUERY', reason);
  }
  return column;
}

function group(rows: StoredRecord[], columns: Column[]): Group[] {
  if (columns.length === 0) return [rows];
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = JSON.stringify(columns.map((column) => column.read(row)));
    const members = groups.get(key);
    if (members) members.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** The select list. Functions without an alias are expr0, expr1, … in their order. */
function selected(scope: QueryScope, type: SObjectType, query: Query, groupedBy: Column[]): GroupValue[] {
  let unnamed = 0;
  return (query.fields ?? []).map((asked): GroupValue => {
    if (asked.type === 'FieldFunctionExpression') {
      const value = functionValue(scope, type, query, asked);
      return { ...value, key: asked.alias ?? `expr${unnamed++}` };
    }
    if (asked.type !== 'Field' && asked.type !== 'FieldRelationship') throw unsupported('A subquery with GROUP BY');
    const path = asked.type === 'Field' ? asked.field : [...asked.relationships, asked.field].join('.');
    const value = groupValue(scope, path, groupedBy, []);
    const alias = 'alias' in asked ? asked.alias : undefined;
    return { ...value, key: alias ?? value.key };
  });
}

/** A grouped field by its path, or a selected value by its alias. */
function groupValue(scope: QueryScope, path: string, groupedBy: Column[], values: GroupValue[]): GroupValue {
  const aliased = values.find((value) => value.key === path);
  if (aliased) return aliased;
  const ends = path.toLowerCase();
  const column = groupedBy.find(({ names }) => {
    const full = names.join('.').toLowerCase();
    return full === ends || ends.endsWith(`.${full}`);
  });
  if (!column) throw errorAt(scope.soql, path, 'MALFORMED_QUERY', `Field must be grouped or aggregated: ${path}`);
  const read = (one: Group) => (one[0] ? column.read(one[0]) : null);
  return { key: column.names.at(-1) ?? path, field: column.field, read };
}

const COUNT_FIELD = { name: 'expr', type: 'int', filterable: true } as Field;

function functionValue(
  scope: QueryScope,
  type: SObjectType,
  query: Query,
  fn: FunctionExp | FieldFunctionExpression,
): GroupValue {
  const name = fn.functionName?.toUpperCase() ?? '';
  const [parameter] = fn.parameters ?? [];
  const key = fn.alias ?? name;
  if (parameter === undefined && name === 'COUNT') return { key, field: COUNT_FIELD, read: (one) => one.length };
  if (typeof parameter !== 'string') throw unsupported(fn.rawValue ?? name);
  const column = resolveColumn(scope, type, parameter, query.sObjectAlias);
  const present = (one: Group) => one.map((row) => column.read(row)).filter((value) => value !== null);
  const numbers = (one: Group) => present(one).filter((value) => typeof value === 'number');
  switch (name) {
    case 'COUNT':
      return { key, field: COUNT_FIELD, read: (one) => present(one).length };
    case 'COUNT_DISTINCT': {
      const folded = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);
      return { key, field: COUNT_FIELD, read: (one) => new Set(present(one).map(folded)).size };
    }
    case 'SUM':
      return { key, field: column.field, read: (one) => numberOrNull(numbers(one), sum(numbers(one))) };
    case 'AVG':
      return {
        key,
        field: column.field,
        read: (one) => numberOrNull(numbers(one), sum(numbers(one)) / numbers(one).length),
      };
    case 'MIN':
      return { key, field: column.field, read: (one) => extreme(present(one), (a, b) => a < b) };
    case 'MAX':
      return { key, field: column.field, read: (one) => extreme(present(one), (a, b) => a > b) };
    default:
      throw malformed(`unexpected token: '${fn.rawValue ?? name}'`);
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function numberOrNull(numbers: number[], value: number): number | null {
  return numbers.length === 0 ? null : value;
}

function extreme(values: unknown[], isBetter: (a: never, b: never) => boolean): unknown {
  return values.reduce((best, one) => (best === null || isBetter(one as never, best as never) ? one : best), null);
}

import type { Query, Subquery } from '@jetstreamapp/soql-parser-js';
import { DateTime } from 'luxon';
import type { SObjectType } from '../../schema/types.ts';
import type { UserAccess } from '../access/user-accesses.ts';
import type { OrgContext } from '../org-context.ts';
import { findRecord } from '../org-context.ts';
import type { StoredRecord } from '../record-store.ts';
import { ApiError } from '../types.ts';
import type { QueryRecord } from '../types.ts';
import { aggregateRows, isAggregate } from './aggregate.ts';
import { conditionTree } from './condition-tree.ts';
import type { Leaf } from './condition-tree.ts';
import { compileFilter, indexLookUp } from './filter.ts';
import { parseSoql } from './parse-soql.ts';
import type { QueryScope } from './query-scope.ts';
import { resolveColumn } from './query-scope.ts';
import { compileSelect, printRow } from './select-list.ts';
import type { SelectItem } from './select-list.ts';
import { errorAt, noSuchObject, noSuchRelationship, unsupported } from './soql-errors.ts';
import { sortKeys, sortRows } from './sort-rows.ts';

/** All rows of an answer; each is printed when its page is asked for. */
export interface QueryAnswer {
  totalSize: number;
  rows: number;
  print(from: number, to: number, version: string): QueryRecord[];
}

/** Runs SOQL as a user. Throws ApiError MALFORMED_QUERY, INVALID_FIELD, INVALID_TYPE with Salesforce's texts. */
export function runQuery(org: OrgContext, access: UserAccess, soql: string, all: boolean): QueryAnswer {
  const query = parseSoql(soql);
  const zone = findRecord(org, access.rights.userId)?.record['TimeZoneSidKey'];
  const now = DateTime.fromJSDate(org.now(), { zone: typeof zone === 'string' ? zone : 'utc' });
  const scope: QueryScope = { org, access, reads: rowReader(access), soql, now, all };
  const type = queryable(scope, query.sObject ?? '');
  const matched = matchingRows(scope, type, query);
  if (isAggregate(query)) return aggregated(scope, type, query, matched);
  const items = compileSelect(scope, type, query, childQuery);
  const rows = page(sorted(scope, type, query, matched), query);
  return {
    totalSize: rows.length,
    rows: rows.length,
    print: (from, to, version) =>
      rows.slice(from, to).map((record) => printRow(scope, items, { type, record }, version)),
  };
}

function aggregated(scope: QueryScope, type: SObjectType, query: Query, matched: StoredRecord[]): QueryAnswer {
  const [only, ...more] = query.fields ?? [];
  const isCount = only?.type === 'FieldFunctionExpression' && only.functionName.toUpperCase() === 'COUNT';
  if (isCount && only.parameters.length === 0 && more.length === 0 && !query.groupBy) {
    // COUNT() answers in totalSize, without a row.
    return { totalSize: page(matched, query).length, rows: 0, print: () => [] };
  }
  if (type.name === 'SetupAuditTrail') {
    // [D] that only COUNT() works; [K] the text.
    throw new ApiError(400, 'MALFORMED_QUERY', 'Aggregate queries are not supported on SetupAuditTrail');
  }
  const rows = page(aggregateRows(scope, type, query, matched), query);
  return { totalSize: rows.length, rows: rows.length, print: (from, to) => rows.slice(from, to) };
}

/** Tests rows of any object; what it takes is worked out once for each. */
function rowReader({ records }: UserAccess): QueryScope['reads'] {
  const readers = new Map<string, ReturnType<typeof records.reader>>();
  return ({ type, record }) => {
    if (!readers.has(type.name)) readers.set(type.name, records.reader(type));
    return readers.get(type.name)?.(record) ?? true;
  };
}

function queryable(scope: QueryScope, name: string): SObjectType {
  const type = scope.access.schema.object(name);
  if (!type?.queryable) throw noSuchObject(scope.soql, name);
  return type;
}

function matchingRows(scope: QueryScope, type: SObjectType, query: Query | Subquery): StoredRecord[] {
  const { records } = scope.org.database;
  const columnOf = (path: string) => resolveColumn(scope, type, path, query.sObjectAlias);
  const filter =
    query.where &&
    compileFilter<StoredRecord>(conditionTree(query.where), {
      scope,
      column: (condition) => {
        const path = pathOf(condition);
        return { path, ...columnOf(path) };
      },
      lookUp: indexLookUp(scope, type, columnOf),
      subquery: (inner) => selectedValues(scope, inner),
    });
  const ids = filter?.candidates;
  // Ids grow with time, so that sorting them gives the order of creation.
  const rows = ids ? [...ids].sort().flatMap((id) => records.get(type.name, id) ?? []) : records.all(type.name);
  const mine = query.usingScope?.toLowerCase() === 'mine';
  const reads = scope.access.records.reader(type);
  const matched: StoredRecord[] = [];
  for (const row of rows) {
    if (row.IsDeleted && !scope.all) continue;
    if (mine && row['OwnerId'] !== scope.access.rights.userId) continue;
    if ((!filter || filter.test(row)) && (!reads || reads(row))) matched.push(row);
  }
  return matched;
}

function pathOf(condition: Leaf): string {
  if ('field' in condition) return condition.field;
  throw unsupported('fn' in condition ? (condition.fn.rawValue ?? 'A function in WHERE') : 'This condition');
}

/** A semi-join's column. */
function selectedValues(scope: QueryScope, query: Query): unknown[] {
  const type = queryable(scope, query.sObject ?? '');
  const [asked, ...more] = query.fields ?? [];
  if (more.length > 0 || (asked?.type !== 'Field' && asked?.type !== 'FieldRelationship')) {
    throw new ApiError(400, 'MALFORMED_QUERY', 'A semi-join sub-select must select exactly one field');
  }
  const path = asked.type === 'Field' ? asked.field : [...asked.relationships, asked.field].join('.');
  const column = resolveColumn(scope, type, path, query.sObjectAlias);
  return page(sorted(scope, type, query, matchingRows(scope, type, query)), query).map((row) => column.read(row));
}

function sorted(scope: QueryScope, type: SObjectType, query: Query | Subquery, rows: StoredRecord[]): StoredRecord[] {
  const keys = sortKeys<StoredRecord>(query.orderBy, (clause) => {
    if ('fn' in clause) throw unsupported(`ORDER BY ${clause.fn.rawValue ?? 'a function'}`);
    const { field, read } = resolveColumn(scope, type, clause.field, query.sObjectAlias);
    if (field.sortable === false) {
      const reason = `field '${field.name}' can not be sorted in a query call`;
      throw errorAt(scope.soql, clause.field, 'MALFORMED_QUERY', reason);
    }
    return read;
  });
  return sortRows(rows, keys);
}

const LARGEST_OFFSET = 2000;

function page<R>(rows: R[], { limit, offset = 0 }: { limit?: number; offset?: number }): R[] {
  if (offset > LARGEST_OFFSET) {
    throw new ApiError(400, 'NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${LARGEST_OFFSET}`);
  }
  return rows.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** `(SELECT … FROM Contacts)`: the children of each row. */
function childQuery(scope: QueryScope, parent: SObjectType, subquery: Subquery): SelectItem {
  const name = subquery.relationshipName;
  const relationship = scope.access.schema.child(parent.name, name);
  const type = relationship && scope.access.schema.object(relationship.childSObject);
  if (!relationship || !type) throw noSuchRelationship(scope.soql, name, name, 'from');
  const items = compileSelect(scope, type, subquery, () => {
    throw unsupported('A subquery inside a subquery');
  });
  const { records } = scope.org.database;
  // Once for all parents when there is a condition, else by the index of the lookup.
  const passing = subquery.where && new Set(matchingRows(scope, type, subquery).map((row) => row.Id));
  return {
    kind: 'children',
    key: relationship.relationshipName ?? name,
    run: (row, version) => {
      const ids = [...(records.find(type.name, relationship.field, row.record.Id) ?? [])].sort();
      const children = ids.flatMap((id) => records.get(type.name, id) ?? []);
      const kept = children.filter((child) =>
        passing ? passing.has(child.Id) : (scope.all || !child.IsDeleted) && scope.reads({ type, record: child }),
      );
      const rows = page(sorted(scope, type, subquery, kept), subquery);
      if (rows.length === 0) return null;
      const printed = rows.map((record) => printRow(scope, items, { type, record }, version));
      return { totalSize: rows.length, done: true, records: printed };
    },
  };
}

import type { OrderByClause } from '@jetstreamapp/soql-parser-js';

/** What to sort by: a value of the row, ascending or not, where nulls go. */
export interface SortKey<R> {
  read(row: R): unknown;
  descending: boolean;
  nullsLast: boolean;
}

/** ORDER BY as sort keys. Nulls come first unless the query says otherwise. */
export function sortKeys<R>(
  orderBy: OrderByClause | OrderByClause[] | undefined,
  read: (clause: OrderByClause) => (row: R) => unknown,
): SortKey<R>[] {
  const clauses = orderBy === undefined ? [] : Array.isArray(orderBy) ? orderBy : [orderBy];
  return clauses.map((clause) => ({
    read: read(clause),
    descending: clause.order === 'DESC',
    nullsLast: clause.nulls === 'LAST',
  }));
}

/** Sorts stably: rows that are equal keep the order of their creation. */
export function sortRows<R>(rows: R[], keys: SortKey<R>[]): R[] {
  if (keys.length === 0) return rows;
  const keyed = rows.map((row) => ({ row, values: keys.map((key) => sortable(key.read(row))) }));
  keyed.sort((a, b) => {
    for (const [i, key] of keys.entries()) {
      const order = compare(a.values[i], b.values[i], key);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

function sortable(value: unknown): string | number | null {
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' ? value : null;
}

function compare<R>(
  a: string | number | null | undefined,
  b: string | number | null | undefined,
  key: SortKey<R>,
): number {
  const left = a ?? null;
  const right = b ?? null;
  if (left === right) return 0;
  if (left === null || right === null) return (left === null) === key.nullsLast ? 1 : -1;
  return (left < right ? -1 : 1) * (key.descending ? -1 : 1);
}

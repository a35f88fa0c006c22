import type { Field, SObjectType } from '../../schema/types.ts';
import { InvalidBatch } from './bulk-csv.ts';

type Values = Record<string, unknown>;

/** Puts a cell into the values of its row. */
type Column = (values: Values, cell: string) => void;

/** An empty cell is left alone; this one makes a field empty. */
const NOTHING = '#N/A';

/**
 * What each column of the header writes: a field, or a parent by its external id (`Account.Ext__c`, and where the parent
 * may be of several objects `Lead:Who.Ext__c`). Throws InvalidBatch for a column that the caller's object has not.
 */
export function columnsOf(object: SObjectType, header: readonly string[]): Column[] {
  return header.map((title) => {
    const [path = '', ...more] = title.split('.');
    const [key] = more;
    if (more.length === 0) {
      const field = object.fields.find(({ name }) => same(name, path));
      if (field) return fieldColumn(field);
    } else if (key !== undefined && more.length === 1) {
      const [relationship = '', named] = path.split(':').toReversed();
      const field = object.fields.find(({ relationshipName }) => same(relationshipName, relationship));
      if (field) return parentColumn(field, key, named);
    }
    throw new InvalidBatch(`Field name not found : ${title}`);
  });
}

/** One row's values by field. */
export function valuesOf(columns: readonly Column[], row: readonly string[]): Values {
  const values: Values = {};
  columns.forEach((write, index) => write(values, row[index] ?? ''));
  return values;
}

function fieldColumn({ name }: Field): Column {
  return (values, cell) => {
    if (cell !== '') values[name] = cell === NOTHING ? null : cell;
  };
}

function parentColumn({ relationshipName }: Field, key: string, named: string | undefined): Column {
  return (values, cell) => {
    if (cell === '') return;
    const parent = { ...(named !== undefined && { attributes: { type: named } }), [key]: cell };
    values[relationshipName ?? ''] = cell === NOTHING ? null : parent;
  };
}

function same(a: string | null, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

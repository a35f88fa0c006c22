import type { FieldType, FieldTypeOf, Subquery } from '@jetstreamapp/soql-parser-js';
import type { Field, SObjectType } from '../../schema/types.ts';
import { attributesOf, blobUrl } from '../read-record.ts';
import { ApiError } from '../types.ts';
import type { QueryRecord } from '../types.ts';
import { followParents, readColumn, resolveColumn, resolveParents } from './query-scope.ts';
import type { ParentStep, QueryScope, Row } from './query-scope.ts';
import { malformed, unsupported } from './soql-errors.ts';

/** One column of the answer, in the order asked. */
export type SelectItem =
  | { kind: 'field'; key: string; read(row: Row, version: string): unknown }
  | { kind: 'parent'; key: string; step: ParentStep; items: SelectItem[] }
  | { kind: 'typeof'; key: string; step: ParentStep; items: Map<string, SelectItem[]> }
  | { kind: 'children'; key: string; run(row: Row, version: string): unknown };

export type ChildQuery = (scope: QueryScope, parent: SObjectType, subquery: Subquery) => SelectItem;

/** Makes the select list ready. Throws ApiError for what the object has not. */
export function compileSelect(
  scope: QueryScope,
  type: SObjectType,
  query: { fields?: FieldType[]; sObjectAlias?: string; limit?: number },
  childQuery: ChildQuery,
): SelectItem[] {
  const items: SelectItem[] = [];
  for (const asked of query.fields ?? []) {
    switch (asked.type) {
      case 'Field':
      case 'FieldRelationship': {
        if ('alias' in asked) throw malformed('only aggregate expressions use field aliasing');
        const path = asked.type === 'Field' ? asked.field : [...asked.relationships, asked.field].join('.');
        const written = asked.type === 'FieldRelationship' || 'objectPrefix' in asked ? asked.rawValue : undefined;
        addColumn(scope, type, items, written ?? path, query.sObjectAlias);
        break;
      }
      case 'FieldSubquery':
        items.push(childQuery(scope, type, asked.subquery));
        break;
      case 'FieldTypeof':
        items.push(typeOf(scope, type, asked));
        break;
      case 'FieldFunctionExpression':
        addFunction(scope, type, items, asked, query);
        break;
    }
  }
  return items;
}

function addColumn(scope: QueryScope, type: SObjectType, items: SelectItem[], path: string, alias?: string): void {
  const column = resolveColumn(scope, type, path, alias);
  const parents = resolveParents(scope, type, column.names.slice(0, -1), path);
  let into = items;
  for (const step of parents) {
    let parent = into.find((item) => item.kind === 'parent' && item.key === step.name);
    if (parent?.kind !== 'parent') {
      parent = { kind: 'parent', key: step.name, step, items: [] };
      into.push(parent);
    }
    into = parent.items;
  }
  addField(scope, into, column.field);
}

function addField(scope: QueryScope, items: SelectItem[], field: Field, key = field.name): void {
  if (items.some((item) => item.key === key)) {
    throw new ApiError(400, 'INVALID_FIELD', `duplicate field selected: ${key}`);
  }
  const read = (row: Row, version: string) =>
    blobUrl(row.type, row.record, field, version) ?? readColumn(scope, row.type, row.record, field);
  items.push({ kind: 'field', key, read });
}

function addFunction(
  scope: QueryScope,
  type: SObjectType,
  items: SelectItem[],
  asked: Extract<FieldType, { type: 'FieldFunctionExpression' }>,
  query: { limit?: number },
): void {
  const name = asked.functionName.toUpperCase();
  const [parameter] = asked.parameters;
  if (name === 'FIELDS') {
    for (const field of fieldsOf(type, String(parameter).toUpperCase(), query.limit)) addField(scope, items, field);
    return;
  }
  if (name !== 'TOLABEL' || typeof parameter !== 'string') throw unsupported(asked.rawValue ?? name);
  const { field } = resolveColumn(scope, type, parameter);
  items.push({
    kind: 'field',
    key: asked.alias ?? field.name,
    read: (row) => {
      const value = readColumn(scope, row.type, row.record, field);
      return field.picklistValues.find((item) => item.value === value)?.label ?? value;
    },
  });
}

function fieldsOf(type: SObjectType, which: string, limit: number | undefined): Field[] {
  // STANDARD is a bounded set; the two others need a limit.
  if (which !== 'STANDARD' && (limit === undefined || limit > 200)) {
    throw malformed('The SOQL FIELDS function must have a LIMIT of at most 200');
  }
  if (which === 'ALL') return type.fields;
  const fields = type.fields.filter((field) => field.custom === (which === 'CUSTOM'));
  if (fields.length === 0) throw malformed(`The SOQL FIELDS(${which}) function found no fields on ${type.name}`);
  return fields;
}

function typeOf(scope: QueryScope, type: SObjectType, asked: FieldTypeOf): SelectItem {
  const [step] = resolveParents(scope, type, [asked.field], asked.field);
  if (!step) throw unsupported(`TYPEOF ${asked.field}`);
  const items = new Map<string, SelectItem[]>();
  for (const condition of asked.conditions) {
    const types = step.types.filter((one) => !condition.objectType || one.name === condition.objectType);
    for (const target of types) {
      if (items.has(target.name)) continue;
      const list: SelectItem[] = [];
      for (const path of condition.fieldList) {
        const isKnown =
          condition.objectType !== undefined || scope.access.schema.field(target.name, path) !== undefined;
        if (isKnown) addColumn(scope, target, list, path);
      }
      items.set(target.name, list);
    }
  }
  return { kind: 'typeof', key: step.name, step, items };
}

/** One row of the answer. */
export function printRow(
  scope: QueryScope,
  items: SelectItem[],
  row: Row,
  version: string,
  typeName?: string,
): QueryRecord {
  const { url, type } = attributesOf(row.type.name, row.record.Id, version);
  const printed: QueryRecord = { attributes: { type: typeName ?? type, ...(url === undefined ? {} : { url }) } };
  for (const item of items) printed[item.key] = printItem(scope, item, row, version);
  return printed;
}

function printItem(scope: QueryScope, item: SelectItem, row: Row, version: string): unknown {
  if (item.kind === 'field') return item.read(row, version);
  if (item.kind === 'children') return item.run(row, version);
  const parent = followParents(scope, row, [item.step]);
  if (!parent) return null;
  if (item.kind === 'typeof') return printRow(scope, item.items.get(parent.type.name) ?? [], parent, version);
  // Assumption: a parent that may be of several objects says `Name` for its type and its own object in the address.
  return printRow(scope, item.items, parent, version, item.step.isPolymorphic ? 'Name' : undefined);
}

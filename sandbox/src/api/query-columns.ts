import type { FieldType } from '@jetstreamapp/soql-parser-js';
import { parseSoql } from '../org/soql/parse-soql.ts';
import type { OrgEngine } from '../org/types.ts';
import type { Field, SObjectType } from '../schema/types.ts';

/** One column of `columnMetadata`; parents and children have columns of their own in `joinColumns`. */
interface QueryColumn {
  aggregate: boolean;
  apexType: string | null;
  booleanType: boolean;
  columnName: string;
  custom: boolean;
  displayName: string;
  foreignKeyName: string | null;
  insertable: boolean;
  joinColumns: QueryColumn[];
  numberType: boolean;
  textType: boolean;
  updatable: boolean;
}

/** What `/query?q=…&columns=true` answers instead of rows. The query has been run: its fields exist. */
export function queryColumns(org: OrgEngine, soql: string): object {
  const query = parseSoql(soql);
  const object = org.object(query.sObject ?? '');
  const columnMetadata = columnsOf(org, object, query.fields ?? []);
  return {
    columnMetadata,
    entityName: object?.name ?? query.sObject,
    groupBy: query.groupBy !== undefined,
    idSelected: columnMetadata.some(({ columnName }) => columnName === 'Id'),
    keyPrefix: object?.keyPrefix,
  };
}

/** The columns of a query without children, as paths: `Owner.Name`. */
export function columnPaths(org: OrgEngine, soql: string): string[] {
  const query = parseSoql(soql);
  return columnsOf(org, org.object(query.sObject ?? ''), query.fields ?? []).flatMap(pathsOf);
}

function pathsOf({ columnName, joinColumns }: QueryColumn): string[] {
  return joinColumns.length === 0 ? [columnName] : joinColumns.flatMap(pathsOf).map((path) => `${columnName}.${path}`);
}

function columnsOf(org: OrgEngine, object: SObjectType | undefined, asked: readonly FieldType[]): QueryColumn[] {
  const columns: QueryColumn[] = [];
  let unnamed = 0;
  for (const one of asked) {
    if (one.type === 'Field') addPath(columns, org, object, [one.field]);
    else if (one.type === 'FieldRelationship') addPath(columns, org, object, [...one.relationships, one.field]);
    else if (one.type === 'FieldSubquery') {
      const { relationshipName, fields = [] } = one.subquery;
      const child = object?.childRelationships.find((relationship) =>
        same(relationship.relationshipName, relationshipName),
      );
      const joinColumns = columnsOf(org, child && org.object(child.childSObject), fields);
      columns.push({ ...column(child?.relationshipName ?? relationshipName), aggregate: true, joinColumns });
    } else if (one.type === 'FieldFunctionExpression') {
      if (/^FIELDS$/i.test(one.functionName)) {
        for (const field of object?.fields ?? []) columns.push(column(field.name, field));
        continue;
      }
      const name = one.alias ?? `expr${unnamed++}`;
      const parameters = one.parameters.map((parameter) => (typeof parameter === 'string' ? parameter : '')).join(', ');
      const displayName = `${one.functionName.toLowerCase()}(${parameters})`;
      columns.push({ ...column(name), aggregate: true, displayName, numberType: /^count/i.test(one.functionName) });
    }
  }
  return columns;
}

/** `Owner.Name` becomes a column `Owner` that joins a column `Name`; a second field of the same parent joins it too. */
function addPath(columns: QueryColumn[], org: OrgEngine, object: SObjectType | undefined, path: string[]): void {
  const [first = '', ...rest] = path;
  if (rest.length > 0 && object !== undefined && same(first, object.name)) return addPath(columns, org, object, rest);
  if (rest.length === 0) {
    const field = object?.fields.find(({ name }) => same(name, first));
    columns.push(column(field?.name ?? first, field));
    return;
  }
  const reference = object?.fields.find(({ relationshipName }) => same(relationshipName, first));
  const name = reference?.relationshipName ?? first;
  let parent = columns.find(({ columnName, joinColumns }) => columnName === name && joinColumns.length > 0);
  if (!parent) {
    parent = { ...column(name), foreignKeyName: reference?.name ?? null };
    columns.push(parent);
  }
  addPath(parent.joinColumns, org, org.object(reference?.referenceTo[0] ?? ''), rest);
}

function column(name: string, field?: Field): QueryColumn {
  const type = field?.type ?? 'string';
  return {
    aggregate: false,
    apexType: field ? (APEX_TYPES[type] ?? 'String') : null,
    booleanType: type === 'boolean',
    columnName: name,
    custom: field?.custom ?? false,
    displayName: name,
    foreignKeyName: null,
    insertable: field?.createable ?? false,
    joinColumns: [],
    numberType: ['int', 'double', 'currency', 'percent'].includes(type),
    textType: field !== undefined && (APEX_TYPES[type] ?? 'String') === 'String',
    updatable: field?.updateable ?? false,
  };
}

const APEX_TYPES: Record<string, string> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Double',
  currency: 'Decimal',
  percent: 'Decimal',
  date: 'Date',
  datetime: 'Datetime',
  time: 'Time',
};

function same(a: string | null | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

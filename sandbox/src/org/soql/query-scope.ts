import { DateTime } from 'luxon';
import type { Field, SObjectType } from '../../schema/types.ts';
import type { UserAccess } from '../access/user-accesses.ts';
import type { OrgContext } from '../org-context.ts';
import { findRecord } from '../org-context.ts';
import { readField } from '../read-record.ts';
import type { StoredRecord } from '../record-store.ts';
import { noSuchColumn, noSuchRelationship } from './soql-errors.ts';

/** What all parts of one query share. */
export interface QueryScope {
  org: OrgContext;
  /** Of the user who asks. */
  access: UserAccess;
  /** Whether that user reads a row; parents that the user does not are null. */
  reads(row: Row): boolean;
  soql: string;
  /** Now in the user's time zone. */
  now: DateTime;
  /** Deleted rows too. */
  all: boolean;
}

/** A field, or a parent's field, as seen from a row. */
export interface Column {
  /** Canonical names, relationships first: `['Owner', 'Name']`. */
  names: string[];
  field: Field;
  read(record: StoredRecord): unknown;
}

/** One step to a parent. */
export interface ParentStep {
  name: string;
  field: Field;
  types: SObjectType[];
  isPolymorphic: boolean;
}

/** Finds the field that a path like `Who.Account.Name` names, from an object. Throws ApiError INVALID_FIELD. */
export function resolveColumn(scope: QueryScope, type: SObjectType, path: string, prefix?: string): Column {
  const names = pathNames(type, path, prefix);
  const last = names.at(-1) ?? '';
  const steps = resolveParents(scope, type, names.slice(0, -1), path);
  const step = steps.at(-1);
  const types = step?.types ?? [type];
  const isType = step?.isPolymorphic === true && last.toLowerCase() === 'type';
  const own = types.map((one) => scope.access.schema.field(one.name, last)).find((one) => one !== undefined);
  const field = isType ? TYPE : (own ?? (step && types.length === 0 ? ABSENT[last.toLowerCase()] : undefined));
  if (!field) throw noSuchColumn(scope.soql, path, last, step?.isPolymorphic ? 'Name' : (types[0]?.name ?? last));
  return {
    names: [...steps.map((one) => one.name), field.name],
    field,
    read: (record) => {
      const row = followParents(scope, { type, record }, steps);
      return row ? readColumn(scope, row.type, row.record, field) : null;
    },
  };
}

/** Parents of objects that Salesforce has and this org has not (UserRole, Individual): always null, by id and name. */
const ABSENT: Record<string, Field> = {
  id: { name: 'Id', label: 'Id', type: 'id' } as Field,
  name: { name: 'Name', label: 'Name', type: 'string' } as Field,
};

/** `Who.Type`, `Owner.Type`: the parent's object, whatever that object's own field Type says; a queue is `Queue`. */
const TYPE = {
  name: 'Type',
  label: 'Type',
  type: 'string',
  filterable: true,
  sortable: true,
  groupable: true,
} as Field;

export function readColumn(scope: QueryScope, type: SObjectType, record: StoredRecord, field: Field): unknown {
  if (field === TYPE) return type.name === 'Group' ? (record['Type'] ?? null) : type.name;
  const own = scope.access.schema.field(type.name, field.name);
  return own ? readField(scope.org, type, record, own) : null;
}

/** A path without the object's alias or name before it. */
function pathNames(type: SObjectType, path: string, alias?: string): string[] {
  const names = path.split('.');
  const [first = ''] = names;
  const isPrefix = [alias, type.name].some((one) => one?.toLowerCase() === first.toLowerCase());
  return names.length > 1 && isPrefix ? names.slice(1) : names;
}

export function resolveParents(scope: QueryScope, type: SObjectType, names: string[], path: string): ParentStep[] {
  const steps: ParentStep[] = [];
  let types = [type];
  for (const name of names) {
    const field = types.map((one) => scope.access.schema.relationship(one.name, name)).find((one) => one !== undefined);
    if (!field || steps.length === 5) throw noSuchRelationship(scope.soql, path, name, 'path');
    const isInOrg = field.referenceTo.some((target) => scope.org.schema.object(target));
    types = field.referenceTo.flatMap((target) => scope.access.schema.object(target) ?? []);
    if (isInOrg && types.length === 0) throw noSuchRelationship(scope.soql, path, name, 'path');
    const isPolymorphic = field.referenceTo.length > 1;
    steps.push({ name: field.relationshipName ?? name, field, types, isPolymorphic });
  }
  return steps;
}

export interface Row {
  type: SObjectType;
  record: StoredRecord;
}

export function followParents(scope: QueryScope, start: Row, steps: ParentStep[]): Row | undefined {
  let row: Row | undefined = start;
  for (const step of steps) {
    row = row && findRecord(scope.org, row.record[step.field.name]);
    // [K] A parent that the user may not read is as if there were none.
    if (row && !scope.reads(row)) return undefined;
  }
  return row;
}

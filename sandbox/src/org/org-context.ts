import type { Field, SObjectType } from '../schema/types.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Automations } from './automation.ts';
import type { OrgDatabase } from './org-database.ts';
import type { OrgRules } from './org-rules.ts';
import type { OrgSchema } from './org-schema.ts';
import type { RecordTypes } from './record-types.ts';
import type { StoredRecord, Value } from './record-store.ts';

/** What the parts of the engine share. */
export interface OrgContext {
  readonly database: OrgDatabase;
  readonly schema: OrgSchema;
  readonly rules: OrgRules;
  readonly automations: Automations;
  readonly auditTrail: AuditTrail;
  readonly recordTypes: RecordTypes;
  now(): Date;
  /** The id of a new record, by the key prefix of its object. */
  newId(keyPrefix: string): string;
}

/** A record on its way into the store: what it was, what the caller asked for, what it will be. */
export interface Draft {
  readonly type: SObjectType;
  readonly userId: string;
  /** Undefined on create. */
  readonly before: StoredRecord | undefined;
  /** The caller's own values by field name, parsed. */
  readonly given: ReadonlyMap<string, Value>;
  /** The whole record with the changes in it. Rules may add to it. */
  readonly record: { Id: string; IsDeleted: boolean; [field: string]: Value };
}

/** The record behind an id of any object, deleted ones too. */
export function findRecord(
  org: OrgContext,
  id: Value | undefined,
): { type: SObjectType; record: StoredRecord } | undefined {
  if (typeof id !== 'string') return undefined;
  const type = org.schema.objectOfId(id);
  const record = type && org.database.records.get(type.name, id);
  return record && { type, record };
}

/** Every field that a person is named by, in parts: Lead, Contact and User have one. */
function nameParts(type: SObjectType): Field[] {
  return type.fields.filter((field) => field.compoundFieldName === 'Name' && field.name !== 'Name');
}

/** `Name` of a person is its first and last name; of anything else what was written there. Null without a name. */
export function compoundName(type: SObjectType, record: { [field: string]: Value }): Value | undefined {
  if (nameParts(type).length === 0) return undefined;
  // Where accounts can be persons, a business still has a name of its own.
  if (type.name === 'Account' && record['IsPersonAccount'] !== true) return undefined;
  return (
    ['FirstName', 'MiddleName', 'LastName', 'Suffix']
      .map((part) => record[part])
      .filter(Boolean)
      .join(' ') || null
  );
}

/** Whether the draft's field differs from what is stored. On create: whether it holds anything. */
export function isChanged(draft: Draft, field: string): boolean {
  return (draft.before?.[field] ?? null) !== (draft.record[field] ?? null);
}

import { masterOf } from '../schema/master.ts';
import { defaultValueOf } from '../schema/index.ts';
import type { Field, SObjectType } from '../schema/types.ts';
import { checkAssignment } from './access/permission-set-assignment.ts';
import type { UserAccess } from './access/user-accesses.ts';
import { applyAddressRules } from './address-rules.ts';
import { applyAssignmentRule } from './assignment-rules.ts';
import { runAutomations } from './automation-rules.ts';
import { addMemberStatuses, applyMemberRules, applyMemberStatusRules } from './campaign-rules.ts';
import { applyCaseRules } from './case-rules.ts';
import { checkDuplicates } from './duplicate-rules.ts';
import { applyInvitationRules, followEvent, invite } from './event-relation-rules.ts';
import { applyEventRules } from './event-rules.ts';
import { checkValue, formatDateTime, parseValue } from './field-values.ts';
import { addPrimaryRole, applyContactRoleRules, applyOpportunityRules } from './opportunity-rules.ts';
import { checkLookupFilters } from './lookup-filter.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { compoundName, findRecord } from './org-context.ts';
import type { StoredRecord, Value } from './record-store.ts';
import { applyPersonRules, followPerson } from './person-account-rules.ts';
import { checkRecordType } from './record-type-rules.ts';
import { checkQueueSobject } from './queues.ts';
import { checkReference, findByField, noSuchColumn, notReadable, resolveParent } from './references.ts';
import { rowFailure } from './row-failure.ts';
import type { SaveOptions } from './types.ts';
import { checkValidationRules } from './validation-rules.ts';

/** Version in addresses when the caller does not say one. */
export const DEFAULT_VERSION = '60.0';

export interface Saving {
  type: SObjectType;
  access: UserAccess;
  /** The id of the new record, or the record as it is. */
  target: string | StoredRecord;
  values: Record<string, unknown>;
  options: SaveOptions;
}

/**
 * Saves one record in Salesforce's order: read the values, required fields, formats and references, the object's own
 * rules, before-save flows, before triggers, validation rules, duplicate rules, uniqueness (the database's part), after
 * triggers, assignment rules, after-save flows. Throws a RowFailure; a stage that fails ends the saving, so that the
 * later stages' errors show only after its own are mended.
 */
export function saveRecord(org: OrgContext, saving: Saving): StoredRecord {
  const { type, access, target, options } = saving;
  const { userId } = access.rights;
  const before = typeof target === 'string' ? undefined : target;
  if (before && type.name === 'Lead' && before['IsConverted'] === true) {
    throw rowFailure('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', []);
  }
  const given = readValues(org, access, type, saving.values, before);
  const record = before ? { ...before } : newRecord(org, type, target as string, userId, given);
  for (const [field, value] of given) record[field] = value;
  const draft: Draft = { type, userId, before, given, record };

  applyPersonRules(org, draft);
  checkRequired(draft);
  checkFields(org, access, draft);
  checkMaster(org, access, draft);
  applyAddressRules(org, draft);
  applyObjectRules(org, draft);
  runAutomations(org, draft, 'flow', 'before');
  runAutomations(org, draft, 'trigger', 'before');
  checkValidationRules(org, draft);
  checkDuplicates(org, draft, options.allowDuplicates, options.version ?? DEFAULT_VERSION);
  checkUnique(org, access, draft);
  runAutomations(org, draft, 'trigger', 'after');
  applyAssignmentRule(org, draft, options.autoAssign);
  runAutomations(org, draft, 'flow', 'after');

  stamp(org, draft);
  org.database.put(type.name, record);
  saveAlong(org, draft, record);
  org.auditTrail.addSave(type.name, before, record, userId);
  return record;
}

/** The body's keys as fields that the caller sees and may write, its values as values of their types. */
function readValues(
  org: OrgContext,
  access: UserAccess,
  type: SObjectType,
  values: Record<string, unknown>,
  before?: StoredRecord,
) {
  const fields: [Field, unknown][] = [];
  for (const [key, raw] of Object.entries(values)) {
    if (key === 'attributes') continue;
    const field = access.schema.field(type.name, key);
    if (field) {
      fields.push([field, raw]);
      continue;
    }
    const parent = access.schema.relationship(type.name, key);
    if (!parent) throw noSuchColumn(key, type.name);
    fields.push([parent, resolveParent(org, access, parent, raw)]);
  }
  const readOnly = fields.map(([field]) => field).filter((field) => !(before ? field.updateable : field.createable));
  if (readOnly.some((field) => field.type === 'id')) {
    throw rowFailure('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
  }
  if (readOnly.length > 0) throw notWritable(readOnly.map((field) => field.name));
  return new Map<string, Value>(fields.map(([field, raw]) => [field.name, parseValue(field, raw)]));
}

function notWritable(names: string[]) {
  const message =
    `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field and ` +
    'verify that it is read/write for your profile or permission set.';
  return rowFailure('INVALID_FIELD_FOR_INSERT_UPDATE', message, names);
}

/** A record with all defaults, before the caller's values: a value that was sent, even null, beats the default. */
function newRecord(org: OrgContext, type: SObjectType, id: string, userId: string, given: ReadonlyMap<string, Value>) {
  const record: Draft['record'] = { Id: id, IsDeleted: false };
  for (const field of type.fields) {
    if (field.autoNumber) record[field.name] = nextAutoNumber(org, type, field);
    else if (field.name === 'OwnerId') record[field.name] = userId;
    else if (field.name === 'RecordTypeId' && !given.has(field.name)) {
      const chosen = org.recordTypes.defaultOf(type.name, userId);
      if (chosen) record[field.name] = chosen.id;
    } else if (!given.has(field.name)) {
      const value = defaultValueOf(field) ?? (field.type === 'boolean' ? false : null);
      if (value !== null && field.name !== 'IsDeleted') record[field.name] = value;
    }
  }
  return record;
}

/** Assumption: a standard one has eight digits from 1001 on, as a new org numbers its cases. */
function nextAutoNumber(org: OrgContext, type: SObjectType, field: Field): string {
  const format = org.schema.autoNumberOf(type.name, field.name);
  if (format !== undefined) {
    const number = String(org.database.nextNumber(`${type.name}.${field.name}`));
    const [year = '', month = '', day = ''] = formatDateTime(org.now()).slice(0, 10).split('-');
    return format
      .replace(/\{(0+)\}/, (_, digits: string) => number.padStart(digits.length, '0'))
      .replaceAll('{YYYY}', year)
      .replaceAll('{YY}', year.slice(2))
      .replaceAll('{MM}', month)
      .replaceAll('{DD}', day);
  }
  return String(1000 + org.database.nextNumber(`${type.name}.${field.name}`)).padStart(8, '0');
}

function checkRequired({ type, before, given, record }: Draft): void {
  const isMissing = (field: Field) =>
    field.createable &&
    !field.nillable &&
    field.type !== 'boolean' &&
    (record[field.name] ?? null) === null &&
    (!before || given.has(field.name));
  const names = type.fields.filter(isMissing).map((field) => field.name);
  if (names.includes('OwnerId')) {
    throw rowFailure('INVALID_CROSS_REFERENCE_KEY', 'Owner ID: owner cannot be blank', ['OwnerId']);
  }
  if (names.length > 0) {
    throw rowFailure('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names);
  }
}

/** Formats first, then lookups, in describe's order; the first bad field speaks. */
function checkFields(org: OrgContext, access: UserAccess, draft: Draft): void {
  const given = draft.type.fields.filter((field) => draft.given.has(field.name));
  for (const field of given) checkValue(field, draft.given.get(field.name) ?? null);
  checkRecordType(org, draft);
  for (const field of given) {
    const value = draft.given.get(field.name);
    const isChecked = field.name === 'RecordTypeId' || field.type !== 'reference' || typeof value !== 'string';
    if (!isChecked) checkReference(org, access, draft, field, value);
  }
  checkLookupFilters(org, draft);
}

/** Who makes a detail has to be able to edit its master. Throws a RowFailure. */
function checkMaster(org: OrgContext, access: UserAccess, { type, before, record }: Draft): void {
  const found = findRecord(org, record[masterOf(type)?.field ?? '']);
  if (before || !found || access.records.can('edit', found.type, found.record)) return;
  throw notReadable(found.record.Id);
}

function applyObjectRules(org: OrgContext, draft: Draft): void {
  const name = compoundName(draft.type, draft.record);
  if (name !== undefined) draft.record['Name'] = name;
  RULES[draft.type.name]?.(org, draft);
}

const RULES: Readonly<Record<string, (org: OrgContext, draft: Draft) => void>> = {
  CampaignMember: applyMemberRules,
  CampaignMemberStatus: applyMemberStatusRules,
  Case: applyCaseRules,
  Event: applyEventRules,
  EventRelation: applyInvitationRules,
  Opportunity: (_org, draft) => applyOpportunityRules(draft),
  OpportunityContactRole: applyContactRoleRules,
  PermissionSetAssignment: checkAssignment,
  QueueSobject: checkQueueSobject,
};

/** What a saved record brings along. */
function saveAlong(org: OrgContext, { type, before }: Draft, record: StoredRecord): void {
  if (type.name === 'Account') followPerson(org, record);
  if (type.name === 'Event' && before) followEvent(org, record);
  if (before) return;
  if (type.name === 'Campaign') addMemberStatuses(org, record);
  if (type.name === 'EventRelation') invite(org, record);
  if (type.name === 'Opportunity') addPrimaryRole(org, record);
}

function checkUnique(org: OrgContext, { records }: UserAccess, { type, record }: Draft): void {
  for (const field of type.fields) {
    if (!field.unique) continue;
    const holder = findByField(org, type, field, record[field.name] ?? null).find((id) => id !== record.Id);
    if (!holder) continue;
    const held = org.database.records.get(type.name, holder);
    const isReadable = held !== undefined && records.can('read', type, held);
    // Who cannot read the holder is told neither the field nor the record.
    const [name, id] = isReadable ? [field.name, holder.slice(0, 15)] : ['<unknown>', '<unknown>'];
    const message = `duplicate value found: ${name} duplicates value on record with id: ${id}`;
    throw rowFailure('DUPLICATE_VALUE', message, []);
  }
}

function stamp(org: OrgContext, { before, record, userId }: Draft): void {
  const now = formatDateTime(org.now());
  if (!before) {
    record['CreatedDate'] = now;
    record['CreatedById'] = userId;
  }
  record['LastModifiedDate'] = now;
  record['LastModifiedById'] = userId;
  record['SystemModstamp'] = now;
}

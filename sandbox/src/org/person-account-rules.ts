import { contactFieldOf } from '../schema/person-account.ts';
import type { Field } from '../schema/types.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { compoundName, findRecord } from './org-context.ts';
import type { StoredRecord, Value } from './record-store.ts';
import { rowFailure } from './row-failure.ts';

/**
 * Whether an Account is a person is told by its record type. A person has a last name and no name of its own, a
 * business the other way round. The person's Contact is changed through the Account only. Throws a RowFailure. [K] the
 * wordings.
 */
export function applyPersonRules(org: OrgContext, draft: Draft): void {
  if (!org.schema.field('Account', 'IsPersonAccount')) return;
  if (draft.type.name === 'Contact') checkContact(org, draft);
  if (draft.type.name === 'Account') applyAccountRules(org, draft);
}

function checkContact(org: OrgContext, { before, record }: Draft): void {
  if (before?.['IsPersonAccount'] === true) {
    throw invalid('The contact of a person account cannot be edited: edit the account');
  }
  if (findRecord(org, record['AccountId'])?.record['IsPersonAccount'] === true) {
    throw invalid('A person account cannot have contacts');
  }
}

function applyAccountRules(org: OrgContext, draft: Draft): void {
  const { record, before, given, type } = draft;
  const isPerson = isPersonType(org, record['RecordTypeId']);
  if (before && isPerson !== (before['IsPersonAccount'] === true)) {
    throw invalid('An account cannot be made a person, or a person a business, by its record type');
  }
  const strange = [...given.keys()].filter((name) =>
    isPerson
      ? name === 'Name'
      : contactFieldOf(name) !== undefined && (given.get(name) ?? null) !== null && given.get(name) !== false,
  );
  if (strange.length > 0) {
    const message = `Unable to create/update fields: ${strange.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
    throw rowFailure('INVALID_FIELD_FOR_INSERT_UPDATE', message, strange);
  }
  const needed = isPerson ? 'LastName' : 'Name';
  const isAsked = !before || given.has(needed);
  if (isAsked && (record[needed] ?? null) === null) {
    throw rowFailure('REQUIRED_FIELD_MISSING', `Required fields are missing: [${needed}]`, [needed]);
  }
  record['IsPersonAccount'] = isPerson;
  if (!isPerson) return;
  if (!before) {
    const missing = requiredOfContact(org).filter((field) => (record[field.replace(/__c$/, '__pc')] ?? null) === null);
    if (missing.length > 0) {
      const names = missing.map((field) => field.replace(/__c$/, '__pc'));
      throw rowFailure('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names);
    }
  }
  record['Name'] = compoundName(type, record) ?? null;
  record['PersonContactId'] ??= org.newId('003');
}

/** [K] A custom field that is required of Contacts is required of persons too. */
function requiredOfContact(org: OrgContext): string[] {
  const isRequired = (field: Field) => field.custom && !field.nillable && field.type !== 'boolean' && field.createable;
  return (org.schema.object('Contact')?.fields ?? []).filter(isRequired).map(({ name }) => name);
}

/** Writes the Contact behind a person account as the Account says. */
export function followPerson(org: OrgContext, account: StoredRecord): void {
  const id = account['PersonContactId'];
  const type = org.schema.object('Account');
  if (account['IsPersonAccount'] !== true || typeof id !== 'string' || !type) return;
  const values: Record<string, Value> = {};
  for (const { name } of type.fields) {
    const field = contactFieldOf(name);
    if (field !== undefined && account[name] !== undefined) values[field] = account[name];
  }
  for (const shared of ['Name', 'Phone', 'Fax', 'OwnerId', 'CreatedDate', 'CreatedById'])
    values[shared] = account[shared] ?? null;
  for (const shared of ['LastModifiedDate', 'LastModifiedById', 'SystemModstamp'])
    values[shared] = account[shared] ?? null;
  const before = org.database.records.get('Contact', id);
  org.database.put('Contact', {
    ...before,
    ...values,
    ...{ Id: id, IsDeleted: false, AccountId: account.Id, IsPersonAccount: true },
  });
}

/** The contact of a person goes with the account only. Throws a RowFailure. */
export function checkDeletion(object: string, record: StoredRecord): void {
  if (object === 'Contact' && record['IsPersonAccount'] === true) throw invalid('You cannot delete a person account.');
}

export function isPersonType(org: OrgContext, recordTypeId: Value | undefined): boolean {
  return org.recordTypes.all().some(({ id, isPersonType: isPerson }) => isPerson && id === recordTypeId);
}

function invalid(message: string) {
  return rowFailure('INVALID_PERSON_ACCOUNT_OPERATION', message, []);
}

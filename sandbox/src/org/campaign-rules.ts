import { formatDateTime } from './field-values.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { findRecord } from './org-context.ts';
import type { StoredRecord, Value } from './record-store.ts';
import { findByField } from './references.ts';
import { rowFailure } from './row-failure.ts';

/**
 * Who belongs to a campaign: a Lead or a Contact, each once, with one of the campaign's own statuses. [K] A status that
 * the campaign does not have becomes its default one, as the object reference says. Throws a RowFailure.
 */
export function applyMemberRules(org: OrgContext, draft: Draft): void {
  const { record, before } = draft;
  const lead = record['LeadId'] ?? null;
  const contact = record['ContactId'] ?? null;
  if (!before) {
    if (lead === null && contact === null) {
      throw rowFailure('REQUIRED_FIELD_MISSING', 'Required fields are missing: [LeadId]', ['LeadId']); // [K]
    }
    if (lead !== null && contact !== null) {
      const message = 'A campaign member is either a Lead or a Contact'; // [K]
      throw rowFailure('FIELD_INTEGRITY_EXCEPTION', message, ['ContactId']);
    }
    const [field, person] = lead === null ? ['ContactId', contact] : ['LeadId', lead];
    const known = rowsWith(org, 'CampaignMember', field as string, person);
    if (known.some((one) => one['CampaignId'] === record['CampaignId'])) {
      throw rowFailure('DUPLICATE_VALUE', 'Already a campaign member.', []);
    }
  }
  record['LeadOrContactId'] = contact ?? lead;
  const statuses = rowsWith(org, 'CampaignMemberStatus', 'CampaignId', record['CampaignId'] ?? null);
  const status =
    statuses.find((one) => String(one['Label']).toLowerCase() === String(record['Status']).toLowerCase()) ??
    statuses.find((one) => one['IsDefault'] === true);
  record['Status'] = status?.['Label'] ?? null;
  record['HasResponded'] = status?.['HasResponded'] === true;
  if (record['HasResponded'] && !record['FirstRespondedDate']) {
    record['FirstRespondedDate'] = formatDateTime(org.now()).slice(0, 10);
  }
}

/** A new campaign has the statuses Sent, which members have until told otherwise, and Responded. */
export function addMemberStatuses(org: OrgContext, campaign: StoredRecord): void {
  const rows = [
    ['Sent', true, false],
    ['Responded', false, true],
  ] as const;
  for (const [position, [Label, IsDefault, HasResponded]] of rows.entries()) {
    const { CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp } = campaign;
    const audit = { CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp };
    org.database.put('CampaignMemberStatus', {
      ...{ Id: org.newId('01Y'), IsDeleted: false, CampaignId: campaign.Id, Label, IsDefault, HasResponded },
      ...{ SortOrder: position + 1, ...(audit as Record<string, Value>) },
    });
  }
}

/** A campaign has a status once, and one default. Throws a RowFailure. */
export function applyMemberStatusRules(org: OrgContext, { record }: Draft): void {
  const others = rowsWith(org, 'CampaignMemberStatus', 'CampaignId', record['CampaignId'] ?? null).filter(
    ({ Id }) => Id !== record.Id,
  );
  const same = others.find((one) => String(one['Label']).toLowerCase() === String(record['Label']).toLowerCase());
  if (same) {
    const message = `duplicate value found: Label duplicates value on record with id: ${same.Id.slice(0, 15)}`; // [K]
    throw rowFailure('DUPLICATE_VALUE', message, []);
  }
  record['SortOrder'] ??= Math.max(0, ...others.map((one) => Number(one['SortOrder'] ?? 0))) + 1;
  if (record['IsDefault'] !== true) return;
  for (const one of others) {
    if (one['IsDefault'] === true) org.database.put('CampaignMemberStatus', { ...one, IsDefault: false });
  }
}

const OF_THE_PERSON = [
  ...['Salutation', 'Name', 'FirstName', 'LastName', 'Title', 'Email', 'Phone', 'Fax', 'MobilePhone', 'Description'],
  ...['DoNotCall', 'HasOptedOutOfEmail', 'HasOptedOutOfFax', 'LeadSource'],
];
const ADDRESS = ['Street', 'City', 'State', 'PostalCode', 'Country'];

/** What a member shows of its Lead or Contact; undefined for a field of its own. */
export function personFieldOfMember(org: OrgContext, record: StoredRecord, field: string): Value | undefined {
  const person = () => findRecord(org, record['LeadOrContactId']);
  if (field === 'Type') return person()?.type.name ?? null;
  if (field === 'CompanyOrAccount') {
    const found = person();
    if (found?.type.name === 'Lead') return found.record['Company'] ?? null;
    return findRecord(org, found?.record['AccountId'])?.record['Name'] ?? null;
  }
  if (OF_THE_PERSON.includes(field)) return person()?.record[field] ?? null;
  if (!ADDRESS.includes(field)) return undefined;
  const found = person();
  return found?.record[found.type.name === 'Contact' ? `Mailing${field}` : field] ?? null;
}

/** How many belong to a campaign; undefined for a field that does not count. */
export function countOfCampaign(org: OrgContext, record: StoredRecord, field: string): number | undefined {
  const members = () => rowsWith(org, 'CampaignMember', 'CampaignId', record.Id);
  switch (field) {
    case 'NumberOfLeads':
      return members().filter((one) => String(one['LeadOrContactId']).startsWith('00Q')).length;
    case 'NumberOfContacts':
      return members().filter((one) => one['ContactId']).length;
    case 'NumberOfResponses':
      return members().filter((one) => one['HasResponded'] === true).length;
    default:
      return undefined;
  }
}

function rowsWith(org: OrgContext, object: string, field: string, value: Value): StoredRecord[] {
  const type = org.schema.object(object);
  const key = type && org.schema.field(object, field);
  if (!type || !key) return [];
  return findByField(org, type, key, value).flatMap((id) => org.database.records.get(object, id) ?? []);
}

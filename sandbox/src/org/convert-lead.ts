import { formatDateTime } from './field-values.ts';
import type { UserAccess } from './access/user-accesses.ts';
import { findRecord } from './org-context.ts';
import type { OrgContext } from './org-context.ts';
import type { StoredRecord, Value } from './record-store.ts';
import { rowFailure } from './row-failure.ts';
import { saveRecord } from './save-record.ts';

/** What became of a converted lead. */
export interface ConvertedLead {
  accountId: string;
  contactId: string;
}

const TO_CONTACT = [
  'FirstName',
  'LastName',
  'Salutation',
  'Title',
  'Email',
  'Phone',
  'MobilePhone',
  'Fax',
  'LeadSource',
  'Description',
];
const TO_ACCOUNT = ['Phone', 'Fax', 'Website', 'Industry', 'AnnualRevenue', 'NumberOfEmployees', 'Rating'];
const ADDRESS = ['Street', 'City', 'State', 'PostalCode', 'Country'];

/**
 * Converts a lead as the button does: an Account by the company's name (the existing one, if there is one), a Contact,
 * the lead marked, its events moved to the Contact. Throws a RowFailure. Custom fields are not mapped.
 */
export function convertLead(
  org: OrgContext,
  access: UserAccess,
  lead: StoredRecord,
  newId: (object: string) => string,
): ConvertedLead {
  const { userId } = access.rights;
  if (lead['IsConverted'] === true)
    throw rowFailure('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', []);
  const save = (object: string, values: Record<string, Value>): StoredRecord => {
    const type = org.schema.object(object);
    if (!type) throw new Error(`The org has no object ${object}.`);
    const options = { autoAssign: false, allowDuplicates: true };
    return saveRecord(org, { type, access, target: newId(object), values, options });
  };
  const pick = (fields: string[], prefix = '') =>
    Object.fromEntries(fields.flatMap((field) => (lead[field] ? [[`${prefix}${field}`, lead[field] as Value]] : [])));
  const company = String(lead['Company'] ?? lead['Name'] ?? '');
  const OwnerId = String(lead['OwnerId']).startsWith('005') ? (lead['OwnerId'] ?? userId) : userId;
  const personType = lead['Company'] ? undefined : personTypeFor(org, userId);
  const business = () =>
    accountNamed(org, company) ??
    save('Account', { Name: company, OwnerId, ...pick(TO_ACCOUNT), ...pick(ADDRESS, 'Billing') });
  const person = (RecordTypeId: string) =>
    save('Account', {
      ...{ RecordTypeId, OwnerId, ...pick(['LastName', 'FirstName', 'Salutation', 'Phone', 'Fax', 'Description']) },
      ...{ ...pick(['Title', 'Email', 'MobilePhone', 'LeadSource'], 'Person'), ...pick(ADDRESS, 'PersonMailing') },
    });
  const account = personType === undefined ? business() : person(personType);
  const contactOf = { AccountId: account.Id, OwnerId, ...pick(TO_CONTACT), ...pick(ADDRESS, 'Mailing') };
  const contact = findRecord(org, account['PersonContactId'])?.record ?? save('Contact', contactOf);
  const now = formatDateTime(org.now());
  org.database.put('Lead', {
    ...lead,
    IsConverted: true,
    ConvertedDate: now.slice(0, 10),
    ConvertedAccountId: account.Id,
    ConvertedContactId: contact.Id,
    Status: 'Closed - Converted',
    LastModifiedDate: now,
    LastModifiedById: userId,
    SystemModstamp: now,
  });
  for (const object of ['Event', 'Task']) {
    for (const id of [...(org.database.records.find(object, 'WhoId', lead.Id) ?? [])]) {
      const activity = org.database.records.get(object, id);
      if (activity)
        org.database.put(object, { ...activity, WhoId: contact.Id, AccountId: account.Id, SystemModstamp: now });
    }
  }
  for (const id of [...(org.database.records.find('CampaignMember', 'LeadId', lead.Id) ?? [])]) {
    const member = org.database.records.get('CampaignMember', id);
    // [K] The member keeps the Lead and becomes the Contact's.
    if (member) org.database.put('CampaignMember', { ...member, ContactId: contact.Id, LeadOrContactId: contact.Id });
  }
  for (const id of [...(org.database.records.find('EventRelation', 'RelationId', lead.Id) ?? [])]) {
    const invitation = org.database.records.get('EventRelation', id);
    if (invitation) org.database.put('EventRelation', { ...invitation, RelationId: contact.Id });
  }
  return { accountId: account.Id, contactId: contact.Id };
}

/** The record type of the person that a lead without a company becomes: [K] the user's default, or the first. */
function personTypeFor(org: OrgContext, userId: string): string | undefined {
  if (!org.schema.field('Account', 'IsPersonAccount')) return undefined;
  const types = org.recordTypes
    .of('Account')
    .filter((one) => one.isPersonType && org.recordTypes.isAvailable(one, userId));
  const chosen = org.recordTypes.defaultOf('Account', userId);
  return (types.find(({ id }) => id === chosen?.id) ?? types[0])?.id;
}

function accountNamed(org: OrgContext, name: string): StoredRecord | undefined {
  for (const account of org.database.records.all('Account')) {
    if (!account.IsDeleted && String(account['Name']).toLowerCase() === name.toLowerCase()) return account;
  }
  return undefined;
}

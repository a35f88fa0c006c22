import { queryPath, soqlIn } from '../../salesforce/soql.ts';
import type { ObjectSchema, OrgSchema, Subrequest } from '../../salesforce/types.ts';
import type { BookingDetails, Customer } from '../booking.ts';
import { customerId } from '../customer-id.ts';
import { normaliseEmail, normalisePhone } from '../normalise.ts';
import type { UserQuestion } from './user-directory.ts';
import { readableFields } from '../plan/person-values.ts';

/** What Salesforce takes as an address, the version prefix and a margin left out (16,384 bytes: documentation of 414). */
export const longestUrl = 16_000;

const userColumns = ['Id', 'Email', 'IsActive', 'CreatedDate'];
/** Columns that a match needs beside the mapped ones. */
const matchFields = ['Id', 'CreatedDate', 'Email', 'Phone', 'MobilePhone', 'IsPersonAccount'];

/** A booking whose person is looked up. */
export interface PersonToFind {
  orgId: string;
  details: BookingDetails;
  /** Fields that its page's mapping and rules look at in a record that is found. */
  read?: Record<'Lead' | 'Contact' | 'Account' | 'PersonAccount', string[]>;
  /** Its page's rules make Contacts: those of ours are found by our key too, whatever their address became. */
  makesContacts?: boolean;
  /** Its page's rules make Person Accounts: as above, by the key of the Account. */
  makesPersons?: boolean;
  /** Its page's rules invite guests whom Salesforce knows. */
  invites?: boolean;
}

/**
 * The queries that find the people of a batch: Contacts, Leads, the Contacts of converted Leads, Users. At most four,
 * so that they fit one /composite (five are allowed). Phones are looked up only for those who gave no e-mail address.
 * Values longer than the field are not asked for: nothing can hold them. Whoever sends the queries minds `longestUrl`.
 */
export function lookupRequests(bookings: PersonToFind[], owners: UserQuestion, schema: OrgSchema): Subrequest[] {
  const details = bookings.map((booking) => booking.details);
  const more = (object: keyof NonNullable<PersonToFind['read']>) =>
    bookings.flatMap(({ read }) => read?.[object] ?? []);
  const guests = bookings.filter(({ invites }) => invites).flatMap((booking) => booking.details.guests ?? []);
  const customers: Customer[] = [
    ...details.map((booking) => booking.customer ?? {}),
    ...guests.map(({ email }) => ({ email })),
  ];
  const requests: Subrequest[] = [];
  const add = (referenceId: string, object: string, fields: string[], conditions: string[]) => {
    if (conditions.length === 0) return;
    requests.push({
      referenceId,
      method: 'GET',
      url: queryPath(`SELECT ${fields.join(', ')} FROM ${object} WHERE ${conditions.join(' OR ')}`),
    });
  };

  const contact = schema.objects.get('Contact');
  const lead = schema.objects.get('Lead');
  const prefix = schema.packagePrefix ?? '';
  const ids = [
    ...new Set(bookings.flatMap(({ orgId, details: { customer } }) => customerId(orgId, customer ?? {}) ?? [])),
  ];
  const key = `${prefix}Inlet_Customer_Id__c`;
  const leadConditions = (leads: ObjectSchema) => [
    ...personConditions(customers, leads, '00Q'),
    ...isOneOf(leads, key, ids),
  ];
  const idsOf = (makers: PersonToFind[]) => [
    ...new Set(makers.flatMap((one) => customerId(one.orgId, one.details.customer ?? {}) ?? [])),
  ];
  const contactIds = idsOf(bookings.filter(({ makesContacts }) => makesContacts));
  const person = schema.objects.get('PersonAccount');
  const personIds = person?.fields.has(key) ? idsOf(bookings.filter(({ makesPersons }) => makesPersons)) : [];
  const contactKey = contactIds.length > 0 && contact?.fields.has(key) ? [key] : [];
  const contactConditions = (contacts: ObjectSchema) => [
    ...personConditions(customers, contacts, '003'),
    ...isOneOf(contacts, key, contactIds),
    ...(personIds.length > 0 ? [soqlIn(`Account.${key}`, personIds)] : []),
  ];
  // What stands in the Account of a Contact: of a company what is mapped, of a person all that a booking may fill.
  const accountColumns = [
    ...more('Account').filter((name) => schema.objects.get('Account')?.fields.has(name)),
    ...(person ? columns(person, details, [...more('PersonAccount'), ...(personIds.length > 0 ? [key] : [])]) : []),
  ].map((name) => `Account.${name}`);
  const contactColumns = (contacts: ObjectSchema, names: string[]) => [
    ...new Set([
      ...columns(contacts, details, accountColumns.length > 0 ? [...names, 'AccountId'] : names),
      ...(contacts.fields.has('AccountId') ? accountColumns : []),
    ]),
  ];
  if (contact) {
    const wanted = contactColumns(contact, [...more('Contact'), ...contactKey]);
    add('contacts', 'Contact', wanted, contactConditions(contact));
  }
  if (lead) {
    const conversion = ['IsConverted', 'ConvertedContactId'].filter((name) => lead.fields.has(name));
    add(
      'leads',
      'Lead',
      [...columns(lead, details, more('Lead')), ...conversion, ...(lead.fields.has(key) ? [key] : [])],
      leadConditions(lead),
    );
  }
  if (contact && lead?.fields.has('ConvertedContactId')) {
    const conditions = leadConditions(lead);
    const converted = `SELECT ConvertedContactId FROM Lead WHERE IsConverted = true AND (${conditions.join(' OR ')})`;
    add(
      'convertedContacts',
      'Contact',
      contactColumns(contact, more('Contact')),
      conditions.length > 0 ? [`Id IN (${converted})`] : [],
    );
  }
  add('users', 'User', userColumns, [
    ...(owners.emails.length > 0 ? [soqlIn('Email', owners.emails)] : []),
    ...(owners.ids.length > 0 ? [soqlIn('Id', owners.ids)] : []),
  ]);
  return requests;
}

function columns(schema: ObjectSchema, details: BookingDetails[], more: string[]): string[] {
  const wanted = [...matchFields, ...readableFields(schema, details, more)];
  return [...new Set(wanted)].filter((name) => schema.fields.has(name));
}

function personConditions(customers: Customer[], schema: ObjectSchema, idPrefix: string): string[] {
  // The first 15 characters are the whole id. A wrong checksum after them would make Salesforce refuse the query.
  const recordIds = customers.flatMap(({ salesforceId }) =>
    salesforceId?.startsWith(idPrefix) ? [salesforceId.slice(0, 15)] : [],
  );
  const emails = customers.flatMap(({ email }) => (email ? [normaliseEmail(email)] : []));
  const phones = customers.flatMap((customer) => (customer.email ? [] : phoneSpellings(customer)));
  const wanted: [string, string[]][] = [
    ['Id', recordIds],
    ['Email', emails],
    ['Phone', phones],
    ['MobilePhone', phones],
  ];
  return wanted.flatMap(([name, values]) => isOneOf(schema, name, values));
}

function isOneOf(schema: ObjectSchema, name: string, values: string[]): string[] {
  const field = schema.fields.get(name);
  const holdable = values.filter((value) => !field?.length || value.length <= field.length);
  return field && holdable.length > 0 ? [soqlIn(name, holdable)] : [];
}

/** Phone fields are free text, compared as text: the spellings under which one number is likely to stand there. */
export function phoneSpellings(customer: Customer): string[] {
  const given = [customer.phone, customer.mobilePhone].filter((phone) => phone !== undefined);
  return [
    ...new Set(
      given.flatMap((phone) => {
        const normal = normalisePhone(phone);
        const digits = normal.replace('+', '');
        const american = /^1?(\d{3})(\d{3})(\d{4})$/.exec(digits);
        return [
          phone,
          normal,
          digits,
          ...(american
            ? [`(${american[1]}) ${american[2]}-${american[3]}`, `${american[1]}-${american[2]}-${american[3]}`]
            : []),
        ].filter(Boolean);
      }),
    ),
  ];
}

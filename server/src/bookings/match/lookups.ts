import { queryPath, soqlIn, soqlString } from '../../salesforce/soql.ts';
import type { ObjectSchema, OrgSchema, Subrequest } from '../../salesforce/types.ts';
import type { BookingDetails, Customer } from '../booking.ts';
import { customerId } from '../customer-id.ts';
import { normaliseEmail, normalisePhone } from '../normalise.ts';
import { readableFields } from '../plan/person-values.ts';

/** Columns that a match needs beside the mapped ones. */
const matchFields = ['Id', 'CreatedDate', 'Email', 'Phone', 'MobilePhone'];

/**
 * The queries that find the people of a batch: Contacts, Leads, the Contacts of converted Leads, Users. At most four,
 * so that they fit one /composite (five are allowed). Phones are looked up only for those who gave no e-mail address.
 */
export function lookupRequests(
  bookings: { orgId: string; details: BookingDetails }[],
  ownerEmails: string[],
  schema: OrgSchema,
): Subrequest[] {
  const details = bookings.map((booking) => booking.details);
  const customers = details.map((booking) => booking.customer ?? {});
  const requests: Subrequest[] = [];
  const add = (referenceId: string, object: string, fields: string[], conditions: string[], extra = '') => {
    if (conditions.length === 0) return;
    requests.push({
      referenceId,
      method: 'GET',
      url: queryPath(`SELECT ${fields.join(', ')} FROM ${object} WHERE (${conditions.join(' OR ')})${extra}`),
    });
  };

  const contact = schema.objects.get('Contact');
  const lead = schema.objects.get('Lead');
  const prefix = schema.packagePrefix ?? '';
  const ids = [
    ...new Set(bookings.flatMap(({ orgId, details: { customer } }) => customerId(orgId, customer ?? {}) ?? [])),
  ];
  const key = `${prefix}Inlet_Customer_Id__c`;
  const emails = [...new Set(customers.flatMap(({ email }) => (email ? [normaliseEmail(email)] : [])))];
  if (contact) {
    add('contacts', 'Contact', columns(contact, details), personConditions(customers, contact, '003', key, ids));
  }
  if (lead) {
    const conversion = ['IsConverted', 'ConvertedContactId'].filter((name) => lead.fields.has(name));
    add(
      'leads',
      'Lead',
      [...columns(lead, details), ...conversion, ...(lead.fields.has(key) ? [key] : [])],
      personConditions(customers, lead, '00Q', key, ids),
    );
  }
  if (contact && lead?.fields.has('ConvertedContactId') && emails.length > 0) {
    const converted = `SELECT ConvertedContactId FROM Lead WHERE IsConverted = true AND ${soqlIn('Email', emails)}`;
    add('convertedContacts', 'Contact', columns(contact, details), [`Id IN (${converted})`]);
  }
  add(
    'users',
    'User',
    ['Id', 'Email', 'CreatedDate'],
    ownerEmails.length > 0 ? [soqlIn('Email', ownerEmails)] : [],
    ' AND IsActive = true',
  );
  return requests;
}

function columns(schema: ObjectSchema, details: BookingDetails[]): string[] {
  const wanted = [...matchFields, ...readableFields(schema, details)];
  return [...new Set(wanted)].filter((name) => schema.fields.has(name));
}

function personConditions(
  customers: Customer[],
  schema: ObjectSchema,
  idPrefix: string,
  key: string,
  ids: string[],
): string[] {
  // The first 15 characters are the whole id. A wrong checksum after them would make Salesforce refuse the query.
  const recordIds = customers.flatMap(({ salesforceId }) =>
    salesforceId?.startsWith(idPrefix) ? [salesforceId.slice(0, 15)] : [],
  );
  const emails = customers.flatMap(({ email }) => (email ? [normaliseEmail(email)] : []));
  const phones = customers.flatMap((customer) => (customer.email ? [] : phoneSpellings(customer)));
  const conditions: string[] = [];
  if (recordIds.length > 0) conditions.push(soqlIn('Id', recordIds));
  if (emails.length > 0 && schema.fields.has('Email')) conditions.push(soqlIn('Email', emails));
  if (ids.length > 0 && schema.fields.has(key)) conditions.push(soqlIn(key, ids));
  for (const field of ['Phone', 'MobilePhone']) {
    if (phones.length > 0 && schema.fields.has(field))
      conditions.push(`${field} IN (${[...new Set(phones)].map(soqlString).join(',')})`);
  }
  return conditions;
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

import type { FieldSchema, ObjectSchema, OrgSchema } from '../../src/salesforce/types.ts';

/** A field that the API User may read and write, of Salesforce's usual length for its type; `more` changes that. */
export function field(name: string, type = 'string', more: Partial<FieldSchema> = {}): FieldSchema {
  const lengths: Record<string, number> = { textarea: 32_000, email: 80, phone: 40, reference: 18, boolean: 0 };
  const isNumber = ['double', 'currency', 'percent'].includes(type);
  return {
    name,
    label: name.replace(/__c$/, '').replaceAll('_', ' '),
    type,
    length: isNumber || type === 'int' || type === 'date' || type === 'datetime' ? 0 : (lengths[type] ?? 255),
    precision: isNumber ? 18 : 0,
    scale: isNumber ? 2 : 0,
    digits: type === 'int' ? 8 : 0,
    createable: true,
    updateable: true,
    nillable: true,
    defaultedOnCreate: type === 'boolean',
    restrictedPicklist: false,
    picklistValues: [],
    referenceTo: [],
    externalId: false,
    custom: name.endsWith('__c'),
    calculated: false,
    autoNumber: false,
    encrypted: type === 'encryptedstring',
    masterDetail: false,
    html: false,
    compoundField: undefined,
    ...more,
  };
}

/** What describe says of a field that a record cannot be made without. */
export const required: Partial<FieldSchema> = { nillable: false, defaultedOnCreate: false };
const readOnly: Partial<FieldSchema> = { createable: false, updateable: false };
const ours: Partial<FieldSchema> = { externalId: true, length: 64 };

export function objectSchema(name: string, fields: FieldSchema[]): ObjectSchema {
  const all = { createable: true, updateable: true, deletable: true, recordTypes: [] };
  return { name, label: name, ...all, fields: new Map(fields.map((each) => [each.name, each])) };
}

const personFields = [
  field('Id', 'id', readOnly),
  field('Name', 'string', readOnly),
  field('CreatedDate', 'datetime', readOnly),
  field('FirstName', 'string', { label: 'First Name', length: 40 }),
  field('LastName', 'string', { label: 'Last Name', length: 80, ...required }),
  field('Email', 'email'),
  field('Phone', 'phone'),
  field('MobilePhone', 'phone', { label: 'Mobile Phone' }),
  field('Title', 'string', { length: 128 }),
  field('OwnerId', 'reference', { label: 'Owner ID', referenceTo: ['User'], defaultedOnCreate: true, nillable: false }),
  field('Inlet_Customer_Id__c', 'string', ours),
];

const standardObjects: Record<string, FieldSchema[]> = {
  Lead: [
    ...personFields,
    field('Company', 'string', required),
    field('Industry', 'picklist', { picklistValues: ['Banking', 'Consulting', 'Technology'] }),
    field('Status', 'picklist', { picklistValues: ['Open', 'Closed'], nillable: false, defaultedOnCreate: true }),
    field('IsConverted', 'boolean', readOnly),
    field('ConvertedContactId', 'reference', readOnly),
  ],
  Contact: personFields,
  Case: [
    field('Subject'),
    field('Description', 'textarea'),
    field('Origin', 'picklist', { picklistValues: ['Phone', 'Email', 'Web'] }),
    field('SuppliedName', 'string', { length: 80 }),
    field('SuppliedEmail', 'email'),
    field('SuppliedPhone', 'string', { length: 40 }),
    field('SuppliedCompany', 'string', { length: 80 }),
    field('ContactId', 'reference'),
    field('Inlet_Booking_Id__c', 'string', ours),
  ],
  Event: [
    field('Subject', 'combobox'),
    field('StartDateTime', 'datetime'),
    field('EndDateTime', 'datetime'),
    field('Location'),
    field('Description', 'textarea'),
    field('OwnerId', 'reference', { nillable: false, defaultedOnCreate: true }),
    field('WhoId', 'reference'),
    field('WhatId', 'reference'),
    field('ShowAs', 'picklist', { picklistValues: ['Busy', 'OutOfOffice', 'Free'], restrictedPicklist: true }),
    field('Inlet_Booking_Id__c', 'string', ours),
    field('Inlet_Booking_Status__c', 'string', { length: 40 }),
    field('Inlet_Booking_Reason__c'),
    field('Inlet_Booking_Page__c'),
    field('Inlet_Meeting_Link__c', 'url'),
  ],
};

/**
 * An org with the package installed and no rules active. `fields` adds fields to an object or replaces those of the same
 * name; an object in `without` cannot be seen.
 */
export function orgSchema(
  changes: Partial<OrgSchema> & { fields?: Record<string, FieldSchema[]>; without?: string[] } = {},
): OrgSchema {
  const { fields = {}, without = [], ...rest } = changes;
  const names = Object.keys(standardObjects).filter((name) => !without.includes(name));
  return {
    objects: new Map(
      names.map((name) => [name, objectSchema(name, [...standardObjects[name]!, ...(fields[name] ?? [])])]),
    ),
    assignmentRules: new Set(),
    duplicateRules: new Set(),
    packagePrefix: '',
    ...rest,
  };
}

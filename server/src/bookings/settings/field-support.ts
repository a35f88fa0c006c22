import type { FieldSchema } from '../../salesforce/types.ts';
import { text, type Text } from '../../texts/text.ts';
import type { MappedObject } from './field-mapping.ts';

/** Fields that the planner or a rule fills, by object: a mapping must not work against them. */
const ruled: Record<MappedObject, string[]> = {
  Lead: ['OwnerId', 'RecordTypeId', 'IsConverted'],
  Contact: ['OwnerId', 'RecordTypeId', 'AccountId'],
  Account: ['OwnerId', 'RecordTypeId'],
  // [D] A person has no parent Account.
  PersonAccount: ['OwnerId', 'RecordTypeId', 'PersonContactId', 'ParentId'],
  Event: [
    ...['OwnerId', 'RecordTypeId', 'WhoId', 'WhatId', 'StartDateTime', 'EndDateTime', 'DurationInMinutes'],
    ...['ActivityDate', 'ActivityDateTime', 'IsAllDayEvent', 'ShowAs'],
  ],
  Case: ['OwnerId', 'RecordTypeId', 'ContactId'],
};

/** Why a mapping to the field would be wrong whatever it holds; undefined where it may be mapped. */
export function refusalOf(object: MappedObject, field: FieldSchema): Text | undefined {
  if (ruled[object].includes(field.name)) return text('support.ruled', { field: field.label });
  if (/^(\w+?__)?Inlet_\w+__p?c$/.test(field.name)) return text('support.ours', { field: field.label });
  if (!field.createable && !field.updateable)
    return unsupportedType(field) ?? text('support.readOnly', { field: field.label });
  return unsupportedType(field);
}

/**
 * Why no value of a booking can go into fields of this kind; undefined where one can. A look-up takes the id of one fixed
 * record and nothing from a booking: it counts as unsupported, and a constant is accepted all the same.
 */
export function unsupportedType(field: FieldSchema): Text | undefined {
  const params = { field: field.label };
  if (field.autoNumber) return text('support.autoNumber', params);
  if (field.calculated) return text('support.formula', params);
  if (field.encrypted) return text('support.encrypted', params);
  if (field.masterDetail) return text('support.masterDetail', params);
  switch (field.type) {
    case 'reference':
      return text('support.lookup', params);
    case 'location':
    case 'address':
      return text('support.compound', params);
    case 'base64':
      return text('support.file', params);
    case 'id':
    case 'anyType':
    case 'complexvalue':
    case 'encryptedstring':
      return text('support.type', { ...params, type: field.type });
    default:
      return undefined;
  }
}

/** Fields whose value the planner makes from the booking without any mapping. */
const builtIn: Record<MappedObject, string[]> = {
  Lead: ['FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone', 'Company'],
  Contact: ['FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone'],
  Account: ['Name', 'Website'],
  PersonAccount: ['FirstName', 'LastName', 'PersonEmail', 'Phone', 'PersonMobilePhone'],
  Event: ['Subject', 'StartDateTime', 'EndDateTime', 'Location', 'Description', 'ShowAs'],
  Case: ['Subject', 'Description', 'Origin', 'SuppliedName', 'SuppliedEmail', 'SuppliedPhone', 'SuppliedCompany'],
};

/** Whether the planner fills the field by itself, where the booking has a value. */
export function isBuiltIn(object: MappedObject, name: string): boolean {
  return builtIn[object].includes(name);
}

/** Fields of which every booking has a value, so that no stand-in is ever needed. */
const always: Record<MappedObject, string[]> = {
  Lead: [],
  Contact: [],
  // Made only of a domain, which is the name of a company that gives none.
  Account: ['Name', 'Website'],
  PersonAccount: [],
  Event: ['Subject', 'StartDateTime', 'EndDateTime', 'ShowAs'],
  Case: ['Subject', 'Origin'],
};

/** Whether every booking has a value for the field. */
export function isAlwaysFilled(object: MappedObject, name: string): boolean {
  return always[object].includes(name);
}

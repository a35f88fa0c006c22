import { recordTypeId } from './common-fields.ts';
import type { SObjectType } from './types.ts';

/** The record type of records that have no other: every object has it, no record names it. */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

/** The field after which an object with record types shows RecordTypeId. [K] but for Account's, which was captured. */
const AFTER: Readonly<Record<string, string>> = {
  Account: 'Type',
  Campaign: 'Name',
  Case: 'Type',
  Contact: 'Name',
  Event: 'Id',
  Lead: 'Name',
  Opportunity: 'AccountId',
  Task: 'Id',
};

export function takesRecordTypes(object: string): boolean {
  return object in AFTER || object.endsWith('__c');
}

/** An object has the field RecordTypeId from its first record type on; captures of objects without any lack it. */
export function showRecordType(type: SObjectType, shown: boolean): void {
  const fields = type.fields.filter(({ name }) => name !== 'RecordTypeId');
  if (shown)
    fields.splice(fields.findIndex(({ name }) => name === (AFTER[type.name] ?? 'Name')) + 1, 0, recordTypeId());
  type.fields = fields;
}

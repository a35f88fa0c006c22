import { address, date, dateTime, lookup, number, picklist, text, textArea, url } from './field.ts';
import { alwaysVisible, notSearchPrefilterable, partOf, personName, readOnly, restricted, system } from './traits.ts';
import type { Trait } from './field.ts';
import type { Field } from './types.ts';

/** Who made and changed the record, and when. */
export function auditFields(): Field[] {
  return [
    dateTime('CreatedDate', 'Created Date', system),
    lookup('CreatedById', 'Created By ID', 'CreatedBy', ['User'], system),
    dateTime('LastModifiedDate', 'Last Modified Date', system),
    lookup('LastModifiedById', 'Last Modified By ID', 'LastModifiedBy', ['User'], system),
    dateTime('SystemModstamp', 'System Modstamp', system),
  ];
}

/** When the running user last saw the record. */
export function viewedFields(): Field[] {
  return [
    dateTime('LastViewedDate', 'Last Viewed Date', readOnly),
    dateTime('LastReferencedDate', 'Last Referenced Date', readOnly),
  ];
}

export function lastActivityDate(): Field {
  return date('LastActivityDate', 'Last Activity', readOnly);
}

/** The record that this one was merged into. */
export function masterRecordId(object: string): Field {
  return lookup('MasterRecordId', 'Master Record ID', 'MasterRecord', [object], readOnly, notSearchPrefilterable);
}

export function recordTypeId(): Field {
  const traits = [alwaysVisible, notSearchPrefilterable];
  return lookup('RecordTypeId', 'Record Type ID', 'RecordType', ['RecordType'], ...traits);
}

/** Name of a person with its parts; `salutations` differ from org to org. */
export function personNameFields(salutations: readonly string[]): Field[] {
  const part: Trait = { ...personName, ...partOf('Name') };
  return [
    text('LastName', 'Last Name', 80, part, { nillable: false }),
    text('FirstName', 'First Name', 40, part),
    picklist('Salutation', 'Salutation', 40, salutations, part),
    text('Name', 'Full Name', 121, personName, readOnly, { nillable: false, nameField: true }),
  ];
}

const accuracies = 'Address NearAddress Block Street ExtendedZip Zip Neighborhood City County State Unknown'.split(' ');

/** An address and its parts: `addressFields('Mailing')` gives MailingStreet … MailingAddress. */
export function addressFields(prefix: string): Field[] {
  const part = partOf(`${prefix}Address`);
  const label = (words: string): string => (prefix === '' ? words : `${prefix} ${words}`);
  return [
    textArea(`${prefix}Street`, label('Street'), 255, part),
    text(`${prefix}City`, label('City'), 40, part),
    text(`${prefix}State`, label('State/Province'), 80, part),
    text(`${prefix}PostalCode`, label('Zip/Postal Code'), 20, part),
    text(`${prefix}Country`, label('Country'), 80, part),
    number(`${prefix}Latitude`, label('Latitude'), 18, 15, part),
    number(`${prefix}Longitude`, label('Longitude'), 18, 15, part),
    picklist(`${prefix}GeocodeAccuracy`, label('Geocode Accuracy'), 40, accuracies, part, restricted),
    address(`${prefix}Address`, label('Address')),
  ];
}

export function photoUrl(): Field {
  return url('PhotoUrl', 'Photo URL', readOnly, { extraTypeInfo: 'imageurl' });
}

export const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];
export const ratings = ['Hot', 'Warm', 'Cold'];
export const industries = (
  'Agriculture,Apparel,Banking,Biotechnology,Chemicals,Communications,Construction,Consulting,Education,Electronics,' +
  'Energy,Engineering,Entertainment,Environmental,Finance,Food & Beverage,Government,Healthcare,Hospitality,' +
  'Insurance,Machinery,Manufacturing,Media,Not For Profit,Recreation,Retail,Shipping,Technology,' +
  'Telecommunications,Transportation,Utilities,Other'
).split(',');

/** The Data.com fields; `foreignKey` is `JigsawContactId` or `JigsawCompanyId`. */
export function dataDotComFields(foreignKey: 'JigsawContact' | 'JigsawCompany'): Field[] {
  const label = foreignKey === 'JigsawContact' ? 'Jigsaw Contact ID' : 'Jigsaw Company ID';
  const statuses =
    'Matched=In Sync,Different,Acknowledged=Reviewed,NotFound=Not Found,Inactive,Pending=Not Compared,' +
    'SelectMatch=Select Match,Skipped';
  return [
    text('Jigsaw', 'Data.com Key', 20),
    text(`${foreignKey}Id`, label, 20, readOnly, { relationshipName: foreignKey }),
    picklist('CleanStatus', 'Clean Status', 40, statuses.split(','), restricted),
  ];
}

export function dandbCompanyId(): Field {
  return lookup('DandbCompanyId', 'D&B Company ID', 'DandbCompany', ['DandBCompany']);
}

export function individualId(): Field {
  return lookup('IndividualId', 'Individual ID', 'Individual', ['Individual'], alwaysVisible);
}

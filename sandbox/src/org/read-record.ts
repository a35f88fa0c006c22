import type { Field, SObjectType } from '../schema/types.ts';
import { calculate } from './calculated-field.ts';
import { countOfCampaign, personFieldOfMember } from './campaign-rules.ts';
import { contactFieldOfCase } from './case-rules.ts';
import type { OrgContext } from './org-context.ts';
import type { StoredRecord } from './record-store.ts';
import type { QueryRecord } from './types.ts';

/** Fields that a record shows of others, by object. */
const DERIVED: Readonly<Record<string, typeof contactFieldOfCase>> = {
  Campaign: countOfCampaign,
  CampaignMember: personFieldOfMember,
  Case: contactFieldOfCase,
};

/** A field as the API prints it: compound addresses put together, what belongs to others looked up. */
export function readField(org: OrgContext, type: SObjectType, record: StoredRecord, field: Field): unknown {
  if (field.type === 'address' || field.type === 'location') return readCompound(type, record, field);
  if (field.calculated && field.custom) return calculate(org, type, record, field);
  const derived = DERIVED[type.name]?.(org, record, field.name);
  if (derived !== undefined) return derived;
  return record[field.name] ?? (field.type === 'boolean' ? false : null);
}

/** `MailingAddress` of MailingStreet, MailingCity …; null when all of them are. */
function readCompound(type: SObjectType, record: StoredRecord, compound: Field): Record<string, unknown> | null {
  const parts = type.fields.filter((field) => field.compoundFieldName === compound.name);
  if (parts.every((field) => (record[field.name] ?? null) === null)) return null;
  const prefix = compound.name.replace(/Address$/, '');
  const key = (field: Field) => {
    const name = compound.type === 'location' ? (field.name.split('__')[1] ?? '') : field.name.slice(prefix.length);
    return name.charAt(0).toLowerCase() + name.slice(1);
  };
  const entries = parts.map((field) => [key(field), record[field.name] ?? null] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => a.localeCompare(b)));
}

export function attributesOf(type: string, id: string, version: string): QueryRecord['attributes'] {
  return { type, url: `/services/data/v${version}/sobjects/${type}/${id}` };
}

/** The address of a file that a record holds; undefined for any other field. */
export function blobUrl(type: SObjectType, record: StoredRecord, field: Field, version: string): string | undefined {
  if (field.type !== 'base64') return undefined;
  return `${attributesOf(type.name, record.Id, version).url}/${field.name}`;
}

/** One record with the given fields, as `GET /sobjects/X/<id>` prints it. */
export function printRecord(
  org: OrgContext,
  type: SObjectType,
  record: StoredRecord,
  fields: Field[],
  version: string,
): QueryRecord {
  const printed: QueryRecord = { attributes: attributesOf(type.name, record.Id, version) };
  for (const field of fields) {
    printed[field.name] = blobUrl(type, record, field, version) ?? readField(org, type, record, field);
  }
  return printed;
}

import { MASTER_RECORD_TYPE } from '../schema/record-type-field.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { rowFailure } from './row-failure.ts';

/**
 * A record type that is named has to be one of the object that is active and that the caller's profile or permission
 * sets have; one that the record has already may stay. Restricted picklists take what its type offers. Throws a
 * RowFailure.
 */
export function checkRecordType(org: OrgContext, draft: Draft): void {
  const { given, record, before, type, userId } = draft;
  const asked = given.get('RecordTypeId');
  if (typeof asked === 'string' && asked !== before?.['RecordTypeId']) {
    const known = org.recordTypes.of(type.name).find(({ id }) => id === asked);
    const isAllowed = asked === MASTER_RECORD_TYPE || (known && org.recordTypes.isAvailable(known, userId));
    if (!isAllowed) {
      const message = `Record Type ID: this ID value isn't valid for the user: ${asked}`;
      throw rowFailure('INVALID_CROSS_REFERENCE_KEY', message, ['RecordTypeId']);
    }
    // [K] The master is no record type of a record.
    if (asked === MASTER_RECORD_TYPE) record['RecordTypeId'] = null;
  }
  for (const field of type.fields) {
    const value = given.get(field.name);
    if (!field.restrictedPicklist || typeof value !== 'string') continue;
    const offered = org.recordTypes.valuesFor(record['RecordTypeId'], field);
    const chosen = field.type === 'multipicklist' ? value.split(';') : [value];
    if (!offered || chosen.every((one) => offered.includes(one))) continue;
    const message = `${field.label}: bad value for restricted picklist field: ${value}`;
    throw rowFailure('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name]);
  }
}

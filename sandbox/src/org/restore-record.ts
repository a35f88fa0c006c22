import type { SObjectType } from '../schema/types.ts';
import { calendarEntry } from './event-relation-rules.ts';
import { formatDateTime } from './field-values.ts';
import type { OrgContext } from './org-context.ts';
import type { StoredRecord } from './record-store.ts';
import { findByField } from './references.ts';
import { rowFailure } from './row-failure.ts';

/**
 * Takes a record out of the recycle bin, and with it the children that went into the bin at the same moment. Throws a
 * RowFailure when another record meanwhile holds one of its unique values, or when it is not in the bin.
 */
export function restoreRecord(org: OrgContext, type: SObjectType, record: StoredRecord, userId: string): void {
  if (!record.IsDeleted) throw rowFailure('UNDELETE_FAILED', 'Entity is not in the recycle bin', []);
  for (const field of type.fields.filter(({ unique }) => unique)) {
    const [holder] = findByField(org, type, field, record[field.name] ?? null);
    const message = `duplicate value found: ${field.name} duplicates value on record with id: ${holder?.slice(0, 15)}`;
    if (holder) throw rowFailure('DUPLICATE_VALUE', message, []);
  }
  const now = formatDateTime(org.now());
  org.database.put(type.name, {
    ...record,
    IsDeleted: false,
    LastModifiedDate: now,
    LastModifiedById: userId,
    SystemModstamp: now,
  });
  const entry = type.name === 'EventRelation' ? calendarEntry(org, record) : undefined;
  const eventType = org.schema.object('Event');
  if (entry?.IsDeleted && eventType) restoreRecord(org, eventType, entry, userId);
  for (const child of org.schema.objects()) {
    for (const field of child.fields) {
      if (field.type !== 'reference' || !field.referenceTo.includes(type.name)) continue;
      for (const id of [...(org.database.records.find(child.name, field.name, record.Id) ?? [])]) {
        const row = org.database.records.get(child.name, id);
        const wentAlong = row?.IsDeleted && row['SystemModstamp'] === record['SystemModstamp'];
        if (wentAlong) restoreRecord(org, child, row, userId);
      }
    }
  }
}

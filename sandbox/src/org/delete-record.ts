import { formatDateTime } from './field-values.ts';
import { removeAssignment } from './access/permission-set-assignment.ts';
import { calendarEntry, uninvite } from './event-relation-rules.ts';
import type { OrgContext } from './org-context.ts';
import type { StoredRecord } from './record-store.ts';

/**
 * Puts a record into the recycle bin with its children of master-detail kind; lookups to it are cleared.
 * Assumption: the events of a deleted Lead or Contact go with it.
 */
export function deleteRecord(org: OrgContext, object: string, record: StoredRecord, userId: string): void {
  if (object === 'PermissionSetAssignment') {
    org.auditTrail.addSave(object, record, undefined, userId);
    return removeAssignment(org, record);
  }
  if (object === 'QueueSobject' || object === 'GroupMember') return org.database.remove(object, record.Id);
  const now = formatDateTime(org.now());
  org.database.put(object, {
    ...record,
    IsDeleted: true,
    LastModifiedDate: now,
    LastModifiedById: userId,
    SystemModstamp: now,
  });
  if (object === 'EventRelation') {
    const entry = calendarEntry(org, record);
    if (entry && !entry.IsDeleted) deleteRecord(org, 'Event', entry, userId);
    uninvite(org, record);
  }
  for (const type of org.schema.objects()) {
    for (const field of type.fields) {
      if (field.type !== 'reference' || !field.referenceTo.includes(object)) continue;
      for (const child of childrenOf(org, type.name, field.name, record.Id)) {
        const goesAlong = field.cascadeDelete || cascades(org, object, type.name, field.name) || field.name === 'WhoId';
        if (goesAlong) deleteRecord(org, type.name, child, userId);
        else if (field.nillable) org.database.put(type.name, { ...child, [field.name]: null });
      }
    }
  }
}

function cascades(org: OrgContext, object: string, child: string, field: string): boolean {
  const relationships = org.schema.object(object)?.childRelationships ?? [];
  return relationships.some((one) => one.childSObject === child && one.field === field && one.cascadeDelete);
}

function childrenOf(org: OrgContext, object: string, field: string, id: string): StoredRecord[] {
  const { records } = org.database;
  const ids = [...(records.find(object, field, id) ?? [])];
  return ids.flatMap((child) => records.get(object, child) ?? []).filter((child) => !child.IsDeleted);
}

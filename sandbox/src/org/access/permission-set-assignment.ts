import type { Draft, OrgContext } from '../org-context.ts';
import type { StoredRecord, Value } from '../record-store.ts';
import { rowFailure } from '../row-failure.ts';

/** A permission set is assigned once, and a profile's own one never by hand. Throws a RowFailure. */
export function checkAssignment(org: OrgContext, { record }: Draft): void {
  const { AssigneeId = null, PermissionSetId = null } = record;
  refuseProfileSet(org, PermissionSetId);
  record['IsActive'] = true;
  for (const id of org.database.records.find('PermissionSetAssignment', 'AssigneeId', AssigneeId) ?? []) {
    if (org.database.records.get('PermissionSetAssignment', id)?.['PermissionSetId'] !== PermissionSetId) continue;
    const ids = `Assignee: ${String(AssigneeId).slice(0, 15)}; Permission Set: ${String(PermissionSetId).slice(0, 15)}`;
    throw rowFailure('DUPLICATE_VALUE', `Duplicate PermissionSetAssignment. ${ids}`, []);
  }
}

/** Gone for good: assignments do not go into the recycle bin. Throws a RowFailure for a profile's own permission set. */
export function removeAssignment(org: OrgContext, record: StoredRecord): void {
  refuseProfileSet(org, record['PermissionSetId'] ?? null);
  org.database.remove('PermissionSetAssignment', record.Id);
}

/** [K] code and text. */
function refuseProfileSet(org: OrgContext, permissionSetId: Value): void {
  if (org.database.records.get('PermissionSet', String(permissionSetId))?.['IsOwnedByProfile'] !== true) return;
  const message = 'A permission set that belongs to a profile is assigned by the profile only';
  throw rowFailure('FIELD_INTEGRITY_EXCEPTION', message, ['PermissionSetId']);
}

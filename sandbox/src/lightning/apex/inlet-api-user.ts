import { ApiError } from '../../org/types.ts';
import type { QueryRecord } from '../../org/types.ts';
import { refusal, requireAdmin } from './apex-context.ts';
import type { ApexContext } from './apex-context.ts';
import { packageVersionOf } from './package-version.ts';

const PERMISSION_SET = 'Inlet_API_User';

/** InletApiUser.getState: by the same queries, as the admin who asks. */
export function getState(context: ApexContext, { userId }: Record<string, unknown>): object {
  requireAdmin(context);
  const user = requireUser(context, userId);
  const id = String(user['Id']);
  const profile = user['Profile'] as QueryRecord | null;
  const login = rows(context, `SELECT IsFrozen FROM UserLogin WHERE UserId = '${id}' LIMIT 1`);
  const columns = ['Name', 'Label', 'IsOwnedByProfile', 'PermissionsApiEnabled', 'PermissionsModifyAllData'];
  const sets = rows(
    context,
    `SELECT ${columns.map((one) => `PermissionSet.${one}`).join(', ')} FROM PermissionSetAssignment WHERE AssigneeId = '${id}'`,
  )?.map((row) => row['PermissionSet'] as QueryRecord);
  const own = sets?.filter((set) => set['IsOwnedByProfile'] !== true);
  return {
    userId: id,
    username: user['Username'],
    name: user['Name'],
    isActive: user['IsActive'],
    isFrozen: login?.[0]?.['IsFrozen'] ?? null,
    profile: profile?.['Name'] ?? null,
    licence: (profile?.['UserLicense'] as QueryRecord | null)?.['Name'] ?? null,
    isApiEnabled: sets?.some((set) => set['PermissionsApiEnabled'] === true) ?? null,
    canModifyAllData: sets?.some((set) => set['PermissionsModifyAllData'] === true) ?? null,
    permissionSets: own?.map((set) => ({ name: set['Name'], label: set['Label'] })) ?? null,
    hasPermissionSet: own?.some((set) => set['Name'] === PERMISSION_SET) ?? null,
    canAssign: context.state.org.hasUserPermission(context.user.id, 'AssignPermissionSets'),
    activitySharing:
      rows(
        context,
        "SELECT InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN ('Event', 'Activity') LIMIT 2",
      )?.find((row) => row['InternalSharingModel'])?.['InternalSharingModel'] ?? null,
    packageVersion: packageVersionOf(context.state.metadata),
  };
}

/** InletApiUser.find: who has the permission set; of several, or of none, who created the newest Event of a booking. */
export function find(context: ApexContext): string | null {
  requireAdmin(context);
  const holders = (
    rows(
      context,
      `SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name = '${PERMISSION_SET}' ORDER BY SystemModstamp DESC LIMIT 100`,
    ) ?? []
  ).map((row) => String(row['AssigneeId']));
  if (holders.length === 1) return holders[0]!;
  const [newest] =
    rows(
      context,
      'SELECT CreatedById FROM Event WHERE Inlet_Booking_Id__c != NULL ORDER BY CreatedDate DESC LIMIT 1',
    ) ?? [];
  const writer = newest ? String(newest['CreatedById']) : null;
  return holders.length === 0 || (writer !== null && holders.includes(writer)) ? writer : holders[0]!;
}

/** InletApiUser.getHistory: the last login, and who cut the user off and when. */
export function getHistory(context: ApexContext, { userId }: Record<string, unknown>): object {
  requireAdmin(context);
  const user = requireUser(context, userId);
  const shortId = String(user['Id']).slice(0, 15);
  const trail = rows(
    context,
    "SELECT Action, Display, CreatedDate, CreatedBy.Name FROM SetupAuditTrail WHERE Action IN ('deactivateduser', 'frozeuser') ORDER BY CreatedDate DESC LIMIT 200",
  )?.filter(({ Display }) => String(Display).includes(shortId) || String(Display).endsWith(String(user['Name'])));
  const newest = (action: string) => trail?.find(({ Action }) => Action === action);
  const byOf = (entry: QueryRecord | undefined) => (entry?.['CreatedBy'] as QueryRecord | null)?.['Name'] ?? null;
  const [deactivated, frozen] = [newest('deactivateduser'), newest('frozeuser')];
  return {
    lastLoginAt: timeOf(user['LastLoginDate']),
    deactivatedAt: timeOf(deactivated?.['CreatedDate']),
    deactivatedBy: byOf(deactivated),
    frozenAt: timeOf(frozen?.['CreatedDate']),
    frozenBy: byOf(frozen),
  };
}

/** A time as Apex hands it to a component. */
function timeOf(value: unknown): string | null {
  return typeof value === 'string' ? new Date(value).toISOString() : null;
}

/** InletApiUser.assignPermissionSet: as the admin who asks. */
export function assignPermissionSet(context: ApexContext, parameters: Record<string, unknown>): object {
  requireAdmin(context);
  const user = requireUser(context, parameters['userId']);
  const soql = `SELECT Id FROM PermissionSet WHERE Name = '${PERMISSION_SET}' AND IsOwnedByProfile = FALSE LIMIT 1`;
  const [set] = rows(context, soql) ?? [];
  if (!set) throw refusal(context, 'Inlet_Apex_PermissionSetMissing');
  const { state, user: admin } = context;
  const values = { AssigneeId: user['Id'], PermissionSetId: set['Id'] };
  try {
    const result = state.org.create({ userId: admin.id }, 'PermissionSetAssignment', values, {
      autoAssign: false,
      allowDuplicates: false,
    });
    const [error] = result.success ? [] : result.errors;
    if (error && error.statusCode !== 'DUPLICATE_VALUE')
      throw refusal(context, 'Inlet_Apex_NotAssigned', error.message);
  } catch (error) {
    if (error instanceof ApiError) throw refusal(context, 'Inlet_Apex_NotAssigned', error.message);
    throw error;
  }
  return getState(context, parameters);
}

function requireUser(context: ApexContext, userId: unknown): QueryRecord {
  const columns = 'Id, Username, Name, IsActive, LastLoginDate, Profile.Name, Profile.UserLicense.Name';
  const isId = typeof userId === 'string' && /^005\w{12}(\w{3})?$/.test(userId);
  const [found] = (isId && rows(context, `SELECT ${columns} FROM User WHERE Id = '${userId}' LIMIT 1`)) || [];
  if (!found) throw refusal(context, 'Inlet_Apex_UserMissing');
  return found;
}

/** Undefined where the admin may not ask this, as a QueryException. */
function rows({ state, user }: ApexContext, soql: string): QueryRecord[] | undefined {
  try {
    return state.org.query({ userId: user.id }, soql, { all: false, batchSize: 2000, version: '66.0' }).records;
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

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
  const columns = 'Id, Username, Name, IsActive, Profile.Name, Profile.UserLicense.Name';
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

import { usedLimits } from '../../api/limits.ts';
import type { UsedLimit } from '../../api/limits.ts';
import { isAdmin, requireAdmin } from './apex-context.ts';
import type { ApexContext } from './apex-context.ts';
import { packageVersionOf } from './package-version.ts';

const PERMISSION_SETS = ['Inlet_Admin', 'Inlet_User', 'Inlet_API_User', 'Inlet_API_User_Diagnostics'];

/** InletOrg.getInfo. */
export function getInfo(context: ApexContext): object {
  requireAdmin(context);
  const { state, user } = context;
  const soql = 'SELECT Id, Name, IsSandbox FROM Organization LIMIT 1';
  const [organization] = state.org.query({ userId: user.id }, soql, {
    all: false,
    batchSize: 1,
    version: '66.0',
  }).records;
  return {
    organizationId: state.org.organizationId,
    organizationName: organization?.['Name'] ?? null,
    isSandbox: organization?.['IsSandbox'] ?? null,
    packageVersion: packageVersionOf(state.metadata),
    userId: user.id,
    userName: user.name,
    isAdmin: isAdmin(context),
  };
}

/** InletOrg.getLimits: OrgLimits.getAll() names the limits of `/limits`, here sorted by name. */
export function getLimits(context: ApexContext): UsedLimit[] {
  requireAdmin(context);
  const { org, usage, bulk } = context.state;
  return usedLimits({ org, bulk, usage: () => usage.current() }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** InletOrg.getPermissionSets. */
export function getPermissionSets(context: ApexContext): object[] {
  requireAdmin(context);
  const { state, user } = context;
  const active = state.identity.users().filter(({ isActive }) => isActive);
  const holders = active.map(({ id }) => new Set(state.org.permissionSetsOf(id)));
  const own = new Set(state.org.permissionSetsOf(user.id));
  const known = new Map(state.org.permissionSets().map((one) => [one.name, one.label]));
  return PERMISSION_SETS.filter((name) => known.has(name)).map((name) => ({
    name,
    label: known.get(name),
    assignedToMe: own.has(name),
    assignees: holders.filter((names) => names.has(name)).length,
  }));
}

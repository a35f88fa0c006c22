import { call } from '../console-api.ts';
import type { OrgState } from '../org-state.ts';
import { always } from './scenario.ts';
import type { Scenario } from './scenario.ts';

const API_USER_ACCESS = 'Inlet_API_User';
const OWN_APP = 'Inlet';
const ownAppOf = ({ apps }: OrgState) => apps.find(({ name }) => name === OWN_APP);
const apiUserOf = ({ org, users }: OrgState) => users.find(({ id }) => id === org.apiUser.id);

/** What cuts the connection, or takes from the API User what it may do. */
export const connectionScenarios: readonly Scenario[] = [
  {
    title: 'API User deactivated',
    effect: 'The connection is lost; bookings wait until the user is active again.',
    isPossible: (state) => apiUserOf(state) !== undefined,
    isBroken: (state) => apiUserOf(state)?.isActive === false,
    break: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isActive: false }),
    repair: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isActive: true }),
  },
  {
    title: 'API User frozen',
    effect: 'The same as inactive, though the record of the user does not show it.',
    isPossible: (state) => apiUserOf(state) !== undefined,
    isBroken: (state) => apiUserOf(state)?.isFrozen === true,
    break: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isFrozen: true }),
    repair: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isFrozen: false }),
  },
  {
    title: 'API User without “API Enabled”',
    effect: 'The connection says that the API is disabled for its user.',
    isPossible: (state) => apiUserOf(state) !== undefined,
    isBroken: (state) => apiUserOf(state)?.isApiTakenAway === true,
    break: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isApiEnabled: false }),
    repair: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isApiEnabled: true }),
  },
  {
    title: 'API User outside of its login IP ranges or hours',
    effect: 'It cannot log in anew; the connection is lost when its session ends.',
    isPossible: (state) => apiUserOf(state) !== undefined,
    isBroken: (state) => apiUserOf(state)?.isLoginIpRestricted === true,
    break: async ({ org }) => {
      await call('POST', `users/${org.apiUser.id}`, { isLoginIpRestricted: true });
      await call('POST', 'sessions/expire');
    },
    repair: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isLoginIpRestricted: false }),
  },
  {
    title: 'App uninstalled',
    effect: 'The connection is lost until the app is installed and, with a refresh token, approved again.',
    isPossible: (state) => ownAppOf(state) !== undefined,
    isBroken: (state) => ownAppOf(state)?.isInstalled === false,
    break: () => call('POST', `apps/${OWN_APP}`, { isInstalled: false }),
    repair: () => call('POST', `apps/${OWN_APP}`, { isInstalled: true }),
  },
  {
    title: 'Org locked',
    effect: 'Nobody logs in, and no session is valid.',
    isPossible: always,
    isBroken: ({ security }) => security.isOrganizationLocked,
    break: () => call('POST', 'security', { isOrganizationLocked: true }),
    repair: () => call('POST', 'security', { isOrganizationLocked: false }),
  },
  {
    title: 'App blocked by an administrator',
    effect: 'The connection is lost, and signing in anew does not help until it is unblocked.',
    isPossible: (state) => ownAppOf(state) !== undefined,
    isBroken: (state) => ownAppOf(state)?.isBlocked === true,
    break: () => call('POST', `apps/${OWN_APP}`, { isBlocked: true }),
    repair: () => call('POST', `apps/${OWN_APP}`, { isBlocked: false }),
  },
  {
    title: 'API User without its permission set',
    effect: 'The fields of the package are hidden from it: the diagnosis names what is missing.',
    isPossible: ({ permissionSets }) => permissionSets.some(({ name }) => name === API_USER_ACCESS),
    isBroken: (state) => apiUserOf(state)?.permissionSets.includes(API_USER_ACCESS) === false,
    break: ({ org }) => assign(org.apiUser.id, API_USER_ACCESS, false),
    repair: ({ org }) => assign(org.apiUser.id, API_USER_ACCESS, true),
  },
];

export function assign(user: string, permissionSet: string, assigned: boolean): Promise<void> {
  return call('POST', 'permission-sets/assignments', { user, permissionSet, assigned });
}

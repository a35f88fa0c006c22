import { mayLogIn } from '../identity.ts';
import type { OrgUser } from '../identity.ts';
import { MOST_LOGINS } from '../org-security.ts';
import type { SandboxState } from '../sandbox-state.ts';
import type { ConnectedApp } from './connected-app.ts';
import { refusals } from './oauth-error.ts';

/**
 * Lets an app in.
 * @throws OAuthError where it is not installed or blocked, or the org is locked.
 */
export function admitApp({ security }: SandboxState, app: ConnectedApp): void {
  if (security.policy.isOrganizationLocked) throw refusals.orgLocked();
  if (!app.isInstalled) throw refusals.appNotInstalled();
  if (app.isBlocked) throw refusals.appBlocked();
}

/**
 * Lets a user log in, whatever the app, and counts the login.
 * @throws OAuthError
 */
export function admitUser({ security }: SandboxState, user: OrgUser): void {
  if (security.policy.isOrganizationLocked) throw refusals.orgLocked();
  if (!mayLogIn(user)) throw refusals.userInactive();
  if (security.of(user.id).isLoginIpRestricted) throw refusals.ipRestricted();
  const logins = security.loginsOf(user.id);
  if (logins >= MOST_LOGINS) throw refusals.loginRate();
  security.setLogins(user.id, logins + 1);
}

/** Whether a user may use the app, where an admin says who may. Everybody may where users authorise themselves. */
export function isAdminApproved({ org }: SandboxState, app: ConnectedApp, user: OrgUser): boolean {
  if (app.permittedUsersPolicyType === 'AllSelfAuthorized') return true;
  const has = org.permissionSetsOf(user.id);
  return app.permissionSets.some((name) => has.includes(name));
}

import { errorReply } from './errors.ts';
import { mayLogIn } from './identity.ts';
import type { OrgUser } from './identity.ts';
import { allowsApi } from './oauth/scopes.ts';
import type { ApiReply } from './request.ts';
import type { SandboxState } from './sandbox-state.ts';
import type { Session } from './sessions.ts';

export interface SignedIn {
  session: Session;
  user: OrgUser;
}

/** Who holds a token. Undefined when it is unknown, expired, or its user or the whole org is shut out. */
export function signedIn(state: SandboxState, token: string): SignedIn | undefined {
  const session = state.sessions.use(token);
  const user = session && state.identity.user(session.userId);
  if (!session || !user) return undefined;
  return isShutOut(state, user) && !session.permanent ? undefined : { session, user };
}

/** Whether no session of a user is valid: inactive, frozen, or the org is locked. */
export function isShutOut({ security }: SandboxState, user: OrgUser): boolean {
  return !mayLogIn(user) || security.policy.isOrganizationLocked;
}

/**
 * Why a valid session may not use the API; undefined when nothing is in the way. The first two refusals read alike, and
 * logging in again does not help. The administrator's permanent session is the sandbox's own: no policy holds for it.
 */
export function refusalOfApi(state: SandboxState, { session, user }: SignedIn): ApiReply | undefined {
  const policy = state.security.of(user.id);
  if (
    !session.permanent &&
    (!allowsApi(session.scope) || policy.isHighAssuranceRequired || isNotListed(state, session))
  )
    return errorReply(401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API');
  if (policy.isApiDisabled || !state.org.hasUserPermission(user.id, 'ApiEnabled'))
    return errorReply(403, 'API_CURRENTLY_DISABLED', 'API is disabled for this User');
  return undefined;
}

/** [K] Under API Access Control an app is listed when an admin says who may use it. */
function isNotListed(state: SandboxState, { clientId }: Session): boolean {
  if (!state.security.policy.isApiAccessControlled) return false;
  const app = clientId === undefined ? undefined : state.apps.byClientId(clientId);
  return app?.permittedUsersPolicyType !== 'AdminApprovedPreAuthorized';
}

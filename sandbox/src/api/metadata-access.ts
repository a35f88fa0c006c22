import type { OrgUser } from './identity.ts';
import type { SandboxState } from './sandbox-state.ts';
import { refusalOfApi, signedIn } from './signed-in.ts';

/** The user of a session that may use the API. */
export function userOfToken(state: SandboxState, token: string): OrgUser | undefined {
  const caller = signedIn(state, token);
  return caller && !refusalOfApi(state, caller) ? caller.user : undefined;
}

/** Why a user may not use the Metadata API; undefined when nothing is in the way. [K] The text. */
export function refusalOfMetadata(state: SandboxState, userId: string): string | undefined {
  if (state.org.hasUserPermission(userId, 'ModifyMetadata') || state.org.hasUserPermission(userId, 'ModifyAllData')) {
    return undefined;
  }
  return 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';
}

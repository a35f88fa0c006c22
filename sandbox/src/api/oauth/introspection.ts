import type { Request } from 'express';
import type { SandboxState } from '../sandbox-state.ts';
import { isShutOut } from '../signed-in.ts';
import { authenticateClient, clientKeys } from './client-authentication.ts';
import { baseOf, parametersOf } from './parameters.ts';
import { refreshTokenState } from './refresh-token-policy.ts';
import { identityUrl } from './token-answer.ts';

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

/**
 * `POST /services/oauth2/introspect`. A token that is unknown, over, or another app's: only that it is not active.
 * Asking keeps no session alive.
 * @throws OAuthError for a client that does not show its keys.
 */
export function introspect(state: SandboxState, request: Request): object {
  const parameters = parametersOf(request);
  const app = authenticateClient(state.apps, clientKeys(request.headers.authorization, parameters), () => true);
  const text = parameters.token ?? '';
  const access = state.sessions.look(text);
  const grant = state.sessions.grantOf(text);
  const found = access?.session ?? grant;
  const user = found && state.identity.user(found.userId);
  const isLive =
    user && !isShutOut(state, user) && (access || (grant && refreshTokenState(app, grant, state.org.now()) === 'live'));
  if (!found || !user || found.clientId !== app.clientId || !isLive) return { active: false };
  return {
    active: true,
    scope: found.scope,
    client_id: found.clientId,
    username: user.username,
    sub: identityUrl(baseOf(request), state.org.organizationId, user.id),
    token_type: access ? 'access_token' : 'refresh_token',
    ...(access && { exp: seconds(access.endsAt) }),
    iat: seconds(found.issuedAt),
    nbf: seconds(found.issuedAt),
  };
}

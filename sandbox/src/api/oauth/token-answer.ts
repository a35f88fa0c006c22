import { createHash, createHmac } from 'node:crypto';
import type { OrgUser } from '../identity.ts';
import type { SandboxState } from '../sandbox-state.ts';
import type { Session } from '../sessions.ts';
import type { ConnectedApp } from './connected-app.ts';
import { hasScope } from './scopes.ts';

const ID_TOKEN_SECONDS = 120;

interface Given {
  base: string;
  app: ConnectedApp;
  user: OrgUser;
  session: Session;
  nonce?: string | null;
  refreshToken?: string;
}

/** The address of who somebody is. Salesforce names its login host in it; the sandbox is its own. */
export function identityUrl(base: string, organizationId: string, userId: string): string {
  return `${base}/id/${organizationId}/${userId}`;
}

/** What a token request answers. There is no `expires_in`; `issued_at` is text. */
export async function tokenAnswer(state: SandboxState, given: Given): Promise<object> {
  const { app, session, refreshToken } = given;
  const short = shortTokenAnswer(state, given);
  const issuedAt = String(session.issuedAt);
  return {
    ...short,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    signature: createHmac('sha256', app.clientSecret)
      .update(short.id + issuedAt)
      .digest('base64'), // [K]
    issued_at: issuedAt,
    ...(hasScope(short.scope, 'openid') && { id_token: await idToken(state, given, short.id) }),
  };
}

/** The same without signature and time, as the JWT bearer flow has it. */
export function shortTokenAnswer(state: SandboxState, { base, user, session }: Given) {
  return {
    access_token: session.token,
    scope: session.scope ?? '',
    instance_url: base,
    id: identityUrl(base, state.org.organizationId, user.id),
    token_type: 'Bearer',
  };
}

function idToken(state: SandboxState, { base, app, session, nonce }: Given, sub: string): Promise<string> {
  const iat = Math.floor(session.issuedAt / 1000);
  const hash = createHash('sha256').update(session.token).digest();
  return state.keys.sign({
    iss: base,
    sub,
    aud: app.clientId,
    iat,
    exp: iat + ID_TOKEN_SECONDS,
    // OpenID Connect: the left half.
    at_hash: hash.subarray(0, hash.length / 2).toString('base64url'),
    ...(typeof nonce === 'string' && { nonce }),
  });
}

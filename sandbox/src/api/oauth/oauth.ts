import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import type { OrgUser } from './identity.ts';
import { writeReply, writeText } from './reply.ts';
import type { SandboxState } from './sandbox-state.ts';
import { bearerToken, userInfo, identityOf } from './user-info.ts';

/** A refusal of the token endpoint: an object, and 400 where the REST API would say 401. */
class OAuthError extends Error {
  readonly error: string;
  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

const NOT_CACHED = { 'Cache-Control': 'no-cache,must-revalidate,max-age=0,no-store,private' };

type Parameters = Record<string, string>;

/** `/services/oauth2/…` and the identity URL `/id/<org>/<user>`. None of it counts as an API call. */
export function oauth(state: SandboxState): Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false });
  router.post('/services/oauth2/token', form, (request, response) => token(state, request, response));
  router.all('/services/oauth2/token', (_request, response) => {
    writeReply(response, { status: 400, body: { error: 'invalid_request', error_description: 'must use HTTP POST' } });
  });
  router.all('/services/oauth2/revoke', form, (request, response) => {
    if (state.sessions.revoke(parametersOf(request).token ?? '')) response.writeHead(200).end();
    else {
      const body = 'error=unsupported_token_type&error_description=this+token+type+is+not+supported'; // [K] the texts
      writeText(response, 400, 'application/x-www-form-urlencoded;charset=UTF-8', body);
    }
  });
  router.all('/services/oauth2/userinfo', (request, response) => {
    const user = signedIn(state, request, response);
    if (user) writeReply(response, { status: 200, body: userInfo(baseOf(request), state.org.organizationId, user) });
  });
  router.get('/id/:org/:user', (request, response) => {
    const user = signedIn(state, request, response);
    if (!user) return;
    const { org, user: id } = request.params;
    const isOwn =
      org.slice(0, 15) === state.org.organizationId.slice(0, 15) && id.slice(0, 15) === user.id.slice(0, 15);
    if (!isOwn)
      writeText(response, 403, 'text/plain;charset=UTF-8', 'Wrong_Org'); // [K]
    else writeReply(response, { status: 200, body: identityOf(baseOf(request), state.org.organizationId, user) });
  });
  return router;
}

function token(state: SandboxState, request: Request, response: Response): void {
  try {
    const parameters = parametersOf(request);
    requireApp(state, request, parameters);
    writeReply(response, { status: 200, body: grant(state, request, parameters) }, NOT_CACHED);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    writeReply(response, { status: 400, body: { error: error.error, error_description: error.message } }, NOT_CACHED);
  }
}

/** `code_verifier` may come with any grant: jsforce sends it with refreshes too. */
function grant(state: SandboxState, request: Request, parameters: Parameters): object {
  switch (parameters.grant_type) {
    case 'client_credentials': {
      const user = state.identity.apiUser();
      if (!user.isActive) throw new OAuthError('invalid_grant', 'no client credentials user enabled');
      return tokenBody(state, request, user, { scope: 'api' });
    }
    case 'password': {
      const user = state.identity.byUsername(parameters.username ?? '');
      const known = user && isSame(parameters.password ?? '', state.identity.credentials.password);
      if (!known || !state.options.current.passwordLogin) {
        throw new OAuthError('invalid_grant', 'authentication failure');
      }
      return tokenBody(state, request, requireActive(user), { scope: 'api' });
    }
    case 'refresh_token':
      return refresh(state, request, parameters.refresh_token ?? '');
    default:
      throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  }
}

function refresh(state: SandboxState, request: Request, refreshToken: string): object {
  const user = state.identity.user(state.sessions.userOfGrant(refreshToken) ?? '');
  if (!user) throw new OAuthError('invalid_grant', 'expired access/refresh token');
  requireActive(user);
  if (!state.options.current.refreshTokenRotation) {
    return tokenBody(state, request, user, { scope: 'refresh_token api', grant: refreshToken });
  }
  const rotated = state.sessions.rotate(refreshToken, user.id);
  return {
    ...tokenBody(state, request, user, { scope: 'refresh_token api', grant: rotated }),
    refresh_token: rotated,
  };
}

/** There is no `expires_in`; `issued_at` is text. */
function tokenBody(
  state: SandboxState,
  request: Request,
  user: OrgUser,
  { scope, grant: refreshToken }: { scope: string; grant?: string },
): object {
  const base = baseOf(request);
  const id = `${base}/id/${state.org.organizationId}/${user.id}`;
  const issuedAt = String(state.org.now().getTime());
  const { clientSecret } = state.identity.credentials;
  const session = state.sessions.open(user.id, refreshToken === undefined ? {} : { grant: refreshToken });
  return {
    access_token: session.token,
    signature: createHmac('sha256', clientSecret)
      .update(id + issuedAt)
      .digest('base64'), // [K]
    scope,
    instance_url: base,
    // Salesforce names its login host here; the sandbox is its own.
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}

function requireApp(state: SandboxState, request: Request, parameters: Parameters): void {
  const [id, secret] = basicCredentials(request) ?? [parameters.client_id ?? '', parameters.client_secret ?? ''];
  const { clientId, clientSecret } = state.identity.credentials;
  if (id !== clientId) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (!isSame(secret, clientSecret)) throw new OAuthError('invalid_client', 'invalid client credentials');
}

function requireActive(user: OrgUser): OrgUser {
  if (!user.isActive) throw new OAuthError('invalid_grant', 'inactive user');
  return user;
}

function basicCredentials(request: Request): [string, string] | undefined {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return [id, secret.join(':')];
}

/** The user of a bearer token, or the plain-text 403 that userinfo and identity answer ([K]). */
function signedIn(state: SandboxState, request: Request, response: Response): OrgUser | undefined {
  const text = bearerToken(request.headers.authorization);
  const session = text === undefined ? undefined : state.sessions.use(text);
  const user = session && state.identity.user(session.userId);
  if (user?.isActive) return user;
  writeText(response, 403, 'text/plain;charset=UTF-8', text === undefined ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token');
  return undefined;
}

function parametersOf(request: Request): Parameters {
  const all = { ...request.query, ...(request.body as object | undefined) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => typeof value === 'string')) as Parameters;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function baseOf(request: Request): string {
  return `${request.protocol}://${request.headers.host ?? 'localhost'}`;
}

import type { Request } from 'express';
import { mayLogIn } from '../identity.ts';
import type { OrgUser } from '../identity.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { admitApp, admitUser, isAdminApproved } from './admission.ts';
import { authenticateClient, clientKeys } from './client-authentication.ts';
import type { ConnectedApp } from './connected-app.ts';
import { readAssertion } from './jwt-assertion.ts';
import { refusals } from './oauth-error.ts';
import { baseOf, parametersOf } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { refreshTokenState } from './refresh-token-policy.ts';
import { hasScope } from './scopes.ts';
import { shortTokenAnswer, tokenAnswer } from './token-answer.ts';

/** The generic login hosts, which an org beside them stands for as well. */
const LOGIN_HOSTS = ['https://login.salesforce.com', 'https://test.salesforce.com'];

interface TokenRequest {
  state: SandboxState;
  request: Request;
  parameters: Parameters;
  base: string;
}

/**
 * `POST /services/oauth2/token`. `code_verifier` may come with any grant: jsforce sends it with refreshes too.
 * @throws OAuthError
 */
export async function token(state: SandboxState, request: Request): Promise<object> {
  const asked: TokenRequest = { state, request, parameters: parametersOf(request), base: baseOf(request) };
  switch (asked.parameters.grant_type) {
    case 'authorization_code':
      return exchangeCode(asked);
    case 'refresh_token':
      return refresh(asked);
    case 'client_credentials':
      return clientCredentials(asked);
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return jwtBearer(asked);
    case 'password':
      return password(asked);
    default:
      client(asked, () => true);
      throw refusals.grantUnsupported();
  }
}

async function exchangeCode(asked: TokenRequest): Promise<object> {
  const { state, parameters, base } = asked;
  const app = client(asked, ({ isConsumerSecretOptional }) => !isConsumerSecretOptional);
  admitApp(state, app);
  const { code: text = '', redirect_uri: redirectUri, code_verifier: codeVerifier } = parameters;
  const code = state.codes.redeem({ code: text, clientId: app.clientId, redirectUri, codeVerifier }, (gave) => {
    if ('grant' in gave) state.sessions.revokeGrant(gave.grant);
    else state.sessions.revoke(gave.accessToken);
  });
  const user = state.identity.user(code.userId);
  if (!user) throw refusals.codeInvalid();
  admitUser(state, user);
  if (!isAdminApproved(state, app, user)) throw refusals.notAdminApproved();
  const { scope, nonce } = code;
  const { clientId } = app;
  if (!hasScope(scope, 'refresh_token')) {
    const session = state.sessions.open(user.id, { clientId, scope });
    state.codes.gave(code, { accessToken: session.token });
    return tokenAnswer(state, { base, app, user, session, nonce });
  }
  const grant = state.sessions.grant(user.id, { clientId, scope });
  state.codes.gave(code, { grant: grant.id });
  const session = state.sessions.open(user.id, { clientId, scope, grant: grant.id });
  return tokenAnswer(state, { base, app, user, session, nonce, refreshToken: grant.refreshToken });
}

async function refresh(asked: TokenRequest): Promise<object> {
  const { state, parameters, base } = asked;
  const app = client(asked, ({ isSecretRequiredForRefreshToken }) => isSecretRequiredForRefreshToken);
  const { org, sessions, identity, options } = state;
  if (state.security.policy.isOrganizationLocked) throw refusals.orgLocked();
  const grant = sessions.grantOf(parameters.refresh_token ?? '');
  const user = grant && identity.user(grant.userId);
  if (!grant || !user || grant.clientId !== app.clientId) throw refusals.tokenExpired();
  // [K] A blocked app is refused as invalid_grant here; its tokens work again when it is unblocked.
  if (app.isBlocked) throw refusals.appBlockedForToken();
  admitUser(state, user);
  const standing = refreshTokenState(app, grant, org.now());
  if (standing === 'lifetimeOver') throw refusals.validityExpired();
  if (standing !== 'live') throw refusals.tokenExpired();
  if (!isAdminApproved(state, app, user)) throw refusals.notAdminApproved();
  const isRotating = options.current.refreshTokenRotation;
  const kept = isRotating ? sessions.rotate(grant) : sessions.useGrant(grant);
  const session = sessions.open(user.id, { clientId: app.clientId, scope: kept.scope, grant: kept.id });
  return tokenAnswer(state, { base, app, user, session, ...(isRotating && { refreshToken: kept.refreshToken }) });
}

async function clientCredentials(asked: TokenRequest): Promise<object> {
  const { state } = asked;
  const app = client(asked, () => true);
  admitApp(state, app);
  if (!app.isClientCredentialsFlowEnabled) throw refusals.grantUnsupported();
  const user = state.identity.user(app.clientCredentialsFlowUser ?? '');
  // [K] Nobody to run as, either way.
  if (!user || !mayLogIn(user)) throw refusals.noRunAsUser();
  return withoutRefreshToken(asked, app, user);
}

async function password(asked: TokenRequest): Promise<object> {
  const { state, parameters } = asked;
  const app = client(asked, () => true);
  admitApp(state, app);
  const user = state.identity.byUsername(parameters.username ?? '');
  const isRight = user && state.isPasswordOf(user, parameters.password ?? '');
  if (!user || !isRight || !state.options.current.passwordLogin) throw refusals.passwordWrong();
  return withoutRefreshToken(asked, app, user);
}

async function withoutRefreshToken(asked: TokenRequest, app: ConnectedApp, user: OrgUser): Promise<object> {
  const { state, base } = asked;
  admitUser(state, user);
  if (!isAdminApproved(state, app, user)) throw refusals.notAdminApproved();
  const session = state.sessions.open(user.id, { clientId: app.clientId, scope: scopeOf(app) });
  return tokenAnswer(state, { base, app, user, session });
}

async function jwtBearer({ state, parameters, base }: TokenRequest): Promise<object> {
  const { org, apps, sessions, identity } = state;
  const expected = { apps, audiences: [...LOGIN_HOSTS, base], now: org.now() };
  const { app, username } = await readAssertion(parameters.assertion ?? '', expected);
  admitApp(state, app);
  const user = identity.byUsername(username);
  if (!user) throw refusals.notApproved();
  admitUser(state, user);
  if (!isAdminApproved(state, app, user)) throw refusals.notAdminApproved();
  // Where users authorise themselves, they must have done so, offline access included: every grant here includes it.
  const { clientId } = app;
  const isSelfAuthorised = app.permittedUsersPolicyType === 'AllSelfAuthorized';
  if (isSelfAuthorised && sessions.grantsOf({ userId: user.id, clientId }).length === 0) throw refusals.notApproved();
  const session = sessions.open(user.id, { clientId, scope: scopeOf(app) });
  return shortTokenAnswer(state, { base, app, user, session });
}

function client({ state, request, parameters }: TokenRequest, needsSecret: (app: ConnectedApp) => boolean) {
  return authenticateClient(state.apps, clientKeys(request.headers.authorization, parameters), needsSecret);
}

/** All that an app has, where nobody was asked and nothing can be refreshed. */
function scopeOf({ scopes }: ConnectedApp): string {
  return scopes.filter((name) => name !== 'refresh_token').join(' ');
}

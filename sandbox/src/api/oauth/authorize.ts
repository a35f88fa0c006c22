import { readFileSync } from 'node:fs';
import path from 'node:path';
import express from 'express';
import type { Request, Response, Router } from 'express';
import type { OrgUser } from '../identity.ts';
import type { SandboxState } from '../sandbox-state.ts';
import type { Session } from '../sessions.ts';
import { isShutOut } from '../signed-in.ts';
import { admitUser, isAdminApproved } from './admission.ts';
import { readAuthorization } from './authorization-request.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { browserCookie, setBrowserCookie } from './browser-cookie.ts';
import { isSame } from './client-authentication.ts';
import { OAuthError, refusals } from './oauth-error.ts';
import { consentPage } from './pages/consent-page.ts';
import { loginPage } from './pages/login-page.ts';
import { PAGE_HEADERS, STYLE } from './pages/page-frame.ts';
import { problemPage } from './pages/problem-page.ts';
import { baseOf, parametersOf } from './parameters.ts';

const PATH = '/services/oauth2/authorize';

interface LoggedIn {
  session: Session;
  user: OrgUser;
}

/** `/services/oauth2/authorize`: the page where a user logs in and says which app may act for them. */
export function authorize(router: Router, state: SandboxState): void {
  const style = readFileSync(path.join(import.meta.dirname, 'pages', 'oauth.css'));
  router.get(STYLE, (_request, response) => {
    response.set({ 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff' }).type('css').send(style);
  });
  router.get(PATH, (request, response) => {
    withRequest(state, request, response, (asked) => proceed(state, request, response, asked));
  });
  router.post(PATH, express.urlencoded({ extended: false }), (request, response) => {
    const form = parametersOf(request);
    // A request that itself comes by POST, as OpenID Connect allows.
    if (form.action === undefined) {
      const query = new URLSearchParams(form).toString();
      return response.redirect(303, `${PATH}?${query}`);
    }
    withRequest(state, request, response, (asked) => {
      if (isOfAnotherOrigin(request)) return showProblem(response, foreignPage());
      if (form.action === 'login') return logIn(state, request, response, asked);
      decide(state, request, response, asked, form);
    });
  });
  router.all(PATH, (_request, response) => {
    showProblem(response, new OAuthError('invalid_request', 'must use HTTP GET or POST'));
  });
}

function withRequest(
  state: SandboxState,
  request: Request,
  response: Response,
  use: (asked: AuthorizationRequest) => void,
): void {
  const read = readAuthorization(queryOf(request), state.apps);
  if (read.kind === 'page') showProblem(response, read.refusal);
  else if (read.kind === 'redirect') refuse(response, read, read.refusal);
  else use(read.request);
}

/** Log in, then consent, then a code: whatever of it is needed. */
function proceed(state: SandboxState, request: Request, response: Response, asked: AuthorizationRequest): void {
  const { prompts, app, scopes } = asked;
  const found = loggedIn(state, request);
  const isSilent = prompts.includes('none');
  const asksLogin = prompts.includes('login') || prompts.includes('select_account');
  if (!found || asksLogin) {
    if (isSilent) return refuse(response, asked, immediateUnsuccessful());
    return showLogin(response, request, asked, { username: asked.loginHint || (found?.user.username ?? '') });
  }
  if (!isAdminApproved(state, app, found.user)) return refuse(response, asked, accessDeniedToApp());
  const needsConsent = prompts.includes('consent') || !hasApproved(state, asked, found.user);
  if (!needsConsent) return giveCode(state, response, asked, found.user);
  if (isSilent) return refuse(response, asked, immediateUnsuccessful());
  const confirmation = found.session.browser?.confirmation ?? '';
  const switchUrl = addressWith(request, 'login');
  send(
    response,
    200,
    consentPage({ app, scopes, user: found.user, confirmation, switchUrl, action: addressOf(request) }),
  );
}

/** Pre-authorised by an admin, or by a live approval of all that is asked now. */
function hasApproved({ sessions }: SandboxState, { app, scopes }: AuthorizationRequest, user: OrgUser): boolean {
  if (app.permittedUsersPolicyType === 'AdminApprovedPreAuthorized') return true;
  return sessions
    .grantsOf({ userId: user.id, clientId: app.clientId })
    .some(({ scope }) => scopes.every((name) => scope.split(' ').includes(name)));
}

function logIn(state: SandboxState, request: Request, response: Response, asked: AuthorizationRequest): void {
  const { username = '', password = '' } = parametersOf(request);
  const user = state.identity.byUsername(username.trim());
  const isRight = user && state.isPasswordOf(user, password);
  if (!user || !isRight) {
    const problem = 'Check your user name and password, and try again.';
    return showLogin(response, request, asked, { username, problem });
  }
  try {
    admitUser(state, user);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return showLogin(response, request, asked, { username, problem: reasonFor(user, error) });
  }
  const before = loggedIn(state, request);
  if (before) state.sessions.end(before.session);
  setBrowserCookie(response, state.sessions.openBrowser(user.id).token);
  response.redirect(303, addressWith(request, 'nothing more'));
}

function reasonFor(user: OrgUser, { error, message }: OAuthError): string {
  if (error === 'inactive_org') return 'This org is locked. Contact Salesforce support.';
  if (error === 'rate_limit_exceeded') return 'This user has logged in too often. Try again in an hour.';
  if (message === refusals.ipRestricted().message)
    return 'Your profile does not let you log in from this network, or at this hour. Ask your administrator.';
  if (user.isActive && user.isFrozen)
    return 'Your access to this org is frozen. Ask your administrator to unfreeze it.';
  return 'This user is inactive. Ask your administrator to activate it.';
}

/** Allow or Deny. The confirmation tells the consent page's own form from one of another page. */
function decide(
  state: SandboxState,
  request: Request,
  response: Response,
  asked: AuthorizationRequest,
  form: Record<string, string>,
): void {
  const found = loggedIn(state, request);
  const confirmation = found?.session.browser?.confirmation;
  if (!found || confirmation === undefined || !isSame(form.confirmation ?? '', confirmation)) {
    // The session has ended meanwhile, or somebody else's page sent it: begin again.
    return response.redirect(303, addressOf(request));
  }
  if (!isAdminApproved(state, asked.app, found.user)) return refuse(response, asked, accessDeniedToApp());
  if (form.action === 'allow') return giveCode(state, response, asked, found.user);
  refuse(response, asked, new OAuthError('access_denied', 'end-user denied authorization'));
}

function giveCode(state: SandboxState, response: Response, asked: AuthorizationRequest, user: OrgUser): void {
  redirectBack(response, asked, { code: state.codes.issue(asked, user.id) });
}

function refuse(response: Response, to: { redirectUri: string; state: string | null }, refusal: OAuthError): void {
  redirectBack(response, to, { ...refusal.body });
}

/** To the app's own callback address, its query kept. */
function redirectBack(
  response: Response,
  { redirectUri, state }: { redirectUri: string; state: string | null },
  answer: Record<string, string>,
): void {
  const all = Object.entries({ ...answer, ...(state !== null && { state }) });
  const query = all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const address = `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`;
  response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(303, address);
}

function loggedIn(state: SandboxState, request: Request): LoggedIn | undefined {
  const cookie = browserCookie(request);
  const session = cookie === undefined ? undefined : state.sessions.useBrowser(cookie);
  const user = session && state.identity.user(session.userId);
  return session && user && !isShutOut(state, user) ? { session, user } : undefined;
}

function showLogin(
  response: Response,
  request: Request,
  { app }: AuthorizationRequest,
  { username, problem }: { username: string; problem?: string },
): void {
  send(response, 200, loginPage({ app, username, problem, action: addressOf(request) }));
}

function showProblem(response: Response, refusal: OAuthError): void {
  send(response, 400, problemPage(refusal));
}

function send(response: Response, status: number, html: string): void {
  response.status(status).set(PAGE_HEADERS).type('html').send(html);
}

function queryOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, 'http://org').searchParams;
}

/** The same request, on this org whatever the request line named. */
function addressOf(request: Request): string {
  return `${PATH}?${queryOf(request).toString()}`;
}

/** The same request with a prompt for the login, or without: whoever has just logged in is not asked again. */
function addressWith(request: Request, more: 'login' | 'nothing more'): string {
  const query = queryOf(request);
  const asksConsent = (query.get('prompt') ?? '').split(/\s+/).includes('consent');
  const prompts = [...(asksConsent ? ['consent'] : []), ...(more === 'login' ? ['login'] : [])];
  query.delete('prompt');
  if (prompts.length > 0) query.set('prompt', prompts.join(' '));
  return `${PATH}?${query.toString()}`;
}

/** A form of another site may log nobody in. Browsers say where a form comes from; other programs need not. */
function isOfAnotherOrigin(request: Request): boolean {
  const { origin } = request.headers;
  return origin !== undefined && origin !== baseOf(request);
}

function foreignPage(): OAuthError {
  return new OAuthError('invalid_request', 'the form was sent by a page of another origin');
}

function immediateUnsuccessful(): OAuthError {
  return new OAuthError('immediate_unsuccessful', 'immediate unsuccessful'); // [K] the text
}

/** The token endpoint says invalid_app_access for the same. */
function accessDeniedToApp(): OAuthError {
  return new OAuthError('OAUTH_APP_ACCESS_DENIED', refusals.notAdminApproved().message);
}

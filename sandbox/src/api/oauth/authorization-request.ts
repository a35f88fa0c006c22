import type { ConnectedApp } from './connected-app.ts';
import type { ConnectedApps } from './connected-apps.ts';
import { OAuthError, refusals } from './oauth-error.ts';
import { grantedScopes } from './scopes.ts';
import type { Scope } from './scopes.ts';

const PROMPTS = ['login', 'consent', 'select_account', 'none'] as const;
type Prompt = (typeof PROMPTS)[number];

/** What an app asks a user for, every part of it checked. */
export interface AuthorizationRequest {
  app: ConnectedApp;
  redirectUri: string;
  state: string | null;
  scopes: Scope[];
  prompts: Prompt[];
  loginHint: string;
  nonce: string | null;
  codeChallenge: string | null;
}

/** A refusal goes to the callback address where that is sure to be the app's own, else it is shown as a page. */
export type ReadAuthorization =
  | { kind: 'request'; request: AuthorizationRequest }
  | { kind: 'redirect'; redirectUri: string; state: string | null; refusal: OAuthError }
  | { kind: 'page'; refusal: OAuthError };

/** Reads the parameters of `/services/oauth2/authorize`. */
export function readAuthorization(query: URLSearchParams, apps: ConnectedApps): ReadAuthorization {
  const page = (refusal: OAuthError): ReadAuthorization => ({ kind: 'page', refusal });
  const repeated = [...new Set(query.keys())].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) return page(invalid(`parameter given more than once: ${repeated}`));
  const app = apps.byClientId(query.get('client_id') ?? '');
  if (!app) return page(refusals.clientUnknown());
  const redirectUri = query.get('redirect_uri') ?? '';
  if (redirectUri === '') return page(refusals.redirectMissing());
  if (!app.callbackUrls.includes(redirectUri)) return page(refusals.redirectMismatch());
  const state = query.get('state');
  try {
    return { kind: 'request', request: { app, redirectUri, state, ...readRest(query, app) } };
  } catch (error) {
    if (error instanceof OAuthError) return { kind: 'redirect', redirectUri, state, refusal: error };
    throw error;
  }
}

function readRest(query: URLSearchParams, app: ConnectedApp) {
  if (!app.isInstalled) throw refusals.appNotInstalled();
  if (app.isBlocked) throw refusals.appBlocked();
  if (query.get('response_type') !== 'code') {
    throw new OAuthError('unsupported_response_type', 'response type not supported'); // [K] the text
  }
  const scopes = grantedScopes(query.get('scope') ?? '', app.scopes);
  if (!scopes) throw refusals.scopeInvalid();
  return {
    scopes,
    prompts: readPrompts(query),
    loginHint: query.get('login_hint') ?? '',
    nonce: query.get('nonce'),
    codeChallenge: readChallenge(query, app),
  };
}

function readPrompts(query: URLSearchParams): Prompt[] {
  const asked = (query.get('prompt') ?? '').split(/\s+/).filter(Boolean);
  // The older word for the same.
  if (query.get('immediate') === 'true') asked.push('none');
  const isKnown = (name: string): name is Prompt => (PROMPTS as readonly string[]).includes(name);
  if (!asked.every(isKnown)) throw invalid('prompt must be login, consent, select_account or none'); // [K]
  if (asked.includes('none') && asked.some((name) => name !== 'none')) {
    throw invalid('prompt none stands alone'); // [K]
  }
  return asked;
}

/** SHA-256 is the only method; Salesforce knows no `plain`, and jsforce names none. [K] the texts. */
function readChallenge(query: URLSearchParams, { isPkceRequired }: ConnectedApp): string | null {
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method');
  if (challenge === null || challenge === '') {
    if (isPkceRequired || method !== null) throw invalid('missing required code challenge');
    return null;
  }
  if (method !== null && method !== 'S256') throw invalid('code challenge method must be S256');
  if (!/^[\w-]{43}$/.test(challenge)) throw invalid('invalid code challenge');
  return challenge;
}

function invalid(description: string): OAuthError {
  return new OAuthError('invalid_request', description);
}

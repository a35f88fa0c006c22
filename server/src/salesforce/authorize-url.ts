import { createHash } from 'node:crypto';

/** What the web server flow asks for: the REST API, and to come back without the user. */
export const scopes = 'api refresh_token';

/** The address where a user logs in and allows the app (web server flow, PKCE S256); always with a new login. */
export function authorizeUrl(
  loginUrl: string,
  {
    clientId,
    redirectUri,
    state,
    codeVerifier,
    language,
  }: {
    clientId: string;
    redirectUri: string;
    state: string;
    codeVerifier: string;
    language: string;
  },
): string {
  const url = new URL('/services/oauth2/authorize', loginUrl);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes,
    state,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    // Whoever is logged in already, most likely the admin, is not taken without being asked.
    prompt: 'login',
    language,
  }).toString();
  return url.href;
}

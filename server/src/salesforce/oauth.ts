import { z } from 'zod';
import { instanceOrigin, salesforceOrigin } from './address.ts';
import { classifyResponse, classifyThrown, connectionError, unreadableAnswer } from './classify.ts';
import { parseJson } from './json.ts';
import { TransientError } from './errors.ts';
import { classifyOAuthError, readOAuthError } from './oauth-errors.ts';

/** How to log in to one org by the client-credentials flow. */
export interface Login {
  /** The org's My Domain address; the generic login hosts refuse this flow. */
  loginUrl: string;
  clientId: string;
  clientSecret: string;
  /** 15 or 18 characters; when given, a login that leads to another org is refused. */
  expectedSalesforceOrgId?: string;
}

/** A live session. Its lifetime is not told by Salesforce: it ends with a 401. */
export interface Token {
  accessToken: string;
  /** Origin for all later calls; may differ from the login address, and change after an org migration. */
  instanceUrl: string;
  salesforceOrgId: string | undefined;
  userId: string | undefined;
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  instance_url: z.string().min(1),
  id: z.string().optional(),
  refresh_token: z.string().min(1).optional(),
});

export interface RequestOptions {
  timeoutMs: number;
  allowInsecure: boolean;
}

/** What one of the flows asks for a token with; the names are OAuth's. */
export type Grant =
  | { grant_type: 'client_credentials'; client_id: string; client_secret: string }
  | { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer'; assertion: string }
  | { grant_type: 'refresh_token'; client_id: string; client_secret?: string; refresh_token: string }
  | {
      grant_type: 'authorization_code';
      client_id: string;
      client_secret?: string;
      code: string;
      code_verifier: string;
      redirect_uri: string;
    };

/** A token, and where Salesforce gave one, the refresh token that replaces the one before. */
export interface GrantedToken extends Token {
  refreshToken: string | undefined;
}

/**
 * Asks for a token. Not an API call. Throws ConnectionError (refused, unusable address), LimitError (login rate) or
 * TransientError: `unknown` when the answer got lost, so that a code or a rotating refresh token may be used up.
 */
export async function requestGrant(loginUrl: string, grant: Grant, options: RequestOptions): Promise<GrantedToken> {
  const origin = salesforceOrigin(loginUrl, options.allowInsecure);
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${origin}/services/oauth2/token`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(grant),
      // A redirect would carry the secret to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    throw classifyThrown(error, { writes: true });
  }
  const body = parseJson(text);
  if (response.status !== 200) {
    const refusal = readOAuthError(body);
    if (refusal) throw classifyOAuthError(response.status, refusal.error, refusal.description);
    const contentType = response.headers.get('content-type') ?? undefined;
    const error = classifyResponse(response.status, contentType, body ?? text, { writes: true });
    // A 4xx of the token address without OAuth's words is no fault of a booking.
    throw error.cause === 'data' ? connectionError('address', error.code, error.message, response.status) : error;
  }
  const answer = tokenAnswer.safeParse(body);
  if (!answer.success) throw unreadableAnswer('the login did not return a token', { writes: true });
  return {
    accessToken: answer.data.access_token,
    instanceUrl: instanceOrigin(answer.data.instance_url, origin, options.allowInsecure),
    refreshToken: answer.data.refresh_token,
    ...identityOf(answer.data.id, answer.data.access_token),
  };
}

/** The client-credentials flow. Throws as requestGrant does, but nothing is lost with an answer; and for another org. */
export async function requestToken(login: Login, options: RequestOptions): Promise<Token> {
  const grant = {
    grant_type: 'client_credentials',
    client_id: login.clientId,
    client_secret: login.clientSecret,
  } as const;
  const { refreshToken: _none, ...token } = await requestGrant(login.loginUrl, grant, options).catch(
    (error: unknown) => {
      throw withoutDoubt(error);
    },
  );
  requireOrg(token, login.expectedSalesforceOrgId);
  return token;
}

/** Of a login that can simply be repeated: a lost answer changes nothing. */
export function withoutDoubt(error: unknown): unknown {
  if (!(error instanceof TransientError)) return error;
  const { code, detail, fix, httpStatus } = error;
  return new TransientError('notExecuted', { code, detail, fix, httpStatus });
}

/** `id` is https://<login host>/id/<org>/<user>; a token in the usual form starts with the org's id, too. */
function identityOf(id: string | undefined, accessToken: string): Pick<Token, 'salesforceOrgId' | 'userId'> {
  const found = /\/id\/(00D\w{12,15})\/(005\w{12,15})$/.exec(id ?? '');
  return {
    salesforceOrgId: found?.[1] ?? /^(00D\w{12})!/.exec(accessToken)?.[1],
    userId: found?.[2],
  };
}

/** Throws ConnectionError `wrongOrg` when the token is of another org than expected; `undefined` expects none. */
export function requireOrg(token: Token, expected: string | null | undefined): void {
  if (expected === undefined || expected === null) return;
  // Ids come with 15 or 18 characters; the last three are a checksum of the others.
  if (token.salesforceOrgId?.slice(0, 15) === expected.slice(0, 15)) return;
  throw connectionError(
    'wrongOrg',
    'WRONG_ORG',
    `expected ${expected}, logged in to ${token.salesforceOrgId ?? 'an unnamed org'}`,
  );
}

import { z } from 'zod';
import { salesforceOrigin } from './address.ts';
import { classifyResponse, classifyThrown, connectionError, unreadableAnswer } from './classify.ts';
import { parseJson } from './json.ts';
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
});

/**
 * Asks for a token. Not an API call. Throws ConnectionError (refused, wrong org, unusable address), LimitError (login
 * rate) or TransientError (`notExecuted`); OAuth's own error code is the error's `code`.
 */
export async function requestToken(
  login: Login,
  options: { timeoutMs: number; allowInsecure: boolean },
): Promise<Token> {
  const origin = salesforceOrigin(login.loginUrl, options.allowInsecure);
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${origin}/services/oauth2/token`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: login.clientId,
        client_secret: login.clientSecret,
      }),
      // A redirect would carry the secret to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    throw classifyThrown(error, { writes: false });
  }
  const body = parseJson(text);
  if (response.status !== 200) {
    const refusal = readOAuthError(body);
    if (refusal) throw classifyOAuthError(response.status, refusal.error, refusal.description);
    const contentType = response.headers.get('content-type') ?? undefined;
    const error = classifyResponse(response.status, contentType, body ?? text, { writes: false });
    // A 4xx of the token address without OAuth's words is no fault of a booking.
    throw error.cause === 'data' ? connectionError('address', error.code, error.message, response.status) : error;
  }
  const answer = tokenAnswer.safeParse(body);
  if (!answer.success) throw unreadableAnswer('the login did not return a token', { writes: false });
  const token: Token = {
    accessToken: answer.data.access_token,
    instanceUrl: salesforceOrigin(answer.data.instance_url, options.allowInsecure),
    ...identityOf(answer.data.id, answer.data.access_token),
  };
  requireOrg(token, login.expectedSalesforceOrgId);
  return token;
}

/** `id` is https://<login host>/id/<org>/<user>; a token in the usual form starts with the org's id, too. */
function identityOf(id: string | undefined, accessToken: string): Pick<Token, 'salesforceOrgId' | 'userId'> {
  const found = /\/id\/(00D\w{12,15})\/(005\w{12,15})$/.exec(id ?? '');
  return {
    salesforceOrgId: found?.[1] ?? /^(00D\w{12})!/.exec(accessToken)?.[1],
    userId: found?.[2],
  };
}

function requireOrg(token: Token, expected: string | undefined): void {
  if (expected === undefined) return;
  // Ids come with 15 or 18 characters; the last three are a checksum of the others.
  if (token.salesforceOrgId?.slice(0, 15) === expected.slice(0, 15)) return;
  throw connectionError(
    'wrongOrg',
    'WRONG_ORG',
    `expected ${expected}, logged in to ${token.salesforceOrgId ?? 'an unnamed org'}`,
  );
}

import type { Request, Response } from 'express';

/** Salesforce's is `sid`; cookies of all ports of this machine are one, so this one has a name of its own. */
const COOKIE = 'inlet_sandbox_sid';

/** The session that the browser is logged in with. */
export function browserCookie(request: Request): string | undefined {
  const found = new RegExp(`(?:^|; *)${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
  return found === undefined ? undefined : decode(found);
}

export function setBrowserCookie(response: Response, token: string): void {
  // It ends with the browser. Lax: an app's redirect to this org brings it along.
  response.cookie(COOKIE, token, { httpOnly: true, sameSite: 'lax', path: '/services/oauth2' });
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

import type { Request, Response } from 'express';

/** As Salesforce names it. It ends with the browser. */
const COOKIE = 'sid';

/** The session that the browser is logged in with. */
export function browserCookie(request: Request): string | undefined {
  const found = new RegExp(`(?:^|; *)${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
  return found === undefined ? undefined : decode(found);
}

export function setBrowserCookie(response: Response, token: string): void {
  // Lax: an app's redirect to this org brings it along.
  response.cookie(COOKIE, token, { httpOnly: true, sameSite: 'lax', path: '/' });
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

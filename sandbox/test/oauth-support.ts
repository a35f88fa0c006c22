import { createHash, randomBytes } from 'node:crypto';
import type { Keys } from './api-support.ts';

/** The address that the app of a new sandbox has registered. Nothing needs to listen there. */
export const CALLBACK = 'http://localhost:3000/oauth/callback';

export function pkce(): { code_verifier: string; code_challenge: string } {
  const code_verifier = randomBytes(32).toString('base64url');
  return { code_verifier, code_challenge: createHash('sha256').update(code_verifier).digest('base64url') };
}

export interface BrowserPage {
  status: number;
  html: string;
  /** Where the browser was sent, off the org. */
  callback: URL | undefined;
}

/** A browser without a screen: it keeps the cookie, follows redirects on the org, and fills in its forms. */
export class PlainBrowser {
  readonly #org: string;
  #cookie = '';
  #at = '';

  constructor(org: string) {
    this.#org = org;
  }

  /** What a program on the other side of the window would send along. */
  get cookie(): string {
    return this.#cookie;
  }

  open(address: string): Promise<BrowserPage> {
    return this.#go('GET', new URL(address, this.#org).href);
  }

  logIn(username: string, password: string): Promise<BrowserPage> {
    return this.#go('POST', this.#at, { action: 'login', username, password });
  }

  /** Presses Allow or Deny on the consent page that is shown. */
  decide({ html }: BrowserPage, action: 'allow' | 'deny'): Promise<BrowserPage> {
    const confirmation = /name="confirmation" value="([^"]+)"/.exec(html)?.[1] ?? '';
    return this.#go('POST', this.#at, { action, confirmation });
  }

  async #go(method: string, address: string, form?: Record<string, string>): Promise<BrowserPage> {
    const response = await fetch(address, {
      method,
      headers: { cookie: this.#cookie },
      ...(form && { body: new URLSearchParams(form) }),
      redirect: 'manual',
    });
    const cookie = response.headers.getSetCookie()[0];
    if (cookie) this.#cookie = cookie.split(';')[0] ?? '';
    const location = response.headers.get('location');
    if (location === null) {
      this.#at = address;
      return { status: response.status, html: await response.text(), callback: undefined };
    }
    const next = new URL(location, address);
    if (next.origin !== this.#org) return { status: response.status, html: '', callback: next };
    return this.#go('GET', next.href);
  }
}

/** The address of an authorization; undefined leaves a parameter out. */
export function authorizeAddress(url: string, keys: Keys, more: Record<string, string | undefined> = {}): string {
  const all = { response_type: 'code', client_id: keys.clientId, redirect_uri: CALLBACK, ...more };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${url}/services/oauth2/authorize?${new URLSearchParams(given).toString()}`;
}

/** A user logs in, allows, and the app gets its code. */
export async function authorizedCode(
  url: string,
  keys: Keys,
  { username = keys.username, ...more }: Record<string, string> = {},
): Promise<string> {
  const browser = new PlainBrowser(url);
  await browser.open(authorizeAddress(url, keys, more));
  const shown = await browser.logIn(username, keys.password);
  const { callback } = shown.callback ? shown : await browser.decide(shown, 'allow');
  const code = callback?.searchParams.get('code');
  if (!code) throw new Error(`The org gave no code: ${callback?.href ?? shown.html}`);
  return code;
}

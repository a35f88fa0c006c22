import assert from 'node:assert/strict';
import type { TestBackend } from './backend.ts';
import { PlainBrowser, type Page } from './plain-browser.ts';
import type { RunningSandbox } from './running-sandbox.ts';

/** What the app of a new sandbox has registered; nothing listens there in a test. */
export const publicUrl = 'http://localhost:3000';
export const apiUser = 'integration@inlet.sandbox';
export const admin = 'admin@inlet.sandbox';

export function browserOf(backend: TestBackend): PlainBrowser {
  return new PlainBrowser({ [publicUrl]: backend.url });
}

/** Where the admin's browser goes to connect the sandbox org by the web server flow. */
export async function offered(backend: TestBackend, sandbox: RunningSandbox, more: object = {}): Promise<string> {
  const { clientId, clientSecret } = sandbox.org;
  const asked = { loginUrl: sandbox.url, clientId, clientSecret, ...more };
  const { status, body } = await backend.ask('POST', '/v1/org/connection/web-server', asked);
  assert.equal(status, 200, JSON.stringify(body));
  return body.authorizeUrl as string;
}

/** Logs in at the org and allows the app, or denies; gives the page of the backend at the end. */
export async function logIn(
  browser: PlainBrowser,
  sandbox: RunningSandbox,
  { username = apiUser, allow = true }: { username?: string; allow?: boolean } = {},
): Promise<Page> {
  const { password } = await sandbox.console<{ password: string }>('org');
  const next = await browser.submit({ action: 'login', username, password });
  // An approval that still lives is not asked for again.
  return next.url.startsWith(publicUrl) ? next : browser.submit({ action: allow ? 'allow' : 'deny' });
}

/** Connects the sandbox org as the API User by the web server flow. */
export async function connectByWeb(backend: TestBackend, sandbox: RunningSandbox): Promise<PlainBrowser> {
  const browser = browserOf(backend);
  await browser.open(await offered(backend, sandbox));
  const page = await logIn(browser, sandbox);
  assert.match(page.html, /<h1>Connected<\/h1>/);
  return browser;
}

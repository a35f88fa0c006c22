import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../test/support/browser.ts';
import { testSandbox } from './api-support.ts';
import { authorizeAddress, pkce } from './oauth-support.ts';

/** On a machine that is busy with other tests. */
const PATIENCE_MILLISECONDS = 60_000;

describe('the pages of the authorization', async () => {
  const { url, keys, state, admin, token } = await testSandbox();
  const { code_verifier, code_challenge } = pkce();
  const problems: string[] = [];
  let browser: Browser;
  let page: Page;
  // The app that the browser comes back to.
  const app = createServer((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end('<p>The app</p>'),
  );
  let callback = '';
  before(async () => {
    browser = await openBrowser();
    await new Promise<void>((done) => app.listen(0, 'localhost', done));
    callback = `http://localhost:${(app.address() as AddressInfo).port}/callback?of=inlet`;
  });
  after(() => {
    app.close();
    return browser.close();
  });
  beforeEach(async () => {
    await page?.context().close();
    state.reset();
    state.sessions.revokeAll({ clientId: keys.clientId });
    await admin('POST', '/apps/Inlet', { callbackUrls: [callback], scopes: ['api', 'refresh_token', 'openid'] });
    page = await open();
  });

  async function open(width = 1280): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const opened = await context.newPage();
    opened.setDefaultTimeout(PATIENCE_MILLISECONDS);
    opened.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    return opened;
  }
  const address = (more: Record<string, string> = {}) =>
    authorizeAddress(url, keys, { code_challenge, redirect_uri: callback, state: 's', ...more });
  const heading = (name: string) => page.getByRole('heading', { name }).waitFor();
  const backAtApp = async () => {
    await page.getByText('The app').waitFor();
    return Object.fromEntries(new URL(page.url()).searchParams);
  };

  test('by keyboard alone: log in, allow, back at the app with a code', async () => {
    await page.goto(address());
    await heading('Log in');
    await page.keyboard.type('rep@inlet.sandbox');
    await page.keyboard.press('Tab');
    await page.keyboard.type(keys.password);
    await page.keyboard.press('Enter');
    await heading('Allow access?');
    for (let tabs = 0; tabs < 3; tabs++) await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Allow', 'after Not you? and Deny');
    await page.keyboard.press('Enter');
    const { code = '', of, state: echoed } = await backAtApp();
    assert.deepEqual([of, echoed], ['inlet', 's']);
    const parameters = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier };
    assert.equal((await token(parameters)).status, 200);
    await page.goto(address());
    assert.ok((await backAtApp()).code, 'the second time nothing is asked');
  });

  test('a wrong password is said, the user name stays, and the next try goes on', async () => {
    await page.goto(address({ login_hint: 'rep@inlet.sandbox' }));
    assert.equal(await page.getByLabel('User name').inputValue(), 'rep@inlet.sandbox');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').getByText('Check your user name and password').waitFor();
    assert.equal(await page.getByLabel('User name').inputValue(), 'rep@inlet.sandbox');
    assert.equal(await page.evaluate('document.activeElement.id'), 'password');
    await page.keyboard.type(keys.password);
    await page.keyboard.press('Enter');
    await heading('Allow access?');
  });

  test('Deny, and somebody else', async () => {
    await page.goto(address());
    await logIn('rep@inlet.sandbox');
    await page.getByText('rep@inlet.sandbox').waitFor();
    await page.getByRole('link', { name: 'Not you?' }).click();
    await heading('Log in');
    await page.getByLabel('User name').fill('');
    await logIn(keys.username);
    await page.getByText(keys.username).waitFor();
    await page.getByRole('button', { name: 'Deny' }).click();
    assert.equal((await backAtApp()).error, 'access_denied');
  });

  async function logIn(username: string): Promise<void> {
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password').fill(keys.password);
    await page.getByRole('button', { name: 'Log in' }).click();
  }

  for (const width of [1280, 400]) {
    test(`are accessible and fit at ${width} pixels`, async () => {
      await page.context().close();
      page = await open(width);
      const check = async (name: string) => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        assert.deepEqual(found, [], name);
        const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        assert.equal(wide, 0, `${name} is wider than the window`);
      };
      await page.goto(address({ redirect_uri: 'https://example.com/somewhere/else' }));
      await check('problem');
      await page.goto(address());
      await check('login');
      await logIn('nobody@inlet.sandbox');
      await page.getByRole('alert').waitFor();
      await check('login-wrong');
      await logIn('rep@inlet.sandbox');
      await heading('Allow access?');
      await check('consent');
    });
  }

  test('log nothing but the refusal that was provoked', () => {
    assert.deepEqual(
      problems.filter((text) => !text.includes('status of 400')),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { createApp, type App } from '../server/src/app.ts';
import { defaultCreationRules } from '../server/src/bookings/creation-rules.ts';
import { systemClock } from '../server/src/platform/clock.ts';
import { Vault } from '../server/src/platform/crypto.ts';
import { createLogger } from '../server/src/platform/log.ts';
import { createOrg, type CreatedOrg } from '../server/src/setup/connect-org.ts';
import { runSandbox, type RunningSandbox } from '../server/test/support/running-sandbox.ts';
import { engines, type TestDatabase } from '../server/test/support/test-database.ts';
import { openBrowser } from './support/browser.ts';
import { freePort } from './support/free-port.ts';

interface SandboxKeys {
  clientId: string;
  clientSecret: string;
  password: string;
}

describe('connecting by logging in, in a browser', () => {
  let sandbox: RunningSandbox;
  let database: TestDatabase;
  let app: App;
  let server: Server;
  let browser: Browser;
  let org: CreatedOrg;
  let publicUrl: string;
  let keys: SandboxKeys;

  before(async () => {
    const [engine] = await engines();
    sandbox = await runSandbox();
    database = await engine!.create();
    browser = await openBrowser();
    const port = await freePort();
    publicUrl = `http://localhost:${port}`;
    app = createApp({
      ...{ database, vault: new Vault([Buffer.alloc(32, 7)]), clock: systemClock, log: createLogger('silent') },
      ...{ publicUrl, allowLoopback: true },
    });
    org = await createOrg('Acme', defaultCreationRules, app);
    server = app.http.listen(port, '127.0.0.1');
    await once(server, 'listening');
    keys = await sandbox.console<SandboxKeys>('org');
    await sandbox.console('apps/Inlet', { callbackUrls: [`${publicUrl}/oauth/callback`] });
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await app?.stop();
    await Promise.all([sandbox?.stop(), database?.destroy()]);
  });

  const api = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${publicUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${org.apiKey}`, connection: 'close' },
      ...(body && { body: JSON.stringify(body) }),
    });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is what the test says it is
    return (await response.json()) as any;
  };
  /** Logs in at the org with the keyboard, and allows or denies. */
  const logIn = async (username: string, decision: 'allow' | 'deny', locale: string): Promise<Page> => {
    const page = await (await browser.newContext({ locale })).newPage();
    const { clientId, clientSecret, password } = keys;
    const asked = { loginUrl: sandbox.url, clientId, clientSecret };
    await page.goto((await api('POST', '/v1/org/connection/web-server', asked)).authorizeUrl);
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.locator(`button[value=${decision}]`).click();
    await page.waitForURL(`${publicUrl}/**`);
    return page;
  };
  const isAccessible = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, help }) => `${id}: ${help}`),
      [],
    );
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 800 });
      const overflows = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      assert.equal(overflows, false, `nothing is cut off at ${width} pixels`);
    }
  };

  it('says that access was denied, in the language of the browser', async () => {
    const page = await logIn('admin@inlet.sandbox', 'deny', 'de-DE');
    assert.equal(await page.locator('h1').innerText(), 'Der Zugriff wurde verweigert');
    await isAccessible(page);
  });

  it('asks before it keeps an administrator, who answers with the keyboard', async () => {
    const page = await logIn('admin@inlet.sandbox', 'allow', 'en-US');
    assert.equal(await page.locator('h1').innerText(), 'Connect as this user?');
    await isAccessible(page);
    assert.equal((await api('GET', '/v1/org/connection')).state, 'never');
    for (const expected of ['Do not connect', 'Keep this user']) {
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate('document.activeElement.innerText'), expected);
    }
    await page.keyboard.press('Enter');
    await page.getByText('Inlet works with the Salesforce org of "Acme"').waitFor();
    await isAccessible(page);
    const { state, user } = await api('GET', '/v1/org/connection');
    assert.deepEqual([state, user.username], ['connected', 'admin@inlet.sandbox']);
  });

  it('keeps the API User without a question, and says who that is', async () => {
    const page = await logIn('integration@inlet.sandbox', 'allow', 'en-US');
    assert.equal(await page.locator('h1').innerText(), 'Connected');
    await page.getByText('integration@inlet.sandbox').waitFor();
    await isAccessible(page);
    assert.deepEqual(await page.context().cookies(publicUrl), [], 'the cookie has served');
  });
});

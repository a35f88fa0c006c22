import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
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

/** The components are compiled on the first page, on a machine that is busy with other tests. */
const patience = 30_000;
const apiUser = 'integration@inlet.sandbox';

interface OrgKeys {
  clientId: string;
  clientSecret: string;
  password: string;
}

/** One admin, one org, from nothing to a booking in Salesforce: each step goes on from the one before. */
describe('the tab Setup, from a fresh org to the first booking', () => {
  let sandbox: RunningSandbox;
  let database: TestDatabase;
  let app: App;
  let server: Server;
  let browser: Browser;
  let org: CreatedOrg;
  let backend: string;
  let keys: OrgKeys;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    const [engine] = await engines();
    [sandbox, database, browser] = await Promise.all([runSandbox(), engine!.create(), openBrowser()]);
    await sandbox.console('reset', {});
    const port = await freePort();
    backend = `http://localhost:${port}`;
    app = createApp({
      ...{ database, vault: new Vault([Buffer.alloc(32, 7)]), clock: systemClock, log: createLogger('silent') },
      ...{ publicUrl: backend, allowLoopback: true },
    });
    org = await createOrg('Acme', defaultCreationRules, app);
    server = app.http.listen(port, '127.0.0.1');
    await once(server, 'listening');
    await app.start();
    keys = await sandbox.console<OrgKeys>('org');
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    page.setDefaultTimeout(patience);
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await app?.stop();
    await Promise.all([sandbox?.stop(), database?.destroy()]);
  });

  const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
  const openPhase = async (name: string) => {
    await page.getByRole('navigation', { name: 'Steps of the setup' }).getByRole('button', { name }).click();
    await page.getByRole('heading', { level: 2, name }).waitFor();
  };
  /** What the path says of a phase; waited for, because it is asked for anew after a change. */
  const stands = (name: string, state: string) =>
    page
      .getByRole('navigation', { name: 'Steps of the setup' })
      .getByRole('button', { name: new RegExp(`${name}.*${state}`) })
      .waitFor();
  /** What was sent was refused, and the page says so: at the field, or beneath the form. */
  const refused = () => page.locator('[role=alert], .slds-has-error').first().waitFor();
  /** Nothing is in the way of anybody, and nothing is cut off at either width. */
  const isFit = async () => {
    for (const width of [400, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      assert.ok(Number(overflow) <= 0, `wider than ${width} pixels by ${overflow}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        [],
      );
    }
  };

  it('is not there before the package is installed', async () => {
    await page.goto(`${sandbox.url}/lightning/app/Inlet`);
    await page.getByText('The Inlet package is not installed').waitFor();
    await sandbox.console('package/source', {});
    await sandbox.console('permission-sets/assignments', { user: 'admin@inlet.sandbox', permissionSet: 'Inlet_Admin' });
  });

  it('opens with pairing, by the code that the operator was given', async () => {
    await page.goto(`${sandbox.url}/lightning/app/Inlet`);
    await page.getByRole('heading', { level: 1, name: 'Setup' }).waitFor();
    await isFit();
    await page.getByLabel('Address of the backend').fill(backend);
    await page.getByLabel(/code/i).fill(org.pairing.code);
    await button('Pair').click();
    await page.getByText(`Paired with the backend at ${backend}.`).waitFor();
    await stands('API connection', 'to do');
  });

  it('connects by a login in another window, and waits for it', async () => {
    await page.getByText('Login in a browser window', { exact: true }).click();
    const callback = await page.getByLabel('Callback URL for the External Client App').inputValue();
    await sandbox.console('apps/Inlet', { callbackUrls: [callback] });
    await page.getByLabel('Consumer key').fill(keys.clientId);
    await page.getByLabel('Consumer secret').fill(keys.clientSecret);
    await isFit();
    const opened = page.context().waitForEvent('page');
    await button('Open the login').click();
    const login = await opened;
    await page.getByText('Log in to Salesforce in the new window').waitFor();
    await isFit();
    await login.getByLabel('User name').fill(apiUser);
    await login.getByLabel('Password').fill(keys.password);
    await login.keyboard.press('Enter');
    await login.locator('button[value=allow]').click();
    await login.getByText(apiUser).waitFor();
    await login.close();
    await page.getByText('Connected as Inlet Integration').waitFor();
    await stands('API connection', 'done');
  });

  it('connects by a certificate', async () => {
    await button('Connect in another way').click();
    await page.getByText('JWT bearer with a certificate', { exact: true }).click();
    await button('Make a certificate').click();
    const certificate = await page.getByLabel('Certificate', { exact: true }).inputValue();
    await isFit();
    await page.getByLabel('Username of the API User').fill(apiUser);
    await button('Connect').click();
    // The app does not know the certificate yet: what was typed is still there, and is tried again.
    await refused();
    assert.equal(await page.getByLabel('Username of the API User').inputValue(), apiUser);
    await sandbox.console('apps/Inlet', { isJwtBearerFlowEnabled: true, certificate });
    await button('Connect').click();
    await page.locator('dd', { hasText: 'JWT bearer with a certificate' }).waitFor();
  });

  it('connects by client credentials', async () => {
    await button('Connect in another way').click();
    await page.getByText('Client credentials (recommended)', { exact: true }).click();
    await page.getByLabel('Consumer secret').fill('wrong');
    await button('Connect').click();
    await refused();
    await page.getByLabel('Consumer secret').fill(keys.clientSecret);
    await button('Connect').click();
    await page.locator('dd', { hasText: /^Client credentials$/ }).waitFor();
    await isFit();
  });

  it('gives the API User its permission set by one click', async () => {
    await openPhase('Installation');
    await page.getByText(/permissions are missing: bookings that need them will be held/).waitFor();
    await stands('Installation', 'to do');
    await isFit();
    await button('Assign the permission set Inlet API User').click();
    await page.getByText('The API User has all that the settings need.').waitFor();
    await stands('Installation', 'done');
    await isFit();
  });

  it('makes a source, shows its secret once, and sends a test booking to Salesforce', async () => {
    await openPhase('Sources');
    await button('Add a source').click();
    await page.getByRole('combobox', { name: 'Product' }).click();
    await page.getByRole('option', { name: 'Calendly' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Sales demos');
    await button('Create the source').click();
    await page.getByText('Take these now: they are shown only once').waitFor();
    assert.match(await page.getByLabel('Address', { exact: true }).inputValue(), /\/v1\/hooks\/hook_/);
    await isFit();
    await button('I have taken them').click();
    const source = page.getByRole('region', { name: 'Sales demos' });
    await source.getByRole('button', { name: 'Send a test booking' }).click();
    await source.getByLabel('E-mail address of the customer').fill('carrie@example.test');
    await isFit();
    await source.getByRole('button', { name: 'Send a test booking' }).last().click();
    await source.getByText('Delivered to Salesforce').waitFor();
    await stands('Sources', 'done');
    await isFit();
    await source.getByRole('button', { name: 'Remove the test records' }).click();
    await page.getByText('The test records are removed from Salesforce').waitFor();
  });

  it('is left and come back to by its address', async () => {
    await page.goto(`${sandbox.url}/lightning/n/Inlet_Setup?c__phase=installation`);
    await page.getByRole('heading', { level: 2, name: 'Installation' }).waitFor();
    await page.getByRole('link', { name: 'Bookings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bookings' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: 'Installation' }).waitFor();
  });

  it('logs no error', () => assert.deepEqual(problems, []));
});

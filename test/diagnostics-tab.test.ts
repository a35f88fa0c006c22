import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { callApex } from '../scripts/start/call-apex.ts';
import { createApp, type App } from '../server/src/app.ts';
import { defaultCreationRules } from '../server/src/bookings/creation-rules.ts';
import { systemClock } from '../server/src/platform/clock.ts';
import { Vault } from '../server/src/platform/crypto.ts';
import { createLogger } from '../server/src/platform/log.ts';
import { createOrg, type CreatedOrg } from '../server/src/setup/connect-org.ts';
import { operator } from '../server/src/setup/connection/connection.ts';
import { runSandbox, type RunningSandbox } from '../server/test/support/running-sandbox.ts';
import { engines, type TestDatabase } from '../server/test/support/test-database.ts';
import { bookingOf, eventually, postBookings } from './support/api-client.ts';
import { openBrowser } from './support/browser.ts';
import { freePort } from './support/free-port.ts';
import { isFit } from './support/page-fits.ts';

/** The components are compiled on the first page, on a machine that is busy with other tests. */
const patience = 40_000;
const apiUser = 'integration@inlet.sandbox';

/** A case of the troubleshooting article: how the org is broken, what the tab has to say, and how it is repaired. */
interface Case {
  name: string;
  break(): Promise<unknown>;
  /** Which check turns red, what it finds, and what it says is to be done. */
  check: string;
  finding: RegExp;
  fix: RegExp;
  repair(): Promise<unknown>;
  /** The API cannot be used meanwhile, so the connection has to be taken up again. */
  reconnects?: boolean;
}

describe('the tab Diagnostics, through the backend into the org', () => {
  let sandbox: RunningSandbox;
  let database: TestDatabase;
  let app: App;
  let server: Server;
  let port: number;
  let browser: Browser;
  let org: CreatedOrg;
  let page: Page;
  let heldId: string;
  const problems: string[] = [];

  const listen = async () => {
    server = app.http.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  const api = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`http://localhost:${port}/v1/org/${path}`, {
      method,
      headers: { authorization: `Bearer ${org.apiKey}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : {}) as Record<string, unknown>;
  };
  const inOrg = (path: string, body: object) => sandbox.console(path, body);
  const unmake = async (path: string) => {
    const response = await fetch(`${sandbox.url}/sandbox/${path}`, { method: 'DELETE' });
    assert.ok(response.ok, `${path}: ${response.status}`);
  };
  const connect = () =>
    api('POST', 'connection/client-credentials', {
      ...{ loginUrl: sandbox.url, clientId: sandbox.org.clientId, clientSecret: sandbox.org.clientSecret },
    });
  /** As a login in a browser window leaves it: by a refresh token, which a new password of the user ends. */
  const connectByRefreshToken = async () => {
    const { refreshToken } = await sandbox.console<{ refreshToken: string }>('refresh-tokens', { username: apiUser });
    const { accessToken } = await sandbox.console<{ accessToken: string }>('tokens', { username: apiUser });
    const { clientId, clientSecret, id: salesforceOrgId } = sandbox.org;
    const credentials = { kind: 'webServer' as const, loginUrl: sandbox.url, clientId, clientSecret };
    const tokens = { accessToken, refreshToken, instanceUrl: sandbox.url };
    await app.connections.connect(org.orgId, { credentials, tokens, salesforceOrgId, user: undefined }, operator);
  };
  const user = (change: object) => inOrg(`users/${apiUser}`, change);
  const assigned = (isAssigned: boolean) =>
    inOrg('permission-sets/assignments', { user: apiUser, permissionSet: 'Inlet_API_User', assigned: isAssigned });
  const field = (name: string, more: object) =>
    inOrg('fields', { object: 'Lead', name, label: name.replace('__c', ''), required: true, ...more });
  const post = async (id: string, more: object = {}) => {
    const posted = await postBookings(`http://localhost:${port}`, org.apiKey, { ...bookingOf(id), ...more });
    assert.equal(posted?.status, 202, JSON.stringify(posted?.body));
    return posted.body.id as string;
  };
  const standsAs = (id: string, state: string) =>
    eventually(`${id} ${state}`, async () => (await api('GET', `bookings/${id}`))['state'] === state, patience);

  before(async () => {
    const [engine] = await engines();
    [sandbox, database, browser, port] = await Promise.all([runSandbox(), engine!.create(), openBrowser(), freePort()]);
    app = createApp({
      ...{ database, vault: new Vault([Buffer.alloc(32, 7)]), clock: systemClock, log: createLogger('silent') },
      ...{ publicUrl: `http://localhost:${port}`, allowLoopback: true },
    });
    org = await createOrg('Acme', defaultCreationRules, app);
    await listen();
    await app.start();
    await sandbox.console('permission-sets/assignments', { user: 'admin@inlet.sandbox', permissionSet: 'Inlet_Admin' });
    await callApex(sandbox.url, 'InletPairing', 'setAddress', { address: `http://localhost:${port}` });
    await callApex(sandbox.url, 'InletPairing', 'exchangeCode', { code: org.pairing.code });
    await connect();
    await standsAs(await post('FIRST'), 'delivered');
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
  const verdict = (state: string) => page.locator(`[data-verdict=${state}]`);
  const check = (id: string, state: string) => page.locator(`[data-check="${id}"][data-state=${state}]`);
  /** All checks anew, waited for until they are answered. */
  const checkAgain = async () => {
    const answered = page.waitForResponse(
      (response) =>
        response.url().endsWith('/InletRelay/send') && /diagnostics\/run/.test(response.request().postData() ?? ''),
    );
    await button('Check again').click();
    await answered;
    await page.getByText(/^Last checked: /).waitFor();
  };
  /** Shows what is in order too: one button in each section; pressed, it has another name. */
  const unfold = async () => {
    const folded = page.getByRole('button', { name: /^Show \d+ checks that are in order$/ });
    await folded.first().click();
    await folded.click();
  };

  it('checks by itself what was never checked, and says on top that bookings reach Salesforce', async () => {
    await page.goto(`${sandbox.url}/lightning/n/Inlet_Diagnostics`);
    await page.getByRole('heading', { level: 1, name: 'Diagnostics' }).waitFor();
    await verdict('ok').waitFor();
    await page.getByText(/^Last checked: /).waitFor();
    await unfold();
    await check('storage', 'ok').waitFor();
    await page.locator('.place canvas').waitFor();
    await isFit(page);
  });

  const cases: Case[] = [
    {
      name: 'the API User was disconnected',
      break: () => api('DELETE', 'connection'),
      ...{ check: 'connection', finding: /disconnected/, fix: /connect/i },
      repair: connect,
    },
    {
      name: 'the password of the API User was changed',
      async break() {
        await connectByRefreshToken();
        await inOrg(`users/${apiUser}/password`, { revokesRefreshTokens: true });
        await inOrg('sessions/expire', {});
      },
      ...{ check: 'connection', finding: /.{20}/, fix: /reconnect/i },
      async repair() {
        await unmake(`users/${apiUser}/password`);
        await connect();
      },
    },
    {
      name: 'the connected app was uninstalled, as with the package',
      break: () => inOrg('apps/Inlet', { isInstalled: false }),
      ...{ check: 'connection', finding: /not installed/, fix: /nstall/ },
      repair: () => inOrg('apps/Inlet', { isInstalled: true }),
      reconnects: true,
    },
    {
      name: 'the login IP ranges of the profile shut the API User out',
      async break() {
        await user({ isLoginIpRestricted: true });
        await inOrg('sessions/expire', {});
      },
      ...{ check: 'apiUser.profile', finding: /IP ranges or login hours/, fix: /.{20}/ },
      repair: () => user({ isLoginIpRestricted: false }),
      reconnects: true,
    },
    {
      name: '"API Enabled" was taken away',
      break: () => user({ isApiEnabled: false }),
      ...{ check: 'apiUser.apiEnabled', finding: /lacks "API Enabled"/, fix: /permission set Inlet API User/ },
      repair: () => user({ isApiEnabled: true }),
      reconnects: true,
    },
    {
      name: 'the permission set was taken away',
      break: () => assigned(false),
      ...{ check: 'apiUser.permissionSet', finding: /does not have the permission set/, fix: /Assign it/ },
      repair: () => assigned(true),
    },
    {
      name: 'a required field gets no value',
      break: () => field('Tier__c', { type: 'picklist', picklistValues: ['A', 'B'], restrictedPicklist: true }),
      ...{ check: 'fields.required', finding: /gets? no value/, fix: /.{20}/ },
      repair: () => unmake('fields/Lead/Tier__c'),
    },
    {
      name: 'a required field takes no value from a booking',
      break: () => field('Partner__c', { type: 'reference', referenceTo: ['Account'] }),
      ...{ check: 'fields.unsupported', finding: /Partner/, fix: /optional|default|page layout/ },
      repair: () => unmake('fields/Lead/Partner__c'),
    },
  ];
  for (const { name, check: id, finding, fix, repair, reconnects, ...one } of cases) {
    it(`${name}: red with the fix, and green once it is repaired`, async () => {
      await one.break();
      await checkAgain();
      await verdict('broken').waitFor();
      const red = check(id, 'broken');
      await red.locator('.finding', { hasText: finding }).waitFor();
      const toggle = red.getByRole('button').first();
      await toggle.click();
      await red.getByText('What to do', { exact: true }).waitFor();
      assert.match((await red.locator('.more').textContent()) ?? '', fix);
      await repair();
      if (reconnects) await api('POST', 'connection/reconnect', {});
      await checkAgain();
      await check(id, 'ok').waitFor();
      await verdict('ok').waitFor();
      await check(id, 'ok').getByRole('button').first().click();
    });
  }

  it('names the rule that refuses bookings in the matrix, at both widths and by keyboard', async () => {
    await inOrg('validation-rules', {
      ...{ object: 'Lead', name: 'Phone_needed', formula: 'ISBLANK(Phone)', message: 'A lead needs a phone.' },
    });
    heldId = await post('HELD');
    await standsAs(heldId, 'held');
    await checkAgain();
    await check('rules.validation', 'broken').waitFor();
    const cell = page.getByRole('row', { name: /^Demo/ }).getByRole('button', { name: 'Needs repair' });
    await cell.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 4, name: 'Demo, Lead: causes' }).waitFor();
    await page
      .getByRole('cell', { name: /A lead needs a phone/ })
      .getByRole('link', { name: 'Open in Salesforce Setup' })
      .first()
      .waitFor();
    await isFit(page);
    await button('1 booking is held').waitFor();
  });

  it('shows a test booking object by object, after the warning was confirmed, and leaves no trace', async () => {
    await button('I have read this: allow test bookings').click();
    await button('Make a test booking').click();
    const red = page.locator('[data-run] [data-object=Lead][data-state=broken]');
    await red
      .getByText(/A lead needs a phone/)
      .first()
      .waitFor();
    await isFit(page);
    await unmake('validation-rules/Phone_needed');
    await button('Make a test booking').click();
    await page.locator('[data-run] [data-object=Lead][data-state=ok]').waitFor();
    await api('POST', `bookings/${heldId}/retry`);
    await standsAs(heldId, 'delivered');
    await checkAgain();
    await check('rules.validation', 'ok').waitFor();
  });

  it('changes the thresholds of the API budget, and says at the field what is refused', async () => {
    await button('Change this').click();
    await page.getByLabel('Bookings stop at').fill('40');
    await button('Save').first().click();
    await page.locator('.slds-has-error').first().waitFor();
    await isFit(page);
    await page.getByLabel('Bookings stop at').fill('90');
    await button('Save').first().click();
    await page.getByText("90 % of the org's requests").waitFor();
    await button('Show the table').click();
    await page
      .getByRole('row', { name: /not known|\d/ })
      .nth(20)
      .waitFor();
    await isFit(page);
    await button('Show the chart').click();
  });

  it('the API requests are used up: the usage is shown, and what cannot be known says so', async () => {
    await inOrg('limits', { used: 100_000, max: 100_000 });
    await checkAgain();
    await verdict('broken').waitFor();
    await check('usage.daily', 'broken').waitFor();
    await page.getByText(/^100,000 of 100,000 API requests are used \(100 %\)/).waitFor();
    await check('fields.required', 'unknown').waitFor();
    // What the org itself tells is not hidden by it.
    await user({ isActive: false });
    await checkAgain();
    await check('apiUser.active', 'broken').waitFor();
    await user({ isActive: true });
    await inOrg('limits', { used: 100, max: 100_000 });
    await checkAgain();
    await check('usage.daily', 'ok').waitFor();
  });

  it('the API User is inactive: it says by whom, when, and that nothing else can be asked', async () => {
    await user({ isActive: false });
    await checkAgain();
    await check('apiUser.active', 'broken')
      .locator('.finding', { hasText: /was deactivated on .* by / })
      .waitFor();
    await check('rules.validation', 'unknown').waitFor();
    await page.locator('[data-used]', { hasText: /of 100,000 API requests/ }).waitFor();
    await isFit(page);
  });

  it('the backend is stopped: the tab shows usage and API User all the same, and comes back with it', async () => {
    await close();
    await button('Check again').click();
    await page.getByText(/^Needs repair\. Inlet's backend does not answer/).waitFor();
    await page.locator('[data-usage=ok]', { hasText: /of 100,000 API requests/ }).waitFor();
    await page
      .locator('[data-user=broken]', { hasText: /Inlet Integration was deactivated on .* by Ada Admin/ })
      .waitFor();
    await page.getByText(/Whether bookings are waiting or held, and why/).waitFor();
    await isFit(page);
    await user({ isActive: true });
    await listen();
    await api('POST', 'connection/reconnect', {});
    await button('Check again').click();
    await page.getByText(/^Last checked: /).waitFor();
    await checkAgain();
    await verdict('ok').waitFor();
    await unfold();
    await check('apiUser.active', 'ok').waitFor();
  });

  it('leads from a finding to the phase of Setup where it is repaired, and from a broken phase back', async () => {
    await api('DELETE', 'connection');
    await checkAgain();
    await page.getByRole('button', { name: 'Open Inlet Setup: API connection' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Setup' }).waitFor();
    await button('Find the cause in Diagnostics').click();
    await page.getByRole('heading', { level: 1, name: 'Diagnostics' }).waitFor();
    await verdict('broken').waitFor();
    await connect();
  });

  it('speaks German', async () => {
    await page.locator('[data-session=language]').selectOption({ label: 'Deutsch' });
    await page.getByRole('heading', { level: 1, name: 'Diagnose' }).waitFor();
    await button('Erneut prüfen').click();
    await page.getByText('Was alle betrifft').waitFor();
    await page.getByText(/^Zuletzt geprüft: /).waitFor();
    await isFit(page);
  });

  it('says nothing into the console', () => assert.deepEqual(problems, []));
});

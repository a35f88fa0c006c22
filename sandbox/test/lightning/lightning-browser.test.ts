import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../../../test/support/browser.ts';
import { resourceUrls } from '../../src/lightning/static-resources.ts';
import { fixturePackage } from './fixture-package.ts';
import { shellSandbox } from './shell-fixture.ts';

/** Compiling, on a machine that is busy with other tests. */
const PATIENCE_MILLISECONDS = 120_000;

describe('the pages in a browser', async () => {
  const { url, state, grantAdmin, create } = await shellSandbox(fixturePackage());
  grantAdmin();
  const lead = create('Lead', { FirstName: 'Mia', LastName: 'Miller', Company: 'Acme', Email: 'mia@acme.test' });
  const problems: string[] = [];
  /** Addresses whose refusal the browser logs by itself. */
  const refusals = new Set<string>([`${resourceUrls(state.metadata)['Fixture_Archive']}/nothing.js`]);
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  async function open(address: string, { width = 1280 } = {}): Promise<Page> {
    const context: BrowserContext = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLISECONDS);
    page.on('console', (message) => {
      const isRefusal = refusals.has(new URL(message.location().url || url).pathname) && /40[34]/.test(message.text());
      if (['error', 'warning'].includes(message.type()) && !isRefusal) problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(url + address);
    return page;
  }

  test('show the tab of the app, with what the platform hands to a component', async () => {
    const page = await open('/');
    await page.getByText('Booking: none').waitFor();
    assert.equal(new URL(page.url()).pathname, '/lightning/n/Inlet_Bookings');
    assert.equal(await page.title(), 'Bookings | Inlet');
    const facts = ['en-US', 'America/New_York', state.identity.admin().id, 'true'];
    // customPermission is the package's: the fixture has none deployed, so it is not granted.
    await page.getByText([...facts.slice(0, 3), 'undefined'].join(' ')).waitFor();
    await page.locator('.organization', { hasText: 'Inlet Sandbox' }).waitFor();
    await page.getByText('first row').waitFor();
    await page.getByText('Sandbox org — not Salesforce').waitFor();
  });

  test('load a script and a style sheet of static resources once, and tell what is missing', async () => {
    const page = await open('/lightning/n/Inlet_Bookings');
    await page.getByText('Script loaded 1 time, nothing.js is missing').waitFor();
    const colour = await page.evaluate('getComputedStyle(document.body).outlineColor');
    assert.equal(colour, 'rgb(1, 2, 3)');
  });

  test('tell a component its new state without losing it, and go back', async () => {
    const page = await open('/lightning/n/Inlet_Bookings');
    await page.getByLabel('Search').fill('kept');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText('Booking: b-7').waitFor();
    assert.equal(new URL(page.url()).search, '?c__booking=b-7');
    await page.goBack();
    await page.getByText('Booking: none').waitFor();
    assert.equal(await page.getByLabel('Search').inputValue(), 'kept');
  });

  test('announce a toast, which can be closed', async () => {
    const page = await open('/lightning/n/Inlet_Bookings');
    await page.getByRole('button', { name: 'Toast' }).click();
    const toasts = page.getByRole('status');
    await toasts.getByText('Booking 7').waitFor();
    await toasts.getByRole('button', { name: 'Close' }).click();
    await toasts.getByText('Booking 7').waitFor({ state: 'detached' });
  });

  test('hand the refusal of Apex to the component', async () => {
    const page = await open('/lightning/n/Inlet_Bookings');
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.locator('.outcome', { hasText: 'No answer' }).waitFor();
  });

  test('follow a link from the list to the record, and focus what came', async () => {
    const page = await open('/lightning/n/Inlet_Bookings');
    await page.getByRole('link', { name: 'Leads' }).click();
    await page.getByRole('link', { name: 'Mia Miller' }).click();
    await page.getByRole('heading', { name: 'Mia Miller' }).waitFor();
    assert.equal(new URL(page.url()).pathname, `/lightning/r/Lead/${lead}/view`);
    await page.getByText(`Bookings of ${lead}`).waitFor();
    await page.getByRole('link', { name: 'mia@acme.test' }).waitFor();
    assert.equal(await page.locator('main:focus').count(), 1);
  });

  test('say what is not there', async () => {
    const page = await open('/lightning/n/Inlet_Nothing');
    await page.getByRole('alert').filter({ hasText: 'Inlet_Nothing' }).waitFor();
  });

  test('speak the language that was chosen, for tab, labels and frame', async () => {
    const page = await open('/lightning/n/Inlet_Bookings');
    await page.getByLabel('Language').selectOption('Deutsch');
    await page.getByText('Buchungen & mehr').waitFor();
    await page.getByRole('link', { name: 'Buchungen', exact: true }).waitFor();
    await page.getByText('Option auswählen').or(page.getByText('Sandbox-Org – nicht Salesforce')).first().waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    assert.equal(state.identity.admin().language, 'de');
    await page.getByLabel('Sprache').selectOption('English');
    await page.getByText('Bookings & more').waitFor();
  });

  test('show the org as another user, who sees neither app nor tab before a permission set shows them', async () => {
    const page = await open('/lightning/n/Inlet_Bookings');
    const bar = page.getByRole('navigation');
    await bar.getByRole('link', { name: 'Bookings', exact: true }).waitFor();
    refusals.add('/lightning/n/Inlet_Bookings').add('/lightning/app/Inlet');
    await page.getByLabel('User').selectOption('Riley Reyes');
    await page.getByRole('heading', { name: 'You don’t have access to this page' }).waitFor();
    await page.getByText('None of your permission sets makes the tab Bookings visible').waitFor();
    await page.getByText('It is in: Inlet Admin.').waitFor();
    assert.equal(await bar.getByRole('link', { name: 'Bookings', exact: true }).count(), 0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id }) => id),
      [],
    );
    await page.goto(`${url}/lightning/app/Inlet`);
    await page.getByRole('heading', { name: 'You don’t have access to this app' }).waitFor();
    // The org's own pages are there.
    await bar.getByRole('link', { name: 'Leads' }).click();
    await page.getByRole('link', { name: 'Mia Miller' }).waitFor();

    const riley = state.identity.users().find(({ name }) => name === 'Riley Reyes')!;
    const show = (visibility: 'Available' | 'Visible') => {
      state.org.savePermissionSet({
        ...state.org.permissionSets().find(({ name }) => name === 'Inlet_Admin')!,
        ...{ name: 'Shows', label: 'Shows', customPermissions: [], classAccesses: [] },
        tabSettings: [{ tab: 'Inlet_Bookings', visibility }],
      });
      state.org.assignPermissionSet(riley.id, 'Shows');
    };
    // Available: by its address, and not in the bar.
    show('Available');
    await page.goto(`${url}/lightning/n/Inlet_Bookings`);
    await page.locator('.organization', { hasText: 'InletOrg' }).waitFor();
    assert.equal(await bar.getByRole('link', { name: 'Bookings', exact: true }).count(), 0);
    show('Visible');
    await page.reload();
    await bar.getByRole('link', { name: 'Bookings', exact: true }).waitFor();
    // What it shows is the component's: without the class it says so.
    await page.locator('.organization', { hasText: 'InletOrg' }).waitFor();
  });

  test('show the administrator of a fresh deploy no app: nobody has assigned a permission set yet', async () => {
    state.org.unassignPermissionSet(state.identity.admin().id, 'Inlet_Admin');
    const page = await open('/');
    await page.getByRole('heading', { name: 'You don’t have access to this app' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Org console' }).click();
    await page.getByRole('heading', { name: 'Users and permission sets' }).waitFor();
    state.org.assignPermissionSet(state.identity.admin().id, 'Inlet_Admin');
    await page.goBack();
    await page.reload();
    await page.getByText('Booking: none').waitFor();
  });

  for (const width of [1280, 400]) {
    test(`are accessible and fit at ${width} pixels`, async () => {
      for (const address of [
        '/lightning/n/Inlet_Bookings',
        '/lightning/o/Lead/list',
        `/lightning/r/Lead/${lead}/view`,
      ]) {
        const page = await open(address, { width });
        await page.locator('main > *').waitFor();
        await page.waitForLoadState('networkidle');
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        assert.deepEqual(found, [], address);
        const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        assert.equal(wide, 0, `${address} is wider than the window`);
      }
    });
  }

  test('say that the package is missing when it is', async () => {
    state.metadata.change([], state.metadata.all());
    const page = await open('/lightning/app/Inlet');
    await page.getByText('The Inlet package is not installed').waitFor();
    assert.equal(await page.getByRole('main').getByRole('link').getAttribute('href'), '/sandbox/');
  });

  test('log no error and no warning', () => assert.deepEqual(problems, []));
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { createApp, type App } from '../server/src/app.ts';
import { defaultCreationRules } from '../server/src/bookings/creation-rules.ts';
import { systemClock } from '../server/src/platform/clock.ts';
import { Vault } from '../server/src/platform/crypto.ts';
import { createLogger } from '../server/src/platform/log.ts';
import { createOrg, type CreatedOrg } from '../server/src/setup/connect-org.ts';
import { asAdmin } from '../server/test/support/sandbox-records.ts';
import { runSandbox, type RunningSandbox } from '../server/test/support/running-sandbox.ts';
import { engines, type TestDatabase } from '../server/test/support/test-database.ts';
import { bookingOf, eventually, postBookings } from './support/api-client.ts';
import { openBrowser } from './support/browser.ts';
import { freePort } from './support/free-port.ts';
import { isFit } from './support/page-fits.ts';

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
  const steps = () => page.getByRole('navigation', { name: 'Steps of the setup' });
  const openPhase = async (name: string) => {
    await steps().getByRole('button', { name }).click();
    await page.getByRole('heading', { level: 2, name }).waitFor();
  };
  /** What the path says of a phase; waited for, because it is asked for anew after a change. */
  const stands = (name: string, state: string) =>
    steps()
      .getByRole('button', { name: new RegExp(`${name}.*${state}`) })
      .waitFor();
  /** Types into a field that narrows its choices, and takes the first that is left. */
  const choose = async (field: Locator, text: string) => {
    await field.click();
    await field.fill(text);
    await page.getByRole('main').getByRole('option', { name: text }).first().waitFor();
    await page.keyboard.press('Enter');
  };
  const combobox = (name: string | RegExp) => page.getByRole('combobox', { name });
  const saved = async (version: number) => {
    await button('Save').click();
    await page.getByText(new RegExp(`^Version ${version}, saved on .* by Ada Admin$`)).waitFor();
  };
  /** What was sent was refused, and the page says so: at the field, or beneath the form. */
  const refused = () => page.locator('[role=alert], .slds-has-error').first().waitFor();
  /** The Lead as Salesforce has it. */
  const leadOf = async (email: string): Promise<Record<string, unknown> | undefined> => {
    const { accessToken } = await sandbox.console<{ accessToken: string }>('tokens', {});
    const soql = `SELECT Budget__c, Owner.Name FROM Lead WHERE Email = '${email}'`;
    const response = await fetch(`${sandbox.url}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    const { records } = (await response.json()) as { records: { Budget__c: number; Owner: { Name: string } }[] };
    return records[0] && { Budget__c: records[0].Budget__c, 'Owner.Name': records[0].Owner.Name };
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
    await isFit(page);
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
    await isFit(page);
    const opened = page.context().waitForEvent('page');
    await button('Open the login').click();
    const login = await opened;
    await page.getByText('Log in to Salesforce in the new window').waitFor();
    await isFit(page);
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
    await isFit(page);
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
    await isFit(page);
  });

  it('says at which other org a login ended; it is given back here, and kept only in the window of that login', async () => {
    const salesforce_org_id = '00D000000000099AAA';
    await database.kysely.updateTable('orgs').set({ salesforce_org_id }).execute();
    const logIn = async () => {
      await button('Connect in another way').click();
      await page.getByText('Login in a browser window', { exact: true }).click();
      const opened = page.context().waitForEvent('page');
      await button('Open the login').click();
      const login = await opened;
      await login.getByLabel('User name').fill(apiUser);
      await login.getByLabel('Password').fill(keys.password);
      await login.keyboard.press('Enter');
      await login.locator('button[value=allow], button[value=keep]').first().waitFor();
      const allow = login.locator('button[value=allow]');
      if (await allow.isVisible()) await allow.click();
      await login.getByText('This is another Salesforce org than before.').waitFor();
      await login.close();
      await page.getByText('The login ended at another Salesforce org').waitFor();
      await page.locator('dd', { hasText: salesforce_org_id }).first().waitFor();
    };
    await logIn();
    await isFit(page);
    await button('Stay with the org before').click();
    await page.locator('dd', { hasText: /^Client credentials$/ }).waitFor();
    await logIn();
    const opened = page.context().waitForEvent('page');
    await button('Go on in the login window').click();
    const question = await opened;
    await question.locator('button[value=keep]').click();
    await question.getByText(apiUser).waitFor();
    await question.close();
    await page.locator('dd', { hasText: 'Login in a browser window' }).waitFor();
  });

  it('gives the API User its permission set by one click', async () => {
    await openPhase('Installation');
    await page.getByText(/permissions are missing: bookings that need them will be held/).waitFor();
    await stands('Installation', 'to do');
    await isFit(page);
    await button('Assign the permission set Inlet API User').click();
    await page.getByText('The API User has all that the settings need.').waitFor();
    await stands('Installation', 'done');
    await isFit(page);
  });

  it('fills a required custom field from what bookings answer, by one click', async () => {
    await sandbox.console('fields', {
      ...{ object: 'Lead', name: 'Budget__c', label: 'Budget', type: 'currency', required: true },
    });
    await sandbox.console('fields', {
      ...{ object: 'Lead', name: 'Partner__c', label: 'Partner', type: 'reference', referenceTo: ['Account'] },
      required: true,
    });
    const posted = await postBookings(backend, org.apiKey, {
      ...bookingOf('SETUP-1'),
      ...{ owner: { name: 'Olga Owner', email: 'olga@elsewhere.test' } },
      answers: { 'What is your budget?': '20000', 'What are you looking for?': 'A new roof' },
    });
    assert.equal(posted?.status, 202, JSON.stringify(posted?.body));
    await openPhase('Field validation');
    await button('Read the fields again').click();
    await page.getByText('One required field cannot be filled from a booking').waitFor();
    await page.getByRole('link', { name: 'Open the field in Setup' }).waitFor();
    await stands('Field validation', 'needs repair');
    await isFit(page);
    await sandbox.console('fields/Lead/Partner__c', { required: false });
    await button('Read the fields again').click();
    await page.getByText('All required fields get a value.').waitFor();
    await button('Fill it from: Answer to “What is your budget?”').click();
    await page.getByText('Filled from: Answer to “What is your budget?”').waitFor();
    await stands('Field validation', 'done');
    // A value for one required field is not yet the mapping as a whole.
    await stands('Field mapping', 'to do');
    await isFit(page);
  });

  it('maps a custom question, tried with a real booking while it is made', async () => {
    await openPhase('Field mapping');
    await button('Map a field').click();
    await choose(combobox('Salesforce field'), 'Description');
    await page.getByText('Text with values of the booking', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Text' }).fill('{{customer.shoe}}');
    await page
      .getByText(/customer\.shoe/)
      .first()
      .waitFor();
    await page.getByRole('alert').first().waitFor();
    await page.getByRole('textbox', { name: 'Text' }).fill('Looks for:');
    await choose(combobox('Add a value of the booking to the text'), 'What are you looking for?');
    await page.getByText('this writes: Looks for: A new roof').waitFor();
    await isFit(page);
    await button('Apply').click();
    await page.getByText('Changes that are not saved').waitFor();
    await steps().getByRole('button', { name: 'Users' }).click();
    await page.getByText('This step holds changes that are not saved.').waitFor();
    await isFit(page);
    await button('Stay here').click();
    await button('Show what a recent booking would write').click();
    await page.getByText('The booking of GivenSETUP-1 Family would write this; nothing is sent.').waitFor();
    await isFit(page);
    await saved(3);
    await stands('Field mapping', 'done');
    await stands('Creation rules', 'to do');
  });

  it('refuses a creation rule that would make bookings fail, keeps what was typed, and saves what is right', async () => {
    const admin = await asAdmin(sandbox);
    const { id: webinar } = await admin.sobject('Campaign').create({ Name: 'Spring Webinar', IsActive: true });
    await openPhase('Creation rules');
    await page.getByText('Overwrite them with what the booking says', { exact: true }).click();
    const campaign = combobox(/^Campaign$/);
    await choose(campaign, 'Spring Webinar');
    await combobox('Status of the campaign member').waitFor();
    await page.getByLabel('Note on this change').fill('Webinar guests are known');
    await admin.sobject('Campaign').delete(webinar!);
    await button('Save').click();
    await page.getByText('Nothing was saved: one setting needs to be corrected.').waitFor();
    await page
      .getByText(/This org has no campaign/)
      .first()
      .waitFor();
    assert.equal(await campaign.inputValue(), 'Spring Webinar');
    await isFit(page);
    await choose(campaign, 'No campaign');
    await saved(4);
    await page.getByText('Webinar guests are known', { exact: true }).waitFor();
    await page.getByText(/Fill those that are empty → Overwrite them with what the booking says$/).waitFor();
    await stands('Creation rules', 'done');
    await isFit(page);
  });

  it('maps a booking owner whom Salesforce does not know by e-mail address', async () => {
    await openPhase('Users');
    await stands('Users', 'to do');
    await choose(combobox('Salesforce user for Olga Owner'), 'Riley Reyes');
    await saved(5);
    await page.getByText('chosen here', { exact: true }).waitFor();
    await stands('Users', 'done');
    await isFit(page);
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
    await isFit(page);
    await button('I have taken them').click();
    const source = page.getByRole('region', { name: 'Sales demos' });
    await source.getByRole('button', { name: 'Send a test booking' }).click();
    await source.getByLabel('E-mail address of the customer').fill('carrie@example.test');
    await source.getByLabel('E-mail address of the booking’s owner').fill('olga@elsewhere.test');
    await choose(source.getByRole('combobox', { name: 'Question' }), 'What is your budget?');
    await source.getByLabel('Answer', { exact: true }).fill('54321');
    await isFit(page);
    await source.getByRole('button', { name: 'Send a test booking' }).last().click();
    await source.getByText('Delivered to Salesforce').waitFor();
    await stands('Sources', 'done');
    await isFit(page);
    await source.getByRole('link', { name: 'Lead' }).waitFor();
    const lead = await leadOf('carrie@example.test');
    assert.deepEqual([lead?.['Budget__c'], lead?.['Owner.Name']], [54_321, 'Riley Reyes']);
    await source.getByRole('button', { name: 'Remove the test records' }).click();
    await page.getByText('The test records are removed from Salesforce').waitFor();
    await eventually('the Lead is gone', async () => (await leadOf('carrie@example.test')) === undefined, patience);
  });

  it('lists the records with stand-ins, from the phase and from a booking, each by its address', async () => {
    const booking = { ...bookingOf('SETUP-STAND-IN'), customer: { email: 'fay@example.test', name: 'Fay Fall' } };
    await postBookings(backend, org.apiKey, booking);
    await page.goto(`${sandbox.url}/lightning/n/Inlet_Bookings`);
    await button('Fay Fall').click();
    await page.getByText('Records of this booking hold values that nobody gave').waitFor();
    await page.getByText('Lead › Company: Unspecified').waitFor();
    await isFit(page);
    await button('All records with stand-ins').click();
    const row = page.getByRole('row', { name: /Fay Fall/ });
    await row.getByText('Company: Unspecified').waitFor();
    await row.getByRole('link', { name: 'Lead' }).waitFor();
    await isFit(page);
    await page.reload();
    await row.waitFor();
    await button('Back to Field validation').click();
    await page.getByText(/records? holds? stand-ins\.$/).waitFor();
    await isFit(page);
    await button('Show the records').click();
    await row.getByRole('button', { name: 'Fay Fall' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bookings' }).waitFor();
  });

  it('is left and come back to by its address', async () => {
    await page.goto(`${sandbox.url}/lightning/n/Inlet_Setup?c__phase=installation`);
    await page.getByRole('heading', { level: 2, name: 'Installation' }).waitFor();
    await page.getByRole('link', { name: 'Bookings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bookings' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: 'Installation' }).waitFor();
  });

  it('speaks German when the admin does, also what the backend says', async () => {
    await page.getByLabel('Language').selectOption({ label: 'Deutsch' });
    await page.getByRole('heading', { level: 1, name: 'Einrichtung' }).waitFor();
    const path = page.getByRole('navigation', { name: 'Schritte der Einrichtung' });
    for (const phase of [
      'API-Verbindung',
      'Installation',
      'Feldprüfung',
      'Feldzuordnung',
      'Erstellungsregeln',
      'Benutzer',
      'Quellen',
    ]) {
      await path.getByRole('button', { name: new RegExp(`${phase}.*erledigt`) }).click();
      await page.getByRole('heading', { level: 2, name: phase }).waitFor();
      await isFit(page);
    }
  });

  it('logs no error', () => assert.deepEqual(problems, []));
});

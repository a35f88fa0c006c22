import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../../test/support/browser.ts';
import { packageFiles, packageZip } from '../../../scripts/package/package-files.ts';
import { testSandbox } from '../api-support.ts';

/** On a machine that is busy with other tests. */
const PATIENCE_MILLISECONDS = 60_000;

describe('the Org console', async () => {
  const { url, state, api, ask, admin, signOut, empowerApiUser } = await testSandbox();
  state.packageZip = async () => packageZip(await packageFiles());
  const problems: string[] = [];
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    await page?.context().close();
    state.reset();
    empowerApiUser();
    signOut();
    page = await open();
  });

  async function open({ width = 1280 } = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const opened = await context.newPage();
    opened.setDefaultTimeout(PATIENCE_MILLISECONDS);
    opened.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    opened.on('pageerror', (error) => problems.push(String(error)));
    await opened.goto(`${url}/sandbox/`);
    await opened.getByRole('heading', { name: 'Break it' }).waitFor();
    return opened;
  }
  const section = (title: string): Locator => page.getByRole('region', { name: title, exact: true });
  const press = (title: string, name: string) => section(title).getByRole('button', { name, exact: true }).click();
  const said = (sentence: string) => page.getByRole('status').getByText(sentence).waitFor();
  const postLead = () => api('POST', '/sobjects/Lead', { LastName: 'Moss', Company: 'Acme' });

  test('breaks the org by one click and repairs it by another', async () => {
    const expected: [title: string, code: string][] = [
      ['Required field on Lead', 'REQUIRED_FIELD_MISSING'],
      ['Validation rule refuses Leads', 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
      ['API limit used up', 'REQUEST_LIMIT_EXCEEDED'],
      ['API User deactivated', 'INVALID_SESSION_ID'],
      ['API User frozen', 'INVALID_SESSION_ID'],
      ['App blocked by an administrator', 'INVALID_SESSION_ID'],
      ['Salesforce answers 503 for a minute', 'SERVER_UNAVAILABLE'],
    ];
    assert.equal((await postLead()).status, 201);
    for (const [title, code] of expected) {
      await press('Break it', `Break ${title}`);
      await said(`Broken: ${title}.`);
      assert.equal((await postLead()).body[0].errorCode, code);
      await press('Break it', `Repair ${title}`);
      await said(`Repaired: ${title}.`);
      signOut();
      assert.equal((await postLead()).status, 201, title);
    }
  });

  test('repairs everything at once', async () => {
    for (const title of ['Validation rule refuses Leads', 'API limit used up', 'API User deactivated']) {
      await press('Break it', `Break ${title}`);
      await said(`Broken: ${title}.`);
    }
    await press('Break it', 'Repair everything');
    await said('Everything here is repaired.');
    signOut();
    assert.equal((await postLead()).status, 201);
  });

  test('keeps the focus where Break and Repair take turns: the keyboard alone is enough', async () => {
    await section('Break it').getByRole('button', { name: 'Break API limit used up' }).focus();
    await page.keyboard.press('Enter');
    await said('Broken: API limit used up.');
    await section('Break it').getByRole('button', { name: 'Repair API limit used up' }).waitFor();
    await page.keyboard.press('Enter');
    await said('Repaired: API limit used up.');
    assert.equal(state.usage.current().used, 0);
  });

  test('adds a required field, lists it and removes it', async () => {
    await section('Required fields').getByLabel('Label').fill('Head count');
    await section('Required fields').getByLabel('Type').selectOption('Number');
    await press('Required fields', 'Add the field');
    await said('Lead has the field Head count (Head_count__c).');
    await section('Required fields').getByText('delivered with 0').waitFor();
    assert.equal((await postLead()).body[0].errorCode, 'REQUIRED_FIELD_MISSING');
    await press('Required fields', 'Remove Lead.Head_count__c');
    await said('Lead.Head_count__c is removed.');
    assert.equal((await postLead()).status, 201);
  });

  test('says at the field what is wrong with it, and keeps what was entered', async () => {
    const formula = section('Validation rules').getByLabel('Formula');
    await formula.fill('ISBLANK(');
    await press('Validation rules', 'Write the rule');
    await page.waitForFunction('document.activeElement.getAttribute("aria-invalid") === "true"');
    assert.equal(await formula.getAttribute('aria-invalid'), 'true');
    assert.notEqual(await page.locator('#Write-a-validation-rule-formula-error').textContent(), '');
    assert.equal(await formula.inputValue(), 'ISBLANK(');
    await section('Validation rules').getByLabel('Error text').fill('');
    await press('Validation rules', 'Write the rule');
    await section('Validation rules').getByText('Enter error text.').waitFor();
  });

  test('switches a validation rule off and on', async () => {
    await press('Validation rules', 'Write the rule');
    await said('The validation rule Phone_needed on Lead is active.');
    assert.equal((await postLead()).body[0].message, 'A phone number is needed.');
    await press('Validation rules', 'Deactivate Lead: Phone_needed');
    await said('Phone_needed is inactive.');
    assert.equal((await postLead()).status, 201);
    await press('Validation rules', 'Activate Lead: Phone_needed');
    await said('Phone_needed is active.');
    assert.equal((await postLead()).status, 400);
  });

  test('sets assignment and duplicate rules', async () => {
    await press('Assignment rules', 'Set the rule');
    await said('The assignment rule To the queue on Lead is active.');
    await press('Assignment rules', 'Deactivate Lead: To the queue');
    await said('To the queue is inactive.');
    await press('Duplicate rules', 'Set the rule');
    await said('The duplicate rule Same_e_mail on Lead is active.');
    assert.deepEqual([state.org.assignmentRules()[0]?.active, state.org.duplicateRules()[0]?.active], [false, true]);
    await press('Duplicate rules', 'Remove Lead: Same_e_mail');
    await said('Same_e_mail is removed.');
    assert.deepEqual(state.org.duplicateRules(), []);
  });

  test('installs the package, takes a permission set away, and uninstalls after asking', async () => {
    const apiUser = state.identity.apiUser();
    await press('Package', 'Install the package');
    await said('The package is installed; admin and API User have its permission sets.');
    assert.ok(state.org.permissionSetsOf(apiUser.id).includes('Inlet_API_User'));
    await press('Users and permission sets', `Take away Inlet_API_User from ${apiUser.name}`);
    await said(`Inlet_API_User is taken away from ${apiUser.name}.`);
    await press('Break it', 'Repair API User without its permission set');
    await said('Repaired: API User without its permission set.');
    assert.ok(state.org.permissionSetsOf(apiUser.id).includes('Inlet_API_User'));
    await press('Package', 'Uninstall the package');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    assert.ok(state.metadata.all().length > 0);
    await press('Package', 'Uninstall the package');
    await page.getByRole('dialog').getByRole('button', { name: 'Uninstall' }).click();
    await said('The package is gone.');
    assert.equal(state.metadata.all().length, 0);
  });

  test('refuses to deactivate the administrator, in words', async () => {
    await press('Users and permission sets', 'Deactivate Ada Admin');
    await section('Users and permission sets')
      .getByRole('alert')
      .filter({ hasText: 'The administrator of the sandbox stays active.' })
      .waitFor();
  });

  test('freezes a user and unfreezes them', async () => {
    await press('Users and permission sets', 'Freeze Riley Reyes');
    await said('Riley Reyes is frozen.');
    assert.equal(state.identity.byUsername('rep@inlet.sandbox')?.isFrozen, true);
    await press('Users and permission sets', 'Unfreeze Riley Reyes');
    await said('Riley Reyes is no longer frozen.');
    assert.equal(state.identity.byUsername('rep@inlet.sandbox')?.isFrozen, false);
  });

  test('sets what an app may do, says at the field what is wrong, and uninstalls it', async () => {
    const apps = section('External client apps');
    await apps.getByText('Settings of Inlet').click();
    const addresses = apps.getByRole('form', { name: 'Settings of Inlet' }).getByLabel('Callback addresses');
    await addresses.fill('http://example.com/callback');
    await press('External client apps', 'Save the settings');
    await apps.getByText('http for localhost only').waitFor();
    assert.equal(await addresses.getAttribute('aria-invalid'), 'true');
    await addresses.fill('https://example.com/a\nhttp://localhost:4000/b');
    await apps.getByLabel('Run As').selectOption('Riley Reyes (rep@inlet.sandbox)');
    await apps.getByLabel('Refresh token').selectOption('Expires after');
    await apps.getByLabel('Period').fill('12');
    await apps.getByLabel('Unit').selectOption('Hours');
    await press('External client apps', 'Save the settings');
    await said('The settings of Inlet are saved.');
    const { callbackUrls, clientCredentialsFlowUser, refreshTokenValidityPeriod, isPkceRequired } = state.apps.own;
    assert.deepEqual(callbackUrls, ['https://example.com/a', 'http://localhost:4000/b']);
    assert.equal(clientCredentialsFlowUser, state.identity.byUsername('rep@inlet.sandbox')?.id);
    assert.deepEqual([refreshTokenValidityPeriod, isPkceRequired], [12, true]);
    await press('External client apps', 'Uninstall Inlet');
    await said('Inlet is uninstalled; its tokens are revoked.');
    assert.equal(state.apps.own.isInstalled, false);
    await press('External client apps', 'Install Inlet');
    await said('Inlet is installed.');
  });

  test('adds an app and removes it after asking', async () => {
    const apps = section('External client apps');
    await apps.getByText('Add an app').click();
    await apps.getByRole('form', { name: 'Add an app' }).getByLabel('Name').fill('Other');
    await press('External client apps', 'Add the app');
    await said('The app Other has keys of its own: GET /sandbox/apps tells them.');
    await press('External client apps', 'Remove Other');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await said('Other is removed.');
    assert.equal(state.apps.byName('Other'), undefined);
  });

  test('restricts a user, locks the org, resets a password, and takes it back', async () => {
    await section('Logins and sessions').getByLabel('Restriction').selectOption('Login IP or hours restricted');
    await press('Logins and sessions', 'Restrict');
    const { id, name } = state.identity.apiUser();
    await said(`${name}: Login IP or hours restricted.`);
    assert.equal(state.security.of(id).isLoginIpRestricted, true);
    await press('Logins and sessions', `Take back Login IP or hours restricted of ${name}`);
    await said(`${name}: taken back.`);
    assert.equal(state.security.of(id).isLoginIpRestricted, false);
    await press('Logins and sessions', 'Switch on Org locked');
    await said('Org locked: on.');
    assert.equal(state.security.policy.isOrganizationLocked, true);
    await press('Logins and sessions', 'Switch off Org locked');
    await said('Org locked: off.');
    await press('Logins and sessions', 'Reset the password');
    await page.getByRole('status').getByText('The password of').waitFor();
    assert.ok(state.security.of(id).password);
  });

  test('sets org-wide defaults', async () => {
    await section('Sharing').getByLabel('New default of Activity').selectOption('Private');
    await press('Sharing', 'Set the default of Activity');
    await said('Activity: Private.');
    assert.equal(state.org.sharing().Activity, 'private');
  });

  test('orders faults and takes one back', async () => {
    await section('Faults').getByLabel('What happens').selectOption('Wait before answering');
    await section('Faults').getByLabel('Milliseconds').fill('10');
    await section('Faults').getByLabel('Requests', { exact: true }).fill('7');
    await press('Faults', 'Order the fault');
    await said('Ordered: Wait before answering.');
    const [fault] = state.faults.list();
    assert.deepEqual([fault?.kind, fault?.count, fault?.username], ['latency', 7, state.identity.apiUser().username]);
    await section('Faults')
      .getByRole('button', { name: /^Remove fault/ })
      .click();
    await said('The fault is removed.');
    assert.deepEqual(state.faults.list(), []);
  });

  test('moves the clock, and back', async () => {
    await press('Clock', 'A day on');
    await section('Clock').getByText('24 hours ahead').waitFor();
    await press('Clock', 'Back to the real time');
    await section('Clock').getByText('24 hours ahead').waitFor({ state: 'detached' });
    assert.ok(Math.abs(state.org.now().getTime() - Date.now()) < 60_000);
  });

  test('counts API calls from a moment on, live, for Inlet alone or for everybody', async () => {
    await postLead();
    const calls = section('Counted API calls');
    await calls.getByText('Nothing is being counted.').waitFor();
    await press('Counted API calls', 'Start counting');
    await said('Counting from now on.');
    await calls.getByText('No call so far.').waitFor();
    await postLead();
    await api('GET', '/sobjects/Lead/describe');
    const { accessToken } = (
      await ask('POST', '/sandbox/tokens', { headers: { 'Content-Type': 'application/json' }, body: '{}' })
    ).body;
    await ask('GET', '/services/data/v64.0/limits', { headers: { Authorization: `Bearer ${accessToken}` } });
    await calls.getByText(`2 calls of ${state.identity.apiUser().username} since`).waitFor();
    await calls.getByText('sobject: 1').waitFor();
    const rows = await calls.locator('tbody tr').allInnerTexts();
    assert.equal(rows.length, 2);
    assert.match(rows[0]!, /GET\s+\/services\/data\/v64\.0\/sobjects\/Lead\/describe\s+200/);
    assert.match(rows[1]!, /POST\s+\/services\/data\/v64\.0\/sobjects\/Lead\s+201/);
    // A reload goes on counting.
    await page.reload();
    await calls.getByText('2 calls of').waitFor();
    await calls.getByLabel('Whose calls').selectOption('Those of everybody');
    await press('Counted API calls', 'Start counting');
    await calls.getByText('0 calls since').waitFor();
    await ask('GET', '/services/data/v64.0/limits', { headers: { Authorization: `Bearer ${accessToken}` } });
    await calls.getByText('1 call since').waitFor();
    await press('Counted API calls', 'Stop counting');
    await calls.getByText('Nothing is being counted.').waitFor();
  });

  test('switches options, says what each means, and keeps the focus', async () => {
    const options = section('Options');
    await options.getByText('The strict reading').waitFor();
    await options.getByRole('button', { name: 'Switch on Headers of a graph call reach its nodes' }).focus();
    await page.keyboard.press('Enter');
    await said('Headers of a graph call reach its nodes: on.');
    await options.getByText('hold for each record in it').waitFor();
    assert.equal(state.options.current.graphHeadersReachNodes, true);
    await page.keyboard.press('Enter');
    await said('Headers of a graph call reach its nodes: off.');
    await press('Options', 'Switch off Login with user name and password');
    await options.getByText('is refused, as in orgs').waitFor();
    assert.deepEqual(state.options.current, {
      ...{
        allOrNoneRollsBack: true,
        eventMonitoring: false,
        graphHeadersReachNodes: false,
        refreshTokenRotation: false,
        passwordLogin: false,
      },
    });
  });

  test('ends sessions', async () => {
    await postLead();
    await press('Users and permission sets', 'Expire all sessions');
    await said('All sessions have ended.');
    assert.equal((await postLead()).status, 401);
  });

  test('shows a new record by itself, deletes, restores and converts it', async () => {
    const { body } = await postLead();
    const records = section('Records');
    await records.getByRole('link', { name: 'Moss' }).waitFor();
    await press('Records', 'Delete Lead Moss');
    await said('Moss is in the Recycle Bin.');
    assert.equal((await api('GET', `/sobjects/Lead/${body.id}`)).status, 404);
    await press('Records', 'Restore Lead Moss');
    await said('Moss is back.');
    await press('Records', 'Convert Lead Moss');
    await records.getByText('Converted', { exact: true }).waitFor();
    await records.getByLabel('Object').selectOption('Contact');
    await records.getByRole('link', { name: 'Moss' }).waitFor();
  });

  test('resets the org after asking', async () => {
    await postLead();
    await press('Reset the org', 'Reset the org');
    await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
    await said('The org is empty.');
    empowerApiUser();
    signOut();
    assert.equal((await api('GET', '/query?q=SELECT+COUNT()+FROM+Lead')).body.totalSize, 0);
  });

  for (const width of [1280, 400]) {
    test(`is accessible and fits at ${width} pixels`, async () => {
      state.usage.set({ used: 100_000 });
      await state.packageZip?.().then(() => ask('POST', '/sandbox/package/source'));
      await postLead();
      await admin('POST', '/validation-rules', { object: 'Lead', name: 'X', formula: 'ISBLANK(Phone)', message: 'x' });
      await admin('POST', '/assignment-rules', { object: 'Lead', name: 'X', assignTo: 'Lead_Queue' });
      const opened = await open({ width });
      await opened.getByRole('button', { name: 'Start counting' }).click();
      await opened.getByText('No call so far.').waitFor();
      state.usage.set({ used: 0 });
      await api('GET', `/query?q=SELECT+Id+FROM+Lead+WHERE+${"LastName='x'+OR+".repeat(20)}LastName='y'`);
      await opened.getByText('query: 1').waitFor();
      await admin('POST', '/faults', { kind: 'serverError', status: 503, durationMilliseconds: 600_000 });
      await opened.getByText('No fault is ordered.').waitFor({ state: 'detached' });
      state.usage.set({ used: 100_000 });
      await opened.getByText('100,000 of 100,000 calls used').waitFor();
      const { violations } = await new AxeBuilder({ page: opened }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      assert.deepEqual(found, []);
      const wide = await opened.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      assert.equal(wide, 0, 'the page is wider than the window');
      await opened.context().close();
    });
  }

  test('leaves the JSON of the console as it is, and shows no page to a foreign host', async () => {
    assert.equal((await ask('GET', '/sandbox/', { headers: { Accept: 'application/json' } })).status, 404);
    assert.equal((await ask('GET', '/sandbox/limits', { headers: { Accept: 'text/html' } })).body.used, 0);
    assert.equal((await ask('GET', '/sandbox/', { headers: { Origin: 'https://evil.example' } })).status, 403);
    for (const path of [
      'page/../console-page.ts',
      'page/%2e%2e/console-page.ts',
      'page/tsconfig.json',
      'page/none.ts',
    ]) {
      assert.equal((await ask('GET', `/sandbox/${path}`)).status, 404, path);
    }
    const { headers } = await ask('GET', '/sandbox/', { headers: { Accept: 'text/html' } });
    assert.match(headers.get('content-security-policy') ?? '', /script-src 'self';.*frame-ancestors 'none'/);
  });

  test('logs nothing but the refusals that were provoked', () => {
    assert.deepEqual(
      problems.filter((text) => !text.includes('status of 400')),
      [],
    );
  });
});

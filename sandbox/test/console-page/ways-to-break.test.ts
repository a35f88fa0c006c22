import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../../test/support/browser.ts';
import { SEED } from '../../src/org/seed.ts';
import { testSandbox } from '../api-support.ts';

describe('the Org console, for ways in which orgs break', async () => {
  const { url, state, api, empowerApiUser, signOut } = await testSandbox();
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
    page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(`${url}/sandbox/`);
    await page.getByRole('heading', { name: 'Triggers and flows' }).waitFor();
  });

  const section = (title: string): Locator => page.getByRole('region', { name: title, exact: true });
  const press = (title: string, name: string) => section(title).getByRole('button', { name, exact: true }).click();
  const said = (sentence: string) => page.getByRole('status').getByText(sentence).waitFor();
  const postLead = (more: object = {}) => api('POST', '/sobjects/Lead', { LastName: 'Moss', Company: 'Acme', ...more });
  const postEvent = () =>
    api('POST', '/sobjects/Event', {
      ...{ Subject: 'Demo', OwnerId: SEED.rep, StartDateTime: '2026-12-01T09:00:00Z', DurationInMinutes: 30 },
    });

  test('breaks the org by one click and repairs it by another', async () => {
    const expected: [title: string, code: string][] = [
      ['Apex trigger fails on Leads', 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY'],
      ['Too many requests at once, for a minute', 'REQUEST_LIMIT_EXCEEDED'],
      ['Data storage full', 'STORAGE_LIMIT_EXCEEDED'],
      ['Salesforce is read-only for a maintenance', 'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE'],
      ['Salesforce is down for a maintenance', 'SERVER_UNAVAILABLE'],
      ['API version of Inlet retired', 'GONE'],
      ['API User without “API Enabled”', 'API_CURRENTLY_DISABLED'],
      ['API User outside of its login IP ranges or hours', 'INVALID_SESSION_ID'],
      ['App uninstalled', 'INVALID_SESSION_ID'],
      ['Org locked', 'INVALID_SESSION_ID'],
    ];
    for (const [title, code] of expected) {
      assert.equal((await postLead()).status, 201, title);
      await press('Break it', `Break ${title}`);
      await said(`Broken: ${title}.`);
      assert.equal((await postLead()).body[0].errorCode, code, title);
      await press('Break it', `Repair ${title}`);
      await said(`Repaired: ${title}.`);
      signOut();
    }
    assert.equal((await postLead()).status, 201);
  });

  test('breaks by a duplicate rule, a flow, another application and another product, and repairs everything at once', async () => {
    const own = (await postEvent()).body.id;
    await postLead({ Email: 'moss@acme.test' });
    for (const title of [
      'Duplicate rule blocks Leads',
      'Another application uses up three quarters of the API calls',
      'Another product writes the same events',
      'Flow fails on Events',
    ]) {
      await press('Break it', `Break ${title}`);
      await said(`Broken: ${title}.`);
    }
    assert.equal((await postLead({ Email: 'moss@acme.test' })).body[0].errorCode, 'DUPLICATES_DETECTED');
    assert.match((await postEvent()).body[0].message, /the “Event Follow-Up” process failed/);
    assert.ok(state.usage.current().used >= 75_000);
    const others = `SELECT Id FROM Event WHERE CreatedById != '${SEED.integration}'`;
    const count = async () => (await api('GET', `/query?q=${encodeURIComponent(others)}`)).body.totalSize;
    assert.equal(await count(), 1);
    await press('Break it', 'Repair everything');
    await said('Everything here is repaired.');
    assert.equal((await postEvent()).status, 201);
    assert.equal((await postLead({ Email: 'moss@acme.test' })).status, 201);
    assert.ok(state.usage.current().used < 100);
    assert.equal(await count(), 0);
    assert.equal((await api('GET', `/sobjects/Event/${own}`)).status, 200);
  });

  test('makes a flow that refuses some records, switches it off and takes it away', async () => {
    const form = section('Triggers and flows');
    await form.getByLabel('What it is').selectOption('Record-triggered flow');
    await form.getByLabel('API name').fill('Lead_Gate');
    await form.getByLabel('Label').fill('Lead Gate');
    await form.getByLabel('Only when').fill('ISPICKVAL(Rating, "Cold")');
    await form.getByLabel('Element that failed').fill('Get_Owner');
    await press('Triggers and flows', 'Make it');
    await said('The flow Lead_Gate on Lead is active.');
    assert.equal((await postLead()).status, 201);
    assert.match(
      (await postLead({ Rating: 'Cold' })).body[0].message,
      /“Lead Gate” process failed.* element Get_Owner\./,
    );
    await press('Triggers and flows', 'Deactivate Lead: Lead_Gate');
    await said('Lead_Gate is inactive.');
    assert.equal((await postLead({ Rating: 'Cold' })).status, 201);
    await press('Triggers and flows', 'Remove Lead: Lead_Gate');
    await said('Lead_Gate is removed.');
    await section('Setup audit trail').getByText('Deactivated flow with Name "Lead Gate"').waitFor();
  });

  test('makes a lookup with a filter, which refuses what does not match', async () => {
    await section('Lookup filters').getByLabel('Error text').fill('Choose somebody of Sales.');
    await press('Lookup filters', 'Make the lookup');
    await said('Lead has the lookup Account Executive (Account_Executive__c).');
    const { body } = await postLead({ Account_Executive__c: SEED.rep });
    assert.deepEqual(
      [body[0].errorCode, body[0].message],
      ['FIELD_FILTER_VALIDATION_EXCEPTION', 'Choose somebody of Sales.'],
    );
    await press('Lookup filters', 'Remove Lead.Account_Executive__c');
    await said('Lead.Account_Executive__c is removed.');
  });

  test('takes a record type from those who are no administrators, and gives it back', async () => {
    await press('Record types', 'Make the record type');
    await said('Lead has the record type Partner.');
    await press('Record types', 'Take from users Lead: Partner');
    await said('Administrators only have Lead: Partner.');
    const [made] = state.org.recordTypes();
    const options = { autoAssign: false, allowDuplicates: false };
    const values = { LastName: 'Moss', Company: 'Acme', RecordTypeId: made?.id };
    const refused = state.org.create({ userId: SEED.rep }, 'Lead', values, options);
    assert.ok(!refused.success);
    const text = `Record Type ID: this ID value isn't valid for the user: ${made?.id}`;
    assert.deepEqual(
      [refused.errors[0]?.statusCode, refused.errors[0]?.message],
      ['INVALID_CROSS_REFERENCE_KEY', text],
    );
    await press('Record types', 'Give to everybody Lead: Partner');
    await said('Everybody has Lead: Partner.');
    assert.ok(state.org.create({ userId: SEED.rep }, 'Lead', values, options).success);
  });

  test('sets a limit and takes it back; adds the calls of another application and takes them back', async () => {
    await section('Other limits').getByLabel('Limit', { exact: true }).selectOption('SingleEmail');
    await section('Other limits').getByLabel('Used').fill('5000');
    await press('Other limits', 'Set the limit');
    await said('SingleEmail is set.');
    assert.equal((await api('GET', '/limits')).body.SingleEmail.Remaining, 0);
    await press('Other limits', 'Reset SingleEmail');
    await said('SingleEmail is reset.');
    assert.equal((await api('GET', '/limits')).body.SingleEmail.Remaining, 5000);
    await press('API usage', 'Add the calls');
    await said('Data Warehouse Sync made 48,000 calls.');
    await press('API usage', 'Take back the calls of Data Warehouse Sync');
    await said('The calls of Data Warehouse Sync are gone.');
  });

  test('can be used by everybody: no violation of WCAG 2.1 A and AA, on a wide screen and a narrow one', async () => {
    await press('Break it', 'Break Apex trigger fails on Leads');
    await said('Broken: Apex trigger fails on Leads.');
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
        .analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
        [],
      );
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      assert.ok(overflow <= 0, `${overflow} pixels too wide at ${width}`);
    }
    assert.deepEqual(
      problems.filter((one) => !one.includes('400 (Bad Request)')),
      [],
    );
  });
});

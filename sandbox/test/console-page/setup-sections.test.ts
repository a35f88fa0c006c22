import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../../test/support/browser.ts';
import { testSandbox } from '../api-support.ts';

describe('the Org console, for what an admin sets up', async () => {
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
    await page.getByRole('heading', { name: 'Record types' }).waitFor();
  });

  const section = (title: string): Locator => page.getByRole('region', { name: title, exact: true });
  const press = (title: string, name: string) => section(title).getByRole('button', { name, exact: true }).click();
  const said = (sentence: string) => page.getByRole('status').getByText(sentence).waitFor();
  const lead = { LastName: 'Moss', Company: 'Acme' };
  const postLead = (more: object = {}) => api('POST', '/sobjects/Lead', { ...lead, ...more });

  test('hides a field from the API User and gives it back', async () => {
    const fields = section('Required fields');
    await fields.getByLabel('Field', { exact: true }).selectOption('Lead.Phone');
    await press('Required fields', 'Change the access');
    await said('Lead.Phone for the API User: hidden.');
    assert.equal((await postLead({ Phone: '1' })).body[0].errorCode, 'INVALID_FIELD');
    await press('Required fields', 'Let it edit Lead.Phone');
    await said('The API User may edit Lead.Phone.');
    assert.equal((await postLead({ Phone: '1' })).status, 201);
  });

  test('takes a value out of a picklist, and says what it offers when there is no such value', async () => {
    const form = section('Required fields').getByRole('form', { name: 'Change a picklist' });
    await form.getByLabel('Picklist').selectOption('Lead.LeadSource');
    await form.getByLabel('Value').fill('Fair');
    await press('Required fields', 'Change the picklist');
    await form.getByText('Lead.LeadSource has no such value. It offers: Web, Phone Inquiry').waitFor();
    await form.getByLabel('Value').fill('Web');
    await press('Required fields', 'Change the picklist');
    await said('Lead.LeadSource no longer offers Web.');
    const source = state.org.object('Lead')?.fields.find(({ name }) => name === 'LeadSource');
    assert.equal(source?.picklistValues[0]?.value, 'Phone Inquiry');
  });

  test('makes a record type, switches it off and takes it away', async () => {
    await section('Record types').getByLabel('Default for new records').selectOption('Yes');
    await press('Record types', 'Make the record type');
    await said('Lead has the record type Partner.');
    const [made] = state.org.recordTypes();
    const id = (await postLead()).body.id;
    assert.equal((await api('GET', `/sobjects/Lead/${id}`)).body.RecordTypeId, made?.id);
    await press('Record types', 'Remove Lead: Partner');
    await section('Record types').getByText('Lead records have the record type Partner').waitFor();
    await press('Record types', 'Deactivate Lead: Partner');
    await said('Lead: Partner is inactive.');
    assert.equal((await postLead({ RecordTypeId: made?.id })).body[0].errorCode, 'INVALID_CROSS_REFERENCE_KEY');
    await api('DELETE', `/sobjects/Lead/${id}`);
    await press('Record types', 'Remove Lead: Partner');
    await said('Lead: Partner is removed.');
  });

  test('makes a queue and changes what it takes; switches Person Accounts on and off', async () => {
    await section('Queues').getByLabel('Takes').selectOption('Case');
    await press('Queues', 'Make the queue');
    await said('The queue Support takes Case.');
    const queue = state.org.queues().find(({ name }) => name === 'Support');
    assert.equal((await postLead({ OwnerId: queue?.id })).body[0].errorCode, 'INVALID_OPERATION');
    await press('Queues', 'Take Leads Support');
    await said('Support takes Leads.');
    assert.equal((await postLead({ OwnerId: queue?.id })).status, 201);

    await press('Org features', 'Switch on Person Accounts');
    await said('Person Accounts: on.');
    await section('Record types').getByText('Account: Person Account').waitFor();
    await press('Org features', 'Switch off Person Accounts');
    await said('Person Accounts: off.');
  });

  test('can be used by everybody: no violation of WCAG 2.1 A and AA, and nothing to complain about in the console', async () => {
    await press('Record types', 'Make the record type');
    await said('Lead has the record type Partner.');
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
      [],
    );
    // A refusal is written to the browser's console as a failed request.
    assert.deepEqual(
      problems.filter((one) => !one.includes('400 (Bad Request)')),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../../test/support/browser.ts';
import { testSandbox } from '../api-support.ts';

const always = ['Object', 'Label', 'Field name (optional)', 'Type', 'Required'];
const withDefault = 'Default value (optional)';

/** Each type of Setup's list: what the form asks for it beside what it always asks, and what the org has then. */
const kinds: [type: string, asked: string[], described: Record<string, unknown>][] = [
  ['Picklist', ['Values', withDefault], { type: 'picklist', nillable: false, restrictedPicklist: true }],
  ['Picklist (Multi-Select)', ['Values'], { type: 'multipicklist', nillable: false }],
  ['Lookup Relationship', ['Related to'], { type: 'reference', nillable: false, referenceTo: ['Lead'] }],
  ['Text', ['Length', withDefault], { type: 'string', length: 80, nillable: false }],
  ['Text Area', [withDefault], { type: 'textarea', length: 255, nillable: false }],
  ['Text Area (Long)', ['Length'], { type: 'textarea', length: 32768, nillable: true }],
  ['Text Area (Rich)', ['Length'], { type: 'textarea', htmlFormatted: true, nillable: true }],
  ['Text (Encrypted)', ['Length'], { type: 'encryptedstring', length: 175, nillable: false }],
  ['Number', ['Length', 'Decimal places', withDefault], { type: 'double', precision: 18, scale: 2, nillable: false }],
  ['Currency', ['Length', 'Decimal places', withDefault], { type: 'currency', precision: 18, scale: 2 }],
  ['Percent', ['Length', 'Decimal places', withDefault], { type: 'percent', precision: 18, scale: 2 }],
  ['Date', [], { type: 'date', nillable: false }],
  ['Date/Time', [], { type: 'datetime', nillable: false }],
  ['Time', [], { type: 'time', nillable: false }],
  ['Email', [withDefault], { type: 'email', nillable: false }],
  ['Phone', [withDefault], { type: 'phone', nillable: false }],
  ['URL', [withDefault], { type: 'url', nillable: false }],
  ['Geolocation', [], { type: 'location', nillable: false }],
  ['Checkbox', ['Default value'], { type: 'boolean', defaultValue: false, nillable: false }],
  ['Auto Number', ['Display format'], { type: 'string', autoNumber: true, createable: false }],
  ['Formula', ['Formula return type', 'Formula', 'Blank fields'], { type: 'string', calculatedFormula: '"Hello"' }],
];

const exactly = (text: string) => new RegExp(`^${text.replaceAll(/[()]/g, '\\$&')}$`);

describe('the form for a custom field in the Org console', async () => {
  const { url, state, empowerApiUser, signOut } = await testSandbox();
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
    await page.goto(`${url}/sandbox/`);
    await page.getByRole('heading', { name: 'Custom objects' }).waitFor();
  });

  const form = (name = 'Add a field'): Locator => page.getByRole('form', { name });
  const input = (label: string): Locator =>
    form()
      .locator('.console-input:visible')
      .filter({ has: page.locator('label').filter({ hasText: exactly(label) }) })
      .locator('.slds-input, .slds-select, .slds-textarea');
  const said = (sentence: string) => page.getByRole('status').getByText(sentence).waitFor();
  const add = () => form().getByRole('button', { name: 'Add the field' }).click();
  const fieldOf = (object: string, name: string) => state.org.object(object)?.fields.find((one) => one.name === name);
  const addObject = async (label: string) => {
    await form('Add a custom object').getByLabel('Object label').fill(label);
    await form('Add a custom object').getByRole('button', { name: 'Add the object' }).click();
    await said(`The org has the object ${label} (${label}__c).`);
  };
  /** What the form says at a field is wrong with it; the focus is there. */
  const wrong = async (label: string) => {
    await page.locator('[aria-invalid="true"]:focus').waitFor();
    const field = input(label);
    assert.equal(await field.evaluate((element) => element.matches(':focus')), true, label);
    const ids = String(await field.getAttribute('aria-describedby')).split(' ');
    return page.locator(`[id="${ids[1]}"]`).textContent();
  };

  test('asks for every type what it needs and no more, and makes it required where Setup offers that', async () => {
    for (const [index, [type, asked, described]] of kinds.entries()) {
      await input('Type').selectOption({ label: type });
      const labels = await form().locator('.console-input:visible label').allTextContents();
      assert.deepEqual(labels.toSorted(), [...always, ...asked].toSorted(), type);
      await input('Label').fill(`Need ${index}`);
      await add();
      await said(`Lead has the field Need ${index} (Need_${index}__c).`);
      const field = fieldOf('Lead', `Need_${index}__c`) as unknown as Record<string, unknown>;
      assert.deepEqual(Object.fromEntries(Object.keys(described).map((key) => [key, field[key]])), described, type);
    }
    const row = page.getByRole('row').filter({ hasText: 'Lead.Need_17__c' });
    assert.match(String(await row.textContent()), /Geolocation.*delivered with 0, 0/);
    assert.equal(await page.getByText('Need_17__Latitude__s').count(), 0, 'its coordinates are no rows of their own');
  });

  test('relates a custom object to its master, which a standard object cannot have, and rolls it up', async () => {
    await addObject('Visit');
    await input('Type').selectOption({ label: 'Master-Detail Relationship' });
    await input('Label').fill('Account');
    await input('Related to').selectOption('Account');
    assert.deepEqual(await input('Required').locator('option').allTextContents(), ['Yes']);
    await add();
    assert.match(String(await wrong('Type')), /a standard object cannot be the detail of another/);
    await input('Object').selectOption('Visit__c');
    await input('Related to').selectOption('User');
    await add();
    assert.match(String(await wrong('Related to')), /User cannot be the master/);
    await input('Related to').selectOption('Account');
    await add();
    await said('Visit__c has the field Account (Account__c).');
    assert.equal(fieldOf('Visit__c', 'Account__c')?.cascadeDelete, true);

    await input('Object').selectOption('Account');
    await input('Type').selectOption({ label: 'Roll-Up Summary' });
    await input('Label').fill('Visits');
    await input('Summarized object').selectOption('Opportunity.CampaignId');
    await add();
    assert.match(String(await wrong('Summarized object')), /no master-detail relationship to Account/);
    await input('Summarized object').selectOption('Visit__c.Account__c');
    await add();
    await said('Account has the field Visits (Visits__c).');
    assert.equal(fieldOf('Account', 'Visits__c')?.calculated, true);
    await page.getByRole('button', { name: 'Remove Visit__c', exact: true }).click();
    await said('Visit__c is removed, with what points to it.');
  });

  test('says at the field what is wrong, and keeps what was entered', async () => {
    await input('Type').selectOption({ label: 'Number' });
    await input('Length').fill('many');
    await add();
    assert.equal(await wrong('Length'), 'Invalid number');
    await input('Length').fill('17');
    await add();
    assert.equal(await wrong('Length'), 'Length and decimal places together must be at most 18.');
    await input('Type').selectOption({ label: 'Formula' });
    await input('Formula').fill('ISBLANK(');
    await add();
    assert.match(String(await wrong('Formula')), /not valid/);
    assert.equal(await input('Formula').inputValue(), 'ISBLANK(');
    await input('Object').selectOption('Event');
    await input('Type').selectOption({ label: 'Text' });
    await add();
    assert.match(String(await wrong('Default value (optional)')), /needs a default value/);
    await input('Default value (optional)').fill('none');
    await add();
    await said('Event has the field Budget (Budget__c).');
    await add();
    assert.match(String(await wrong('Field name (optional)')), /already has a field Budget__c/);
  });

  test('is used by keyboard, is accessible, and fits at 400 pixels', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await input('Type').focus();
    await page.keyboard.type('Auto');
    await input('Display format').waitFor();
    for (let step = 0; step < 2; step++) await page.keyboard.press('Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('L-{0}');
    await page.keyboard.press('Enter');
    await said('Lead has the field Budget (Budget__c).');
    assert.equal(state.org.object('Lead')?.fields.at(-1)?.autoNumber, true);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    assert.ok(Number(overflow) <= 0);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { isDelivered } from '../server/test/support/booking-world.ts';
import { TestBackend } from '../server/test/support/backend.ts';
import { runSandbox, type RunningSandbox } from '../server/test/support/running-sandbox.ts';
import { engines, type TestDatabase } from '../server/test/support/test-database.ts';
import { bookingOf } from './support/api-client.ts';
import { openBrowser } from './support/browser.ts';
import { isFit } from './support/page-fits.ts';

/** The components are compiled on the first page, on a machine that is busy with other tests. */
const patience = 60_000;

/** By Setup's name for the type: what field validation tells as the stand-in, and what the Lead has then. */
const standIns: [type: string, told: string, holds: (value: unknown) => boolean][] = [
  ['Currency', '0', (value) => value === 0],
  ['Number', '0', (value) => value === 0],
  ['Percent', '0', (value) => value === 0],
  ['Date', 'today', (value) => Math.abs(Date.parse(String(value)) - Date.now()) < 2 * 24 * 3600_000],
  ['Date/Time', 'now', (value) => Math.abs(Date.parse(String(value)) - Date.now()) < 10 * 60_000],
  ['Email', 'email@example.com', (value) => value === 'email@example.com'],
  ['Phone', '1234567890', (value) => value === '1234567890'],
  ['URL', 'http://NA', (value) => value === 'http://NA'],
  ['Text', 'Unspecified', (value) => value === 'Unspecified'],
  ['Text Area', 'Unspecified', (value) => value === 'Unspecified'],
];
const unsupported: [type: string, why: RegExp][] = [
  ['Picklist', /no value can be made up for a field of type picklist/],
  ['Picklist (Multi-Select)', /no value can be made up for a field of type multipicklist/],
  ['Lookup Relationship', /look-up: a booking does not say which record/],
  ['Text (Encrypted)', /is encrypted/],
  ['Time', /no value can be made up for a field of type time/],
];
/** Setup has no *Required* for them: they are made without, and nothing is said of them. */
const neverRequired = ['Text Area (Long)', 'Text Area (Rich)', 'Checkbox', 'Auto Number', 'Formula'];

const labelOf = (type: string) => `Need ${type.replaceAll(/\W+/g, ' ').trim()}`;
const nameOf = (type: string) => `${labelOf(type).replaceAll(' ', '_')}__c`;

/** An admin who makes a field of each kind required, looks what Inlet makes of it, and lets a booking come. */
describe('a required field of each kind, from the Org console to the booking', () => {
  let sandbox: RunningSandbox;
  let database: TestDatabase;
  let backend: TestBackend;
  let browser: Browser;
  let console: Page;
  let setup: Page;
  const problems: string[] = [];
  before(async () => {
    const [engine] = await engines();
    [sandbox, database, browser] = await Promise.all([runSandbox(), engine!.create(), openBrowser()]);
    backend = await TestBackend.start(database, sandbox);
    await sandbox.console('permission-sets/assignments', { user: 'admin@inlet.sandbox', permissionSet: 'Inlet_Admin' });
    await pair({ address: backend.url, code: backend.org.pairing.code });
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(patience);
    context.on('weberror', (error) => problems.push(String(error.error())));
    [console, setup] = [await context.newPage(), await context.newPage()];
    await Promise.all([
      console.goto(`${sandbox.url}/sandbox/`),
      setup.goto(`${sandbox.url}/lightning/n/Inlet_Setup?c__phase=validation`),
    ]);
  });
  after(async () => {
    await browser?.close();
    await backend?.close();
    await Promise.all([sandbox?.stop(), database?.destroy()]);
  });

  /** As the tab does when an admin enters both. */
  const pair = async ({ address, code }: { address: string; code: string }) => {
    for (const [method, parameters] of Object.entries({ setAddress: { address }, exchangeCode: { code } })) {
      const response = await fetch(`${sandbox.url}/lightning/apex/InletPairing/${method}`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(parameters) },
      });
      const { error } = (await response.json()) as { error?: { message: string } };
      assert.equal(error, undefined);
    }
  };
  const form = () => console.getByRole('form', { name: 'Add a field' });
  const required = () => form().locator('.console-input:visible').filter({ hasText: 'Required' }).locator('select');
  const said = (sentence: string) => console.getByRole('status').getByText(sentence).waitFor();
  /** Adds a field of the type to Lead, as required as Setup lets it be. */
  const add = async (type: string) => {
    await form().getByLabel('Type', { exact: true }).selectOption({ label: type });
    await form().getByLabel('Label', { exact: true }).fill(labelOf(type));
    await form().getByRole('button', { name: 'Add the field' }).click();
  };
  const added = (type: string) => said(`Lead has the field ${labelOf(type)} (${nameOf(type)}).`);
  const reread = async () => {
    await setup.getByRole('button', { name: 'Read the fields again' }).click();
    await setup.getByText('Reading the fields').waitFor({ state: 'detached' });
  };
  const row = (label: string): Locator =>
    setup.locator('c-inlet-required-field').filter({ has: setup.getByText(label, { exact: true }) });
  it('is made where Setup offers it', async () => {
    for (const [type] of [...standIns, ...unsupported]) {
      await add(type);
      await added(type);
    }
    await add('Geolocation');
    await added('Geolocation');
    for (const type of neverRequired) {
      await add(type);
      await added(type);
      assert.deepEqual(await required().locator('option').allTextContents(), ['No'], type);
    }
    await form().getByLabel('Label', { exact: true }).fill('Owner');
    await add('Master-Detail Relationship');
    await form().getByText('a standard object cannot be the detail of another; only custom objects can.').waitFor();
  });

  it('is shown with its stand-in, exactly as the table of design says, or as unsupported with what to do', async () => {
    await setup.getByRole('heading', { level: 2, name: 'Field validation' }).waitFor();
    await setup.getByRole('button', { name: 'Read the fields again' }).click();
    await setup.getByText(`${unsupported.length} required fields cannot be filled from a booking`).waitFor();
    await setup.getByRole('button', { name: /^Lead \(/ }).click();
    for (const [type, told] of standIns) {
      await row(labelOf(type)).getByText(`Stand-in: ${told}`, { exact: true }).waitFor();
    }
    for (const axis of ['Latitude', 'Longitude']) {
      const coordinate = row(`${labelOf('Geolocation')} (${axis})`);
      await coordinate.getByText('Stand-in: 0', { exact: true }).waitFor();
      await coordinate.getByText(/One of the two coordinates of the geolocation Need Geolocation/).waitFor();
    }
    for (const [type, why] of unsupported) {
      const text = String(await row(labelOf(type)).textContent());
      assert.match(text, why, type);
      assert.match(text, /make it optional, give it a default value, or make it required on the page layout/, type);
      await row(labelOf(type)).getByRole('link', { name: 'Open the field in Setup' }).waitFor();
    }
    for (const type of [...neverRequired, 'Geolocation']) assert.equal(await row(labelOf(type)).count(), 0, type);
    await isFit(setup);
  });

  it('gets its stand-in, which the booking says and the report lists', async () => {
    for (const [type] of unsupported) {
      await console.getByRole('button', { name: `Remove Lead.${nameOf(type)}`, exact: true }).click();
      await said(`Lead.${nameOf(type)} is removed.`);
    }
    await reread();
    await setup.getByText('All required fields get a value.').waitFor();
    const { status, body } = await backend.post(bookingOf('KINDS-1'));
    assert.equal(status, 202, JSON.stringify(body));
    const { id } = await backend.until(String(body.id), isDelivered);

    const expected = new Map<string, (value: unknown) => boolean>([
      ...standIns.map(([type, , holds]) => [nameOf(type), holds] as const),
      ['Need_Geolocation__Latitude__s', (value) => value === 0],
      ['Need_Geolocation__Longitude__s', (value) => value === 0],
    ]);
    const { bookings } = (await backend.call('GET', '/v1/org/fallbacks')).body as { bookings: Reported[] };
    const reported = bookings.find((one) => one.id === id);
    const uses = new Map(reported?.fallbacks.map(({ field, value }) => [field, value]));
    assert.deepEqual([...uses.keys()].toSorted(), [...expected.keys()].toSorted());
    for (const [field, holds] of expected) assert.ok(holds(uses.get(field)), `${field}: ${String(uses.get(field))}`);

    await setup.goto(`${sandbox.url}/lightning/n/Inlet_Bookings?c__booking=${id}`);
    for (const { label, value } of reported?.fallbacks ?? []) {
      await setup
        .getByText(new RegExp(`Lead.*${label.replaceAll(/[()]/g, '\\$&')}.*${String(value)}`))
        .first()
        .waitFor();
    }
  });

  it('logs no error', () => assert.deepEqual(problems, []));
});

interface Reported {
  id: string;
  fallbacks: { field: string; label: string; value: string | number }[];
}

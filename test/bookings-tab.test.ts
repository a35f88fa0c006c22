import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { bookingOf, postBookings } from './support/api-client.ts';
import { openBrowser } from './support/browser.ts';
import { isAccessible } from './support/page-fits.ts';
import { startDemo, type StartedDemo } from './support/started-demo.ts';

/** The components are compiled on the first page, on a machine that is busy with other tests. */
const patience = 60_000;

describe('the tab Bookings, from the page through the backend into the org', () => {
  let demo: StartedDemo;
  let browser: Browser;
  const problems: string[] = [];
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await demo?.end();
  });

  const open = async (width = 1280): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(`${demo.sandbox}/lightning/n/Inlet_Bookings`);
    await page.getByRole('button', { name: 'Sam Stranger' }).waitFor();
    return page;
  };
  const post = async (id: string, name: string) => {
    const posted = await postBookings(demo.backend, demo.apiKey, {
      ...bookingOf(id),
      customer: { email: `${id.toLowerCase()}@tab.test`, name, company: 'Acme' },
    });
    assert.equal(posted?.status, 202, JSON.stringify(posted?.body));
  };
  const rule = { object: 'Lead', name: 'Phone_needed', formula: 'ISBLANK(Phone)', message: 'A lead needs a phone.' };
  const addressOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
  /** The text of what has the focus, inside of whatever components it is. */
  const focused = (page: Page) => page.locator(':focus').last().textContent();
  /** Presses Tab until the element is reached, as somebody without a mouse would. */
  const tabTo = async (page: Page, name: string) => {
    const target = page.getByRole('button', { name, exact: true }).first();
    await target.waitFor();
    for (let presses = 0; presses < 80; presses++) {
      if (await target.evaluate((element) => element.matches(':focus'))) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab never reached ${name}`);
  };

  for (const width of [1280, 400]) {
    it(`shows the samples at ${width} pixels, accessible and without sideways scrolling`, async () => {
      const page = await open(width);
      assert.equal(await page.getByRole('heading', { level: 1, name: 'Bookings' }).count(), 1);
      await isAccessible(page);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      assert.ok(Number(overflow) <= 0, `wider than the window by ${overflow}`);
      await page.getByRole('button', { name: 'Sam Stranger' }).click();
      await page.getByText('What happened so far').waitFor();
      await page.getByText('Create Lead').waitFor();
      await isAccessible(page);
      await page.close();
    });
  }

  it('shows a booking that comes in by itself', async () => {
    const page = await open();
    await post('TAB-1', 'Newly Booked');
    await page.getByRole('button', { name: 'Newly Booked' }).waitFor();
    await page.close();
  });

  it('lets a failed booking be found and retried by keyboard alone', async () => {
    const page = await open();
    await demo.console('validation-rules', rule);
    await post('TAB-2', 'Kay Keyboard');
    await page.getByRole('button', { name: /^Needs attention \(2\)/ }).waitFor();
    await tabTo(page, 'Kay Keyboard');
    await page.keyboard.press('Enter');
    await page
      .getByText(/validation rule (".+" )?on Lead refused the record: "A lead needs a phone\."/)
      .first()
      .waitFor();
    await page.getByText(/^In Setup › Object Manager › Lead › Validation Rules/).waitFor();
    await isAccessible(page);
    await demo.console('validation-rules/Phone_needed', undefined, 'DELETE');
    await tabTo(page, 'Retry');
    await page.keyboard.press('Enter');
    await page.getByText('Delivered to Salesforce').waitFor();
    assert.equal(await page.getByText('What to do').count(), 0);
    // The button that had the focus is gone.
    await page.getByRole('heading', { name: 'Kay Keyboard' }).and(page.locator(':focus')).waitFor();
    await page.close();
  });

  it('puts a booking aside by a dialog that Escape closes and that wants a reason, and takes it back', async () => {
    await demo.console('validation-rules', rule);
    await post('TAB-3', 'Dora Dismissed');
    const page = await open();
    await page.getByRole('button', { name: 'Dora Dismissed' }).click();
    const dismiss = page.getByRole('button', { name: 'Dismiss', exact: true });
    await dismiss.click();
    const dialog = page.getByRole('dialog', { name: 'Dismiss this booking?' });
    const reason = dialog.getByLabel(/Why is this booking not needed/);
    await reason.waitFor();
    await isAccessible(page);
    // The focus stays in the dialog, however often Tab is pressed.
    for (let presses = 0; presses < 8; presses++) {
      await page.keyboard.press('Tab');
      assert.equal(await dialog.locator(':focus').count(), 1, `after ${presses + 1} presses`);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.match((await focused(page)) ?? '', /Dismiss/);

    await dismiss.click();
    await reason.fill('   ');
    await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await dialog.getByText(/Enter a reason: /).waitFor();
    await reason.fill('Only a test');
    await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await page.getByText(/^Dismissed by Ada Admin: Only a test/).waitFor();
    assert.match((await focused(page)) ?? '', /Undo/);
    await isAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Retry', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Dora Dismissed' }).and(page.locator(':focus')).waitFor();
    await demo.console('validation-rules/Phone_needed', undefined, 'DELETE');
    await page.close();
  });

  it('keeps filters, sort and page in the address: through Back, Forward, a reload, and a booking', async () => {
    const page = await open();
    await page.getByRole('button', { name: /^Delivered/ }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByLabel('Search').fill('Stranger');
    await page.waitForURL(/c__search=Stranger/);
    const narrowed = { c__state: 'delivered', c__sort: 'start', c__search: 'Stranger' };
    assert.deepEqual(addressOf(page), narrowed);
    await page.getByText('1 booking', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Sam Stranger' }).click();
    await page.getByRole('heading', { name: 'Sam Stranger' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await page.getByRole('button', { name: 'Sam Stranger' }).and(page.locator(':focus')).waitFor();
    assert.deepEqual(addressOf(page), narrowed);

    await page.goBack();
    await page.getByRole('heading', { name: 'Sam Stranger' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Sam Stranger' }).and(page.locator(':focus')).waitFor();
    await page.reload();
    await page.getByText('1 booking', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('Search').inputValue(), 'Stranger');
    assert.equal(await page.getByRole('button', { name: /^Delivered/ }).getAttribute('aria-pressed'), 'true');
    assert.equal(await page.getByRole('columnheader', { name: 'Start' }).getAttribute('aria-sort'), 'descending');
    await page.goBack();
    await page.getByRole('button', { name: 'Nadia North' }).waitFor();
    assert.deepEqual(addressOf(page), { c__state: 'delivered' });
    await page.goForward();
    await page.waitForURL(/c__sort=start/);
    await page.close();
  });

  it('narrows to a source and to days, and refuses days in the wrong order at the field', async () => {
    await post('TAB-5', 'Dan Dated');
    const page = await open();
    await page.getByRole('combobox', { name: 'Source' }).click();
    await page.getByRole('option', { name: 'API' }).click();
    await page.waitForURL(/c__source=src_/);
    const [from, to] = [page.getByLabel('Starts from'), page.getByLabel('Starts until')];
    const choose = async (field: typeof from, day: string) => {
      await field.fill(day);
      await field.press('Tab');
    };
    await choose(from, 'Dec 1, 2026');
    await choose(to, 'Nov 30, 2026');
    await page.getByText('This day lies before the first one. Choose Dec 1, 2026 or later.').waitFor();
    await isAccessible(page);
    assert.equal(addressOf(page)['c__to'], undefined);
    await choose(to, 'Dec 1, 2026');
    await page.waitForURL(/c__to=2026-12-01/);
    await page.getByRole('button', { name: 'Dan Dated' }).waitFor();
    await page.getByRole('button', { name: 'Sam Stranger' }).waitFor({ state: 'detached' });
    await choose(from, 'Dec 2, 2026');
    await choose(to, 'Dec 3, 2026');
    await page.getByText('No booking matches').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('button', { name: 'Sam Stranger' }).waitFor();
    assert.equal(await from.inputValue(), '');
    await page.close();
  });

  const budget = { object: 'Lead', name: 'Budget__c', type: 'picklist', label: 'Budget', required: true };
  const breaks = [
    {
      what: 'a validation rule',
      make: () => demo.console('validation-rules', rule),
      repair: () => demo.console('validation-rules/Phone_needed', undefined, 'DELETE'),
      told: /validation rule (".+" )?on Lead refused the record: "A lead needs a phone\."/,
      todo: /^In Setup › Object Manager › Lead › Validation Rules/,
      outcome: 'Refused by Salesforce: needs attention',
    },
    {
      what: 'a used-up limit',
      make: () => demo.console('limits', { used: 100_000 }),
      repair: () => demo.console('limits', { used: 0 }),
      told: /^The org has used up its API requests of the last 24 hours/,
      todo: /^Wait until earlier requests fall out of the 24 hours/,
    },
    {
      what: 'a required field',
      make: () => demo.console('fields', { ...budget, picklistValues: ['Small', 'Large'] }),
      repair: () => demo.console('fields/Lead/Budget__c', undefined, 'DELETE'),
      told: /^Lead requires .*Budget/,
      todo: /^Give it a value in the tab Setup › Field validation/,
      outcome: 'Not sent: needs attention',
    },
  ];
  for (const [index, { what, make, repair, told, todo, outcome }] of breaks.entries()) {
    it(`tells of ${what} what happened and what to do, and delivers on Retry once it is repaired`, async () => {
      const page = await open();
      await make();
      try {
        await post(`TAB-6${index}`, `Ria Repaired${index}`);
        await page.getByRole('button', { name: `Ria Repaired${index}` }).click();
        await page.getByText(told).first().waitFor();
        await page.getByText(todo).first().waitFor();
        if (outcome) await page.getByText(outcome).waitFor();
      } finally {
        await repair();
      }
      await page.getByRole('button', { name: 'Retry', exact: true }).click();
      await page.getByText('Delivered to Salesforce').waitFor();
      await page.getByRole('link', { name: 'Lead', exact: true }).waitFor();
      await page.getByText('What was sent').first().click();
      await page
        .getByText(/^PATCH Lead by Customer ID = /)
        .first()
        .waitFor();
      await page
        .getByRole('row', { name: `Last Name LastName Repaired${index}` })
        .first()
        .waitFor();
      await isAccessible(page);
      await page.close();
    });
  }

  it('says when nothing can be sent, and why', async () => {
    await demo.console('limits', { used: 100_000 });
    await post('TAB-4', 'Limited Lin');
    const page = await open();
    await page.getByText('Nothing is sent to Salesforce at the moment').waitFor();
    await page
      .getByText(/used up its API requests/)
      .first()
      .waitFor();
    await demo.console('limits', { used: 0 });
    await page.close();
  });

  it('speaks German when the user does, also what the backend says', async () => {
    const page = await open();
    await page.getByLabel('Language').selectOption({ label: 'Deutsch' });
    await page.getByRole('heading', { level: 1, name: 'Buchungen' }).waitFor();
    await page.getByRole('button', { name: /^Braucht Aufmerksamkeit/ }).click();
    await page.getByRole('button', { name: 'Dora Dismissed' }).click();
    await page
      .getByText(/^(Eine|Die) Validierungsregel („.+“ )?auf Lead hat den Datensatz abgelehnt/)
      .first()
      .waitFor();
    await page.getByText('Kontakt').or(page.getByText('Lead anlegen')).first().waitFor();
    await page
      .getByText(/^\d+ API-Aufrufe?\.$|\d+ API-Aufrufe?\./)
      .first()
      .waitFor();
    await isAccessible(page);
    await page.getByLabel('Sprache').selectOption({ label: 'English' });
    await page.close();
  });

  it('says so when its key is none any more, and offers pairing at once', async () => {
    const page = await open();
    await page.getByText(/^Backend: .*, paired since /).waitFor();
    const ended = await fetch(`${demo.backend}/v1/org/pairing`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${demo.apiKey}` },
    });
    assert.equal(ended.status, 204);
    await page.getByText('The backend does not accept the key of this org any more').waitFor();
    await isAccessible(page);
    await page.getByRole('button', { name: 'Pair again' }).click();
    await page.getByRole('heading', { name: 'Connect this org with Inlet' }).and(page.locator(':focus')).waitFor();
    assert.equal(await page.getByLabel('Address of the backend').inputValue(), demo.backend);
    await page.getByLabel('Pairing code').fill('0000-0000-0000');
    await page.getByRole('button', { name: 'Pair', exact: true }).click();
    await page.getByText(/^The code is not known|^The pairing code/).waitFor();
    await isAccessible(page);
    await page.close();
  });

  it('forgets the pairing after a question, and asks for a new one', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    await page.goto(`${demo.sandbox}/lightning/n/Inlet_Bookings`);
    await page.getByRole('button', { name: 'Forget the pairing' }).click();
    const question = page.getByRole('dialog', { name: 'Forget the pairing?' });
    await question.getByText(/^The address and the key of the backend are removed/).waitFor();
    await isAccessible(page);
    await question.getByRole('button', { name: 'Cancel', exact: true }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Forget the pairing' }).click();
    await question.getByRole('button', { name: 'Forget the pairing' }).click();
    await page.getByRole('heading', { name: 'Connect this org with Inlet' }).and(page.locator(':focus')).waitFor();
    await isAccessible(page);
    await page.reload();
    await page.getByRole('heading', { name: 'Connect this org with Inlet' }).waitFor();
    await context.close();
  });

  it('leaves nothing in the console of the browser', () => {
    assert.deepEqual(problems, []);
  });
});

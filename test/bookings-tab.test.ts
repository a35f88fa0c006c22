import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { bookingOf, postBookings } from './support/api-client.ts';
import { openBrowser } from './support/browser.ts';
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
  const isAccessible = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      [],
    );
  };
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
    await page.getByRole('button', { name: /^Needs attention \(1\)/ }).waitFor();
    await tabTo(page, 'Kay Keyboard');
    await page.keyboard.press('Enter');
    await page.getByText('A validation rule on Lead refused the record: "A lead needs a phone."').first().waitFor();
    await page.getByText(/^In Setup › Object Manager › Lead › Validation Rules/).waitFor();
    await isAccessible(page);
    await demo.console('validation-rules/Phone_needed', undefined, 'DELETE');
    await tabTo(page, 'Retry');
    await page.keyboard.press('Enter');
    await page.getByText('Delivered to Salesforce').waitFor();
    assert.equal(await page.getByText('What to do').count(), 0);
    await page.close();
  });

  it('puts a booking aside with a reason, and takes it back', async () => {
    await demo.console('validation-rules', rule);
    await post('TAB-3', 'Dora Dismissed');
    const page = await open();
    await page.getByRole('button', { name: 'Dora Dismissed' }).click();
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await page.getByLabel(/Why is this booking not needed/).fill('Only a test');
    await page.getByRole('button', { name: 'Dismiss', exact: true }).last().click();
    await page.getByText(/^Dismissed by Ada Admin: Only a test/).waitFor();
    await page.getByRole('button', { name: 'Reopen', exact: true }).click();
    await page.getByRole('button', { name: 'Retry', exact: true }).waitFor();
    await demo.console('validation-rules/Phone_needed', undefined, 'DELETE');
    await page.close();
  });

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
      .getByText(/^Eine Validierungsregel auf Lead hat den Datensatz abgelehnt/)
      .first()
      .waitFor();
    await isAccessible(page);
    await page.getByLabel('Sprache').selectOption({ label: 'English' });
    await page.close();
  });

  it('leaves nothing in the console of the browser', () => {
    assert.deepEqual(problems, []);
  });
});

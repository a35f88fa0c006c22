import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bookingOf, postBookings } from '../test/support/api-client.ts';
import { openBrowser } from '../test/support/browser.ts';
import { startDemo } from '../test/support/started-demo.ts';

/** `npm run screenshots`: the pictures in docs/images, of a stack that was started for them. */
const directory = path.join(import.meta.dirname, '../docs/images');
mkdirSync(directory, { recursive: true });
const demo = await startDemo();
const browser = await openBrowser();
try {
  await demo.console('validation-rules', {
    object: 'Lead',
    name: 'Phone_needed',
    formula: 'ISBLANK(Phone)',
    message: 'A lead needs a phone.',
    field: 'Phone',
  });
  const booking = { ...bookingOf('SHOT-1'), customer: { email: 'ana@acme.test', name: 'Ana Jones', company: 'Acme' } };
  await postBookings(demo.backend, demo.apiKey, booking);
  for (const [name, width] of [
    ['wide', 1280],
    ['narrow', 400],
  ] as const) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${demo.sandbox}/lightning/n/Inlet_Bookings`);
    await page.getByRole('button', { name: /^Needs attention \(2\)/ }).waitFor();
    await page.screenshot({ path: path.join(directory, `bookings-${name}.png`) });
    await page.getByRole('button', { name: 'Ana Jones' }).click();
    await page.getByText('What to do').waitFor();
    await page.screenshot({ path: path.join(directory, `booking-${name}.png`), fullPage: true });
    await page.goto(`${demo.sandbox}/lightning/n/Inlet_Diagnostics`);
    // The first to open the tab has the org checked.
    await page.getByText(/^Last checked: /).waitFor();
    await page.locator('.place canvas').waitFor();
    await page.screenshot({ path: path.join(directory, `diagnostics-${name}.png`), fullPage: true });
    await context.close();
  }
} finally {
  await browser.close();
  await demo.end();
}

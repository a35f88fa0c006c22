import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Nothing of the page is in the way of anybody: axe finds nothing. */
export async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    [],
  );
}

/** The same at both widths that are promised, narrow first, with nothing cut off. */
export async function isFit(page: Page): Promise<void> {
  for (const width of [400, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    // A chart follows the window a moment later.
    await page.waitForFunction('document.documentElement.scrollWidth <= window.innerWidth');
    await isAccessible(page);
  }
}

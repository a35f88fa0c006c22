import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A headless Chromium without installing one: $CHROMIUM_PATH, Debian's, Playwright's own, else the one that comes as an
 * npm package. Throws with the one command that installs one when none of them starts.
 */
export async function openBrowser(): Promise<Browser> {
  const failures: string[] = [];
  for (const find of candidates()) {
    const executablePath = await find();
    if (!executablePath || !existsSync(executablePath)) continue;
    try {
      return await chromium.launch({ executablePath, args: FLAGS });
    } catch (error) {
      failures.push(`${executablePath}: ${String(error).split('\n')[0]}`);
    }
  }
  throw new Error(
    [
      'No Chromium starts on this machine. Install one: npx playwright-core install --with-deps chromium',
      ...failures,
    ].join('\n  '),
  );
}

function candidates(): (() => Promise<string | undefined>)[] {
  return [
    () => Promise.resolve(process.env['CHROMIUM_PATH']),
    () => Promise.resolve('/usr/bin/chromium'),
    () => Promise.resolve(chromium.executablePath()),
    // Unpacks itself into the folder for temporary files.
    () => sparticuz.executablePath(),
  ];
}

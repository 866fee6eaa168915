import type { Browser } from 'playwright-core';
import { afterAll, describe } from 'vitest';
import { findChromium } from '../../support/chromium.ts';
import { launchBrowser } from './profile.ts';

const executablePath = await findChromium();
if (executablePath === null) {
  console.warn(
    'Skipped: no Chromium, Chrome or Edge is on this machine, and none could be installed. Set CHROME_PATH to one.',
  );
}

/** Describes tests in a real browser; they are skipped where none can be had. */
export function describeInBrowser(name: string, tests: () => void): void {
  describe.skipIf(executablePath === null)(name, tests);
}

let launched: Promise<Browser> | null = null;

/** The browser of a file of tests: started once, each test has a profile of its own. */
export function theBrowser(): Promise<Browser> {
  launched ??= launchBrowser(executablePath);
  return launched;
}

afterAll(async () => {
  await (await launched)?.close();
});

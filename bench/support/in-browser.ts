import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { builtPage } from '../../test/e2e/support/page-build.ts';
import { launchBrowser } from '../../test/e2e/support/profile.ts';
import { findChromium } from '../../test/support/chromium.ts';

/** What a measure in a browser has: the browser, a folder that goes with it, and where the built page lies. */
export interface InBrowser {
  readonly browser: Browser;
  readonly folder: string;
  readonly page: string;
}

/** Measures the built page in a Chromium that is open already. @throws Error if none can be had */
export async function inBrowser<T>(measure: (at: InBrowser) => Promise<T>): Promise<T> {
  const executablePath = await findChromium();
  if (executablePath === null) throw new Error('No Chromium can be had: set CHROME_PATH to one.');
  const page = await builtPage();
  const folder = await mkdtemp(join(tmpdir(), 'tieout-bench-'));
  const browser = await launchBrowser(executablePath);
  try {
    return await measure({ browser, folder, page });
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

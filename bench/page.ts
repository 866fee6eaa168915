import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { findChromium } from '../test/support/chromium.ts';
import { builtPage } from '../test/e2e/support/page-build.ts';
import { launchBrowser, newProfile } from '../test/e2e/support/profile.ts';
import { serveTieout } from '../test/e2e/support/served-tieout.ts';
import { measureGrid } from './page-grid.ts';
import { measureIngest } from './page-ingest.ts';

// The page in a real browser (bars: shown after 1.5 s, 1.5 MB of scripts; while an audit ingests at full speed at most one
// task over 50 ms in 10 s and none over 150 ms; the grid over as many findings as are named).
const count = Number(process.argv[2] ?? 1_000_000);

const executablePath = await findChromium();
if (executablePath === null) throw new Error('No Chromium can be had: set CHROME_PATH to one.');
const folder = await mkdtemp(join(tmpdir(), 'tieout-bench-'));
const browser = await launchBrowser(executablePath);
try {
  const figures = {
    ...sizes(await builtPage()),
    ...(await measureStart(browser)),
    ...(await measureIngest(browser, join(folder, 'ingest'))),
    ...(count === 0 ? {} : await measureGrid(browser, join(folder, 'grid'), count)),
  };
  console.log(JSON.stringify(figures));
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

/** Bytes of scripts and styles, as they are loaded from the disk. */
function sizes(page: string): Record<string, number> {
  const assets = join(page, 'assets');
  const bytesOf = (ending: string): number =>
    readdirSync(assets)
      .filter((name) => name.endsWith(ending))
      .reduce((sum, name) => sum + statSync(join(assets, name)).size, 0);
  return { scriptMb: bytesOf('.js') / 1e6, styleMb: bytesOf('.css') / 1e6 };
}

/** From the link to what the browser painted first, and to the first heading: nothing is in any cache. */
async function measureStart(browser: Browser): Promise<Record<string, number>> {
  const host = await serveTieout({ dataFolder: join(folder, 'start') });
  const context = await newProfile(browser);
  try {
    const page = await context.newPage();
    await page.goto(host.link);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return await page.evaluate<Record<string, number>>(`({
      headingMs: performance.now(),
      firstPaintMs: performance.getEntriesByName('first-paint')[0]?.startTime ?? NaN,
      firstContentfulPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    })`);
  } finally {
    await context.close();
    await host.stop();
  }
}

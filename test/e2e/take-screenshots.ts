import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { findChromium } from '../support/chromium.ts';
import { visitLate } from './support/live-screens.ts';
import { visitPaces } from './support/pace-screens.ts';
import { launchBrowser, newProfile } from './support/profile.ts';
import { settle, visitScreens } from './support/screens.ts';
import { serveTieout, type ServedTieout } from './support/served-tieout.ts';

// npm run screenshots [-- FOLDER [WIDTH [PART]]]: every screen, light and dark, for the user's guide; or only those of a
// part, "screens" or "paces".
const ROOT = join(import.meta.dirname, '../..');
const [folder = join(ROOT, 'docs/user-guide/screens'), width = '1440', part = 'all'] =
  process.argv.slice(2);
const WIDE = { width: 1440, height: 900 };
const SCHEMES = ['light', 'dark'] as const;
const MOST_BYTES = 300_000;
/** The folder stands in the settings: the same name on every machine. */
const DATA_FOLDER = join(tmpdir(), 'tieout-screenshots', 'data');

process.exitCode = await takeScreenshots();

async function takeScreenshots(): Promise<number> {
  const executablePath = await findChromium();
  if (executablePath === null) {
    console.error('No Chromium can be had: set CHROME_PATH to one.');
    return 69;
  }
  mkdirSync(folder, { recursive: true });
  const browser = await launchBrowser(executablePath);
  try {
    if (part !== 'paces') await inTieout(browser, takeScreens);
    if (part !== 'screens')
      await inTieout(browser, ({ page }) =>
        visitPaces(page, DATA_FOLDER, (name) => take(page, name)),
      );
  } finally {
    await browser.close();
  }
  return tellLarge();
}

interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly host: ServedTieout;
}

/** From the first start on, in a profile of its own. */
async function inTieout(browser: Browser, visit: (opened: Opened) => Promise<void>): Promise<void> {
  rmSync(DATA_FOLDER, { recursive: true, force: true });
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'tieout-screenshots-'));
  const host = await serveTieout({ dataFolder: DATA_FOLDER, temporaryFolder });
  const context = await newProfile(browser, { viewport: WIDE, deviceScaleFactor: 1 });
  try {
    const page = await context.newPage();
    await page.goto(host.link);
    await visit({ page, context, host });
  } finally {
    await context.close();
    await host.stop();
    for (const made of [DATA_FOLDER, temporaryFolder])
      rmSync(made, { recursive: true, force: true });
  }
}

async function takeScreens({ page, context, host }: Opened): Promise<void> {
  await visitScreens(page, (name) => take(page, name));
  await visitLate(page, (name) => take(page, name));
  const stranger = await context.newPage();
  await stranger.goto(host.link);
  await stranger.getByRole('heading', { name: shellWords.noSessionTitle }).waitFor();
  await take(stranger, 'no-session');
  await host.kill();
  await page.getByText(shellWords.lostTitle).waitFor();
  await take(page, 'engine-lost');
}

/** The way through the screens needs a wide window; only the pictures may be narrow. */
async function take(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ ...WIDE, width: Number(width) });
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), caret: 'hide' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(WIDE);
}

/** A guide with pictures of megabytes is not read. */
function tellLarge(): number {
  const sizes = readdirSync(folder).map(
    (name) => [name, statSync(join(folder, name)).size] as const,
  );
  const large = sizes.filter(([, bytes]) => bytes > MOST_BYTES);
  for (const [name, bytes] of large) console.error(`${name} has ${bytes} bytes`);
  console.log(`${sizes.length} screenshots in ${folder}`);
  return large.length > 0 ? 1 : 0;
}

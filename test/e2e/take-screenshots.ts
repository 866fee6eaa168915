import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { findChromium } from '../support/chromium.ts';
import { launchBrowser, newProfile } from './support/profile.ts';
import { settle, visitScreens } from './support/screens.ts';
import { serveTieout } from './support/served-tieout.ts';

// npm run screenshots [-- FOLDER [WIDTH]]: every screen, light and dark, for the user's guide.
const ROOT = join(import.meta.dirname, '../..');
const [folder = join(ROOT, 'docs/user-guide/screens'), width = '1440'] = process.argv.slice(2);
const SCHEMES = ['light', 'dark'] as const;
const MOST_BYTES = 300_000;

process.exitCode = await takeScreenshots();

async function takeScreenshots(): Promise<number> {
  const executablePath = await findChromium();
  if (executablePath === null) {
    console.error('No Chromium can be had: set CHROME_PATH to one.');
    return 69;
  }
  // The folder stands in the settings: the same name on every machine.
  const dataFolder = join(tmpdir(), 'tieout-screenshots', 'data');
  rmSync(dataFolder, { recursive: true, force: true });
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'tieout-screenshots-'));
  mkdirSync(folder, { recursive: true });
  const host = await serveTieout({ dataFolder, temporaryFolder });
  const browser = await launchBrowser(executablePath);
  try {
    const viewport = { width: Number(width), height: 900 };
    const context = await newProfile(browser, { viewport, deviceScaleFactor: 1 });
    const page = await context.newPage();
    await page.goto(host.link);
    await visitScreens(page, (name) => take(page, name));
    const stranger = await context.newPage();
    await stranger.goto(host.link);
    await stranger.getByRole('heading', { name: shellWords.noSessionTitle }).waitFor();
    await take(stranger, 'no-session');
    await host.kill();
    await page.getByText(shellWords.lostTitle).waitFor();
    await take(page, 'engine-lost');
  } finally {
    await browser.close();
    await host.stop();
    for (const made of [dataFolder, temporaryFolder])
      rmSync(made, { recursive: true, force: true });
  }
  return tellLarge();
}

async function take(page: Page, name: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), caret: 'hide' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
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

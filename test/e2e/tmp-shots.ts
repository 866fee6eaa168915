import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../support/chromium.ts';
import { openDemo, planAndStart, waitUntilFinished } from './support/audit-steps.ts';
import { visitLate, visitLive } from './support/live-screens.ts';
import { launchBrowser, newProfile } from './support/profile.ts';
import { settle } from './support/screens.ts';
import { serveTieout } from './support/served-tieout.ts';
const folder = '/tmp/shots-g';
mkdirSync(folder, { recursive: true });
const browser = await launchBrowser((await findChromium())!);
const temporaryFolder = mkdtempSync(join(tmpdir(), 'shots-'));
const host = await serveTieout({ dataFolder: join(temporaryFolder, 'data'), temporaryFolder });
const context = await newProfile(browser, { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 });
try {
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  await page.goto(host.link);
  await openDemo(page);
  await planAndStart(page);
  await waitUntilFinished(page);
  const look = async (name: string) => {
    for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [400, 'light']] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      await settle(page);
      await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage: process.argv[2] === 'full' });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  await visitLive(page, look);
  await visitLate(page, look);
} finally {
  await context.close();
  await host.stop();
  await browser.close();
  rmSync(temporaryFolder, { recursive: true, force: true });
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../test/support/chromium.ts';
import { builtPage } from '../test/e2e/support/page-build.ts';
import { launchBrowser } from '../test/e2e/support/profile.ts';
import { measureIngest } from './page-ingest.ts';

// Whether the window answers throughout a whole audit of a large organization, as fast as the sandbox serves it (bars: at most one
// task over 50 ms in 10 s and none over 150 ms). Arguments: donors, gifts.
const [donors = 250_000, gifts = 3_000_000] = process.argv.slice(2).map(Number);

const executablePath = await findChromium();
if (executablePath === null) throw new Error('No Chromium can be had: set CHROME_PATH to one.');
await builtPage();
const folder = await mkdtemp(join(tmpdir(), 'tieout-bench-'));
const browser = await launchBrowser(executablePath);
try {
  const figures = await measureIngest(browser, folder, { donors, gifts });
  console.log(JSON.stringify({ donors, gifts, ...figures }));
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../test/support/chromium.ts';
import { builtPage } from '../test/e2e/support/page-build.ts';
import { launchBrowser } from '../test/e2e/support/profile.ts';
import { measureStart } from './page/measure-start.ts';
import { peakMb } from './support/cost.ts';

// Cold start to the first screen: the host's process, and the built page in a fresh profile of a browser that is open already (bar:
// shown after 1.5 s).
const executablePath = await findChromium();
if (executablePath === null) throw new Error('No Chromium can be had: set CHROME_PATH to one.');
await builtPage();
const folder = await mkdtemp(join(tmpdir(), 'tieout-bench-'));
const browser = await launchBrowser(executablePath);
try {
  const figures = await measureStart(browser, join(folder, 'start'));
  console.log(JSON.stringify({ ...figures, peakMb: peakMb() }));
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

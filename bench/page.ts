import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { measureGrid } from './page-grid.ts';
import { measureIngest } from './page-ingest.ts';
import { measureStart } from './page/measure-start.ts';
import { peakMb } from './support/cost.ts';
import { inBrowser } from './support/in-browser.ts';

// The page in a real browser (bars: shown after 1.5 s, 1.5 MB of scripts; while an audit ingests at full speed at most one
// task over 50 ms in 10 s and none over 150 ms; the grid over as many findings as are named).
const INGESTED = { donors: 20_000, gifts: 200_000 };
const count = Number(process.argv[2] ?? 1_000_000);

const figures = await inBrowser(async ({ browser, folder, page }) => ({
  ...sizes(page),
  ...(await measureStart(browser, join(folder, 'start'))),
  ...(await measureIngest(browser, join(folder, 'ingest'), INGESTED)),
  ...(count === 0 ? {} : await measureGrid(browser, join(folder, 'grid'), count)),
}));
console.log(JSON.stringify({ ...figures, peakMb: peakMb() }));

/** Bytes of scripts and styles, as they are loaded from the disk. */
function sizes(page: string): Record<string, number> {
  const assets = join(page, 'assets');
  const bytesOf = (ending: string): number =>
    readdirSync(assets)
      .filter((name) => name.endsWith(ending))
      .reduce((sum, name) => sum + statSync(join(assets, name)).size, 0);
  return { scriptMb: bytesOf('.js') / 1e6, styleMb: bytesOf('.css') / 1e6 };
}

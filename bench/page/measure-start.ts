import type { Browser } from 'playwright-core';
import { newProfile } from '../../test/e2e/support/profile.ts';
import { serveTieout } from '../../test/e2e/support/served-tieout.ts';

/**
 * From `tieout serve` to its link, and from the link to what the browser painted first and to the first heading: nothing is in any
 * cache.
 */
export async function measureStart(
  browser: Browser,
  dataFolder: string,
): Promise<Record<string, number>> {
  const startedMs = performance.now();
  const host = await serveTieout({ dataFolder });
  const hostMs = performance.now() - startedMs;
  const context = await newProfile(browser);
  try {
    const page = await context.newPage();
    await page.goto(host.link);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const shown = await page.evaluate<Record<string, number>>(`({
      headingMs: performance.now(),
      firstPaintMs: performance.getEntriesByName('first-paint')[0]?.startTime ?? NaN,
      firstContentfulPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    })`);
    return { hostMs, ...shown };
  } finally {
    await context.close();
    await host.stop();
  }
}

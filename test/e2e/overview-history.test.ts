import { expect, test } from 'vitest';
import { createAuditor, DEFAULT_REQUEST, type AuditRequest } from '../../src/core/auditor.ts';
import { trendWords } from '../../src/renderer/words/trends.ts';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { describeInBrowser } from './support/browser.ts';
import { openTieout, playProducts } from './support/open-tieout.ts';

const NAME = 'Harbour';
const DAY_MS = 86_400_000;
/** So many make a baseline. */
const CALM_AUDITS = 6;

describeInBrowser('the overview of a customer with a history', () => {
  test(
    'marks what is out of the usual, in the chart and in its table; a re-check hides nothing',
    { timeout: 120_000 },
    async () => {
      const { page, dataFolder } = await openTieout();
      const startMs = Date.now() - 10 * DAY_MS;
      const world = { donors: 40, gifts: 200, seed: 3, nowUtc: new Date(startMs).toISOString() };
      const calm = await playProducts({ ...world, plant: 'none' });
      const troubled = await playProducts({ ...world, plant: 1 });
      const history = makeHistory(dataFolder);
      for (let day = 0; day < CALM_AUDITS; day += 1)
        await history.audit(calm, startMs + day * DAY_MS);
      const newest = await history.audit(troubled, startMs + 7 * DAY_MS);
      const told = newest.trend?.at(-1)?.metrics.find(isMissingGifts)?.value ?? 0;
      expect(told).toBeGreaterThan(1);
      const recheck = history.recheck();
      await history.audit(troubled, startMs + 8 * DAY_MS, recheck);
      history.close();

      await page.goto(new URL(`/#/w/${NAME}/overview`, page.url()).href);
      await page.getByText(/^A re-check reads no whole lists/).waitFor();
      await page.getByText(/^0 unexplained in \d+ lines$/).waitFor();
      const step = page
        .getByRole('listitem')
        .filter({ hasText: 'Out of the usual: Missing in CRM+ (gifts)' });
      await step.getByRole('button').click();
      const { title } = trendWords;
      await page.getByRole('heading', { level: 2, name: title }).waitFor();
      expect(await page.evaluate('document.activeElement.dataset.section')).toBe('trends');

      const { missingInCrm } = trendWords.metrics;
      const chart = page.getByRole('group', {
        name: new RegExp(`^${missingInCrm.replace('+', '\\+')}, 7 audits`),
      });
      const spikes = chart.getByRole('link', { name: /spike, above usual/ });
      expect(await spikes.count()).toBe(1);
      expect(await spikes.getAttribute('aria-label')).toContain(`: ${told}; spike, above usual`);
      // The table says the same, and every audit stands in it.
      await page.getByRole('button', { name: trendWords.showTableOf(missingInCrm) }).click();
      const rows = page.getByRole('table', { name: missingInCrm }).getByRole('row');
      expect(await rows.count()).toBe(1 + CALM_AUDITS + 1);
      const cells = await rows.nth(1).getByRole('cell').allInnerTexts();
      expect(cells[1]).toBe(String(told));
      expect(cells[4]).toContain('spike, above usual');
      expect(await rows.getByText('spike, above usual').count()).toBe(1);
    },
  );
});

function isMissingGifts(metric: { name: string; recordType: string | null }): boolean {
  return metric.name === 'reconcile.missing_in_crm' && metric.recordType === null;
}

/** Audits of one customer on days of the past, as the command line would make them. */
function makeHistory(dataFolder: string) {
  const auditor = createAuditor({ dataFolder, version: 'test' });
  return {
    audit: (sandbox: RunningSandbox, atMs: number, request: AuditRequest = DEFAULT_REQUEST) => {
      const { raiseUrl, raiseToken, crmUrl, crmToken } = sandbox;
      const link = auditor.connect({
        raise: { url: raiseUrl, token: raiseToken, requestsPerSecond: 1000 },
        crm: { url: crmUrl, token: crmToken, requestsPerSecond: 1000 },
        clock: createVirtualClock({ startMs: atMs, isAuto: true }),
      });
      return auditor.audit(link, { workspace: NAME, request });
    },
    recheck: (): AuditRequest => {
      const request = auditor.recheck(NAME);
      if (request === null) throw new Error('Nothing was left open.');
      return request;
    },
    close: () => auditor.close(),
  };
}

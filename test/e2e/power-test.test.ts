import { expect, test } from 'vitest';
import { overviewWords } from '../../src/renderer/words/overview.ts';
import { powerWords } from '../../src/renderer/words/power.ts';
import {
  connectTo,
  createWorkspace,
  goTo,
  planAndStart,
  setFullSpeed,
  waitUntilFinished,
} from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { openTieout, playProducts } from './support/open-tieout.ts';

describeInBrowser('a power test', () => {
  test(
    'is made where an audit’s result stands, can be stopped, and is kept with it',
    { timeout: 120_000 },
    async () => {
      const sandbox = await playProducts({ donors: 600, gifts: 6000, plant: 'none' });
      const { page } = await openTieout();
      await createWorkspace(page, 'Hope for Children');
      await setFullSpeed(page);
      await connectTo(page, sandbox);
      await goTo(page, 'audit');
      await planAndStart(page);
      await waitUntilFinished(page);

      // The overview says that none has been made, and leads to where it is.
      await goTo(page, 'overview');
      const step = page.getByRole('link', {
        name: new RegExp(`^${overviewWords.next.power.action}`),
      });
      await step.click();
      await page.getByText(powerWords.none).waitFor();

      const make = page.getByRole('button', { name: powerWords.run, exact: true });
      await make.click();
      const stop = page.getByRole('button', { name: powerWords.cancel, exact: true });
      await page.getByRole('progressbar', { name: powerWords.meter }).waitFor();
      await stop.click();
      await page.getByText(powerWords.cancelled).waitFor();

      // It lets go of the customer's files soon after it was stopped.
      await expect
        .poll(
          async () => {
            if (await make.isVisible()) await make.click();
            await page.waitForTimeout(500);
            return stop.or(page.getByText(/^Recall \d/)).isVisible();
          },
          { timeout: 15_000 },
        )
        .toBe(true);
      await page.getByText(/^Recall 100% · precision 100%/).waitFor();
      const told = page.getByText(/planted errors were found, and nothing else was reported/);
      const [, found, planted] = /^([\d,]+) of ([\d,]+) /.exec(await told.innerText()) ?? [];
      expect(found).toBe(planted);
      await page.getByRole('button', { name: /kinds of errors/ }).click();
      const rows = page.getByRole('table', { name: powerWords.table }).getByRole('row');
      const counts = await rows.locator('td:nth-of-type(2)').allInnerTexts();
      const sum = counts.reduce((all, count) => all + Number(count), 0);
      expect(sum).toBe(Number(planted?.replaceAll(',', '')));
      expect(counts.length).toBeGreaterThan(10);

      // It is kept, and asked for no more.
      await page.reload();
      await page.getByText(await told.innerText()).waitFor();
      await page.getByRole('button', { name: powerWords.again }).waitFor();
      await goTo(page, 'overview');
      await page.getByRole('heading', { name: overviewWords.next.title }).waitFor();
      expect(await step.count()).toBe(0);
    },
  );
});

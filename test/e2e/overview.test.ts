import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { overviewWords } from '../../src/renderer/words/overview.ts';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { startWords } from '../../src/renderer/words/start.ts';
import { tieOutWords } from '../../src/renderer/words/tie-out.ts';
import { goTo, openDemo, planAndStart, waitUntilFinished } from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { toldCount, waitForRows } from './support/findings-steps.ts';
import { openTieout } from './support/open-tieout.ts';

describeInBrowser('the overview', () => {
  test('is where one lands once an audit has finished, and leads on from there', async () => {
    const { page } = await openTieout();
    await openDemo(page);
    await goTo(page, 'overview');
    await page.getByText(overviewWords.emptyTitle).waitFor();
    await page.getByRole('link', { name: overviewWords.toAudit }).click();
    await planAndStart(page);
    await waitUntilFinished(page);

    // From the list of workspaces, and from a start without an address.
    await page.goto(new URL('/#/', page.url()).href);
    await page.getByRole('link', { name: startWords.openNamed('Demo nonprofit') }).click();
    await arriveAt(page, 'overview');
    await page.goto(new URL('/#', page.url()).href);
    await page.reload();
    await arriveAt(page, 'overview');

    // A figure leads to exactly the findings that it counts.
    const actors = page.getByRole('table', { name: overviewWords.actors.title });
    const link = actors.getByRole('link').first();
    const count = Number(await link.innerText());
    await link.click();
    await waitForRows(page);
    expect((await toldCount(page)).shown).toBe(count);
    await page.goBack();

    await page.getByRole('link', { name: overviewWords.tieOut.open }).click();
    await arriveAt(page, 'tie-out');
    await page.getByText(/^Ties out: 0 unexplained/).waitFor();
  });

  test('the tie-out’s choice stands in the address, and leaves what it says', async () => {
    const { page } = await openTieout();
    await openDemo(page);
    await planAndStart(page);
    await waitUntilFinished(page);
    await goTo(page, 'tie-out');
    const table = page.getByRole('table', { name: tieOutWords.views.month });
    await page.getByText('Gifts', { exact: true }).click();
    await table.getByText(tieOutWords.totalOf('donor', null)).waitFor({ state: 'detached' });
    await page.reload();
    await table.getByText(tieOutWords.totalOf('gift', 'USD')).waitFor();
    expect(await table.getByText(tieOutWords.totalOf('donor', null)).count()).toBe(0);
    await page.getByRole('switch', { name: tieOutWords.openOnly }).click();
    await page.getByText(tieOutWords.noOpenLines).waitFor();
    await page.getByRole('button', { name: tieOutWords.clear }).click();
    await table.getByText(tieOutWords.totalOf('donor', null)).waitFor();
  });
});

async function arriveAt(page: Page, name: keyof typeof shellWords.pages): Promise<void> {
  await page
    .getByRole('heading', { level: 1, name: shellWords.pages[name], exact: true })
    .waitFor();
}

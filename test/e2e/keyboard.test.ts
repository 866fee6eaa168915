import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { auditRunWords } from '../../src/renderer/words/audit-run.ts';
import { auditWords } from '../../src/renderer/words/audit.ts';
import { findingsWords } from '../../src/renderer/words/findings.ts';
import { paletteWords } from '../../src/renderer/words/palette.ts';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { startWords } from '../../src/renderer/words/start.ts';
import { waitUntilFinished } from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { toldCount, waitForRows } from './support/findings-steps.ts';
import { focused, tabTo, tabToGrid } from './support/keyboard.ts';
import { openTieout } from './support/open-tieout.ts';

describeInBrowser('by keyboard alone', () => {
  test('an audit is planned, run, looked through and exported', async () => {
    const { page } = await openTieout();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(page, startWords.openDemo);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: auditWords.plan.show }).waitFor();
    await tabTo(page, auditWords.plan.show);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: auditWords.plan.start }).waitFor();
    await tabTo(page, auditWords.plan.start);
    await page.keyboard.press('Enter');
    await waitUntilFinished(page);
    await tabTo(page, auditRunWords.ended.openFindings);
    await page.keyboard.press('Enter');
    await waitForRows(page);
    await lookThrough(page);
    await exportAmounts(page);
    await useShortcuts(page);
  });
});

async function lookThrough(page: Page): Promise<void> {
  const { all } = await toldCount(page);
  await tabToGrid(page);
  // From the heads into the rows; a step aside, so that no checkbox has the focus.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const details = page.getByLabel(findingsWords.details, { exact: true });
  await details.getByText(findingsWords.place(0, all)).waitFor();
  await page.keyboard.press('j');
  await details.getByText(findingsWords.place(1, all)).waitFor();
  await page.keyboard.press('Alt+ArrowDown');
  await details.getByText(findingsWords.place(2, all)).waitFor();
  await page.keyboard.press('k');
  await details.getByText(findingsWords.place(1, all)).waitFor();
  await page.keyboard.press('Escape');
  await details.waitFor({ state: 'detached' });
  expect((await focused(page)).kind).toBe('gridcell');
  // A million findings must not lie between the grid and what follows it.
  await page.keyboard.press('Tab');
  expect((await focused(page)).kind).not.toMatch(/gridcell|columnheader/);
}

async function exportAmounts(page: Page): Promise<void> {
  const { all } = await toldCount(page);
  await page.keyboard.press('Control+f');
  expect((await focused(page)).name).toBe(findingsWords.search);
  await page.keyboard.type('amount');
  await page.getByText(/^\d+ of \d+ findings?$/).waitFor();
  const { shown } = await toldCount(page);
  expect(shown).toBeLessThan(all);
  await tabTo(page, findingsWords.export, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  const download = page.waitForEvent('download');
  await tabTo(page, findingsWords.exportStart);
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  await page.getByText(findingsWords.exportDone(shown)).waitFor();
}

async function useShortcuts(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: paletteWords.label }).waitFor();
  await page.keyboard.type(paletteWords.goTo(shellWords.pages.calls));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: shellWords.pages.calls }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: paletteWords.shortcuts }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

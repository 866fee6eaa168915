import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { drillWords } from '../../src/renderer/words/drill.ts';
import { tieOutWords } from '../../src/renderer/words/tie-out.ts';
import { goTo, openDemo, planAndStart, waitUntilFinished } from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { copiedRecords, toldCount, waitForRows } from './support/findings-steps.ts';
import { openTieout } from './support/open-tieout.ts';

describeInBrowser('a figure of the tie-out', () => {
  test(
    'opens to records that add up to it, each to its finding or to both records',
    { timeout: 120_000 },
    async () => {
      const { page, context } = await openTieout();
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await openDemo(page);
      await planAndStart(page);
      await waitUntilFinished(page);
      await goTo(page, 'tie-out');
      const table = page.getByRole('table', { name: tieOutWords.views.month });

      const figure = table.getByRole('button', { name: /show the records, Raise, .*Gifts, USD/ });
      const largest = await ofMostRecords(figure);
      const label = await largest.getAttribute('aria-label');
      const said = saidBy(label);
      await largest.click();
      const drawer = page.getByRole('dialog');
      const rows = drawer.locator('[data-row]');
      await rows.first().waitFor();
      await drawer.getByRole('button', { name: drillWords.copy }).click();
      const copied = await copiedRecords(page);
      expect(copied.length).toBeGreaterThan(100);
      expect(sum(copied, 'Counts')).toBe(said.count);
      expect(Math.round(sum(copied, 'Amount') * 100)).toBe(said.amountMinor);
      expect(new Set(copied.map((row) => row['Id'])).size).toBe(copied.length);

      // By the keyboard to the next page, and to a record on it that is consistent.
      await drawer.getByRole('button', { name: tieOutWords.next }).click();
      await drawer.getByText(/^Records 101 to/).waitFor();
      expect(await rows.first().getAttribute('data-row')).toBe(`raise ${copied[100]?.['Id']}`);
      const wanted = copied.findIndex((row, at) => at > 100 && row['State'] === 'Consistent');
      await rows.first().focus();
      for (let at = 100; at < wanted; at += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const heading = drawer.getByRole('heading', { level: 3 }).first();
      await heading.getByText(`Raise ${copied[wanted]?.['Id']}: Consistent`).waitFor();
      await drawer.getByRole('columnheader', { name: /CRM\+/ }).waitFor();
      await drawer.getByRole('button', { name: drillWords.back }).click();
      await expectFocus(page, `raise ${copied[wanted]?.['Id']}`);
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
      // The figure that was opened has the focus again.
      await page.locator('[data-figure]:focus').waitFor();
      expect(await page.evaluate('document.activeElement.ariaLabel')).toBe(label);

      await followToFinding(page);
    },
  );
});

/** From a figure that findings explain to one of them, and back to the record that it was left at. */
async function followToFinding(page: Page): Promise<void> {
  await page.getByRole('tab', { name: tieOutWords.views.campaign }).click();
  const table = page.getByRole('table', { name: tieOutWords.views.campaign });
  for (const causes of await table.getByRole('button', { name: / explaining .*Gifts, USD/ }).all())
    await causes.click();
  const cause = table.getByRole('button', { name: /show the records, Missing in CRM\+: / }).first();
  const said = saidBy(await cause.getAttribute('aria-label'));
  await cause.click();
  const drawer = page.getByRole('dialog');
  const rows = drawer.locator('[data-row]');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(said.count);
  const id = (await rows.first().innerText()).trim();
  await rows.first().click();
  await drawer.getByRole('link', { name: drillWords.inFindings }).click();
  await waitForRows(page);
  expect((await toldCount(page)).shown).toBe(1);
  await page.goBack();
  await drawer.getByRole('heading', { name: new RegExp(`^Raise ${id}: `) }).waitFor();
  await drawer.getByRole('button', { name: drillWords.back }).click();
  await expectFocus(page, `raise ${id}`);
  await page.goBack();
  await drawer.waitFor({ state: 'detached' });
  await table.waitFor();
}

interface Said {
  readonly count: number;
  readonly amountMinor: number;
}

/** "12 $340.00: show the records, …". */
function saidBy(label: string | null): Said {
  const [, count = '', whole = '', cents = ''] =
    /^([\d,]+) \$([\d,]+)\.(\d\d): /.exec(label ?? '') ?? [];
  const number = (text: string): number => Number(text.replaceAll(',', ''));
  return { count: number(count), amountMinor: number(whole) * 100 + number(cents) };
}

async function ofMostRecords(figures: Locator): Promise<Locator> {
  const all = await figures.all();
  const counts = await Promise.all(
    all.map(async (each) => saidBy(await each.getAttribute('aria-label')).count),
  );
  const most = all[counts.indexOf(Math.max(...counts))];
  if (most === undefined) throw new Error('The tie-out has no figure.');
  return most;
}

function sum(rows: readonly Readonly<Record<string, string>>[], head: string): number {
  return rows.reduce((all, row) => all + Number(row[head]), 0);
}

async function expectFocus(page: Page, row: string): Promise<void> {
  await page.locator(`[data-row="${row}"]:focus`).waitFor();
}

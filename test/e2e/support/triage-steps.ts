import type { Locator, Page } from 'playwright-core';
import { triageWords } from '../../../src/renderer/words/triage.ts';

/** The bar below the grid. */
export function triageBar(page: Page): Locator {
  return page.getByRole('region', { name: triageWords.bar });
}

/** Selects rows by their boxes, from the top. */
export async function selectRows(page: Page, rows: readonly number[]): Promise<void> {
  for (const row of rows)
    await page.locator(`[role="row"][row-index="${row}"]`).getByRole('checkbox').first().check();
  await triageBar(page).getByText(triageWords.about(rows.length)).waitFor();
}

/** Until the page has told this about a decision. */
export function told(page: Page, message: string): Promise<void> {
  return page.getByRole('alert').getByText(message, { exact: true }).waitFor();
}

/** The number beside Findings in the navigation; 0 if there is none. */
export async function toActOn(page: Page): Promise<number> {
  const badge = page
    .getByRole('navigation')
    .getByRole('link', { name: /^Findings/ })
    .getByLabel(/to act on/);
  const [text = '0'] = await badge.allInnerTexts();
  return Number(text.replaceAll(',', ''));
}

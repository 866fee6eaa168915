import type { Locator, Page } from 'playwright-core';
import { auditRunWords } from '../../../src/renderer/words/audit-run.ts';
import { COLUMN_TITLES, findingsWords } from '../../../src/renderer/words/findings.ts';

/** A cell of the grid by its row, from the top, and its column's id. */
export function cell(page: Page, row: number, column: string): Locator {
  return page.locator(`[role="row"][row-index="${row}"] [role="gridcell"][col-id="${column}"]`);
}

/** Until the first block of findings is there. */
export async function waitForRows(page: Page): Promise<void> {
  await cell(page, 0, 'state').getByText(/\w/).first().waitFor();
}

/** From the audit page after an audit has finished. */
export async function openFindings(page: Page): Promise<void> {
  await page.getByRole('link', { name: auditRunWords.ended.openFindings, exact: true }).click();
  await waitForRows(page);
}

/** How many findings the page says are shown, of how many if something is filtered. */
export async function toldCount(page: Page): Promise<{ shown: number; all: number }> {
  const line = page.getByText(/^[\d,]+ (?:of [\d,]+ )?findings?$/).first();
  const [shown = NaN, all = shown] =
    (await line.innerText()).match(/[\d,]+/g)?.map((text) => Number(text.replaceAll(',', ''))) ??
    [];
  return { shown, all };
}

/** A quick filter that is one click away, by the words on it. */
export function chip(page: Page, name: string): Locator {
  return page
    .getByRole('group', { name: findingsWords.quickFilters })
    .getByRole('button', { name });
}

/** Opens the details of a finding with the mouse. */
export async function openDetails(page: Page, row: number): Promise<Locator> {
  await cell(page, row, 'state').click();
  const details = page.getByLabel(findingsWords.details, { exact: true });
  await details.getByRole('heading', { level: 2 }).waitFor();
  return details;
}

/** Sorts by a column through its head, upwards first. */
export async function sortBy(page: Page, column: keyof typeof COLUMN_TITLES): Promise<void> {
  const head = page.getByRole('columnheader', { name: COLUMN_TITLES[column] }).first();
  await head.getByRole('button', { name: COLUMN_TITLES[column], exact: true }).click();
  await page.locator(`[role="columnheader"][col-id="${column}"][aria-sort="ascending"]`).waitFor();
}

/** Copies all that is shown and reads the clipboard. */
export async function copyAll(page: Page): Promise<readonly Readonly<Record<string, string>>[]> {
  await page.getByRole('button', { name: findingsWords.copy, exact: true }).click();
  await page.getByRole('menuitem', { name: /^Copy all/ }).click();
  return copiedRecords(page);
}

/** What was just copied: one record for each line, by the heads. */
export async function copiedRecords(
  page: Page,
): Promise<readonly Readonly<Record<string, string>>[]> {
  await page.getByText(/copied, with headers/).waitFor();
  const text = await page.evaluate<string>('navigator.clipboard.readText()');
  const [heads = [], ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return lines.map((line) => Object.fromEntries(heads.map((head, at) => [head, line[at] ?? ''])));
}

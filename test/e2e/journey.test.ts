import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findingsWords } from '../../src/renderer/words/findings.ts';
import { settingsWords } from '../../src/renderer/words/settings.ts';
import {
  connectTo,
  createWorkspace,
  goTo,
  planAndStart,
  setFullSpeed,
  waitUntilFinished,
} from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import {
  cell,
  chip,
  copyAll,
  openDetails,
  openFindings,
  sortBy,
  toldCount,
} from './support/findings-steps.ts';
import { openTieout, playProducts } from './support/open-tieout.ts';
import { idsInWorkbook } from './support/workbook-rows.ts';

const NAME = 'Hope for Children';

describeInBrowser('a consultant with two tokens', () => {
  test('goes from the connection to a workbook, and deletes the customer', async () => {
    const sandbox = await playProducts({ donors: 400, gifts: 2500 });
    const { page, context, dataFolder, temporaryFolder } = await openTieout();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await createWorkspace(page, NAME);
    await setFullSpeed(page);
    await connectTo(page, sandbox);
    await goTo(page, 'audit');
    await planAndStart(page);
    await waitUntilFinished(page);

    await openFindings(page);
    const all = await toldCount(page);
    expect(all.shown).toBeGreaterThan(50);
    await chip(page, 'Values differ').click();
    await page.getByText(findingsWords.ofAll(21, all.all)).waitFor();
    await page.getByRole('searchbox', { name: findingsWords.search }).fill('amount');
    await page.getByText(findingsWords.ofAll(3, all.all)).waitFor();
    await sortBy(page, 'amount');
    const rows = await copyAll(page);
    expect(rows.map((row) => row['State'])).toEqual(Array(3).fill('Values differ'));
    const amounts = rows.map((row) => Number(row['Amount']));
    expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
    await seeBothSides(page);

    const ids = rows.map((row) => `${row['Raise id']}/${row['CRM+ id']}`);
    const file = join(temporaryFolder, 'findings.xlsx');
    await exportFiltered(page, file);
    expect((await idsInWorkbook(file)).toSorted()).toEqual(ids.toSorted());

    await saveView(page, 'Amounts');
    await page.reload();
    await page.getByText(findingsWords.ofAll(3, all.all)).waitFor();
    expect(await cell(page, 0, 'raiseId').innerText()).toBe(rows[0]?.['Raise id']);
    await page.getByRole('button', { name: findingsWords.clearAll }).click();
    await page.getByText(findingsWords.total(all.all), { exact: true }).waitFor();
    await page.getByRole('button', { name: findingsWords.views, exact: true }).click();
    await page.getByRole('button', { name: 'Amounts', exact: true }).click();
    await page.getByText(findingsWords.ofAll(3, all.all)).waitFor();

    await deleteWorkspace(page);
    expect(existsSync(join(dataFolder, 'workspaces', NAME))).toBe(false);
    expect(readdirSync(join(dataFolder, 'workspaces'))).toEqual([]);
  });
});

async function seeBothSides(page: Page): Promise<void> {
  const details = await openDetails(page, 0);
  const sides = details.getByRole('table');
  await sides.getByRole('columnheader', { name: /Raise/ }).waitFor();
  await sides.getByRole('columnheader', { name: /CRM\+/ }).waitFor();
  const toGuide = details.getByRole('link', { name: /in the guide$/ });
  expect(await toGuide.getAttribute('href')).toMatch(/\/help\/[a-z_]+$/);
  await details.getByRole('button', { name: findingsWords.closeDetails }).click();
}

async function exportFiltered(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: findingsWords.export, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: findingsWords.exportFilter(3) }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: findingsWords.exportStart, exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  await download.saveAs(file);
}

async function saveView(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: findingsWords.views, exact: true }).click();
  await page.getByRole('button', { name: findingsWords.saveView }).click();
  await page.getByRole('textbox', { name: findingsWords.viewName, exact: true }).fill(name);
  await page.getByRole('button', { name: findingsWords.save, exact: true }).click();
  await page.getByText(findingsWords.viewSaved(name)).waitFor();
}

async function deleteWorkspace(page: Page): Promise<void> {
  await goTo(page, 'settings');
  await page.getByRole('button', { name: settingsWords.data.remove }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(settingsWords.remove.confirm(NAME)).fill(NAME);
  await dialog.getByRole('button', { name: settingsWords.remove.submit }).click();
  await page.getByText(settingsWords.remove.done(NAME)).waitFor();
}

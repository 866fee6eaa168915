import type { Page } from 'playwright-core';
import { findingsWords } from '../../../src/renderer/words/findings.ts';
import { triageWords } from '../../../src/renderer/words/triage.ts';
import { goTo } from './audit-steps.ts';
import { openDetails, waitForRows } from './findings-steps.ts';
import type { Look } from './screens.ts';
import { selectRows, told, triageBar } from './triage-steps.ts';

const { acceptForm, noteForm, ownerForm, log } = triageWords;

/** From the findings: everything that decides about them, and the log of it. Nothing was decided before. */
export async function visitTriage(page: Page, look: Look): Promise<void> {
  await goTo(page, 'decisions');
  await page.getByText(log.emptyTitle).waitFor();
  await look('decisions-none-yet');
  await goTo(page, 'findings');
  await waitForRows(page);
  await selectRows(page, [0, 1, 2]);
  await look('findings-selected');
  await visitForms(page, look);
  await triageBar(page)
    .getByRole('button', { name: triageWords.mark('reported') })
    .click();
  await told(page, triageWords.decided(3, 3, 'marked as reported'));
  await look('findings-decided');
  await page.keyboard.press('Control+z');
  await told(page, triageWords.returned.undo(3, 'marked as reported'));
  await page.getByRole('button', { name: findingsWords.clearSelection }).click();
  const details = await openDetails(page, 0);
  await details.getByText(triageWords.history.title).scrollIntoViewIfNeeded();
  await look('findings-details-decided');
  await page.getByRole('button', { name: findingsWords.closeDetails }).click();
  await goTo(page, 'decisions');
  await page
    .getByRole('table', { name: log.table })
    .getByText(log.undone, { exact: true })
    .waitFor();
  await look('decisions');
  await goTo(page, 'findings');
  await waitForRows(page);
}

async function visitForms(page: Page, look: Look): Promise<void> {
  const dialog = page.getByRole('dialog');
  await triageBar(page).getByRole('button', { name: triageWords.owner }).click();
  await dialog.getByLabel(ownerForm.label).fill('Ana Torres');
  await look('findings-owner');
  await dialog.getByRole('button', { name: ownerForm.submit, exact: true }).click();
  await told(page, triageWords.decided(3, 3, 'given to Ana Torres'));
  await triageBar(page).getByRole('button', { name: triageWords.note }).click();
  await dialog.getByLabel(noteForm.label).fill('The customer looks at these with the import team.');
  await look('findings-note');
  await dialog.getByRole('button', { name: noteForm.submit }).click();
  await dialog.waitFor({ state: 'detached' });
  await triageBar(page).getByRole('button', { name: triageWords.accept }).click();
  await dialog.getByRole('button', { name: acceptForm.submit, exact: true }).click();
  await dialog.getByText(acceptForm.reasonEmpty).waitFor();
  await look('findings-accept');
  await dialog.getByRole('button', { name: triageWords.cancel }).click();
  await dialog.waitFor({ state: 'detached' });
}

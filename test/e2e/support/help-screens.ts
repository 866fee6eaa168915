import type { Page } from 'playwright-core';
import { helpWords } from '../../../src/renderer/words/help.ts';
import { shellWords } from '../../../src/renderer/words/shell.ts';
import type { Look } from './screens.ts';

/** The guide's page, as a chapter's title says. */
export async function waitForChapter(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
}

/** The guide before there is any workspace, and back. */
export async function visitHelpAlone(page: Page, look: Look): Promise<void> {
  await page.getByRole('button', { name: helpWords.open }).click();
  await waitForChapter(page, 'User’s guide');
  await look('help');
  await page.getByRole('button', { name: helpWords.allWorkspaces }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** The guide inside a workspace: a chapter with pictures, a section, what was searched for. */
export async function visitHelp(page: Page, look: Look): Promise<void> {
  await page
    .getByRole('navigation', { name: shellWords.navigation })
    .getByRole('link', { name: shellWords.pages.help })
    .click();
  await waitForChapter(page, 'User’s guide');
  const article = page.getByRole('article');
  await article.getByRole('link', { name: 'Reading a finding' }).click();
  await waitForChapter(page, 'Reading a finding');
  await article.getByRole('img').first().waitFor();
  await look('help-chapter');
  await article.getByRole('link', { name: 'Missing in CRM+' }).click();
  await waitForChapter(page, 'Missing in CRM+');
  await look('help-state');
  const search = page.getByRole('searchbox', { name: helpWords.search });
  await search.fill('refused the token');
  await article.getByRole('status').waitFor();
  await look('help-search');
  await article.getByRole('link').first().click();
  await article.getByRole('heading', { level: 2 }).first().waitFor();
  await look('help-section');
}

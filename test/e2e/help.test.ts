import { expect, test } from 'vitest';
import { connectWords } from '../../src/renderer/words/connect.ts';
import { helpWords } from '../../src/renderer/words/help.ts';
import { paletteWords } from '../../src/renderer/words/palette.ts';
import { startWords } from '../../src/renderer/words/start.ts';
import { createWorkspace, goTo } from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { waitForChapter } from './support/help-screens.ts';
import { focused } from './support/keyboard.ts';
import { openTieout } from './support/open-tieout.ts';

describeInBrowser('the guide', () => {
  test('is there before anything else, and is found by F1, the palette and the sentence shown', async () => {
    const { page } = await openTieout();
    await page.getByRole('button', { name: startWords.openDemo }).waitFor();
    await page.keyboard.press('F1');
    await waitForChapter(page, 'User’s guide');
    await page.getByRole('button', { name: helpWords.allWorkspaces }).click();
    await createWorkspace(page, 'Hope for Children');
    await goTo(page, 'schedule');
    await page.keyboard.press('F1');
    await waitForChapter(page, 'The daily backstop');
    expect(page.url()).toContain('/w/Hope%20for%20Children/help/daily');
    const search = page.getByRole('searchbox', { name: helpWords.search });
    await search.fill('Raise refused the token: sign in again.');
    const article = page.getByRole('article');
    await article.getByRole('link').first().click();
    await waitForChapter(page, 'Troubleshooting, by the sentence shown');
    const heading = article.getByRole('heading', { name: 'Sign-in refused' });
    await heading.waitFor();
    expect((await focused(page)).name).toBe('Sign-in refused');
    expect(await search.inputValue()).toBe('');
    await search.fill('no such words zebra');
    await article.getByText(helpWords.nothing('no such words zebra')).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: paletteWords.label }).waitFor();
    await page.keyboard.type('manual');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goBack();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect((await focused(page)).kind).not.toBe('body');
  });

  test('is led to from what failed, and stays with the customer', async () => {
    const { page } = await openTieout();
    await createWorkspace(page, 'Nobody there');
    await goTo(page, 'connect');
    const type = (label: string, text: string) =>
      page.getByRole('textbox', { name: label, exact: true }).fill(text);
    // Ports that no fetch asks: nothing has to be waited for.
    await type(`Raise ${connectWords.address.toLowerCase()}`, 'http://127.0.0.1:9');
    await type(`Raise ${connectWords.token.toLowerCase()}`, 'a-token');
    await type(`CRM+ ${connectWords.address.toLowerCase()}`, 'http://127.0.0.1:19');
    await type(`CRM+ ${connectWords.token.toLowerCase()}`, 'another-token');
    await page.getByRole('button', { name: connectWords.saveAndTest }).click();
    await page.getByRole('link', { name: helpWords.whatToDo }).first().click();
    await waitForChapter(page, 'Troubleshooting, by the sentence shown');
    expect(page.url()).toMatch(/Nobody%20there\/help\/troubleshooting~network$/);
  });
});

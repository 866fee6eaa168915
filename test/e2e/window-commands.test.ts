import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { paletteWords } from '../../src/renderer/words/palette.ts';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { createWorkspace } from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { openTieout } from './support/open-tieout.ts';

describeInBrowser('what the menu of a window asks for', () => {
  test('is done where the page stands', async () => {
    const { page } = await openTieout();
    await page.getByRole('heading', { level: 1 }).waitFor();
    // The tab has its engine by now: what a window's preload leaves besides it.
    await page.evaluate('window.tieoutHost = { onCommand: (listen) => { window.ask = listen; } }');
    await createWorkspace(page, 'Hope for Children');
    await page.getByRole('heading', { name: shellWords.pages.connect, level: 1 }).waitFor();
    await ask(page, 'calls');
    await page.getByRole('heading', { name: shellWords.pages.calls, level: 1 }).waitFor();
    await ask(page, 'palette');
    await page.getByRole('textbox', { name: paletteWords.label }).waitFor();
    await ask(page, 'new_workspace');
    await page.getByRole('dialog', { name: shellWords.createTitle }).waitFor();
    await page.getByRole('textbox', { name: paletteWords.label }).waitFor({ state: 'detached' });
    await ask(page, 'settings');
    await page.getByRole('heading', { name: shellWords.pages.settings, level: 1 }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).toContain('/settings');
    await ask(page, 'help');
    await page.getByRole('heading', { name: 'Privacy and security', level: 1 }).waitFor();
  });
});

async function ask(page: Page, command: string): Promise<void> {
  await page.evaluate(`window.ask('${command}')`);
}

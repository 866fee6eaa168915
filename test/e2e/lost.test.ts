import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { createWorkspace } from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { openTieout } from './support/open-tieout.ts';
import { serveTieout } from './support/served-tieout.ts';

const NAME = 'Hope for Children';

/** What the browser itself writes when nobody answers, and when the host refuses a code. */
const NO_ANSWER =
  /ERR_CONNECTION_(?:REFUSED|RESET)|WebSocket connection to|Unable to preload|dynamically imported module/;
const REFUSED = /status of 40[13].*\/session/;

describeInBrowser('a page whose host', () => {
  test('is gone says so above what it shows, and opens again when the host is back', async () => {
    const { page, host, faults, dataFolder } = await openTieout();
    faults.expect(NO_ANSWER);
    faults.expect(REFUSED);
    await createWorkspace(page, NAME);
    await page.getByRole('heading', { name: shellWords.pages.connect, level: 1 }).waitFor();
    await host.kill();
    await page.getByRole('alert').filter({ hasText: shellWords.lostTitle }).waitFor();
    await page.getByRole('heading', { name: shellWords.pages.connect, level: 1 }).waitFor();
    // A page that was never opened has no code here; it says no more than that.
    await page.getByRole('link', { name: shellWords.pages.calls }).click();
    await page.getByRole('heading', { name: shellWords.notLoaded, level: 1 }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.getByRole('button', { name: shellWords.reconnect }).click();
    const again = await serveTieout({ dataFolder, port: host.port });
    try {
      // The new host has a new key, so that the old tab must ask for a new link.
      await page.goto(again.origin);
      await page.getByRole('heading', { name: shellWords.noSessionTitle }).waitFor();
      await page.goto(again.link);
      await page.getByRole('banner').getByText(NAME).waitFor();
    } finally {
      await again.stop();
    }
  });

  test('has given its link already asks for another one', async () => {
    const { page, context, host, faults } = await openTieout();
    faults.expect(REFUSED);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const stranger = await context.newPage();
    await stranger.goto(host.link);
    await stranger.getByRole('heading', { name: shellWords.noSessionTitle }).waitFor();
    expect(stranger.url()).not.toContain('code=');
  });

  test('serves a second tab, and both see what either does', async () => {
    const { page, context } = await openTieout();
    await createWorkspace(page, NAME);
    const second = await openSecondTab(page, context);
    await second.getByRole('banner').getByText(NAME).waitFor();
    await second.reload();
    await second.getByRole('banner').getByText(NAME).waitFor();
  });

  test('was ended and started again looks as the person chose', async () => {
    const { page, host, faults, dataFolder } = await openTieout();
    faults.expect(NO_ANSWER);
    await page
      .getByRole('button', { name: shellWords.theme.label(shellWords.theme.choices.system) })
      .click();
    await page.getByRole('menuitemradio', { name: shellWords.theme.choices.dark }).click();
    expect(await schemeOf(page)).toBe('dark');
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await schemeOf(page)).toBe('dark');
    await host.stop();
    const again = await serveTieout({ dataFolder });
    try {
      await page.goto(again.link);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await schemeOf(page)).toBe('dark');
    } finally {
      await again.stop();
    }
  });
});

/** As "Duplicate tab" does it: the session goes along. */
async function openSecondTab(page: Page, context: BrowserContext): Promise<Page> {
  const [second] = await Promise.all([
    context.waitForEvent('page'),
    page.evaluate('void window.open(location.href)'),
  ]);
  return second;
}

function schemeOf(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('data-mantine-color-scheme');
}

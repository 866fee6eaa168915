import type { Page } from 'playwright-core';
import { expect, onTestFailed, test } from 'vitest';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { describeInBrowser } from './support/browser.ts';
import { openTieout } from './support/open-tieout.ts';
import { visitPaces } from './support/pace-screens.ts';
import { visitScreens, type Look } from './support/screens.ts';
import { violations } from './support/violations.ts';

describeInBrowser('axe finds nothing grave, light and dark,', () => {
  test('on any screen', { timeout: 400_000 }, async () => {
    const { page, context, host, faults } = await openTieout();
    faults.expect(
      /ERR_CONNECTION_(?:REFUSED|RESET)|WebSocket connection to|status of 40[13].*\/session/,
    );
    const { look, grave } = gather();
    await visitScreens(page, look(page));
    const stranger = await context.newPage();
    await stranger.goto(host.link);
    await stranger.getByRole('heading', { name: shellWords.noSessionTitle }).waitFor();
    await look(stranger)('no-session');
    await host.kill();
    await page.getByText(shellWords.lostTitle).waitFor();
    await look(page)('engine-lost');
    expect(grave).toEqual([]);
  });

  test('in any state of an audit', { timeout: 180_000 }, async () => {
    const { page, dataFolder } = await openTieout();
    const { look, grave } = gather();
    await visitPaces(page, dataFolder, look(page));
    expect(grave).toEqual([]);
  });
});

/** Notes what axe says of each screen; what is not grave is told, but fails nothing. */
function gather(): { readonly look: (page: Page) => Look; readonly grave: readonly string[] } {
  const grave: string[] = [];
  onTestFailed(() => console.warn(`axe, grave:\n${grave.join('\n')}`));
  return {
    grave,
    look: (page) => async (name) => {
      for (const { isGrave, line } of await violations(page)) {
        if (isGrave) grave.push(`${name}: ${line}`);
        else console.warn(`axe, not grave: ${name}: ${line}`);
      }
    },
  };
}

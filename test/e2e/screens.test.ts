import type { Page } from 'playwright-core';
import { expect, onTestFailed, test } from 'vitest';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { describeInBrowser } from './support/browser.ts';
import { misfits } from './support/misfits.ts';
import { openTieout } from './support/open-tieout.ts';
import { visitPaces } from './support/pace-screens.ts';
import { settle, visitScreens, type Look } from './support/screens.ts';
import { violations } from './support/violations.ts';

const USUAL = { width: 1440, height: 900 };
/** 1280 pixels at a zoom of 200 % are 640 of the page's own. */
const WIDTHS = [1920, 800, 640] as const;
const HEIGHT = 720;

// One walk for both questions: walking takes as long as asking.
describeInBrowser(
  'axe finds nothing grave, light and dark, and everything fits at any width,',
  () => {
    test('on any screen', { timeout: 500_000 }, async () => {
      const { page, context, host, faults } = await openTieout();
      faults.expect(
        /ERR_CONNECTION_(?:REFUSED|RESET)|WebSocket connection to|status of 40[13].*\/session/,
      );
      const { look, grave, outside } = gather();
      await visitScreens(page, look(page));
      const stranger = await context.newPage();
      await stranger.goto(host.link);
      await stranger.getByRole('heading', { name: shellWords.noSessionTitle }).waitFor();
      await look(stranger)('no-session');
      await host.kill();
      await page.getByText(shellWords.lostTitle, { exact: true }).waitFor();
      await look(page)('engine-lost');
      expect({ grave, outside: Object.fromEntries(outside) }).toEqual({ grave: [], outside: {} });
    });

    test('in any state of an audit', { timeout: 240_000 }, async () => {
      const { page, dataFolder } = await openTieout();
      const { look, grave, outside } = gather();
      await visitPaces(page, dataFolder, look(page));
      expect({ grave, outside: Object.fromEntries(outside) }).toEqual({ grave: [], outside: {} });
    });
  },
);

interface Gathered {
  readonly look: (page: Page) => Look;
  /** What axe says of a screen; what is not grave is told, but fails nothing. */
  readonly grave: readonly string[];
  /** What does not fit, with the screens on which it doesn't. */
  readonly outside: ReadonlyMap<string, readonly string[]>;
}

function gather(): Gathered {
  const grave: string[] = [];
  const outside = new Map<string, string[]>();
  onTestFailed(() => console.warn(`axe, grave:\n${grave.join('\n')}`));
  return {
    grave,
    outside,
    look: (page) => async (name) => {
      for (const { isGrave, line } of await violations(page)) {
        if (isGrave) grave.push(`${name}: ${line}`);
        else console.warn(`axe, not grave: ${name}: ${line}`);
      }
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT });
        await settle(page);
        for (const misfit of await misfits(page)) {
          const fault = `at ${width}: ${misfit}`;
          outside.set(fault, [...(outside.get(fault) ?? []), name]);
        }
      }
      await page.setViewportSize(USUAL);
      await settle(page);
    },
  };
}

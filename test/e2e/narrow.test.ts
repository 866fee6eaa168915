import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from './support/browser.ts';
import { openTieout } from './support/open-tieout.ts';
import { visitPaces } from './support/pace-screens.ts';
import { settle, visitScreens, type Look } from './support/screens.ts';

/** 1280 pixels at a zoom of 200 % are 640 of the page's own. */
const WIDTHS = [1920, 800, 640] as const;
const HEIGHT = 720;

describeInBrowser('every screen fits', () => {
  test('a wide window, a narrow one, and one at twice the size', { timeout: 300_000 }, async () => {
    const { page } = await openTieout();
    const faults = new Map<string, string[]>();
    await visitScreens(page, lookForMisfits(page, faults));
    expect(Object.fromEntries(faults)).toEqual({});
  });

  test('and so does every state of an audit', { timeout: 120_000 }, async () => {
    const { page, dataFolder } = await openTieout();
    const faults = new Map<string, string[]>();
    await visitPaces(page, dataFolder, lookForMisfits(page, faults));
    expect(Object.fromEntries(faults)).toEqual({});
  });
});

/** Notes what does not fit, with the screens on which it doesn't. */
function lookForMisfits(page: Page, faults: Map<string, string[]>): Look {
  return async (name) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      await settle(page);
      for (const misfit of await misfits(page)) {
        const fault = `at ${width}: ${misfit}`;
        faults.set(fault, [...(faults.get(fault) ?? []), name]);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await settle(page);
  };
}

/** What sticks out of the window, and buttons that can't be reached by scrolling. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    const faults = [];
    const body = document.documentElement.scrollWidth;
    if (body > width + 1) faults.push('the page is ' + body + ' wide');
    const describe = (element) =>
      element.tagName.toLowerCase() + ' "' + (element.ariaLabel ?? element.textContent).trim().slice(0, 40) + '"';
    // Inside something that scrolls by itself, or is hidden on purpose, anything may lie outside.
    const mayLieOutside = (element) => {
      for (let at = element; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX, position, visibility } = getComputedStyle(at);
        if (visibility === 'hidden' || at.inert || at.ariaHidden === 'true') return true;
        if (at !== element && /auto|scroll|hidden|clip/.test(overflowX)) return true;
        if (position === 'fixed') return false;
      }
      return false;
    };
    for (const element of document.querySelectorAll('button, a[href], input, select, textarea, h1, h2, p')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || mayLieOutside(element)) continue;
      if (box.right > width + 1 || box.left < -1) faults.push(describe(element) + ' sticks out');
    }
    return faults;
  })()`);
}

import type { Page } from 'playwright-core';

/** What sticks out of the window, and buttons that can't be reached by scrolling. */
export function misfits(page: Page): Promise<string[]> {
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

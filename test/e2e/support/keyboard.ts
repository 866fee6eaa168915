import type { Page } from 'playwright-core';

/** More presses than any screen needs: then it can't be reached. */
const MOST_PRESSES = 80;

/** What has the focus: its role or tag, and its name as it is written or labelled. */
export interface Focused {
  readonly kind: string;
  readonly name: string;
  /** Whether a person can see that it has the focus, and where. */
  readonly isSeen: boolean;
}

export function focused(page: Page): Promise<Focused> {
  return page.evaluate<Focused>(`(() => {
    const element = document.activeElement;
    // A radio button of a row of choices is hidden; its label shows the focus.
    const label = element.labels?.[0];
    const boxes = [element, label ?? element].map((seen) => seen.getBoundingClientRect());
    return {
      kind: element.role ?? element.getAttribute('role') ?? element.tagName.toLowerCase(),
      name: (element.ariaLabel ?? label?.textContent ?? element.textContent ?? '').trim().replace(/\\s+/g, ' '),
      isSeen: boxes.some(
        ({ width, height, left, right }) =>
          width > 1 && height > 1 && right > 0 && left < innerWidth,
      ),
    };
  })()`);
}

/**
 * Presses a key until something of this name has the focus, and gives it.
 * @throws Error with the way it went, if it never comes or the focus goes where nobody sees it
 */
export async function tabTo(
  page: Page,
  name: string,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const way: string[] = [];
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    way.push(`${now.kind} "${now.name.slice(0, 40)}"`);
    if (!now.isSeen && now.kind !== 'body')
      throw new Error(`Focus out of sight: ${way.join(', ')}`);
    if (now.name === name) return;
  }
  throw new Error(`Tab never reached ${name}: ${way.join(', ')}`);
}

/** Presses Tab until the grid's cells or heads have the focus. */
export async function tabToGrid(page: Page): Promise<void> {
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    await page.keyboard.press('Tab');
    if (/columnheader|gridcell/.test((await focused(page)).kind)) return;
  }
  throw new Error('Tab never reached the grid');
}

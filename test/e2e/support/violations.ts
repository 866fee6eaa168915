import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { settle } from './screens.ts';

/** What axe calls `moderate` and `minor` is told, but fails nothing. */
const GRAVE = new Set(['serious', 'critical']);

type Result = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

export interface Violation {
  readonly isGrave: boolean;
  readonly line: string;
}

/** What axe finds in a page as it is now: everything in the light; in the dark only colours can differ. */
export async function violations(page: Page): Promise<readonly Violation[]> {
  const light = await axe(page).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  await settle(page);
  const dark = await axe(page).withRules(['color-contrast']).analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  await settle(page);
  return [
    ...light.violations.map((violation) => told(violation, 'light')),
    ...dark.violations.map((violation) => told(violation, 'dark')),
  ];
}

/** The grave ones alone, as lines. */
export async function graveViolations(page: Page): Promise<string[]> {
  return (await violations(page)).filter(({ isGrave }) => isGrave).map(({ line }) => line);
}

/** There are no frames to be looked into, and what is right is not worth its way out of the page. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
}

function told({ id, impact, help, nodes }: Result, scheme: string): Violation {
  const places = nodes.slice(0, 4).map(({ html, failureSummary }) => {
    const reason = failureSummary?.split('\n').at(1)?.trim() ?? '';
    return `${html.slice(0, 200)} [${reason}]`;
  });
  return {
    isGrave: GRAVE.has(impact ?? ''),
    line: `${id} (${impact ?? 'unknown'}, ${scheme}): ${help}: ${places.join('; ')}`,
  };
}

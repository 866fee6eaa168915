import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, onTestFailed, test } from 'vitest';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { describeInBrowser } from './support/browser.ts';
import { openTieout } from './support/open-tieout.ts';
import { settle, visitScreens } from './support/screens.ts';

/** What axe calls `moderate` and `minor` is told, but fails nothing. */
const GRAVE = new Set(['serious', 'critical']);

describeInBrowser('axe', () => {
  test('finds nothing grave on any screen, light and dark', { timeout: 180_000 }, async () => {
    const { page, context, host, faults } = await openTieout();
    faults.expect(/ERR_CONNECTION_REFUSED|WebSocket connection to|status of 40[13].*\/session/);
    const grave: string[] = [];
    const slight: string[] = [];
    const look = (page: Page) => async (name: string) => {
      for (const { impact, line } of await violations(page)) {
        (GRAVE.has(impact) ? grave : slight).push(`${name}: ${line}`);
      }
    };
    onTestFailed(() => console.warn(`axe, grave:\n${grave.join('\n')}`));
    await visitScreens(page, look(page));
    const stranger = await context.newPage();
    await stranger.goto(host.link);
    await stranger.getByRole('heading', { name: shellWords.noSessionTitle }).waitFor();
    await look(stranger)('no-session');
    await host.kill();
    await page.getByText(shellWords.lostTitle).waitFor();
    await look(page)('engine-lost');
    if (slight.length > 0) console.warn(`axe, not grave:\n${slight.join('\n')}`);
    expect(grave).toEqual([]);
  });
});

type Result = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

interface Violation {
  readonly impact: string;
  readonly line: string;
}

/** Everything in the light; in the dark only colours can differ. */
async function violations(page: Page): Promise<readonly Violation[]> {
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
    impact: impact ?? 'unknown',
    line: `${id} (${impact ?? 'unknown'}, ${scheme}): ${help}: ${places.join('; ')}`,
  };
}

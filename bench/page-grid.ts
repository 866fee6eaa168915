import type { Browser, Page } from 'playwright-core';
import { DEFAULT_REQUEST } from '../src/core/model/request.ts';
import type { SummaryRow } from '../src/core/model/report.ts';
import { addRun, saveResult } from '../src/core/staging/runs.ts';
import { openWorkspace } from '../src/core/staging/workspaces.ts';
import { findingsWords } from '../src/renderer/words/findings.ts';
import { chip, sortBy, waitForRows } from '../test/e2e/support/findings-steps.ts';
import { newProfile } from '../test/e2e/support/profile.ts';
import { serveTieout } from '../test/e2e/support/served-tieout.ts';
import { makeRun } from '../test/support/report-factory.ts';
import { gridFindings } from './grid-findings.ts';

const NAME = 'Bench';
const JUMPS = 20;
const LONG_MS = 60_000;

/** The findings page over that many findings: opening, jumping to a row anywhere, filtering, sorting. */
export async function measureGrid(
  browser: Browser,
  dataFolder: string,
  count: number,
): Promise<Record<string, number>> {
  fillWorkspace(dataFolder, count);
  const host = await serveTieout({ dataFolder });
  const context = await newProfile(browser);
  context.setDefaultTimeout(LONG_MS);
  try {
    const page = await context.newPage();
    await page.goto(host.link);
    // The link's code must be traded first: another address at once would throw it away.
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(`location.hash = '#/w/${NAME}/findings'`);
    await waitForRows(page);
    const jumps: number[] = [];
    for (let jump = 0; jump < JUMPS; jump += 1) {
      jumps.push(await jumpMs(page, ((jump * 7919) % 10_000) / 10_000));
    }
    jumps.sort((a, b) => a - b);
    await jumpMs(page, 0);
    const filterMs = await untilOtherRows(page, () => chip(page, 'Values differ').click());
    const sortMs = await untilOtherRows(page, () => sortBy(page, 'amount'));
    await untilOtherRows(page, () =>
      page.getByRole('button', { name: findingsWords.clearAll }).click(),
    );
    const searchMs = await untilOtherRows(page, () =>
      page.getByRole('searchbox', { name: findingsWords.search }).fill('1234'),
    );
    return {
      findings: count,
      jumpP50Ms: jumps[Math.floor(JUMPS / 2)] ?? NaN,
      jumpMaxMs: jumps.at(-1) ?? NaN,
      filterMs,
      sortMs,
      searchMs,
    };
  } finally {
    await context.close();
    await host.stop();
  }
}

/** Scrolls to a part of the whole and waits, in the page, until every row in sight has its text. */
function jumpMs(page: Page, part: number): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const viewport = document.querySelector('.ag-grid-viewport');
    const startedMs = performance.now();
    viewport.scrollTop = ${part} * (viewport.scrollHeight - viewport.clientHeight);
    await ${ROWS_ARE_THERE};
    return performance.now() - startedMs;
  })()`);
}

/** In the page: its policy lets no text become code, so that Playwright's own waiting can't be given one. */
const ROWS_ARE_THERE = `(async () => {
  const areThere = () => {
    const frame = document.querySelector('.ag-grid-viewport').getBoundingClientRect();
    const cells = [...document.querySelectorAll('[role="gridcell"][col-id="state"]')].filter((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return bottom > frame.top + 40 && top < frame.bottom;
    });
    return cells.length > 0 && cells.every((cell) => cell.textContent.trim() !== '');
  };
  const latestMs = performance.now() + ${LONG_MS};
  do await new Promise(requestAnimationFrame);
  while (!areThere() && performance.now() < latestMs);
})()`;

/** From an act until other findings stand at the top: the old ones stay until the new ones are there. */
async function untilOtherRows(page: Page, act: () => Promise<void>): Promise<number> {
  const first = `document.querySelector('[row-index="0"] [role="gridcell"][col-id="raiseId"]')?.textContent ?? ''`;
  const before = await page.evaluate<string>(first);
  const startedMs = performance.now();
  await act();
  await page.evaluate(`(async () => {
    const latestMs = performance.now() + ${LONG_MS};
    while (['', ${JSON.stringify(before)}].includes(${first}) && performance.now() < latestMs)
      await new Promise(requestAnimationFrame);
  })()`);
  return performance.now() - startedMs;
}

function fillWorkspace(dataFolder: string, count: number): void {
  const { db } = openWorkspace(dataFolder, NAME, { create: true });
  const run = makeRun({ workspace: NAME });
  addRun(db, { ...run, request: JSON.stringify(DEFAULT_REQUEST) });
  saveResult(db, run, summaryOf(count), [], gridFindings(count));
  db.close();
}

/** The page wants to know how many there are; by state matters to no figure. */
function summaryOf(count: number): SummaryRow[] {
  const [first] = gridFindings(1);
  if (first === undefined) return [];
  const { recordType, state, cause } = first;
  return [{ recordType, state, cause, count, amountMinor: 0, currency: null }];
}

import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { COLUMN_TITLES, findingsWords } from '../../src/renderer/words/findings.ts';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { reachAsTab, type Client } from '../engine/transports.ts';
import { openDemo, planAndStart, waitUntilFinished } from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import {
  cell,
  chip,
  copyAll,
  openDetails,
  openFindings,
  sortBy,
  toldCount,
} from './support/findings-steps.ts';
import { openTieout } from './support/open-tieout.ts';

const OWNER = 'Torres, Ana';

describeInBrowser('what somebody else decides while findings are looked at', () => {
  test('is shown at once, counted apart, filtered, sorted and kept in the address', async () => {
    const { page, context, host } = await openTieout();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openDemo(page);
    await planAndStart(page);
    await waitUntilFinished(page);
    await openFindings(page);
    const client = await secondTab(page, host.origin);
    const workspace = (await client.workspaces.list())[0]?.name ?? '';
    const runId = (await client.runs.list({ workspace }))[0]?.runId ?? '';
    const inRun = { workspace, runId };
    const all = (await toldCount(page)).shown;
    const facets = await client.findings.facets({ ...inRun, query: {} });
    const toAct = facets.actionable.find(({ value }) => value === 'true')?.count ?? 0;
    const query = { states: ['missing_in_crm'] as const };
    const shown = facets.states.find(({ value }) => value === 'missing_in_crm')?.count ?? 0;
    expect(shown).toBeGreaterThan(2);
    expect(await chip(page, findingsWords.accepted).count()).toBe(0);

    // A list of what is to be done grows shorter by what somebody accepts, and so does every count.
    await chip(page, findingsWords.toActOn).click();
    await page.getByText(findingsWords.ofAll(toAct, all)).waitFor();
    const accept = { untilDay: '2031-03-09', reason: 'paid by hand' };
    const owned = { accept, owner: OWNER };
    await client.triage.decide({ ...inRun, findings: { query, shown }, patch: owned });
    await page.getByText(findingsWords.ofAll(toAct - shown, all)).waitFor();
    const findings = page.getByRole('link', { name: shellWords.pages.findings });
    await findings.getByText(String(toAct - shown)).waitFor();

    await chip(page, findingsWords.toActOn).click();
    await chip(page, findingsWords.accepted).click();
    await page.getByText(findingsWords.ofAll(shown, all)).waitFor();
    // Columns beyond the window's edge are not drawn: some make room.
    const room = [
      'currency',
      'date',
      'cause',
      'evidence',
      'whoActs',
      'severity',
      'links',
      'crmId',
    ] as const;
    await chooseColumns(page, ['note', 'acceptedUntil'], room);
    const [first] = await copyAll(page);
    expect(first).toMatchObject({
      [COLUMN_TITLES.status]: 'Open',
      [COLUMN_TITLES.owner]: OWNER,
      [COLUMN_TITLES.acceptedUntil]: '2031-03-09',
      [COLUMN_TITLES.note]: '',
    });

    // Rows that stay show the new values, and details stay with their finding.
    const details = await openDetails(page, 1);
    const [row] = await firstRow(client, inRun, { accepted: true });
    const one = { ...inRun, findings: { ids: [row?.id ?? ''] } };
    const forGood = { untilDay: null, reason: 'agreed' };
    const patch = { accept: forGood, status: 'reported', note: 'asked' } as const;
    await client.triage.decide({ ...one, patch });
    await chip(page, 'Reported').waitFor();
    await details.getByText(findingsWords.place(1, shown)).waitFor();
    await page.getByRole('button', { name: findingsWords.closeDetails }).click();
    await cell(page, 0, 'status').getByText('Reported').waitFor();
    expect(await cell(page, 1, 'status').innerText()).toBe('Open');
    await sortBy(page, 'acceptedUntil');
    // What holds for good comes after every day.
    const untilOf = (row: number) => cell(page, row, 'acceptedUntil');
    await untilOf(shown - 1)
      .getByText(findingsWords.acceptedForGood)
      .waitFor();
    expect(await untilOf(0).innerText()).toBe('Mar 9, 2031');

    await chip(page, 'Reported').click();
    await chip(page, OWNER).click();
    await page.getByText(findingsWords.ofAll(1, all)).waitFor();
    await page.reload();
    await page.getByText(findingsWords.ofAll(1, all)).waitFor();
    expect(await cell(page, 0, 'owner').innerText()).toBe(OWNER);
    expect(await cell(page, 0, 'note').innerText()).toBe('asked');

    await client.triage.undo({ workspace });
    await page.getByText(findingsWords.noMatchTitle).waitFor();
    await client.triage.undo({ workspace });
    await page.getByRole('button', { name: findingsWords.clearAll, exact: true }).click();
    await page.getByText(findingsWords.total(all), { exact: true }).waitFor();
    await findings.getByText(String(toAct)).waitFor();
    expect(await chip(page, findingsWords.accepted).count()).toBe(0);
  });
});

/** Another tab of the same person, which decides. */
async function secondTab(page: Page, origin: string): Promise<Client> {
  const key = await page.evaluate<string>("sessionStorage.getItem('tieout.session-key')");
  const tab = await reachAsTab(origin, key);
  onTestFinished(() => tab.close());
  return tab.client;
}

async function firstRow(
  client: Client,
  inRun: { workspace: string; runId: string },
  query: { accepted: boolean },
) {
  for await (const view of await client.findings.open({ ...inRun, query, sort: [] }))
    if (view.kind === 'ready') {
      const { viewId } = view;
      return client.findings.block({ workspace: inRun.workspace, viewId, start: 0, end: 1 });
    }
  throw new Error('There is no view.');
}

type Ids = readonly (keyof typeof COLUMN_TITLES)[];

async function chooseColumns(page: Page, shown: Ids, hidden: Ids): Promise<void> {
  await page.getByRole('button', { name: findingsWords.columns, exact: true }).click();
  const box = (id: Ids[number]) =>
    page.getByRole('checkbox', { name: COLUMN_TITLES[id], exact: true });
  for (const id of hidden) await box(id).uncheck();
  for (const id of shown) await box(id).check();
  await page.keyboard.press('Escape');
}

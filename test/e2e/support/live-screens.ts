import type { Page } from 'playwright-core';
import { PRODUCT_WORDS } from '../../../src/core/model/record-type.ts';
import { LATE_TREND } from '../../../src/renderer/pages/overview/trends/trend-list.ts';
import { findingsWords } from '../../../src/renderer/words/findings.ts';
import { liveFindingWords } from '../../../src/renderer/words/live-findings.ts';
import { liveSubscriptionWords } from '../../../src/renderer/words/live-subscriptions.ts';
import { liveWords } from '../../../src/renderer/words/live.ts';
import { trendWords } from '../../../src/renderer/words/trends.ts';
import { triageWords } from '../../../src/renderer/words/triage.ts';
import { crmGiftBody, raiseGiftBody } from '../../monitor/bodies.ts';
import { goTo } from './audit-steps.ts';
import { cell, waitForRows } from './findings-steps.ts';
import { bringIn, deliver, hookCard, lateLine, setSecret, shownAddress } from './live-steps.ts';
import type { Look } from './screens.ts';

const { listening, hook, known, late, rows, scheme, secret, silent } = liveWords;
const { form, confirm } = liveSubscriptionWords;

/** Live confirmation, from off to a few events and off again. Nothing was listened for before. */
export async function visitLive(page: Page, look: Look): Promise<void> {
  const dialog = page.getByRole('dialog');
  await goTo(page, 'live');
  await page.getByText(rows.emptyTitle).waitFor();
  await look('live-off');
  await hookCard(page, 'crm')
    .getByRole('button', { name: `${liveWords.change} (${hook.proof})` })
    .click();
  await dialog.getByLabel(scheme.prefix).waitFor();
  await look('live-proof');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await hookCard(page, 'raise')
    .getByRole('button', { name: `${secret.set} (${hook.secret})` })
    .click();
  await dialog.getByRole('button', { name: secret.draw }).waitFor();
  await look('live-secret');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await setSecret(page, 'raise');
  await setSecret(page, 'crm');
  await page.getByRole('button', { name: listening.start }).click();
  await page
    .getByText(silent.title([PRODUCT_WORDS.raise, PRODUCT_WORDS.crm].join(silent.and)))
    .waitFor();
  await look('live-silent');
  const addresses = {
    raise: await shownAddress(page, 'raise'),
    crm: await shownAddress(page, 'crm'),
  };
  await deliver(addresses.raise, 'raise', raiseGiftBody({ id: 990_001 }));
  await deliver(addresses.crm, 'crm', crmGiftBody({ id: 990_501, raiseId: 990_001 }));
  await deliver(addresses.raise, 'raise', raiseGiftBody({ id: 990_002, amount: 1250 }));
  await deliver(addresses.crm, 'crm', crmGiftBody({ id: 990_502 }));
  await deliver(addresses.crm, 'crm', crmGiftBody({ id: 990_503 }), 'a stranger');
  await page.locator('[data-live-row]').getByText(known.crmBorn).waitFor();
  await look('live-listening');
  await page.getByRole('table', { name: rows.table }).scrollIntoViewIfNeeded();
  await look('live-rows');
  await page.getByLabel(form.tunnel).fill('https://hooks.example.org');
  await page.getByRole('button', { name: form.show }).click();
  await dialog.getByRole('region', { name: confirm.request }).waitFor();
  await look('live-request');
  await dialog.getByRole('button', { name: liveWords.cancel }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: listening.stop }).click();
  await page.getByText(listening.off, { exact: true }).waitFor();
  await bringIn(page, 'captured.ndjson', [raiseGiftBody({ id: 990_004 }), '{', '[]']);
  await page.locator('[data-import="done"]').scrollIntoViewIfNeeded();
  await look('live-imported');
}

/** A gift that one product alone told of hours ago, wherever it shows: it takes some seconds to read it. */
export async function visitLate(page: Page, look: Look): Promise<void> {
  const address = /^.*\/w\/[^/]+/.exec(page.url())?.[0] ?? '';
  await page.goto(`${address}/findings/~states=missing_in_crm&recordTypes=gift`);
  await waitForRows(page);
  const raiseId = await cell(page, 0, 'raiseId').innerText();
  await goTo(page, 'live');
  await bringIn(page, 'late.ndjson', [lateLine('raise', raiseGiftBody({ id: Number(raiseId) }))]);
  await page.locator('[data-import="done"]').waitFor();
  await page.getByRole('button', { name: late.confirm }).click();
  const table = page.getByRole('table', { name: liveFindingWords.table });
  await table.getByRole('link').waitFor();
  await table.scrollIntoViewIfNeeded();
  await look('live-late');
  await table.getByRole('button').click();
  await page.getByRole('dialog').getByText(triageWords.history.nothing).waitFor();
  await look('live-decide');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await goTo(page, 'findings');
  await waitForRows(page);
  await page.getByRole('link', { name: findingsWords.toLate }).waitFor();
  await look('findings-late');
  await goTo(page, 'overview');
  await page.getByRole('heading', { name: LATE_TREND.title }).waitFor();
  await page.getByText(trendWords.daysText).scrollIntoViewIfNeeded();
  await look('overview-late');
}

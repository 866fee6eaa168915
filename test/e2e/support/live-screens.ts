import type { Page } from 'playwright-core';
import { PRODUCT_WORDS } from '../../../src/core/model/record-type.ts';
import { liveSubscriptionWords } from '../../../src/renderer/words/live-subscriptions.ts';
import { liveWords } from '../../../src/renderer/words/live.ts';
import { crmGiftBody, raiseGiftBody } from '../../monitor/bodies.ts';
import { goTo } from './audit-steps.ts';
import { deliver, hookCard, setSecret, shownAddress } from './live-steps.ts';
import type { Look } from './screens.ts';

const { listening, hook, known, rows, scheme, secret, silent } = liveWords;
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
}

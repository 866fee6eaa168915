import { createHmac } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { PRODUCT_WORDS, type Product } from '../../../src/core/model/record-type.ts';
import { liveStoredWords } from '../../../src/renderer/words/live-stored.ts';
import { liveWords } from '../../../src/renderer/words/live.ts';
import type { RunningSandbox } from '../../../src/sandbox/index.ts';

export const HOOK_SECRETS: Readonly<Record<Product, string>> = {
  raise: 'canary-raise-hook-4471',
  crm: 'canary-crm-hook-4472',
};

/** A gift that both products have, and nothing was planted in. */
export interface GiftPair {
  readonly raiseId: number;
  readonly crmId: number;
}

/** Gifts of a generated sandbox that agree. */
export function agreeingGifts(sandbox: RunningSandbox): readonly GiftPair[] {
  const planted = new Set(sandbox.planted.flatMap(({ raiseId, crmId }) => [raiseId, crmId]));
  const pairs: GiftPair[] = [];
  for (let crmId = 2_000_000; crmId < 2_000_900; crmId += 1) {
    const id = /(\d+)$/.exec(String(sandbox.mutate.getCrm('gifts', crmId)?.['transactionId']))?.[1];
    const raiseId = Number(id);
    const isThere = id !== undefined && sandbox.mutate.getRaise('gifts', raiseId) !== undefined;
    if (isThere && !planted.has(id) && !planted.has(String(crmId))) pairs.push({ raiseId, crmId });
  }
  return pairs;
}

/** A body as the product would send it of the record that it has now. */
export function bodyOf(sandbox: RunningSandbox, product: Product, id: number): string {
  if (product === 'raise') return JSON.stringify(sandbox.mutate.getRaise('gifts', id));
  const gift = sandbox.mutate.getCrm('gifts', id);
  return JSON.stringify({ event: 'GiftCreate', models: [{ gift }] });
}

/** Posts a delivery with the proof that its product gives, or with a stranger's. @returns the answer's status */
export async function deliver(
  address: string,
  product: Product,
  body: string,
  secret = HOOK_SECRETS[product],
): Promise<number> {
  const proof =
    product === 'raise'
      ? { 'x-security-token': secret }
      : { 'x-virtuous-signature': createHmac('sha256', secret).update(body).digest('base64') };
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...proof },
    body,
  });
  await answer.text();
  return answer.status;
}

/** Types a product's secret into its dialog and keeps it. */
export async function setSecret(page: Page, product: Product): Promise<void> {
  const name = PRODUCT_WORDS[product];
  await hookCard(page, product)
    .getByRole('button', {
      name: liveWords.of(`${liveWords.secret.set} (${liveWords.hook.secret})`, name),
    })
    .click();
  const dialog = page.getByRole('dialog', { name: liveWords.secret.dialog(name) });
  await dialog.getByLabel(liveWords.secret.label, { exact: true }).fill(HOOK_SECRETS[product]);
  await dialog.getByRole('button', { name: liveWords.secret.save }).click();
  await dialog.waitFor({ state: 'detached' });
  await hookCard(page, product)
    .getByText(`••••${HOOK_SECRETS[product].slice(-4)}`)
    .waitFor();
}

/** A product's part of the page. */
export function hookCard(page: Page, product: Product): Locator {
  return page.getByRole('region', { name: liveWords.hook.title(PRODUCT_WORDS[product]) });
}

/** The address that the page shows for a product's deliveries. */
export function shownAddress(page: Page, product: Product): Promise<string> {
  return hookCard(page, product).locator('[data-hook]').innerText();
}

/** Chooses a file of captured deliveries, one a line. */
export async function bringIn(page: Page, name: string, lines: readonly string[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: liveStoredWords.import.choose }).click();
  const buffer = Buffer.from(lines.join('\n'));
  await (await choosing).setFiles({ name, mimeType: '', buffer });
}

/** A line of a captured delivery that came two hours ago. */
export function lateLine(product: Product, body: string): string {
  const receivedUtc = new Date(Date.now() - 2 * 3_600_000).toISOString();
  return JSON.stringify({ product, body, receivedUtc });
}

/** Until a product's count reads so. */
export function countIs(page: Page, product: Product, name: string, value: string): Promise<void> {
  return page
    .locator(`[data-counts="${product}"] > div`)
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByText(value, { exact: true })
    .waitFor();
}

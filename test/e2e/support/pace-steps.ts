import type { Locator, Page } from 'playwright-core';
import { PRODUCT_WORDS, type Product } from '../../../src/core/model/record-type.ts';
import { connectWords } from '../../../src/renderer/words/connect.ts';
import { paceWords } from '../../../src/renderer/words/pace.ts';

/** Small pages, so that a small world takes long enough to be looked at on its way. */
export const SLOW_WORLD = {
  donors: 400,
  gifts: 2500,
  quirks: { raisePageCap: 50, crmPageCap: 50 },
} as const;

/** Several tries in a row have to fail before a product is called away, and each waits longer; so do probes. */
export const OUTAGE_MS = 60_000;

type Kind = keyof typeof paceWords.kind;

/** The words beside a product's name while an audit goes on. */
export function paceOf(page: Page, product: Product, kind: Kind): Locator {
  return page
    .getByRole('heading', { level: 3, name: PRODUCT_WORDS[product], exact: true })
    .locator('..')
    .getByText(paceWords.kind[kind], { exact: true });
}

/** What a listener is told when the state changes. */
export function standing(page: Page, kind: keyof typeof paceWords.standing, product: Product) {
  return page
    .getByRole('status')
    .filter({ hasText: paceWords.standing[kind]([product]) })
    .first();
}

/** On the connection page: puts in a new token of CRM+ for the kept one, saves and tests. */
export async function replaceCrmToken(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: connectWords.of(connectWords.replace, 'crm') }).click();
  await page
    .getByRole('textbox', { name: `CRM+ ${connectWords.token.toLowerCase()}`, exact: true })
    .fill(token);
  await page.getByRole('button', { name: connectWords.saveAndTest }).click();
  // What the test before it had proved is void now.
  await page.getByText(connectWords.guard.proved).waitFor({ state: 'detached' });
  await page.getByText(connectWords.guard.proved).waitFor();
}

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Product } from '../../src/core/model/record-type.ts';
import { PRODUCT_WORDS } from '../../src/core/model/record-type.ts';
import { stateEntry } from '../../src/core/model/states.ts';
import { LATE_TREND } from '../../src/renderer/pages/overview/trends/trend-list.ts';
import { findingsWords, STATUS_TITLES } from '../../src/renderer/words/findings.ts';
import { liveFindingWords as found } from '../../src/renderer/words/live-findings.ts';
import { liveStoredWords as stored } from '../../src/renderer/words/live-stored.ts';
import { liveSubscriptionWords } from '../../src/renderer/words/live-subscriptions.ts';
import { liveWords } from '../../src/renderer/words/live.ts';
import {
  connectTo,
  createWorkspace,
  goTo,
  planAndStart,
  setFullSpeed,
  waitUntilFinished,
} from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { openDetails, toldCount, waitForRows } from './support/findings-steps.ts';
import {
  agreeingGifts,
  bodyOf,
  bringIn,
  countIs,
  deliver,
  hookCard,
  HOOK_SECRETS,
  lateLine,
  setSecret,
  shownAddress,
} from './support/live-steps.ts';
import { openTieout, playProducts } from './support/open-tieout.ts';
import { graveViolations } from './support/violations.ts';

const NAME = 'Hope for Children';
const { listening, hook, late, rows, known, silent } = liveWords;
const { form, confirm } = liveSubscriptionWords;

describeInBrowser('live confirmation', () => {
  test(
    'is started, told of a gift by both products, refuses a stranger, subscribes after a confirmation, and ends',
    { timeout: 240_000 },
    async () => {
      const sandbox = await playProducts({ donors: 20, gifts: 40, seed: 9 });
      const [first, second] = agreeingGifts(sandbox);
      const overdue = sandbox.planted.find(({ recordType, cause }) => {
        return recordType === 'gift' && cause === 'overdue';
      })?.raiseId;
      if (first === undefined || second === undefined || typeof overdue !== 'string')
        throw new Error('The sandbox has no such gifts.');
      const { page } = await openTieout();
      await createWorkspace(page, NAME);
      await setFullSpeed(page);
      await connectTo(page, sandbox);
      await goTo(page, 'audit');
      await planAndStart(page);
      await waitUntilFinished(page);

      // What Raise alone told two hours ago is read before it is called anything.
      await goTo(page, 'live');
      await page.getByText(listening.off, { exact: true }).waitFor();
      await importOld(page, [
        lateLine('raise', bodyOf(sandbox, 'raise', Number(overdue))),
        lateLine('raise', bodyOf(sandbox, 'raise', first.raiseId)),
      ]);
      await row(page, overdue).getByText(known.toConfirm, { exact: true }).waitFor();
      await page.getByText(found.none).waitFor();
      await page.getByRole('button', { name: late.confirm }).click();
      const findings = page.getByRole('table', { name: found.table });
      await findings.getByText(stateEntry('missing_in_crm').title).waitFor();
      expect(await findings.getByRole('row').count()).toBe(1 + 1);
      await decideAndFollow(page, overdue);
      await row(page, String(first.raiseId)).getByText(known.inBoth).waitFor();
      expect(await graveViolations(page)).toEqual([]);

      // Without a secret nothing could be proved.
      await page.getByRole('button', { name: listening.start }).click();
      await page.getByText(/^There is no secret of either product/).waitFor();
      await setSecret(page, 'raise');
      await setSecret(page, 'crm');
      for (const secret of Object.values(HOOK_SECRETS))
        expect(await page.content()).not.toContain(secret);
      await page.getByRole('button', { name: listening.start }).click();
      await page.getByText(/^Listening on port \d+$/).waitFor();
      // Of Raise something came before, by the file.
      await page.getByText(silent.title(PRODUCT_WORDS.crm)).waitFor();

      const addresses = {
        raise: await shownAddress(page, 'raise'),
        crm: await shownAddress(page, 'crm'),
      };
      const told = bodyOf(sandbox, 'raise', second.raiseId);
      expect(await deliver(addresses.raise, 'raise', told)).toBe(204);
      await row(page, String(second.raiseId)).getByText(known.inTime(60)).waitFor();
      expect(await deliver(addresses.raise, 'raise', told)).toBe(204);
      await countIs(page, 'raise', hook.events, '4');
      await countIs(page, 'raise', hook.repeated, '1');
      const answered = bodyOf(sandbox, 'crm', second.crmId);
      expect(await deliver(addresses.crm, 'crm', answered)).toBe(204);
      await row(page, String(second.raiseId)).getByText(known.both).waitFor();
      await page.getByText(silent.title(PRODUCT_WORDS.crm)).waitFor({ state: 'detached' });
      await countIs(page, 'crm', hook.events, '1');
      expect(await deliver(addresses.crm, 'crm', answered, 'a stranger')).toBe(401);
      await countIs(page, 'crm', hook.refused, hook.refusedFor('bad_signature', 1));
      await countIs(page, 'crm', hook.events, '1');

      await page.getByRole('combobox', { name: rows.filter }).click();
      await page.getByRole('option', { name: rows.option('agreed', 1) }).click();
      await row(page, overdue).waitFor({ state: 'detached' });
      expect(await page.locator('[data-live-row]').count()).toBe(1);

      await subscribe(page, 'raise', addresses.raise);
      const changes = () =>
        sandbox.requests().filter(({ path, method }) => {
          return /\/Webhook/.test(path) && method !== 'GET';
        });
      expect(changes().map(({ method }) => method)).toEqual(['POST']);
      expect(
        await sandbox.tell({
          product: 'raise',
          resource: 'gifts',
          what: 'updated',
          id: first.raiseId,
        }),
      ).toEqual([204]);

      const subscriptions = page.getByRole('table', { name: liveSubscriptionWords.table });
      await subscriptions.getByText(liveSubscriptionWords.ours).waitFor();
      await subscriptions.getByRole('button', { name: /^Delete the subscription/ }).click();
      const dialog = page.getByRole('dialog', { name: confirm.remove(PRODUCT_WORDS.raise) });
      await dialog.getByText(/^DELETE http/).waitFor();
      await dialog.getByRole('button', { name: liveWords.cancel }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(changes()).toHaveLength(1);
      await subscriptions.getByRole('button', { name: /^Delete the subscription/ }).click();
      await dialog.getByLabel(confirm.sure).check();
      await dialog.getByRole('button', { name: confirm.removeNow }).click();
      await page.getByText(liveSubscriptionWords.none).waitFor();
      expect(changes().map(({ method }) => method)).toEqual(['POST', 'DELETE']);

      await page.getByRole('button', { name: listening.stop }).click();
      await page.getByText(listening.off, { exact: true }).waitFor();
      await expect(deliver(addresses.raise, 'raise', told)).rejects.toThrow();
      await clearSecret(page, 'crm');
      await hookCard(page, 'crm').getByText(hook.notTaken).waitFor();
    },
  );
});

function row(page: Page, raiseId: string) {
  return page.locator(`[data-live-row="${raiseId}"]`);
}

/** Sends a subscription to the shown address, and looks that nothing left before it was confirmed. */
async function subscribe(page: Page, product: Product, address: string): Promise<void> {
  await page.getByLabel(form.tunnel).fill(new URL(address).origin);
  await page.getByText(form.full(address)).waitFor();
  await page.getByRole('button', { name: form.show }).click();
  const dialog = page.getByRole('dialog', { name: confirm.create(PRODUCT_WORDS[product]) });
  const request = await dialog.getByRole('region', { name: confirm.request }).innerText();
  expect(request).toMatch(/^POST http:\/\/127\.0\.0\.1:\d+\/api\/Webhook/);
  expect(request).toContain(address);
  expect(request).toContain('••••');
  expect(request).not.toContain(HOOK_SECRETS[product]);
  const send = dialog.getByRole('button', { name: confirm.send, exact: true });
  expect(await send.isDisabled()).toBe(true);
  await dialog.getByLabel(confirm.sure).check();
  await send.click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByText(new RegExp(`^${PRODUCT_WORDS[product]} has made the subscription`))
    .waitFor();
}

async function clearSecret(page: Page, product: Product): Promise<void> {
  const { secret } = liveWords;
  const name = PRODUCT_WORDS[product].replace('+', '\\+');
  await hookCard(page, product)
    .getByRole('button', { name: new RegExp(`^${secret.clear} .*${name}$`) })
    .click();
  const dialog = page.getByRole('dialog', { name: secret.clearTitle(PRODUCT_WORDS[product]) });
  await dialog.getByRole('button', { name: secret.clear, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Two deliveries that were captured elsewhere, and a line that is none. */
async function importOld(page: Page, lines: readonly string[]): Promise<void> {
  await bringIn(page, 'captured.ndjson', [...lines, '{']);
  const told = { lines: 3, imported: 2, repeated: 0, badLines: 1, bad: [] };
  await page.getByText(stored.import.done('captured.ndjson', told)).waitFor();
  await page.getByText(stored.import.bad(3, 'it is no JSON')).waitFor();
  await page
    .locator('[data-bodies]')
    .getByText(/^2 bodies are kept/)
    .waitFor();
}

/** A decision on the live page is one in the audit that has the same finding, and the other way round. */
async function decideAndFollow(page: Page, raiseId: string): Promise<void> {
  const line = page.locator(`[data-live-finding="${raiseId}"]`);
  await line.getByRole('button', { name: found.decideNamed(raiseId, null) }).click();
  const dialog = page.getByRole('dialog', { name: found.dialog(raiseId, null) });
  await dialog.getByRole('button', { name: STATUS_TITLES.reported }).click();
  await dialog.getByText(/marked as reported/i).waitFor();
  expect(await graveViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await line.getByText(STATUS_TITLES.reported).waitFor();
  await line.getByRole('link').click();
  await page.getByText(findingsWords.late(1, 0)).waitFor();
  await waitForRows(page);
  expect((await toldCount(page)).shown).toBe(1);
  const detail = await openDetails(page, 0);
  await detail.getByText(/marked as reported/i).waitFor();
  await detail.getByRole('button', { name: STATUS_TITLES.expected }).click();
  await detail.getByText(/marked as expected/i).waitFor();
  await page.getByRole('link', { name: findingsWords.toLate }).click();
  await line.getByText(STATUS_TITLES.expected).waitFor();
  await goTo(page, 'overview');
  await page.getByRole('heading', { name: LATE_TREND.title }).waitFor();
  await goTo(page, 'live');
}

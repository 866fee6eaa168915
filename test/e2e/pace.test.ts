import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { auditRunWords } from '../../src/renderer/words/audit-run.ts';
import { auditResultWords } from '../../src/renderer/words/audit-result.ts';
import { auditWords } from '../../src/renderer/words/audit.ts';
import { shellWords } from '../../src/renderer/words/shell.ts';
import { auditOnce } from '../support/audit-once.ts';
import {
  connectTo,
  createWorkspace,
  goTo,
  planAndStart,
  setPace,
  waitUntilFinished,
} from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { tabTo } from './support/keyboard.ts';
import { openTieout, playProducts } from './support/open-tieout.ts';
import { OUTAGE_MS, paceOf, replaceCrmToken, SLOW_WORLD, standing } from './support/pace-steps.ts';
import { graveViolations } from './support/violations.ts';

const NAME = 'Hope for Children';
const { ended } = auditRunWords;

describeInBrowser('an audit on a bad day', () => {
  test(
    'waits, is offline, needs another token, and ends with the same digest',
    { timeout: 180_000 },
    async () => {
      const sandbox = await playProducts(SLOW_WORLD);
      const { digest } = (await auditOnce(sandbox)).report.run;
      const { page } = await openTieout();
      await createWorkspace(page, NAME);
      await setPace(page, 8);
      await connectTo(page, sandbox);
      await goTo(page, 'audit');
      await planAndStart(page);
      await page.getByText(auditRunWords.run.phaseNow.capture).first().waitFor();

      sandbox.setFaults('crm:*:429(12)');
      await paceOf(page, 'crm', 'waiting_for_server').waitFor();
      await standing(page, 'waiting_for_server', 'crm').waitFor();
      await page.getByText(/^Waiting until .+, as CRM\+ asked\.$/).waitFor();
      await paceOf(page, 'raise', 'running').waitFor();
      await seeSwitcher(page, shellWords.status.waiting);
      expect(await graveViolations(page)).toEqual([]);
      await paceOf(page, 'crm', 'running').waitFor();

      sandbox.setFaults('crm:*:resetx*');
      await paceOf(page, 'crm', 'offline').waitFor({ timeout: OUTAGE_MS });
      await standing(page, 'offline', 'crm').waitFor();
      await page.getByText(/^CRM\+ can’t be reached since .+ and goes on by itself\.$/).waitFor();
      await seeSwitcher(page, shellWords.status.offline);
      expect(await graveViolations(page)).toEqual([]);
      sandbox.setFaults('');
      await paceOf(page, 'crm', 'running').waitFor({ timeout: OUTAGE_MS });

      sandbox.setFaults('crm:*:401x*');
      const note = page.getByRole('group', { name: ended.signIn });
      await note.waitFor({ timeout: OUTAGE_MS });
      await note.getByText('CRM+ refused the token: sign in again.').waitFor();
      await seeSwitcher(page, shellWords.status.needsSignIn);
      expect(await graveViolations(page)).toEqual([]);

      // The same token again is asked anew, and refused anew.
      const before = sandbox.calls().crm;
      await note.getByRole('button', { name: ended.goOn, exact: true }).click();
      await expect.poll(() => sandbox.calls().crm).toBeGreaterThan(before);
      await page.getByRole('button', { name: ended.goOn, exact: true, disabled: false }).waitFor();
      await tabTo(page, ended.goOn);
      await tabTo(page, auditWords.openConnection, 'Shift+Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: shellWords.pages.connect }).waitFor();
      sandbox.setFaults('crm:*:429(1)@3x1');
      await replaceCrmToken(page, sandbox.crmToken);

      await goTo(page, 'audit');
      await tabTo(page, ended.goOn);
      await page.keyboard.press('Enter');
      await waitUntilFinished(page);
      await page.getByRole('link', { name: ended.showResult }).click();
      await page.getByText(digest).waitFor();
      await seeSpent(page);
      expect(await graveViolations(page)).toEqual([]);
    },
  );
});

async function seeSwitcher(page: Page, words: string): Promise<void> {
  await page.getByRole('navigation').getByText(words, { exact: true }).waitFor();
}

/** Planned and made calls stand beside each other, and what was tried again is counted. */
async function seeSpent(page: Page): Promise<void> {
  const table = page.getByRole('table', { name: auditResultWords.spent.title });
  const crm = await table.getByRole('row', { name: /^CRM\+/ }).innerText();
  const [planned = 0, took = 0, retried = 0, refused = 0] = crm.split(/\s+/).slice(1).map(Number);
  expect(planned).toBeGreaterThan(5);
  expect(took).toBeGreaterThan(planned);
  expect(retried).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
  await page.getByText(auditResultWords.spent.planOfReading).waitFor();
}

import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { auditRunWords } from '../../src/renderer/words/audit-run.ts';
import { auditResultWords } from '../../src/renderer/words/audit-result.ts';
import { auditWords } from '../../src/renderer/words/audit.ts';
import { settingsWords } from '../../src/renderer/words/settings.ts';
import { shellWords } from '../../src/renderer/words/shell.ts';
import {
  connectTo,
  createWorkspace,
  goTo,
  planAndStart,
  setFullSpeed,
  waitUntilFinished,
} from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { startCliAudit } from './support/command-line.ts';
import { openTieout, playProducts } from './support/open-tieout.ts';
import { SLOW_WORLD } from './support/pace-steps.ts';
import { graveViolations } from './support/violations.ts';

const NAME = 'Hope for Children';
const PROGRAM = 'the command line';
const words = auditRunWords.elsewhere;

describeInBrowser('an audit of the command line', () => {
  test('is shown with what it waits for, and nothing here can be in its way', async () => {
    const sandbox = await playProducts({ ...SLOW_WORLD, plant: 'none' });
    const { page, dataFolder } = await openTieout();
    await createWorkspace(page, NAME);
    await setFullSpeed(page);
    await connectTo(page, sandbox);
    await goTo(page, 'audit');
    await planAndStart(page);
    await waitUntilFinished(page);

    const cli = await startCliAudit({
      dataFolder,
      workspace: NAME,
      access: sandbox,
      callsPerSecond: 3,
    });
    onTestFinished(() => cli.kill());
    // Whoever starts one here is told whose turn it is.
    await planAndStart(page);
    const note = page.getByRole('group', { name: words.title(PROGRAM) });
    await note.waitFor();
    await note.getByText(words.text(PROGRAM, cli.pid)).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toContain(PROGRAM);
    await page.getByRole('navigation').getByText(shellWords.status.elsewhere).waitFor();
    const starts = [auditWords.plan.show, auditWords.plan.start, auditRunWords.ended.goOn];
    for (const name of starts)
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    expect(await graveViolations(page)).toEqual([]);

    sandbox.setFaults('crm:*:429(40)');
    await note.getByText(/^Waiting until .+, as CRM\+ asked\.$/).waitFor();
    await seeRefusals(page, words.busy(PROGRAM, cli.pid));

    await cli.kill();
    await goTo(page, 'audit');
    await page.getByText(auditRunWords.ended.killed).waitFor();
    sandbox.setFaults('');
    await page.getByRole('button', { name: auditRunWords.ended.goOn, exact: true }).click();
    await page.getByRole('button', { name: auditRunWords.run.pause, exact: true }).waitFor();
  });
});

/** Everything that would only be refused says so before it is asked. */
async function seeRefusals(page: Page, why: string): Promise<void> {
  await page.getByRole('button', { name: /^More actions/ }).click();
  const again = page.getByRole('menuitem', { name: auditRunWords.runs.rerun });
  await again.getByText(auditRunWords.elsewhere.notNow(why)).waitFor();
  expect(await again.getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('menuitem', { name: auditRunWords.runs.see }).click();
  await page.getByText(auditResultWords.rerunBusy(why)).waitFor();
  const rerun = page.getByRole('button', { name: auditResultWords.rerun });
  expect(await rerun.isDisabled()).toBe(true);
  await goTo(page, 'settings');
  await page.getByText(settingsWords.data.removeBusy(why)).waitFor();
  const remove = page.getByRole('button', { name: settingsWords.data.remove });
  expect(await remove.isDisabled()).toBe(true);
}

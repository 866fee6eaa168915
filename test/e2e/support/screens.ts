import type { Page } from 'playwright-core';
import { auditResultWords } from '../../../src/renderer/words/audit-result.ts';
import { auditRunWords } from '../../../src/renderer/words/audit-run.ts';
import { auditWords } from '../../../src/renderer/words/audit.ts';
import { checkWords } from '../../../src/renderer/words/check.ts';
import { connectWords } from '../../../src/renderer/words/connect.ts';
import { findingsWords } from '../../../src/renderer/words/findings.ts';
import { overviewWords } from '../../../src/renderer/words/overview.ts';
import { paletteWords } from '../../../src/renderer/words/palette.ts';
import { powerWords } from '../../../src/renderer/words/power.ts';
import { settingsWords } from '../../../src/renderer/words/settings.ts';
import { shellWords } from '../../../src/renderer/words/shell.ts';
import { startWords } from '../../../src/renderer/words/start.ts';
import { tieOutWords } from '../../../src/renderer/words/tie-out.ts';
import { createWorkspace, goTo, openDemo, waitUntilFinished } from './audit-steps.ts';
import { cell, openDetails, waitForRows } from './findings-steps.ts';
import { visitHelp, visitHelpAlone } from './help-screens.ts';
import { visitLive } from './live-screens.ts';
import { visitSchedule } from './schedule-screens.ts';
import { visitTriage } from './triage-screens.ts';

/** Looks at the screen that is shown now. */
export type Look = (name: string) => Promise<void>;

/**
 * Goes through every screen of Tieout with its dialogs, from the first start on, and looks at each. The demo's
 * records are always the same ones.
 */
export async function visitScreens(page: Page, look: Look): Promise<void> {
  await visitFirstStart(page, look);
  await visitAudit(page, look);
  await visitOverview(page, look);
  await visitFindings(page, look);
  await visitTriage(page, look);
  await visitCheck(page, look);
  await visitRest(page, look);
}

/** Until layouts and colours have followed a change: two frames, and the end of every transition. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const ends = document.getAnimations().flatMap((animation) =>
      animation.effect?.getTiming().iterations === Infinity ? [] : [animation.finished]);
    await Promise.allSettled(ends);
  })()`);
}

async function visitFirstStart(page: Page, look: Look): Promise<void> {
  await page.getByRole('button', { name: startWords.openDemo }).waitFor();
  await look('start-first');
  await visitHelpAlone(page, look);
  await createWorkspace(page, 'Hope for Children');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await look('after-creation');
  await goTo(page, 'findings');
  await page.getByText(findingsWords.emptyTitle).waitFor();
  await look('findings-none-yet');
  await goTo(page, 'connect');
  await page.getByRole('button', { name: connectWords.saveAndTest }).waitFor();
  await look('connect-empty');
  await goTo(page, 'calls');
  await look('calls-empty');
  await page.goto(new URL('/#/', page.url()).href);
  await page.getByRole('table', { name: startWords.table }).waitFor();
  await look('start-list');
  await page.getByRole('button', { name: startWords.newWorkspace }).click();
  await page.getByRole('dialog').getByLabel(shellWords.create.name).waitFor();
  await look('new-workspace');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function visitAudit(page: Page, look: Look): Promise<void> {
  await openDemo(page);
  await look('audit-scope');
  await page.getByText(auditWords.scope.listed, { exact: true }).click();
  await look('audit-scope-ids');
  await page.getByText(auditWords.scope.everything, { exact: true }).click();
  await page.getByRole('button', { name: auditWords.plan.show }).click();
  await page.getByRole('button', { name: auditWords.plan.start }).scrollIntoViewIfNeeded();
  await look('audit-plan');
  await page.getByRole('button', { name: auditWords.plan.start }).click();
  await page.getByRole('button', { name: auditRunWords.run.pause, exact: true }).click();
  await page.getByRole('button', { name: auditRunWords.run.resume, exact: true }).waitFor();
  await look('audit-paused');
  await page.getByRole('button', { name: auditRunWords.run.cancel }).click();
  await page.getByText(auditRunWords.run.cancelTitle).waitFor();
  await look('audit-cancel');
  await page.getByRole('button', { name: auditRunWords.run.cancelKeepPaused }).click();
  await page.getByRole('button', { name: auditRunWords.run.resume, exact: true }).click();
  await page.getByText(auditRunWords.run.phaseNow.confirm).first().waitFor();
  await look('audit-running');
  await waitUntilFinished(page);
  await look('audit-finished');
  await page.getByRole('link', { name: auditRunWords.ended.showResult }).click();
  await page.getByRole('heading', { level: 1, name: /^Audit of/ }).waitFor();
  await page
    .getByRole('link', { name: /: show / })
    .first()
    .waitFor();
  await look('audit-result');
  await page.getByText(auditResultWords.spent.planOfReading).scrollIntoViewIfNeeded();
  await look('audit-result-facts');
  await page.getByRole('button', { name: powerWords.run, exact: true }).click();
  await page.getByText(/^Recall \d/).waitFor();
  await page.getByRole('button', { name: /kinds of errors/ }).click();
  await page.getByText(/^Recall \d/).scrollIntoViewIfNeeded();
  await look('audit-result-power');
  await page.goBack();
}

async function visitOverview(page: Page, look: Look): Promise<void> {
  await goTo(page, 'overview');
  await page.getByRole('heading', { name: overviewWords.next.title }).waitFor();
  await look('overview');
  await goTo(page, 'tie-out');
  await page
    .getByRole('button', { name: / explaining / })
    .first()
    .click();
  await look('tie-out');
  await visitDrill(page, look);
  for (const view of ['campaign', 'project', 'donors', 'certificate'] as const) {
    await page.getByRole('tab', { name: tieOutWords.views[view], exact: true }).click();
    await look(`tie-out-${view}`);
  }
}

async function visitDrill(page: Page, look: Look): Promise<void> {
  await page
    .getByRole('button', { name: /show the records, Raise, .*Gifts, USD/ })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer.locator('[data-row]').first().waitFor();
  await look('tie-out-rows');
  await drawer.locator('[data-row]').first().click();
  await drawer.getByRole('table').waitFor();
  await look('tie-out-row');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
}

async function visitFindings(page: Page, look: Look): Promise<void> {
  await goTo(page, 'findings');
  await waitForRows(page);
  await look('findings');
  await page.getByRole('button', { name: findingsWords.columns, exact: true }).click();
  await look('findings-columns');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: findingsWords.views, exact: true }).click();
  await look('findings-views');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: findingsWords.filterBy('State') }).click();
  await look('findings-column-filter');
  await page.keyboard.press('Escape');
  // A gift that came twice: amounts, and something to act on.
  await openDetails(page, 11);
  await page.getByText(findingsWords.bothSides).waitFor();
  await look('findings-details');
  await page.getByRole('button', { name: findingsWords.closeDetails }).click();
  await page.getByRole('button', { name: findingsWords.export, exact: true }).click();
  await page.getByRole('dialog').waitFor();
  await look('findings-export');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: findingsWords.search }).fill('nothing like this');
  await page.getByText(findingsWords.noMatchTitle).waitFor();
  await look('findings-no-match');
  await page.getByRole('searchbox', { name: findingsWords.search }).fill('');
  await waitForRows(page);
}

async function visitCheck(page: Page, look: Look): Promise<void> {
  const id = await cell(page, 0, 'raiseId').innerText();
  await goTo(page, 'check');
  await look('check-empty');
  await page.getByText(checkWords.recordType('donor'), { exact: true }).click();
  await page.getByRole('textbox').fill(id);
  await page.getByRole('button', { name: checkWords.check, exact: true }).click();
  await page.getByRole('heading', { name: checkWords.sides }).waitFor();
  await look('check-result');
}

async function visitRest(page: Page, look: Look): Promise<void> {
  await goTo(page, 'connect');
  await page.getByRole('button', { name: connectWords.testFirst }).click();
  await page.getByText(connectWords.reportTitle).waitFor();
  await look('connect-tested');
  await goTo(page, 'settings');
  await page.getByRole('button', { name: settingsWords.data.remove }).waitFor();
  await look('settings');
  await page.getByRole('button', { name: settingsWords.keys.changeTo('Passphrase') }).click();
  await page.getByRole('dialog').waitFor();
  await look('settings-passphrase');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: settingsWords.data.remove }).click();
  await page.getByRole('dialog').getByRole('table').waitFor();
  await look('settings-delete');
  await page.keyboard.press('Escape');
  await visitLive(page, look);
  await visitSchedule(page, look);
  await goTo(page, 'calls');
  await page.getByRole('table').first().waitFor();
  await look('calls');
  await visitHelp(page, look);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: paletteWords.label }).waitFor();
  await look('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: paletteWords.shortcuts }).click();
  await page.getByRole('dialog').waitFor();
  await look('shortcuts');
  await page.keyboard.press('Escape');
}

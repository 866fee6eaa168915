import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { systemUser } from '../../src/engine/who-decides.ts';
import { findingsWords } from '../../src/renderer/words/findings.ts';
import { paletteWords } from '../../src/renderer/words/palette.ts';
import { triageWords } from '../../src/renderer/words/triage.ts';
import { goTo, openDemo, planAndStart, waitUntilFinished } from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import {
  cell,
  openDetails,
  openFindings,
  toldCount,
  waitForRows,
} from './support/findings-steps.ts';
import { openTieout } from './support/open-tieout.ts';
import { graveViolations } from './support/violations.ts';
import { selectRows, toActOn, told, triageBar } from './support/triage-steps.ts';

const { section, noteForm, ownerForm, acceptForm, log } = triageWords;

describeInBrowser('what a person decides', () => {
  test(
    'is about one finding, several, or all that are shown; undone, done again, and logged',
    { timeout: 120_000 },
    async () => {
      const { page } = await openTieout();
      await openDemoFindings(page);
      const { all } = await toldCount(page);
      const open = await toActOn(page);
      expect(open).toBeGreaterThan(3);

      await selectRows(page, [0, 1, 2]);
      await triageBar(page)
        .getByRole('button', { name: triageWords.mark('reported') })
        .click();
      await told(page, triageWords.decided(3, 3, 'marked as reported'));
      const statuses = () =>
        Promise.all([0, 1, 2, 3].map((row) => cell(page, row, 'status').innerText()));
      await expect.poll(statuses).toEqual(['Reported', 'Reported', 'Reported', 'Open']);
      // Who has marked them may want to note something on the same ones.
      await triageBar(page).getByText(triageWords.about(3)).waitFor();
      await notice(page).getByRole('button', { name: triageWords.undo }).click();
      await told(page, triageWords.returned.undo(3, 'marked as reported'));
      await notice(page).getByRole('button', { name: triageWords.redo }).click();
      await told(page, triageWords.returned.redo(3, 'marked as reported'));

      await triageBar(page)
        .getByRole('button', { name: triageWords.takeAll(all) })
        .click();
      await triageBar(page).getByText(triageWords.about(all)).waitFor();
      await triageBar(page).getByRole('button', { name: triageWords.accept }).click();
      const dialog = page.getByRole('dialog', { name: acceptForm.title(all) });
      await dialog.getByLabel(acceptForm.forGood).check();
      await dialog.getByLabel(acceptForm.reason).fill('Agreed with the customer');
      await dialog.getByRole('button', { name: acceptForm.submit, exact: true }).click();
      const accepted = 'accepted for good: Agreed with the customer';
      await told(page, triageWords.decided(all, all, accepted));
      await expect.poll(() => toActOn(page)).toBe(0);
      await page.keyboard.press('Control+z');
      await told(page, triageWords.returned.undo(all, accepted));
      await expect.poll(() => toActOn(page)).toBe(open);

      await goTo(page, 'decisions');
      const table = page.getByRole('table', { name: log.table });
      await table.getByText(triageWords.kinds.undone(accepted)).waitFor();
      const rows = await table.getByRole('row').allInnerTexts();
      const entries = rows.slice(1).map((row) => row.split('\t').map((text) => text.trim()));
      expect(entries.map(([seq, , who, what, findings]) => [seq, who, what, findings])).toEqual([
        ['5', systemUser(), expect.stringMatching(/^Undone: accepted/), String(all)],
        ['4', systemUser(), expect.stringMatching(/^Accepted for good[^]*Undone$/), String(all)],
        ['3', systemUser(), expect.stringMatching(/^Done again: marked/), '3'],
        ['2', systemUser(), expect.stringMatching(/^Undone: marked/), '3'],
        ['1', systemUser(), 'Marked as reported', '3'],
      ]);
      await page.getByRole('button', { name: triageWords.redo, exact: true }).click();
      await told(page, triageWords.returned.redo(all, accepted));
      await expect.poll(() => toActOn(page)).toBe(0);
      await table.getByText(triageWords.kinds.redone(accepted)).waitFor();
      expect(await table.getByText(log.undone, { exact: true }).count()).toBe(0);
    },
  );

  test(
    'goes by single keys, but never while something is typed',
    { timeout: 120_000 },
    async () => {
      const { page } = await openTieout();
      await openDemoFindings(page);
      const search = page.getByRole('searchbox', { name: findingsWords.search });
      await search.pressSequentially('reported');
      await search.press('Control+z');
      await search.fill('');
      await waitForRows(page);
      await cell(page, 0, 'recordType').click();
      await page.keyboard.press('r');
      await told(page, triageWords.decided(1, 1, 'marked as reported'));
      await page.keyboard.press('Control+z');
      await told(page, triageWords.returned.undo(1, 'marked as reported'));
      await page.keyboard.press('Control+Shift+z');
      await told(page, triageWords.returned.redo(1, 'marked as reported'));

      // As fast as keys can be pressed, while the list is made anew: each is about the row that is seen.
      for (const key of ['e', 'ArrowDown', 'e', 'ArrowDown', 'd', 'n'])
        await page.keyboard.press(key);
      await page.keyboard.press('Escape');
      const statuses = () =>
        Promise.all([0, 1, 2, 3].map((row) => cell(page, row, 'status').innerText()));
      await expect.poll(statuses).toEqual(['Expected', 'Expected', 'Resolved', 'Open']);
      await cell(page, 0, 'recordType').click();
      await page.keyboard.press('r');

      const details = await openDetails(page, 0);
      await status(details, 'Reported');
      await page.keyboard.press('n');
      const dialog = page.getByRole('dialog', { name: noteForm.title(1) });
      await dialog.getByLabel(noteForm.label).waitFor();
      // Every one of these letters is a key of its own.
      await page.keyboard.type('oerd anw jk?');
      await page.keyboard.press('Control+Enter');
      await dialog.waitFor({ state: 'detached' });
      await told(page, triageWords.decided(1, 1, 'note written: oerd anw jk?'));
      await status(details, 'Reported');
      await details.getByRole('definition').getByText('oerd anw jk?', { exact: true }).waitFor();

      await page.keyboard.press('?');
      const help = page.getByRole('dialog', { name: paletteWords.shortcuts });
      await help.getByText(paletteWords.shortcutList.resolved).waitFor();
      await help.getByRole('switch', { name: paletteWords.singleKeys }).click();
      await page.keyboard.press('Escape');
      await help.waitFor({ state: 'detached' });
      await page.keyboard.press('d');
      await page.keyboard.press('Control+k');
      const palette = page.getByRole('dialog', { name: paletteWords.label });
      await palette.waitFor();
      await page.keyboard.type(triageWords.palette.mark('expected'));
      await page.keyboard.press('Enter');
      await told(page, triageWords.decided(1, 1, 'marked as expected'));

      await goTo(page, 'decisions');
      const table = page.getByRole('table', { name: log.table });
      await table.getByText('Marked as expected').first().waitFor();
      // Every entry counts: what was typed, given up or switched off has left none.
      expect(await table.getByRole('row').count()).toBe(1 + 9);
    },
  );

  test(
    'is edited beside the finding; nothing is lost to bad input or to another program',
    { timeout: 120_000 },
    async () => {
      const { page, dataFolder } = await openTieout();
      await openDemoFindings(page);
      const details = await openDetails(page, 0);
      await details.getByText(triageWords.history.nothing).waitFor();
      await details.getByText(/^First seen by the audit as of/).waitFor();

      await details.getByRole('button', { name: section.changeAcceptance }).click();
      const accept = page.getByRole('dialog', { name: acceptForm.title(1) });
      await accept.getByLabel(acceptForm.reason).fill('  ');
      await accept.getByLabel(acceptForm.day).fill('2020-01-01');
      await accept.getByRole('button', { name: acceptForm.submit, exact: true }).click();
      await accept.getByText(acceptForm.reasonEmpty).waitFor();
      await accept.getByText(/^That day has passed/).waitFor();
      expect(await accept.getByLabel(acceptForm.day).inputValue()).toBe('2020-01-01');
      await accept.getByRole('button', { name: acceptForm.days(30) }).click();
      const day = await accept.getByLabel(acceptForm.day).inputValue();
      await accept.getByLabel(acceptForm.reason).fill('Until the next import');

      const other = new Database(
        join(dataFolder, 'workspaces', 'Demo nonprofit', 'workspace.sqlite'),
      );
      other.exec('BEGIN IMMEDIATE');
      await accept.getByRole('button', { name: acceptForm.submit, exact: true }).click();
      await accept.getByText(/^Another program is writing to this workspace just now/).waitFor();
      other.exec('ROLLBACK');
      other.close();
      expect(await accept.getByLabel(acceptForm.reason).inputValue()).toBe('Until the next import');
      await accept.getByRole('button', { name: acceptForm.submit, exact: true }).click();
      await accept.waitFor({ state: 'detached' });
      await details.getByText(section.acceptedUntil(day, 'Until the next import')).waitFor();

      await details.getByRole('button', { name: section.changeOwner }).click();
      const owner = page.getByRole('dialog', { name: ownerForm.title(1) });
      await owner.getByRole('button', { name: ownerForm.submit, exact: true }).click();
      await owner.getByText(ownerForm.empty).waitFor();
      await owner.getByLabel(ownerForm.label).fill('Ana');
      await owner.getByRole('button', { name: ownerForm.submit, exact: true }).click();
      await told(page, triageWords.decided(1, 1, 'given to Ana'));

      // The next finding’s owner is suggested by the first letter.
      await page.getByRole('button', { name: findingsWords.next }).click();
      await details.getByText(triageWords.history.nothing).waitFor();
      await details.getByRole('button', { name: section.changeOwner }).click();
      await owner.getByLabel(ownerForm.label).fill('a');
      await page.getByRole('option', { name: 'Ana', exact: true }).click();
      await owner.getByRole('button', { name: ownerForm.submit, exact: true }).click();
      await details.getByRole('definition').getByText('Ana', { exact: true }).waitFor();

      await page.getByRole('button', { name: findingsWords.previous }).click();
      const history = details.getByRole('list').getByRole('listitem');
      await details.getByText(/^Given to Ana$/).waitFor();
      await details.getByRole('button', { name: section.changeAcceptance }).click();
      await accept.getByRole('button', { name: acceptForm.none }).click();
      await accept.waitFor({ state: 'detached' });
      await expect
        .poll(async () => (await history.allInnerTexts()).map((text) => text.split('\n')[0]))
        .toEqual([
          'Acceptance taken back',
          'Given to Ana',
          `Accepted until ${day}: Until the next import`,
          expect.stringMatching(/^First seen/),
        ]);
    },
  );

  test(
    'closes one layer at a time where details lie over the list',
    { timeout: 120_000 },
    async () => {
      const { page } = await openTieout();
      await openDemoFindings(page);
      await page.setViewportSize({ width: 900, height: 800 });
      await selectRows(page, [0]);
      const box = await triageBar(page).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0), 'the bar is in sight').toBeLessThanOrEqual(800);
      expect(await graveViolations(page)).toEqual([]);
      const details = await openDetails(page, 0);
      await page.keyboard.press('w');
      const owner = page.getByRole('dialog', { name: ownerForm.title(1) });
      await owner.getByLabel(ownerForm.label).fill('Ana');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await owner.waitFor({ state: 'detached' });
      await details.getByRole('heading', { name: triageWords.title }).waitFor();
      await page.keyboard.press('e');
      await status(details, 'Expected');
      await page.keyboard.press('Control+z');
      await status(details, 'Open');
      await page.keyboard.press('Escape');
      await details.waitFor({ state: 'detached' });
    },
  );

  test(
    'carries the name that a person gives, once it is asked for',
    { timeout: 120_000 },
    async () => {
      const { page } = await openTieout();
      await openDemoFindings(page);
      const details = await openDetails(page, 0);
      await details.getByText(triageWords.name.loggedAs(systemUser())).waitFor();
      await details.getByRole('button', { name: triageWords.name.change }).click();
      const dialog = page.getByRole('dialog', { name: triageWords.name.title });
      await dialog.getByLabel(triageWords.name.label).fill('Ana Torres');
      await dialog.getByRole('button', { name: triageWords.name.save }).click();
      await dialog.waitFor({ state: 'detached' });
      await details
        .getByText(triageWords.name.loggedAs(systemUser()))
        .waitFor({ state: 'detached' });
      await details.getByRole('button', { name: 'Expected' }).click();
      await details.getByText(/^Ana Torres, /).waitFor();

      await goTo(page, 'settings');
      const name = page.getByLabel(triageWords.name.label);
      expect(await name.inputValue()).toBe('Ana Torres');
      await name.fill('');
      await page.getByRole('button', { name: triageWords.name.save }).click();
      await told(page, triageWords.name.saved(systemUser()));
      await page.reload();
      expect(await name.inputValue()).toBe('');
      await goTo(page, 'decisions');
      await page.getByRole('cell', { name: 'Ana Torres' }).waitFor();
    },
  );
});

async function openDemoFindings(page: Page): Promise<void> {
  await openDemo(page);
  await planAndStart(page);
  await waitUntilFinished(page);
  await openFindings(page);
}

function notice(page: Page): Locator {
  return page.getByRole('alert');
}

async function status(details: Locator, name: string): Promise<void> {
  await details.getByRole('button', { name, exact: true, pressed: true }).waitFor();
}

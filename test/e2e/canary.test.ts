import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkWords } from '../../src/renderer/words/check.ts';
import { findingsWords } from '../../src/renderer/words/findings.ts';
import { settingsWords } from '../../src/renderer/words/settings.ts';
import { CANARY, expectNoPieceOf, PASSPHRASE } from '../keys/key-folder.ts';
import {
  connectTo,
  createWorkspace,
  goTo,
  planAndStart,
  setFullSpeed,
  waitUntilFinished,
} from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { openDetails, openFindings } from './support/findings-steps.ts';
import { openTieout, playProducts, type OpenTieout } from './support/open-tieout.ts';
import { argumentsOfAll, everythingIn, filesBelow } from './support/search-for.ts';

const RAISE_TOKEN = CANARY;
const CRM_TOKEN = CANARY.split('').reverse().join('');
/** A donor whose email differs; the sandbox always plants it. */
const DONOR_ID = 40203;
const DONOR = 'quillfeather-canary@donor.example';

describeInBrowser('secrets stay where they belong', () => {
  test('tokens are nowhere, donors only in the customer’s file and on the screen', async () => {
    const sandbox = await playProducts({
      donors: 400,
      gifts: 2500,
      raiseToken: RAISE_TOKEN,
      crmToken: CRM_TOKEN,
    });
    sandbox.mutate.putRaise('donors', { id: DONOR_ID, email: DONOR });
    const open = await openTieout();
    const { page } = open;
    await createWorkspace(page, 'Hope for Children');
    await choosePassphrase(page);
    await setFullSpeed(page);
    await connectTo(page, sandbox);
    await expectNoTokens(open);
    await goTo(page, 'audit');
    await planAndStart(page);
    await waitUntilFinished(page);
    await seeDonor(page);
    await checkDonor(page);
    await exportAll(page, open.temporaryFolder);
    await goTo(page, 'calls');
    await expectNoTokens(open);
    await page.reload();
    await expectNoTokens(open);
    expectDonorOnlyInItsFile(open);
  });
});

/** Kept on the disk, encrypted: there is something to be found. */
async function choosePassphrase(page: Page): Promise<void> {
  await goTo(page, 'settings');
  await page.getByRole('button', { name: settingsWords.keys.changeTo('Passphrase') }).click();
  const dialog = page.getByRole('dialog');
  const field = (label: string) => dialog.getByRole('textbox', { name: label, exact: true });
  await field(settingsWords.keys.first).fill(PASSPHRASE);
  await field(settingsWords.keys.second).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: settingsWords.keys.submit }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** The donor is really there: otherwise its absence elsewhere would prove nothing. */
async function seeDonor(page: Page): Promise<void> {
  await openFindings(page);
  await page.getByRole('searchbox', { name: findingsWords.search }).fill(String(DONOR_ID));
  await page.getByText(/^1 of \d+ findings$/).waitFor();
  const details = await openDetails(page, 0);
  await details.getByText(DONOR).first().waitFor();
}

async function checkDonor(page: Page): Promise<void> {
  await goTo(page, 'check');
  await page.getByText(checkWords.recordType('donor'), { exact: true }).click();
  await page.getByRole('textbox').fill(String(DONOR_ID));
  await page.getByRole('button', { name: checkWords.check, exact: true }).click();
  await page.getByText(DONOR).first().waitFor();
}

async function exportAll(page: Page, folder: string): Promise<void> {
  await goTo(page, 'findings');
  await page.getByRole('button', { name: findingsWords.export, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: findingsWords.formats.csv.title }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: findingsWords.exportStart, exact: true }).click(),
  ]);
  await download.saveAs(join(folder, '../asked-for.csv'));
  await download.delete();
}

async function expectNoTokens({ page, host, faults, dataFolder, temporaryFolder }: OpenTieout) {
  const places = [
    { name: 'the page', text: await everythingIn(page) },
    { name: 'the console', text: faults.consoleText() },
    { name: 'an address', text: faults.addresses().join('\n') },
    { name: 'the host’s output', text: host.output() },
    { name: 'an argument of a process', text: argumentsOfAll() },
    ...filesBelow(dataFolder),
    ...filesBelow(temporaryFolder),
  ];
  for (const { name, text } of places) {
    for (const secret of [RAISE_TOKEN, CRM_TOKEN]) expectNoPieceOf(secret, text, name);
    expect(text.includes(PASSPHRASE), `${name} holds the passphrase`).toBe(false);
  }
}

function expectDonorOnlyInItsFile(open: OpenTieout): void {
  const files = filesBelow(open.dataFolder);
  const own = files.filter(({ name }) => /^workspaces[/\\].+\.sqlite(?:-wal|-shm)?$/.test(name));
  expect(own.some(({ text }) => text.includes(DONOR))).toBe(true);
  const elsewhere = [
    ...files.filter((file) => !own.includes(file)),
    ...filesBelow(open.temporaryFolder),
    { name: 'the host’s output', text: open.host.output() },
    { name: 'the console', text: open.faults.consoleText() },
    { name: 'an address', text: open.faults.addresses().join('\n') },
    { name: 'an argument of a process', text: argumentsOfAll() },
  ];
  const holders = elsewhere.filter(({ text }) => text.includes(DONOR)).map(({ name }) => name);
  expect(holders).toEqual([]);
}

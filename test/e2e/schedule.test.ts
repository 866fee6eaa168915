import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import type { AlertMessage } from '../../src/core/model/alert.ts';
import { alertWords } from '../../src/renderer/words/alerts.ts';
import { paletteWords } from '../../src/renderer/words/palette.ts';
import { scheduleWords } from '../../src/renderer/words/schedule.ts';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import { connectTo, createWorkspace, goTo, setFullSpeed } from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { agreeingGifts } from './support/live-steps.ts';
import { openTieout, playProducts } from './support/open-tieout.ts';
import { addSink, sinkRow } from './support/schedule-steps.ts';
import { graveViolations } from './support/violations.ts';

const { form, schedule, tries, now } = scheduleWords;
const { dialog, sinks, rules, quiet, told } = alertWords;
const DRIFTING = 3;
const KEY = 'canary-webhook-key-7731';

describeInBrowser('schedule and alerts', () => {
  test(
    'a schedule is set, the backstop run now, and what it finds is told where a person said',
    { timeout: 120_000 },
    async () => {
      const sandbox = await playProducts({ donors: 20, gifts: 40, seed: 9 });
      driftYesterday(sandbox);
      const hook = await receiver();
      const { page, dataFolder } = await openTieout();
      await createWorkspace(page, 'Hope for Children');
      await goTo(page, 'schedule');
      await page.getByText(schedule.off, { exact: true }).waitFor();
      await page.getByText(tries.emptyTitle).waitFor();
      await page.getByText(sinks.emptyTitle).waitFor();
      await page.getByText(told.emptyTitle).waitFor();

      // Nothing is connected yet: it is refused with the reason, and what was chosen stays.
      await page.getByText(form.kinds.daily, { exact: true }).click();
      await page.getByLabel(form.at).fill('05:45');
      await save(page, form.label);
      await page.getByText(/^It is not known yet whether both tokens/).waitFor();
      expect(await page.getByLabel(form.at).inputValue()).toBe('05:45');

      await setFullSpeed(page);
      await connectTo(page, sandbox);
      await goTo(page, 'schedule');
      await setSchedule(page);
      await pickRulesAndQuietHours(page);
      await nameDestinations(page, join(dataFolder, 'alerts.jsonl'), hook);
      await runFromPalette(page);

      const row = page.locator('[data-try]');
      await row.getByText(/^(Verified|Not verified)/).waitFor({ timeout: 30_000 });
      expect(await row.count()).toBe(1);
      await page.getByText(now.nothing).waitFor();
      expect(await page.getByRole('button', { name: now.run, exact: true }).isDisabled()).toBe(
        true,
      );
      const lines = page.locator('[data-alert^="finding:"]');
      await lines
        .first()
        .getByText(/^file: delivered /)
        .waitFor();
      const alerts = readFileSync(join(dataFolder, 'alerts.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as AlertMessage)
        .filter(({ finding }) => finding !== null);
      expect(await lines.count()).toBe(alerts.length);
      const [first] = alerts;
      if (first === undefined) throw new Error('Nothing was told.');
      await page.getByRole('button', { name: told.detailsOf(first.title) }).click();
      const shown = page.locator(`[data-alert="${first.key}"]`);
      for (const sentence of first.sentences) await shown.getByText(sentence).waitFor();
      for (const { raiseId } of first.records)
        if (raiseId !== null) await shown.getByText(told.raise(raiseId)).waitFor();
      expect(await graveViolations(page)).toEqual([]);

      await removeSink(page, 'webhook');
      // What was told there stays told.
      await shown.getByText(/^webhook: delivered /).waitFor();
      await row.getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: /^Audit of/ }).waitFor();
    },
  );
});

/** Gifts of yesterday, on some of which the two products do not agree: what a run of the backstop has to find. */
function driftYesterday({ mutate, ...sandbox }: RunningSandbox): void {
  const now = new Date();
  const noon = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, 12);
  const day = [noon.getFullYear(), noon.getMonth() + 1, noon.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  // A day with a few gifts could not teach how they are linked, and nothing would be called anything.
  for (const [at, { raiseId, crmId }] of agreeingGifts({ mutate, ...sandbox }).entries()) {
    mutate.putRaise('gifts', { id: raiseId, date: `${day}T12:00:00` });
    mutate.putCrm('gifts', {
      id: crmId,
      giftDate: `${day}T00:00:00`,
      ...(at < DRIFTING ? { amount: 4711 } : {}),
    });
  }
}

/** Sets 05:45 with gifts only, after a time that is none. */
async function setSchedule(page: Page): Promise<void> {
  await page.getByText(form.kinds.daily, { exact: true }).click();
  await page.getByLabel(form.at).fill('');
  for (const other of ['Donors', 'Recurring gifts'])
    await page.getByRole('checkbox', { name: other }).uncheck();
  await save(page, form.label);
  await page.getByText(form.atWrong).waitFor();
  await page.getByLabel(form.at).fill('05:45');
  await save(page, form.label);
  await page.getByText(schedule.daily('05:45'), { exact: true }).waitFor();
  await page.getByText(/5:45.* in /).waitFor();
}

/** Switches one rule off, and looks after a reload that it is, and that the schedule is kept too. */
async function pickRulesAndQuietHours(page: Page): Promise<void> {
  const quota = page.getByRole('switch', { name: rules.switches.quota.label });
  await quota.press(' ');
  await page.getByRole('switch', { name: quiet.label }).press(' ');
  await page.getByLabel(quiet.from, { exact: true }).fill('03:00');
  await page.getByLabel(quiet.to, { exact: true }).fill('03:00');
  await save(page, quiet.form);
  await page.getByText(quiet.same).waitFor();
  // Held back all day but for a minute, nothing would arrive in this test: they are put off again.
  await page.getByRole('switch', { name: quiet.label }).press(' ');
  await page.reload();
  await quota.waitFor();
  expect(await quota.isChecked()).toBe(false);
  await page.getByText(schedule.daily('05:45'), { exact: true }).waitFor();
  expect(await page.getByRole('checkbox', { name: 'Donors' }).isChecked()).toBe(false);
  expect(await page.getByRole('checkbox', { name: 'Gifts', exact: true }).isChecked()).toBe(true);
}

/** A file, after a path that is refused, and a webhook, after a server that is out of order. */
async function nameDestinations(page: Page, path: string, hook: Receiver): Promise<void> {
  const box = await addSink(page, 'file');
  await box.getByLabel(dialog.path).fill('alerts.jsonl');
  await box.getByRole('button', { name: scheduleWords.save }).click();
  await box.getByText(/^Write the whole path of the file/).waitFor();
  expect(await box.getByLabel(dialog.path).inputValue()).toBe('alerts.jsonl');
  await box.getByLabel(dialog.path).fill(path);
  await box.getByRole('button', { name: scheduleWords.save }).click();
  await box.waitFor({ state: 'detached' });
  await sinkRow(page, 'file').getByText(path).waitFor();

  const second = await addSink(page, 'webhook');
  await second.getByRole('button', { name: scheduleWords.save }).click();
  await second.getByText(dialog.keyEmpty).waitFor();
  await second.getByLabel(dialog.url, { exact: true }).fill(hook.url);
  await second.getByLabel(dialog.key, { exact: true }).fill(KEY);
  await second.getByRole('button', { name: scheduleWords.save }).click();
  await second.waitFor({ state: 'detached' });
  const row = sinkRow(page, 'webhook');
  await row.getByText(sinks.signedKept).waitFor();
  for (const secret of [KEY, hook.url]) expect(await page.content()).not.toContain(secret);

  hook.status = 503;
  await row.getByRole('button', { name: sinks.of(sinks.test, 'webhook') }).click();
  await row.getByText('The webhook answered 503.').waitFor();
  hook.status = 200;
  await row.getByRole('button', { name: sinks.of(sinks.test, 'webhook') }).click();
  await row.getByText(sinks.sent('webhook')).waitFor();
  expect(hook.bodies.at(-1)).toContain('This is a test');
  await page.locator('[data-alert="test"]').getByText(told.tested).waitFor();
}

/** From another page, with the keyboard alone. */
async function runFromPalette(page: Page): Promise<void> {
  await goTo(page, 'audit');
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: paletteWords.label }).fill(paletteWords.runBackstop);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: scheduleWords.title }).waitFor();
}

async function removeSink(page: Page, name: string): Promise<void> {
  await sinkRow(page, name)
    .getByRole('button', { name: sinks.of(sinks.remove, name) })
    .click();
  const box = page.getByRole('dialog', { name: sinks.removeTitle(name) });
  await box.getByRole('button', { name: scheduleWords.cancel }).click();
  await box.waitFor({ state: 'detached' });
  await sinkRow(page, name)
    .getByRole('button', { name: sinks.of(sinks.remove, name) })
    .click();
  await box.getByRole('button', { name: sinks.removeNow }).click();
  await sinkRow(page, name).waitFor({ state: 'detached' });
}

async function save(page: Page, formName: string): Promise<void> {
  await page
    .getByRole('form', { name: formName })
    .getByRole('button', { name: scheduleWords.save })
    .click();
}

interface Receiver {
  readonly url: string;
  readonly bodies: string[];
  status: number;
}

/** A server that takes what is posted, and answers as it is told to. */
async function receiver(): Promise<Receiver> {
  const bodies: string[] = [];
  const server = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      bodies.push(Buffer.concat(parts).toString());
      answer.writeHead(taker.status).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const taker: Receiver = { url: `http://127.0.0.1:${port}/canary-path-7732`, bodies, status: 200 };
  return taker;
}

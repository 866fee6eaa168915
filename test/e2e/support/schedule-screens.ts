import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { alertWords } from '../../../src/renderer/words/alerts.ts';
import { scheduleWords } from '../../../src/renderer/words/schedule.ts';
import { goTo } from './audit-steps.ts';
import { addSink, sinkRow } from './schedule-steps.ts';
import type { Look } from './screens.ts';

const { form, schedule, tries } = scheduleWords;
const { dialog, sinks, told } = alertWords;
const FILE = join(tmpdir(), 'tieout-alerts.jsonl');

/** Schedule and alerts, from nothing to a schedule and a destination that was tried. Nothing was set before. */
export async function visitSchedule(page: Page, look: Look): Promise<void> {
  await goTo(page, 'schedule');
  await page.getByText(tries.emptyTitle).waitFor();
  await page.getByText(told.emptyTitle).waitFor();
  await look('schedule-off');
  const box = await addSink(page, 'smtp');
  await box.getByLabel(dialog.user).fill('tieout');
  await box.getByRole('button', { name: scheduleWords.save }).click();
  await look('schedule-destination');
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'detached' });
  await page.getByText(form.kinds.daily, { exact: true }).click();
  await page.getByRole('button', { name: scheduleWords.save }).first().click();
  await page.getByText(schedule.daily('06:00'), { exact: true }).waitFor();
  const file = await addSink(page, 'file');
  await file.getByLabel(dialog.path).fill(FILE);
  await file.getByRole('button', { name: scheduleWords.save }).click();
  await file.waitFor({ state: 'detached' });
  try {
    await sinkRow(page, 'file')
      .getByRole('button', { name: sinks.of(sinks.test, 'file') })
      .click();
    await page.getByText(sinks.sent('file')).waitFor();
  } finally {
    rmSync(FILE, { force: true });
  }
  await page.getByRole('button', { name: /^Details of/ }).click();
  await page.locator('[data-alert]').scrollIntoViewIfNeeded();
  await look('schedule-alerts');
}

import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/index.ts';
import { auditRunWords } from '../../../src/renderer/words/audit-run.ts';
import { auditWords } from '../../../src/renderer/words/audit.ts';
import { settingsWords } from '../../../src/renderer/words/settings.ts';
import { shellWords } from '../../../src/renderer/words/shell.ts';
import { startWords } from '../../../src/renderer/words/start.ts';
import {
  manyCustomers,
  writeDamagedCustomer,
  writePastCustomer,
} from '../../support/many-customers.ts';
import { connectTo, createWorkspace, goTo, planAndStart, setPace } from './audit-steps.ts';
import { startCliAudit } from './command-line.ts';
import { OUTAGE_MS, paceOf, SLOW_WORLD } from './pace-steps.ts';
import type { Look } from './screens.ts';

const RIVER = 'River Trust';
const HILL = 'Hill School';
const MAPLE = 'Maple House';

/** Goes through every state of an audit that doesn't simply run, and looks at each. @param dataFolder the host's */
export async function visitPaces(page: Page, dataFolder: string, look: Look): Promise<void> {
  const sandbox = await startSandbox(SLOW_WORLD);
  const shared = await startSandbox({
    ...SLOW_WORLD,
    quirks: { ...SLOW_WORLD.quirks, crmRateLimit: 1500 },
  });
  try {
    await openCustomer(page, RIVER, sandbox);
    await visitPlans(page, sandbox, look);
    await visitStops(page, sandbox, look);
    await openCustomer(page, HILL, sandbox);
    await visitElsewhere(page, sandbox, dataFolder, look);
    await visitWait(page, sandbox, look);
    await visitFileCheck(page, dataFolder, look);
    await openCustomer(page, MAPLE, shared);
    await visitYielding(page, shared, look);
    await visitCustomers(page, dataFolder, look);
  } finally {
    await Promise.all([sandbox.close(), shared.close()]);
  }
}

/** The start page of a consultant with many customers, of whom one can't be read. */
async function visitCustomers(page: Page, dataFolder: string, look: Look): Promise<void> {
  for (const customer of manyCustomers(14)) writePastCustomer(dataFolder, customer);
  writeDamagedCustomer(dataFolder, 'Winter Shelter');
  // It opens with the workspace that was last open.
  await page.reload();
  await page.getByRole('navigation', { name: shellWords.navigation }).waitFor();
  await page.goto(new URL('/#/', page.url()).href);
  await page.getByText(/^This file is damaged/).waitFor();
  await look('start-customers');
}

async function openCustomer(page: Page, name: string, sandbox: RunningSandbox): Promise<void> {
  await page.goto(new URL('/#/', page.url()).href);
  const isFirst = page.getByRole('button', { name: startWords.openDemo });
  const another = page.getByRole('button', { name: startWords.newWorkspace });
  await isFirst.or(another).first().waitFor();
  if (await another.isVisible()) await another.click();
  await createWorkspace(page, name);
  await setPace(page, 10);
  await connectTo(page, sandbox);
  await goTo(page, 'audit');
}

async function visitPlans(page: Page, sandbox: RunningSandbox, look: Look): Promise<void> {
  const { plan, scope } = auditWords;
  await page.getByText(scope.listed, { exact: true }).click();
  const ids = [500_201, 500_208, 500_215, 500_222, 500_229, 500_236];
  await page.getByRole('textbox', { name: scope.idsTitle('gift') }).fill(ids.join(', '));
  await page.getByRole('button', { name: plan.show }).click();
  await page.getByRole('button', { name: plan.start }).scrollIntoViewIfNeeded();
  await look('audit-plan-ids');
  await page.getByText(scope.everything, { exact: true }).click();
  sandbox.setFaults('crm:recurringgift:403x*');
  await page.getByRole('button', { name: plan.again }).click();
  await page.getByText(/could not be counted/).waitFor();
  await page.getByRole('button', { name: plan.start }).scrollIntoViewIfNeeded();
  await look('audit-plan-uncounted');
  sandbox.setFaults('');
  await page.getByRole('button', { name: plan.again }).click();
  await page.getByText(/could not be counted/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: plan.start }).click();
}

async function visitStops(page: Page, sandbox: RunningSandbox, look: Look): Promise<void> {
  const { run, ended } = auditRunWords;
  await page.getByText(run.phaseNow.capture).first().waitFor();
  sandbox.setFaults('crm:*:resetx*');
  await paceOf(page, 'crm', 'offline').waitFor({ timeout: OUTAGE_MS });
  await look('audit-offline');
  sandbox.setFaults('crm:*:401x*');
  const goOn = page.getByRole('button', { name: ended.goOn, exact: true });
  await goOn.waitFor({ timeout: OUTAGE_MS });
  await look('audit-sign-in');
  sandbox.setFaults('');
}

async function visitWait(page: Page, sandbox: RunningSandbox, look: Look): Promise<void> {
  const { run, ended } = auditRunWords;
  await page.goto(new URL('/#/', page.url()).href);
  await page.getByRole('link', { name: startWords.openNamed(RIVER), exact: true }).click();
  await page.getByRole('button', { name: ended.goOn, exact: true }).click();
  await page.getByText(run.phaseNow.capture).first().waitFor();
  sandbox.setFaults('crm:*:429(none)');
  await paceOf(page, 'crm', 'waiting_for_quota').waitFor();
  await look('audit-waiting');
  await cancel(page);
  await look('audit-stopped');
}

async function visitElsewhere(
  page: Page,
  sandbox: RunningSandbox,
  dataFolder: string,
  look: Look,
): Promise<void> {
  const access = { dataFolder, workspace: HILL, access: sandbox, callsPerSecond: 5 };
  const cli = await startCliAudit(access);
  try {
    sandbox.setFaults('crm:*:429(none)');
    await page.reload();
    await page.getByText(/^Waiting for the hourly quota of CRM\+ until/).waitFor();
    await look('audit-elsewhere');
    await page.goto(new URL('/#/', page.url()).href);
    await page.getByText(shellWords.status.elsewhere).waitFor();
    await look('start-states');
  } finally {
    await cli.kill();
  }
}

async function visitFileCheck(page: Page, dataFolder: string, look: Look): Promise<void> {
  const { check, again, sound, damaged } = settingsWords.files;
  await goTo(page, 'settings');
  await page.getByRole('button', { name: check }).click();
  await page.getByText(sound).waitFor();
  await page.getByText(sound).scrollIntoViewIfNeeded();
  await look('settings-files');
  const folder = join(dataFolder, 'workspaces', RIVER, 'runs');
  const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.sqlite'));
  scribbleOver(join(folder, name));
  await page.getByRole('button', { name: again }).click();
  await page.getByText(damaged(1)).waitFor();
  await look('settings-files-damaged');
}

async function visitYielding(page: Page, sandbox: RunningSandbox, look: Look): Promise<void> {
  await planAndStart(page);
  await page.getByText(auditRunWords.run.phaseNow.capture).first().waitFor();
  // They go on while we read.
  sandbox.mutate.spendCrmQuota(70);
  await paceOf(page, 'crm', 'yielding').waitFor({ timeout: OUTAGE_MS });
  await look('audit-yielding');
  await cancel(page);
}

async function cancel(page: Page): Promise<void> {
  await page.getByRole('button', { name: auditRunWords.run.cancel }).click();
  await page.getByRole('button', { name: auditRunWords.run.cancelConfirm }).click();
  await page.getByRole('button', { name: auditRunWords.ended.goOn, exact: true }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Overwrites the middle of a file, as a failing disk does. */
export function scribbleOver(path: string): void {
  const file = openSync(path, 'r+');
  const { size } = statSync(path);
  const bytes = Buffer.alloc(Math.min(20_000, Math.floor(size / 3)), 0x5a);
  writeSync(file, bytes, 0, undefined, Math.floor(size / 3));
  closeSync(file);
}

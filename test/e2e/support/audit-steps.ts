import type { Page } from 'playwright-core';
import { auditRunWords } from '../../../src/renderer/words/audit-run.ts';
import { auditWords } from '../../../src/renderer/words/audit.ts';
import { connectWords } from '../../../src/renderer/words/connect.ts';
import { settingsWords } from '../../../src/renderer/words/settings.ts';
import { shellWords } from '../../../src/renderer/words/shell.ts';
import { startWords } from '../../../src/renderer/words/start.ts';

/** Where both products are, and what lets in. */
export interface ProductAccess {
  readonly raiseUrl: string;
  readonly crmUrl: string;
  readonly raiseToken: string;
  readonly crmToken: string;
}

/** How long an audit of a small sandbox may take, at most. */
const AUDIT_MS = 60_000;

/** From the first start: a customer of this name. */
export async function createWorkspace(page: Page, name: string): Promise<void> {
  await page.getByLabel(shellWords.create.name).fill(name);
  await page.getByRole('button', { name: shellWords.create.submit }).click();
  await page.getByRole('navigation', { name: shellWords.navigation }).waitFor();
}

/** From the first start, or from the list of workspaces: the demo. */
export async function openDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: startWords.openDemo }).click();
  await page.getByRole('button', { name: auditWords.plan.show }).waitFor();
}

/** Follows the navigation to another page of the workspace. */
export async function goTo(page: Page, name: keyof typeof shellWords.pages): Promise<void> {
  // The guide has its own list of chapters beside it.
  await page
    .getByRole('navigation', { name: shellWords.navigation })
    .getByRole('link', { name: shellWords.pages[name] })
    .click();
  await page
    .getByRole('heading', { level: 1, name: shellWords.pages[name], exact: true })
    .waitFor();
}

/** Sandboxes answer as fast as they are asked; a customer's Raise is asked once a second. */
export function setFullSpeed(page: Page): Promise<void> {
  return setPace(page, 10_000);
}

/** So many calls a second to each product. */
export async function setPace(page: Page, callsPerSecond: number): Promise<void> {
  await goTo(page, 'settings');
  await page.getByLabel(settingsWords.pace.raise).fill(String(callsPerSecond));
  await page.getByLabel(settingsWords.pace.crm).fill(String(callsPerSecond));
  await page.getByRole('button', { name: settingsWords.save }).click();
  await page.getByText(settingsWords.saved, { exact: true }).waitFor();
}

/** On the connection page: types both addresses and tokens, saves and tests. */
export async function connectTo(page: Page, sandbox: ProductAccess): Promise<void> {
  await goTo(page, 'connect');
  const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
  await field(`Raise ${connectWords.address.toLowerCase()}`).fill(sandbox.raiseUrl);
  await field(`Raise ${connectWords.token.toLowerCase()}`).fill(sandbox.raiseToken);
  await field(`CRM+ ${connectWords.address.toLowerCase()}`).fill(sandbox.crmUrl);
  await field(`CRM+ ${connectWords.token.toLowerCase()}`).fill(sandbox.crmToken);
  await page.getByRole('button', { name: connectWords.saveAndTest }).click();
  await page.getByText(connectWords.guard.proved).waitFor();
}

/** On the audit page: plan of everything, and the start. */
export async function planAndStart(page: Page): Promise<void> {
  await page.getByRole('button', { name: auditWords.plan.show }).click();
  await page.getByRole('button', { name: auditWords.plan.start }).click();
}

/** Until the audit that was started here has finished. */
export async function waitUntilFinished(page: Page): Promise<void> {
  await page.getByText(auditRunWords.ended.finished).waitFor({ timeout: AUDIT_MS });
}

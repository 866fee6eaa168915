import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import {
  startSandbox,
  type RunningSandbox,
  type SandboxOptions,
} from '../../../src/sandbox/index.ts';
import { theBrowser } from './browser.ts';
import { watchFaults, type PageFaults } from './page-faults.ts';
import { newProfile } from './profile.ts';
import { serveTieout, type ServedTieout } from './served-tieout.ts';

const FAILURES = join(import.meta.dirname, '../../../.cache/e2e/failures');

/** Tieout in a browser's tab, as a person has it. */
export interface OpenTieout {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly host: ServedTieout;
  readonly faults: PageFaults;
  readonly dataFolder: string;
  readonly temporaryFolder: string;
}

/**
 * Starts the host on an empty data folder and opens its link in a browser of its own. All of it ends with the test,
 * which fails if the page did anything that it must not.
 */
export async function openTieout(options: BrowserContextOptions = {}): Promise<OpenTieout> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-e2e-'));
  const [dataFolder, temporaryFolder] = [join(folder, 'data'), join(folder, 'tmp')];
  mkdirSync(temporaryFolder);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const host = await serveTieout({ dataFolder, temporaryFolder });
  onTestFinished(() => host.stop());
  const context = await newProfile(await theBrowser(), options);
  onTestFinished(() => context.close());
  const faults = watchFaults(context);
  const page = await context.newPage();
  onTestFinished(() => expect(faults.list(), 'what the page must not do').toEqual([]));
  // Hooks run backwards: while there still is a page.
  onTestFinished(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const name = task.name.replaceAll(/\W+/g, '-');
    await page.screenshot({ path: join(FAILURES, `${name}.png`), fullPage: true });
  });
  await page.goto(host.link);
  return { page, context, host, faults, dataFolder, temporaryFolder };
}

/** Both products, played on this machine until the test ends. */
export async function playProducts(options: SandboxOptions): Promise<RunningSandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

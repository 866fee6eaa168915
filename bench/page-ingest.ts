import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { auditRunWords } from '../src/renderer/words/audit-run.ts';
import {
  connectTo,
  createWorkspace,
  goTo,
  planAndStart,
  setFullSpeed,
  type ProductAccess,
} from '../test/e2e/support/audit-steps.ts';
import { waitForRows } from '../test/e2e/support/findings-steps.ts';
import { newProfile } from '../test/e2e/support/profile.ts';
import { serveTieout } from '../test/e2e/support/served-tieout.ts';

const MAIN = join(import.meta.dirname, '../src/cli/main.ts');
const WINDOW_MS = 10_000;
/** An audit of 3,000,000 gifts takes a third of this. */
const WATCH_MS = 3_600_000;

interface Task {
  readonly startMs: number;
  readonly durationMs: number;
}

/**
 * Long tasks of the page while an organization is read as fast as it comes, until the audit has ended; and how long the engine was
 * silent at the most, which tells of itself every second.
 */
export async function measureIngest(
  browser: Browser,
  dataFolder: string,
  { donors, gifts }: { readonly donors: number; readonly gifts: number },
): Promise<Record<string, number>> {
  const sandbox = await startSandboxProcess(donors, gifts);
  const host = await serveTieout({ dataFolder });
  const context = await newProfile(browser);
  try {
    const page = await context.newPage();
    await page.addInitScript(`
      window.longTasks = [];
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries())
          window.longTasks.push({ startMs: startTime, durationMs: duration });
      }).observe({ type: 'longtask', buffered: true });
      window.toldAt = [];
      window.WebSocket = class extends WebSocket {
        constructor(...given) {
          super(...given);
          this.addEventListener('message', () => window.toldAt.push(performance.now()));
        }
      };
    `);
    await page.goto(host.link);
    await createWorkspace(page, 'Bench');
    await setFullSpeed(page);
    await connectTo(page, sandbox.access);
    await goTo(page, 'audit');
    await planAndStart(page);
    await page.getByRole('button', { name: auditRunWords.run.pause, exact: true }).waitFor();
    const startedMs = await now(page);
    await lookAtProvisional(page);
    await waitForEnd(page);
    const endedMs = await now(page);
    const tasks = (await page.evaluate<Task[]>('window.longTasks')).filter(
      ({ startMs }) => startMs >= startedMs && startMs <= endedMs,
    );
    const told = await page.evaluate<number[]>('window.toldAt');
    const during = told.filter((ms) => ms >= startedMs && ms <= endedMs);
    return {
      ingestSeconds: (endedMs - startedMs) / 1000,
      longTasksIn10s: Math.max(0, ...tasks.map((task) => tasksAfter(tasks, task.startMs))),
      longTasks: tasks.length,
      longestTaskMs: Math.max(0, ...tasks.map(({ durationMs }) => durationMs)),
      longestSilenceMs: Math.max(0, ...during.map((ms, at) => ms - (during[at - 1] ?? startedMs))),
    };
  } finally {
    await context.close();
    await host.stop();
    sandbox.stop();
  }
}

/** The findings so far, then the run again: what a person does while waiting. */
async function lookAtProvisional(page: Page): Promise<void> {
  const provisional = page.getByRole('link', { name: /provisional/ });
  await provisional.waitFor({ timeout: WATCH_MS });
  await provisional.click();
  await waitForRows(page);
  await page.waitForTimeout(WINDOW_MS);
  await goTo(page, 'audit');
}

async function waitForEnd(page: Page): Promise<void> {
  await page
    .getByText(auditRunWords.ended.finished)
    .or(page.getByText(auditRunWords.ended.failed))
    .first()
    .waitFor({ timeout: WATCH_MS });
}

function tasksAfter(tasks: readonly Task[], startMs: number): number {
  return tasks.filter((task) => task.startMs >= startMs && task.startMs < startMs + WINDOW_MS)
    .length;
}

function now(page: Page): Promise<number> {
  return page.evaluate<number>('performance.now()');
}

async function startSandboxProcess(
  donors: number,
  gifts: number,
): Promise<{ access: ProductAccess; stop: () => void }> {
  const child = spawn(
    process.execPath,
    [MAIN, 'sandbox', '--donors', `${donors}`, '--gifts', `${gifts}`, '--quota', '10000000'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { access: JSON.parse(line) as ProductAccess, stop: () => void child.kill('SIGINT') };
}

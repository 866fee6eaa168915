import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createAuditor, DEFAULT_REQUEST, type Auditor, type Link } from '../../src/core/auditor.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

// What a product asked for outlives the process that was asked: whoever restarts what, it is left in peace for as long.
const THREE_HOURS = 3 * 3_600_000;
let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ donors: 40, gifts: 120, seed: 3 });
});
afterAll(async () => sandbox.close());

interface Start {
  readonly auditor: Auditor;
  readonly link: Link;
  readonly stop: () => Promise<void>;
}

/** Starts of the program over one data folder, on one clock. */
function programs(): { readonly start: () => Start; readonly clock: VirtualClock } {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-kept-'));
  const clock = createVirtualClock({ startMs: Date.parse(sandbox.nowUtc) });
  const open: Auditor[] = [];
  onTestFinished(() => {
    sandbox.setFaults('');
    for (const auditor of open) auditor.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  return {
    clock,
    start: () => {
      const auditor = createAuditor({ dataFolder, version: 'test' });
      open.push(auditor);
      const { raiseUrl, raiseToken, crmUrl, crmToken } = sandbox;
      const link = auditor.connect({
        raise: { url: raiseUrl, token: raiseToken, requestsPerSecond: 1000 },
        crm: { url: crmUrl, token: crmToken, requestsPerSecond: 1000 },
        clock,
      });
      auditor.keepPace('w', link);
      return { auditor, link, stop: async () => auditor.close() };
    },
  };
}

/** Begins an audit and goes on until Raise has asked for its three hours. */
async function askedToWait(
  { auditor, link }: Start,
  clock: VirtualClock,
): Promise<{ cancel(): Promise<void> }> {
  sandbox.setFaults('raise:gift/list:429(10800)x1');
  const stop = new AbortController();
  const run = auditor
    .audit(link, { workspace: 'w', request: DEFAULT_REQUEST, signal: stop.signal })
    .catch((error: unknown) => error);
  await passUntil(clock, () => link.paceStates().raise.kind === 'waiting_for_server');
  return {
    cancel: async () => {
      stop.abort();
      expect(String(await run)).toContain('cancelled');
    },
  };
}

it.each([
  ['cancelled', (): void => {}],
  ['paused and cancelled', (link: Link): void => link.pause()],
])('a run that is %s leaves the wait to the next start', async (_how, before) => {
  const { start, clock } = programs();
  const first = start();
  const run = await askedToWait(first, clock);
  before(first.link);
  await run.cancel();
  await first.stop();
  const calls = sandbox.calls().raise;
  const second = start();
  expect(second.link.paceStates().raise.kind).toBe('waiting_for_server');
  const plan = second.auditor.plan(second.link, DEFAULT_REQUEST);
  await pass(clock, THREE_HOURS - 60_000);
  expect(sandbox.calls().raise).toBe(calls);
  await passUntil(clock, () => sandbox.calls().raise > calls);
  await settled(clock, plan);
});

it('a process that is gone without a word leaves the wait too', async () => {
  const { start, clock } = programs();
  const first = start();
  const run = await askedToWait(first, clock);
  // Nobody closes the first: its state is what a kill leaves behind.
  const second = start();
  expect(second.link.paceStates().raise.kind).toBe('waiting_for_server');
  await run.cancel();
});

it('another address is another product', async () => {
  const { start, clock } = programs();
  const first = start();
  const run = await askedToWait(first, clock);
  await run.cancel();
  const { raiseUrl, raiseToken } = sandbox;
  const link = first.auditor.connect({
    raise: { url: raiseUrl.replace('127.0.0.1', 'localhost'), token: raiseToken },
    crm: null,
    clock,
  });
  first.auditor.keepPace('w', link);
  expect(link.paceStates().raise.kind).toBe('running');
});

async function pass(clock: VirtualClock, ms: number): Promise<void> {
  for (let leftMs = ms; leftMs > 0; leftMs -= 60_000) {
    await clock.advance(Math.min(60_000, leftMs));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function passUntil(clock: VirtualClock, isThere: () => boolean): Promise<void> {
  await expect
    .poll(
      async () => {
        await clock.advance(200);
        return isThere();
      },
      { interval: 5, timeout: 10_000 },
    )
    .toBe(true);
}

async function settled(clock: VirtualClock, work: Promise<unknown>): Promise<void> {
  let isDone = false;
  void work.finally(() => (isDone = true));
  await passUntil(clock, () => isDone);
}

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAuditor, DEFAULT_REQUEST } from '../../src/core/auditor.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';

// Invariants 1 and 4 (reliability.md): killed anywhere, a run goes on and ends with the same digest. The full kill matrix is
// a later part; these are a handful of instants, spread over the run.
let sandbox: RunningSandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ donors: 300, gifts: 2000, seed: 21, latencyMs: 5 });
  folder = mkdtempSync(join(tmpdir(), 'tieout-resume-'));
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

it('ends with the digest of the undisturbed run after SIGKILL at any time', async () => {
  const undisturbed = await runChild(join(folder, 'whole'), false, null);
  for (const killAfterMs of [1, 100, 300, 600, 1200]) {
    const dataFolder = join(folder, `killed-${killAfterMs}`);
    const first = await runChild(dataFolder, false, killAfterMs);
    if (first !== null) continue;
    expect(await runChild(dataFolder, true, null)).toBe(undisturbed);
  }
}, 240_000);

it('reads no page twice when it goes on after a cancel', async () => {
  const auditor = createAuditor({ dataFolder: join(folder, 'cancelled'), version: 'test' });
  const connect = (): ReturnType<typeof auditor.connect> =>
    auditor.connect({
      raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
      crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
    });
  const request = { ...DEFAULT_REQUEST, pageSize: 100, records: ['gift'] as const };
  const stop = new AbortController();
  const cancelled = auditor.audit(connect(), {
    workspace: 'w',
    request,
    signal: stop.signal,
    onProgress: (p) => {
      if (p.kind === 'stream' && p.stream === 'crm.gifts' && p.read >= 1000) stop.abort();
    },
  });
  await expect(cancelled).rejects.toSatisfy((error) => isFailure(error, 'cancelled'));
  const report = await auditor.audit(connect(), { workspace: 'w', request, resume: true });
  const whole = await auditor.audit(connect(), { workspace: 'w', request });
  auditor.close();
  expect(report.run.digest).toBe(whole.run.digest);
  const calls = (run: typeof whole.run): number => run.calls.raise + run.calls.crm;
  // One page per stream may be under way when a run is stopped.
  expect(calls(report.run)).toBeLessThanOrEqual(calls(whole.run) + 2);
});

/** Runs an audit in a child; null if it was killed before it ended. */
function runChild(
  dataFolder: string,
  resume: boolean,
  killAfterMs: number | null,
): Promise<string | null> {
  const { raiseUrl, crmUrl, raiseToken, crmToken } = sandbox;
  const script = join(import.meta.dirname, '../support/audit-child.ts');
  const child = spawn(
    process.execPath,
    [script, JSON.stringify({ raiseUrl, crmUrl, raiseToken, crmToken, dataFolder, resume })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  let timer: NodeJS.Timeout | null = null;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    // From the first sign of life on: before it, there is no run to go on with.
    if (killAfterMs !== null) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  return new Promise((resolve) => {
    child.on('exit', () => {
      if (timer) clearTimeout(timer);
      resolve(/^digest (\w+)$/m.exec(output)?.[1] ?? null);
    });
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAuditor, DEFAULT_REQUEST } from '../../src/core/auditor.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { accountOf, excesses } from '../kills/call-account.ts';
import { runChild } from '../kills/run-child.ts';
import { auditChild } from '../support/audit-child.ts';

// Invariants 1 and 4 (reliability.md): killed anywhere, a run goes on and ends with the same digest. Here on the machine's own clock, with
// its real waits, from the sources as they are; test/kills does it hundreds of times where waits take no time.
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

it('ends with the digest of the undisturbed run after SIGKILL', async () => {
  const whole = await audit('whole');
  expect(whole).not.toBeNull();
  for (const killAfterMs of [300, 1200]) {
    expect(await audit(`killed-${killAfterMs}`, killAfterMs)).toBeNull();
    expect(await audit(`killed-${killAfterMs}`)).toBe(whole);
  }
}, 240_000);

it('reads at most one page of a list twice when it goes on after a cancel', async () => {
  const auditor = createAuditor({ dataFolder: join(folder, 'cancelled'), version: 'test' });
  const connect = (): ReturnType<typeof auditor.connect> =>
    auditor.connect({
      raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
      crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
    });
  const request = { ...DEFAULT_REQUEST, pageSize: 100, records: ['gift'] as const };
  const stop = new AbortController();
  sandbox.clearLog();
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
  const asked = accountOf(sandbox.requests());
  sandbox.clearLog();
  const whole = await auditor.audit(connect(), { workspace: 'w', request });
  auditor.close();
  expect(report.run.digest).toBe(whole.run.digest);
  // One page per stream may be under way when a run is stopped.
  expect(excesses(accountOf(sandbox.requests()), asked, 1)).toEqual([]);
});

/** Begins an audit in a child, or goes on with it; its digest, or null if it was killed. */
async function audit(name: string, killAfterMs?: number): Promise<string | null> {
  const program = { file: auditChild, compileCache: join(folder, 'compiled'), remove: () => {} };
  const { result } = await runChild(
    program,
    {
      raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken },
      crm: { url: sandbox.crmUrl, token: sandbox.crmToken },
      dataFolder: join(folder, name),
      work: 'go-on',
      request: { pageSize: 100 },
      startMs: null,
      exportTo: [],
    },
    killAfterMs === undefined ? {} : { killAfterMs },
  );
  return result?.facts.digest ?? null;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type BackstopResult,
  type Link,
} from '../../src/core/auditor.ts';
import { Failure } from '../../src/core/model/failure.ts';
import { dayInZone } from '../../src/core/model/instants.ts';
import { startSandbox } from '../../src/sandbox/index.ts';

const WORKSPACE = 'Hope';
const ZONE = 'US/Arizona';

describe('a try that came to no end', () => {
  it('is gone on with if it was killed: one run, one try, one day', async () => {
    const { auditor, run, due } = await opened();
    const stop = new AbortController();
    const first = await run({ stop, stopAfter: 'onStart' });
    expect(first.error).toMatchObject({ kind: 'cancelled' });
    expect(auditor.backstops.list(WORKSPACE)).toMatchObject([
      { outcome: null, runId: expect.any(String) as string },
    ]);
    expect(due()).toHaveLength(1);
    const second = await run({});
    expect(second.error).toBeNull();
    const tries = auditor.backstops.list(WORKSPACE);
    expect(tries).toHaveLength(1);
    expect(tries[0]?.outcome).not.toBeNull();
    const [only, ...others] = auditor.runs(WORKSPACE);
    expect([only?.id, others]).toEqual([tries[0]?.runId, []]);
    expect(due()).toEqual([]);
  });

  it('is no try at all if another program is at the workspace, which is named', async () => {
    const { auditor, run, link } = await opened();
    let inside: unknown = null;
    await auditor.audit(link, {
      workspace: WORKSPACE,
      request: { ...DEFAULT_REQUEST, records: ['donor'] },
      onStart: () => {
        run({}).catch((error: unknown) => (inside = error));
      },
    });
    await new Promise((done) => setImmediate(done));
    expect(inside).toMatchObject({
      kind: 'in_use',
      message: expect.stringMatching(/Hope is being audited by .+ \(process \d+/) as string,
    });
    expect(auditor.backstops.list(WORKSPACE)).toEqual([]);
  });

  it('says why it failed, and is due again an hour later', async () => {
    const { auditor, run } = await opened();
    const refused = new Failure('sign_in_refused', 'Raise refused the token.');
    const result = await run({ refused });
    expect(result.error).toBe(refused);
    expect(auditor.backstops.list(WORKSPACE)).toMatchObject([
      { outcome: 'failed', sentence: 'Raise refused the token.' },
    ]);
  });

  it('is not gone on with by itself if a person stopped it', async () => {
    const { auditor, run } = await opened();
    const stop = new AbortController();
    await run({ stop, stopAfter: 'onStart', isStoppedByPerson: () => true });
    expect(auditor.backstops.list(WORKSPACE)).toMatchObject([{ outcome: 'failed' }]);
  });
});

interface RunOptions {
  readonly stop?: AbortController;
  readonly stopAfter?: 'onStart';
  readonly refused?: Failure;
  readonly isStoppedByPerson?: () => boolean;
}

async function opened(): Promise<{
  auditor: Auditor;
  link: Link;
  due: () => ReturnType<Auditor['backstops']['dueByHand']>;
  run: (options: RunOptions) => Promise<BackstopResult>;
}> {
  const sandbox = await startSandbox({ donors: 20, gifts: 60, plant: 'none' });
  onTestFinished(() => sandbox.close());
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-tries-'));
  const auditor = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => {
    auditor.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  auditor.customers.create(WORKSPACE, {});
  const link = auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
  });
  const rules = { timeZone: ZONE, lagHours: 24 };
  // The same instant throughout: a test at midnight has one yesterday.
  const nowMs = Date.now();
  const due = () => auditor.backstops.dueByHand(WORKSPACE, rules, nowMs);
  const yesterday = dayInZone(nowMs, ZONE) - 1;
  return {
    auditor,
    link,
    due,
    run: ({ stop, stopAfter, refused, isStoppedByPerson }) =>
      auditor.backstops.run({
        workspace: WORKSPACE,
        due: [{ kind: 'daily', fromDay: yesterday, toDay: yesterday }],
        request: { ...DEFAULT_REQUEST, timeZone: ZONE },
        now: () => nowMs,
        ...(isStoppedByPerson ? { isStoppedByPerson } : {}),
        run: async ({ request, resume, onStart }) => {
          if (refused !== undefined) throw refused;
          await auditor.audit(link, {
            workspace: WORKSPACE,
            request,
            resume,
            ...(stop ? { signal: stop.signal } : {}),
            onStart: (id) => {
              onStart(id);
              if (stopAfter === 'onStart') stop?.abort();
            },
          });
        },
      }),
  };
}

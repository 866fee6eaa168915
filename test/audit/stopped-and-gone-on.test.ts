import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  connect,
  createAuditor,
  DEFAULT_REQUEST,
  type AuditRequest,
  type Auditor,
  type Link,
  type Progress,
} from '../../src/core/auditor.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

// Stops at awkward moments, and going on from there: faults that a hunt found, each held here.
const NOW = '2026-03-20T12:00:00.000Z';
const MINUTE = 60_000;
let sandbox: RunningSandbox;
let giftIds: readonly string[];
let undisturbed: { readonly digest: string; readonly gaps: readonly string[] };

beforeAll(async () => {
  sandbox = await startSandbox({ donors: 60, gifts: 200, nowUtc: NOW });
  giftIds = await giftsOf(sandbox);
  const { report } = await auditOnce(sandbox, { request: {} });
  undisturbed = { digest: report.run.digest, gaps: report.run.gaps };
});
afterAll(() => sandbox.close());

describe('a run that was stopped while it confirmed', () => {
  test('goes on after the time in which a closing pass is due, with what changed meanwhile', async () => {
    const desk = atDesk();
    await stopAt(desk, (fact) => fact.kind === 'confirm');
    desk.clock.jump(20 * MINUTE);
    const modifiedDate = new Date(desk.clock.now()).toISOString().slice(0, -1);
    for (const id of giftIds.slice(0, 3))
      sandbox.mutate.putRaise('gifts', { id: Number(id), modifiedDate });
    const report = await goOn(desk);
    expect(report.run.digest).toBe(undisturbed.digest);
    expect(report.run.gaps).toEqual(undisturbed.gaps);
  });

  test('waits for a product that is away now, since it was there before, and ends nothing', async () => {
    const desk = atDesk();
    await stopAt(desk, (fact) => fact.kind === 'confirm');
    for (const product of ['raise', 'crm']) {
      sandbox.setFaults(`${product}:*:resetx*`);
      const failed = await goOn(desk).catch((error: unknown) => error);
      expect(isFailure(failed, 'offline')).toBe(true);
      expect(desk.auditor.runs('w')[0]?.state).toBe('interrupted');
    }
    sandbox.setFaults('');
    expect((await goOn(desk)).run.digest).toBe(undisturbed.digest);
  });

  test('has ended when it says so: nobody goes on calling', async () => {
    const desk = atDesk();
    const link = desk.link();
    const failed = await desk.auditor
      .audit(link, {
        workspace: 'w',
        request: DEFAULT_REQUEST,
        onProgress: (fact) => {
          if (fact.kind === 'phase' && fact.phase === 'confirm')
            sandbox.setFaults('raise:*:401@3x*');
        },
      })
      .catch((error: unknown) => error);
    const after = link.connections.callsMade();
    expect(isFailure(failed, 'sign_in_refused')).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(link.connections.callsMade()).toEqual(after);
    sandbox.setFaults('');
    expect((await goOn(desk)).run.digest).toBe(undisturbed.digest);
  });
});

describe('a run of a few ids', () => {
  const request = (ids: readonly string[]): AuditRequest => ({
    ...DEFAULT_REQUEST,
    records: ['gift'],
    ids,
    concurrency: 1,
  });
  const giftReads = (): string[] =>
    sandbox.requests().flatMap(({ product, path }) => {
      const id = /^\/api\/Gift\/(\d+)$/.exec(path)?.[1];
      return product === 'raise' && id !== undefined ? [id] : [];
    });

  test('tells how far it is, and goes on where it was stopped', async () => {
    const desk = atDesk();
    const ids = giftIds.slice(0, 12);
    const told: Progress[] = [];
    sandbox.clearLog();
    await stopAt(
      desk,
      (fact) => {
        told.push(fact);
        return fact.kind === 'stream' && fact.read === 9;
      },
      request(ids),
    );
    expect(told).toContainEqual({
      kind: 'stream',
      stream: 'raise.gifts',
      read: 9,
      advertised: 12,
      isEnd: false,
    });
    const report = await goOn(desk);
    const reads = giftReads();
    const whole = await auditOnce(sandbox, { request: request(ids) });
    expect([report.run.digest, report.run.gaps]).toEqual([
      whole.report.run.digest,
      whole.report.run.gaps,
    ]);
    // Two that tell that it is the same customer; no other is asked for twice.
    for (const id of ids) expect(reads.filter((read) => read === id).length).toBeLessThanOrEqual(2);
    expect(reads.filter((read) => ids.includes(read)).length).toBeLessThanOrEqual(ids.length + 2);
  });

  test('names the ids that can’t be read, and judges the others', async () => {
    const desk = atDesk();
    const ids = giftIds.slice(0, 8);
    sandbox.setFaults(`raise:gift/one:poison(${ids[3] ?? ''})x*`);
    const report = await desk.auditor.audit(desk.link(), { workspace: 'w', request: request(ids) });
    sandbox.setFaults('');
    expect(report.run.status).toBe('not_verified');
    expect(report.run.gaps.join(' ')).toContain(`Raise was asked for id ${ids[3] ?? ''} without`);
    expect(report.run.gaps.join(' ')).not.toContain('has no record');
    expect([...report.findings()].filter(({ raiseId }) => raiseId === ids[3])).toEqual([]);
  });

  test('is not gone on with by the token of another Raise organization', async () => {
    const other = await startSandbox({
      donors: 5,
      gifts: 5,
      nowUtc: '2026-02-11T07:31:00Z',
      seed: 9,
    });
    onTestFinished(() => other.close());
    const desk = atDesk();
    await stopAt(
      desk,
      (fact) => fact.kind === 'stream' && fact.stream === 'raise.donors' && fact.read > 1,
      request(giftIds.slice(0, 6)),
    );
    const { raiseUrl, raiseToken } = other;
    await expect(goOn(desk, desk.link({ raiseUrl, raiseToken }))).rejects.toThrow(
      'The Raise token is for another organization',
    );
  });
});

test('a brief 404 of a record that was asked for by its id is no absence', async () => {
  const desk = atDesk();
  const [id = ''] = giftIds;
  sandbox.setFaults('raise:gift/one:404x1');
  const report = await desk.auditor.audit(desk.link(), {
    workspace: 'w',
    request: { ...DEFAULT_REQUEST, records: ['gift'], ids: [id] },
  });
  sandbox.setFaults('');
  expect(report.run.gaps).toEqual([]);
});

test('what a nightly job touched is not read all over again', async () => {
  const touched = await startSandbox({ donors: 60, gifts: 400, plant: 'none', nowUtc: NOW });
  onTestFinished(() => touched.close());
  const calls = async (jumpMs: number): Promise<number> => {
    const desk = atDesk(touched);
    let hasJumped = false;
    const before = touched.calls();
    const report = await desk.auditor.audit(desk.link(), {
      workspace: 'w',
      request: { ...DEFAULT_REQUEST, pageSize: 20 },
      onProgress: (fact) => {
        if (hasJumped || fact.kind !== 'stream') return;
        hasJumped = true;
        desk.clock.jump(jumpMs);
      },
    });
    expect(report.run.status).toBe('verified');
    const after = touched.calls();
    return after.raise + after.crm - before.raise - before.crm;
  };
  for (const id of await giftsOf(touched))
    touched.mutate.putRaise('gifts', {
      id: Number(id),
      modifiedDate: '2026-03-20T02:00:00.000',
    });
  const [short, long] = [await calls(MINUTE), await calls(20 * MINUTE)];
  expect(long - short).toBeGreaterThan(0);
  expect(long - short).toBeLessThanOrEqual(12);
});

describe('a computer whose clock is off by hours', () => {
  test.each([-3, 3])('%i hours: the run is as of the product’s time', async (hours) => {
    const now = new Date();
    const world = await startSandbox({ donors: 30, gifts: 60, nowUtc: now.toISOString() });
    onTestFinished(() => world.close());
    const desk = atDesk(world, now.getTime() + hours * 60 * MINUTE);
    const report = await desk.auditor.audit(desk.link(), {
      workspace: 'w',
      request: DEFAULT_REQUEST,
    });
    const offMs = Date.parse(report.run.asOfUtc) - now.getTime();
    expect(Math.abs(offMs)).toBeLessThan(2 * MINUTE);
    const right = await auditOnce(world, { request: {} });
    expect(report.run.digest).toBe(right.report.run.digest);
  });
});

interface Desk {
  readonly auditor: Auditor;
  readonly clock: VirtualClock;
  link(access?: { readonly raiseUrl: string; readonly raiseToken: string }): Link;
}

function atDesk(of: RunningSandbox = sandbox, startMs = Date.parse(NOW)): Desk {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-stopped-'));
  const auditor = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => {
    of.setFaults('');
    auditor.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  const clock = createVirtualClock({ startMs, isAuto: true });
  const access = (url: string, token: string) => ({ url, token, requestsPerSecond: 1000 });
  return {
    auditor,
    clock,
    link: ({ raiseUrl, raiseToken } = of) =>
      auditor.connect({
        raise: access(raiseUrl, raiseToken),
        crm: access(of.crmUrl, of.crmToken),
        clock,
        patienceMs: 10 * MINUTE,
      }),
  };
}

async function stopAt(
  desk: Desk,
  isThere: (fact: Progress) => boolean,
  request: AuditRequest = DEFAULT_REQUEST,
): Promise<void> {
  const stop = new AbortController();
  const run = desk.auditor.audit(desk.link(), {
    workspace: 'w',
    request,
    signal: stop.signal,
    onProgress: (fact) => {
      if (isThere(fact)) stop.abort();
    },
  });
  await expect(run).rejects.toThrow('cancelled');
}

function goOn(desk: Desk, link = desk.link()) {
  return desk.auditor.audit(link, { workspace: 'w', request: DEFAULT_REQUEST, resume: true });
}

async function giftsOf(of: RunningSandbox): Promise<string[]> {
  const ids: string[] = [];
  const access = { url: of.raiseUrl, token: of.raiseToken, requestsPerSecond: 1000 };
  const { raise } = connect({ raise: access, crm: null }).connections;
  for await (const { rows } of raise.readStream('raise.gifts', {}))
    ids.push(...rows.flatMap((row) => (row.kind === 'record' ? [row.record.id] : [])));
  return ids;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuditor, DEFAULT_REQUEST, type Auditor, type Link } from '../../src/core/auditor.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import type { ConnectionReport, ConnectionStep } from '../../src/core/model/connection-report.ts';
import { startSandbox, type RunningSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const WORLD: SandboxOptions = { donors: 60, gifts: 240, seed: 71 };
let sandbox: RunningSandbox;
let other: RunningSandbox;
let folder: string;
let auditor: Auditor;

beforeAll(async () => {
  sandbox = await startSandbox(WORLD);
  other = await startSandbox({ ...WORLD, seed: 72 });
  folder = mkdtempSync(join(tmpdir(), 'tieout-connection-'));
  auditor = createAuditor({ dataFolder: folder, version: 'test' });
});
afterAll(async () => {
  auditor.close();
  await Promise.all([sandbox.close(), other.close()]);
  rmSync(folder, { recursive: true, force: true });
});

interface Sides {
  readonly raise?: RunningSandbox;
  readonly crm?: RunningSandbox | null;
  readonly raiseToken?: string;
  readonly crmToken?: string;
  readonly raiseUrl?: string;
  readonly startMs?: number;
}

function link(sides: Sides = {}): Link {
  const { raise = sandbox, crm = sandbox, startMs } = sides;
  return auditor.connect({
    raise: {
      url: sides.raiseUrl ?? raise.raiseUrl,
      token: sides.raiseToken ?? raise.raiseToken,
      requestsPerSecond: 1000,
    },
    crm: crm && {
      url: crm.crmUrl,
      token: sides.crmToken ?? crm.crmToken,
      requestsPerSecond: 1000,
    },
    clock: createVirtualClock({ startMs: startMs ?? Date.now(), isAuto: true }),
  });
}

const run = (of: Link): Promise<ConnectionReport> => auditor.testConnection(of, DEFAULT_REQUEST);

async function withSandbox<T>(
  options: SandboxOptions,
  work: (one: RunningSandbox) => Promise<T>,
): Promise<T> {
  const one = await startSandbox({ ...WORLD, ...options });
  try {
    return await work(one);
  } finally {
    await one.close();
  }
}

describe('both tokens of one nonprofit', () => {
  test('are proved by links that agree, in at most 25 calls; the report is plain and tells no secret', async () => {
    const steps: ConnectionStep[] = [];
    const before = sandbox.calls();
    const report = await auditor.testConnection(link(), DEFAULT_REQUEST, undefined, (step) =>
      steps.push(step),
    );
    const after = sandbox.calls();
    expect(report.sameOrganization).toMatchObject({ verdict: 'proved' });
    expect(report.sameOrganization.evidence).toMatch(
      /^Of \d+ links that were followed \d+ lead to/,
    );
    expect(report.calls).toEqual({
      raise: after.raise - before.raise,
      crm: after.crm - before.crm,
    });
    expect(report.calls.raise + report.calls.crm).toBeLessThanOrEqual(25);
    expect(report.raise).toMatchObject({ origin: sandbox.raiseUrl, state: 'ok', failure: null });
    expect(report.crm).toMatchObject({
      origin: sandbox.crmUrl,
      state: 'ok',
      timeZone: 'US/Arizona',
      quota: { limit: 5000 },
    });
    expect(report.crm?.organization).toBeTruthy();
    expect(report.crm?.quota?.remaining).toBeGreaterThan(4000);
    expect(Date.parse(report.crm?.quota?.resetsAtUtc ?? '')).toBeGreaterThan(Date.now());
    const { raise } = sandbox.recordCounts;
    expect(report.raise.streams.map(({ stream, records }) => [stream, records])).toEqual([
      ['raise.donors', raise.donors],
      ['raise.gifts', raise.gifts],
      ['raise.recurring_gifts', raise.recurringGifts],
      ['raise.campaigns', raise.campaigns],
    ]);
    expect(report.links).toContainEqual(
      expect.objectContaining({ recordType: 'gift', source: 'RaiseDonors', prefix: 'rd2-' }),
    );
    expect(report.links[0]).toMatchObject({ recordType: 'donor', from: 'raise', tried: 5 });
    expect(steps.map((step) => step.kind)).toContain('links');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(JSON.stringify(report)).not.toContain(sandbox.crmToken);
  });

  test.each([
    ['split gifts', { splitGifts: true }],
    ['no references on contacts', { crmWithoutReferences: true }],
    ['no Raise query', { raiseQueryMissing: true }],
    ['another convention', { linkSource: 'Online', linkPrefix: '' }],
  ])('are never contradicted: %s', async (_, quirks) => {
    await withSandbox({ quirks }, async (one) => {
      const { sameOrganization } = await run(link({ raise: one, crm: one }));
      expect(sameOrganization.verdict).not.toBe('contradicted');
    });
  });

  test('tell how far our clock is off', async () => {
    const report = await run(link({ startMs: Date.now() - 3_600_000 }));
    for (const seconds of [report.raise.clockOffsetSeconds, report.crm?.clockOffsetSeconds])
      expect(Math.abs((seconds ?? 0) - 3600)).toBeLessThanOrEqual(2);
  });
});

test('tokens of two nonprofits are never proved', async () => {
  for (const [raise, crm] of [
    [sandbox, other],
    [other, sandbox],
  ] as const) {
    const { sameOrganization } = await run(link({ raise, crm }));
    expect(['contradicted', 'unproved']).toContain(sameOrganization.verdict);
  }
});

test('two nonprofits of any seeds are never proved', async () => {
  for (let seed = 100; seed < 106; seed += 1) {
    await withSandbox({ seed, plant: 'none' }, async (one) => {
      const { sameOrganization } = await run(link({ crm: one }));
      expect(sameOrganization.verdict).not.toBe('proved');
    });
  }
});

test('without records there is nothing to prove', async () => {
  await withSandbox({ donors: 0, gifts: 0, plant: 'none' }, async (one) => {
    const report = await run(link({ raise: one, crm: one }));
    expect(report.sameOrganization.verdict).toBe('unproved');
    expect(report.links).toEqual([]);
  });
});

test('without CRM+ only Raise is told of', async () => {
  const report = await run(link({ crm: null }));
  expect(report).toMatchObject({
    raise: { state: 'ok' },
    crm: null,
    links: [],
    sameOrganization: { verdict: 'unproved' },
    calls: { raise: 4, crm: 0 },
  });
});

describe('what fails', () => {
  test('a refused token is told once, and the other product is reported all the same', async () => {
    const report = await run(link({ crmToken: 'expired-token' }));
    expect(report.crm).toMatchObject({
      state: 'refused',
      streams: [],
      failure: { kind: 'sign_in_refused' },
    });
    expect(report.raise.state).toBe('ok');
    expect(report.sameOrganization.verdict).toBe('unproved');
    expect(report.calls.crm).toBe(1);
    const raise = await run(link({ raiseToken: 'expired-token' }));
    expect(raise.raise).toMatchObject({ state: 'refused', failure: { kind: 'sign_in_refused' } });
    expect(raise.calls.raise).toBe(1);
  });

  test('a stream that the token may not read; the others go on', async () => {
    await withSandbox({ faults: 'raise:gift:403x*,crm:recurringgift:403x*' }, async (one) => {
      const report = await run(link({ raise: one, crm: one }));
      expect(report.raise.state).toBe('partly');
      expect(report.raise.failure).toBeNull();
      expect(
        report.raise.streams.map(({ permitted, failure }) => [permitted, failure?.kind]),
      ).toEqual([
        [true, undefined],
        [false, 'not_permitted'],
        [true, undefined],
        [true, undefined],
      ]);
      expect(report.raise.streams[1]?.failure?.sentence).toContain('may not read');
      expect(report.crm?.streams[2]).toMatchObject({ permitted: false, records: null });
      // Its five donors agree.
      expect(report.sameOrganization.verdict).toBe('proved');
    });
  });

  test('an organization that may not be read; the lists are asked for all the same', async () => {
    await withSandbox({ faults: 'crm:organization:403x*' }, async (one) => {
      const report = await run(link({ raise: one, crm: one }));
      expect(report.crm).toMatchObject({
        state: 'partly',
        organization: null,
        failure: { kind: 'not_permitted' },
      });
      expect(report.crm?.streams.every((stream) => stream.permitted)).toBe(true);
    });
  });

  test('a server that is down, with its address; it is not asked again for each list', async () => {
    const gone = await startSandbox({ donors: 1, gifts: 0, plant: 'none' });
    await gone.close();
    const report = await run(link({ raiseUrl: gone.raiseUrl, crm: sandbox }));
    expect(report.raise).toMatchObject({ state: 'unreachable', failure: { kind: 'network' } });
    expect(report.raise.failure?.sentence).toContain(`${gone.raiseUrl}/api/Donor/query`);
    expect(report.raise.streams).toHaveLength(1);
    expect(report.raise.clockOffsetSeconds).toBeNull();
    expect(report.crm?.state).toBe('ok');
  });

  test('a cancelled test throws', async () => {
    const cancel = new AbortController();
    const testing = auditor.testConnection(link(), DEFAULT_REQUEST, cancel.signal, () =>
      cancel.abort(),
    );
    await expect(testing).rejects.toSatisfy((error) => isFailure(error, 'cancelled'));
  });
});

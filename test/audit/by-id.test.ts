import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type AuditRequest,
  type QuickCheck,
} from '../../src/core/auditor.ts';
import type { RecordType } from '../../src/core/model/record-type.ts';
import { startSandbox, type PlantedFinding, type RunningSandbox } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ donors: 300, gifts: 2000, seed: 31 });
});
afterAll(() => sandbox.close());

describe('the quick check', () => {
  // Which other Raise records share its counterpart is what one record can't tell; it says so.
  const undecidable = new Set(['not_one_household', 'raise_records_share_target', 'not_parseable']);

  it.each([
    ['learned from a handful of pairs', {}],
    ['named by the user', { linkSources: ['RaiseDonors'], linkPrefixes: ['rd2-'] }],
  ])(
    'comes to the planted verdict of every record that it can decide, its convention %s',
    async (_how, named) => {
      const planted = sandbox.planted.filter(
        (p) => p.raiseId !== null && p.state !== 'missing_in_raise' && !undecidable.has(p.cause),
      );
      const wrong: unknown[] = [];
      for (const expected of planted) {
        const { finding, calls } = await check(expected.recordType, expected.raiseId ?? '', named);
        const said = finding && [finding.state, finding.cause, finding.crmId].join(' ');
        if (said !== [expected.state, expected.cause, expected.crmId].join(' '))
          wrong.push({ expected, said });
        expect(calls.raise + calls.crm).toBeLessThan(30);
      }
      expect(planted.length).toBeGreaterThan(30);
      expect(wrong).toEqual([]);
    },
  );

  it('refuses an id that Raise does not have with a sentence', async () => {
    await expect(check('gift', '99999999')).rejects.toThrow('Raise has no gift 99999999.');
  });
});

describe('an audit of a few ids', () => {
  it('reads these records and not the lists', async () => {
    const chosen = sandbox.planted.filter(
      (p) =>
        p.recordType === 'donor' &&
        ['orphaned_crm_key', 'merged_in_crm', 'field_drift', 'missing_in_crm'].includes(p.state),
    );
    const ids = chosen.map((p) => p.raiseId ?? '');
    const before = sandbox.calls();
    const { findings } = await auditOnce(sandbox, { request: { records: ['donor'], ids } });
    const after = sandbox.calls();
    expect(findings.map(wordOf).toSorted()).toEqual(chosen.map(wordOf).toSorted());
    expect(after.raise + after.crm - before.raise - before.crm).toBeLessThan(6 * ids.length);
  });

  it('certifies what was read of each product: records, unreadable ones, ids, times, and what is not there', async () => {
    const broken = sandbox.planted.find(
      (p) => p.recordType === 'donor' && p.state === 'unreadable' && p.raiseId !== null,
    );
    const clean = sandbox.planted.find((p) => p.cause === 'merged')?.raiseId ?? '';
    const ids = [clean, broken?.raiseId ?? '', '99999999'];
    const asOfUtc = '2026-11-29T06:00:00.000Z';
    const request = { records: ['donor'] as const, ids };
    const { report } = await auditOnce(sandbox, { request, asOfUtc });
    const [donors, contacts] = report.run.coverage;
    expect(report.run.coverage).toHaveLength(2);
    // The few pairs that showed how contacts refer back brought their donors too.
    expect(donors).toMatchObject({
      product: 'raise',
      stream: 'donors',
      advertised: null,
      unreadable: 1,
      complete: true,
      changed: false,
      pages: 0,
      note: 'Single records were read, not the list. 1 that was asked for is not there.',
    });
    expect(donors?.read).toBeGreaterThanOrEqual(2);
    expect(Number(donors?.firstId)).toBeLessThanOrEqual(Number(clean));
    expect(Number(donors?.lastId)).toBeGreaterThanOrEqual(Number(clean));
    expect(Number(donors?.lastId)).toBeLessThan(99999999);
    // A 404 is asked again after five seconds, by a clock that starts at the as-of instant.
    expect(Date.parse(donors?.startedUtc ?? '')).toBeGreaterThanOrEqual(Date.parse(asOfUtc));
    expect(Date.parse(donors?.finishedUtc ?? '')).toBeGreaterThanOrEqual(
      Date.parse(donors?.startedUtc ?? '') + 5000,
    );
    expect(contacts).toMatchObject({ product: 'crm', stream: 'contacts', unreadable: 0 });
    expect(contacts?.firstId).not.toBeNull();
  });

  it('does not call a certificate complete where a record gave no answer', async () => {
    const id = sandbox.planted.find((p) => p.cause === 'merged')?.raiseId ?? '';
    sandbox.setFaults('crm:contact/one:500x*');
    try {
      const { report } = await auditOnce(sandbox, { request: { records: ['donor'], ids: [id] } });
      const contacts = report.run.coverage.find(({ stream }) => stream === 'contacts');
      expect(contacts).toMatchObject({ complete: false });
      expect(contacts?.note).toContain('gave no answer.');
      expect(report.run.status).toBe('not_verified');
    } finally {
      sandbox.setFaults('');
    }
  });
});

function check(
  recordType: RecordType,
  id: string,
  named: Partial<AuditRequest> = {},
): Promise<QuickCheck> {
  const auditor = createAuditor({ dataFolder: '/nonexistent', version: 'test' });
  const link = auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
    clock: createVirtualClock({ startMs: Date.parse(sandbox.nowUtc), isAuto: true }),
  });
  return auditor.check(link, {
    recordType,
    id,
    side: 'raise',
    rules: { ...DEFAULT_REQUEST, ...named },
  });
}

function wordOf(of: Pick<PlantedFinding, 'state' | 'cause' | 'raiseId' | 'crmId'>): string {
  return [of.state, of.cause, of.raiseId, of.crmId].join(' ');
}

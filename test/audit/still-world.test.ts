import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type AuditRequest,
  type Link,
} from '../../src/core/auditor.ts';
import { parseDay } from '../../src/core/model/days.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import { startSandbox, type RunningSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

describe('in a world in which nothing happens, no audit resolves anything', () => {
  it('of one day, which may hold too few references to learn from', async () => {
    const { auditor, link } = await opened(41);
    const first = await audited(auditor, link, {});
    const gifts = [...first.findings()].filter(({ recordType }) => recordType === 'gift');
    const days = new Set(gifts.flatMap(({ date }) => (date === null ? [] : [date])));
    expect(days.size).toBeGreaterThan(20);
    // Every third, and those of records of CRM+ alone.
    const alone = new Set(
      gifts.map(({ state, date }) => (state === 'missing_in_raise' ? date : null)),
    );
    for (const day of [...days].filter((each, at) => at % 3 === 0 || alone.has(each))) {
      const [fromDay, toDay] = [parseDay(day), parseDay(day)];
      const request = { records: ['gift'] as const, fromDay, toDay };
      const { run } = await audited(auditor, link, request);
      expect([day, ...auditor.resolved('test', run.id)]).toEqual([day]);
    }
  });

  it('of some records, by lists or one by one', async () => {
    const { auditor, link } = await opened(42);
    const first = await audited(auditor, link, {});
    const findings = [...first.findings()];
    const types = ['donor', 'gift', 'recurring_gift'] as const;
    const idsOf = (type: (typeof types)[number]): string[] => [
      ...new Set(
        findings.flatMap(({ recordType, raiseId }) =>
          recordType === type && raiseId !== null ? [raiseId] : [],
        ),
      ),
    ];
    // One by one last: what single records don't tell, lists tell afterwards.
    const requests = [
      ...types.map((type): Partial<AuditRequest> => ({ records: [type] })),
      ...types.map((type) => ({ records: [type], ids: idsOf(type) })),
      ...types.map((type) => ({ records: [type], modifiedFromDay: parseDay('2020-01-01') })),
      ...types.map((type) => ({ records: [type], ids: idsOf(type).slice(0, 15) })),
    ];
    for (const request of requests) {
      const { run } = await audited(auditor, link, request);
      expect([...auditor.resolved('test', run.id)]).toEqual([]);
    }
  });
});

describe('an audit of a period', () => {
  it('calls nothing missing that it has no way to ask for', async () => {
    const world = { donors: 60, gifts: 300, seed: 41, nowUtc: '2026-11-29T10:00:00Z' };
    const { auditor, link } = await opened(world);
    const whole = await audited(auditor, link, { records: ['gift'] });
    const known = new Set([...whole.findings()].map(({ id }) => id));
    const said = new Set<string>();
    // Days with a gift or two, from which no link convention can be learned.
    for (const day of ['2026-07-10', '2026-08-30', '2026-09-14', '2026-10-17']) {
      const [fromDay, toDay] = [parseDay(day), parseDay(day)];
      const report = await audited(auditor, link, { records: ['gift'], fromDay, toDay });
      expect(report.run.status).toBe('not_verified');
      for (const { id, state } of report.findings()) if (!known.has(id)) said.add(state);
    }
    expect([...said]).toEqual(['crm_unreachable']);
  });

  it('calls nothing resolved that has only got another day, and resolves what is fixed', async () => {
    const { sandbox, auditor, link } = await opened(44);
    const first = await audited(auditor, link, {});
    const missing = [...first.findings({ states: ['missing_in_crm'] })].filter(
      ({ recordType, date }) => recordType === 'gift' && date !== null && date > '2026-01-01',
    );
    const [moved, fixed] = missing;
    if (moved === undefined || fixed === undefined) throw new Error('Nothing is missing.');
    sandbox.mutate.putRaise('gifts', { id: Number(moved.raiseId), date: '2025-06-01T00:00:00' });
    const gift = sandbox.mutate.getRaise('gifts', Number(fixed.raiseId));
    const donor = sandbox.mutate.getRaise('donors', Number(gift?.['donorId']));
    sandbox.mutate.putCrm('gifts', {
      id: 90_000_000,
      contactId: Number(donor?.['crmKey']),
      amount: Number(gift?.['amount']),
      giftDate: `${fixed.date}T00:00:00`,
      transactionSource: 'RaiseDonors',
      transactionId: `rd2-${fixed.raiseId}`,
    });
    const fromDay = parseDay('2026-01-01');
    const period = await audited(auditor, link, { records: ['gift'], fromDay });
    const resolved = [...auditor.resolved('test', period.run.id)].map((row) => row.findingId);
    expect(resolved).toEqual([fixed.id]);
    const whole = await audited(auditor, link, {});
    expect([...whole.findings()].map(({ id }) => id)).toContain(moved.id);
    expect([...auditor.resolved('test', whole.run.id)]).toEqual([]);
  });
});

describe('a record that comes without its id', () => {
  it.for(['lists', 'single'] as const)('is not called resolved, read by %s', async (reads) => {
    const { sandbox, auditor, link } = await opened(43);
    const first = await audited(auditor, link, {});
    const missing = [...first.findings({ states: ['missing_in_crm'] })].filter(
      ({ recordType }) => recordType === 'gift',
    );
    const row = sandbox.mutate.getRaise('gifts', Number(missing[1]?.raiseId));
    const crm = [...first.findings({ states: ['missing_in_raise'] })].find(
      ({ recordType }) => recordType === 'gift',
    );
    const crmRow = sandbox.mutate.getCrm('gifts', Number(crm?.crmId));
    if (row === undefined || crmRow === undefined) throw new Error('The world has no such gifts.');
    row['id'] = 'lost';
    crmRow['id'] = 'lost';
    const whole = await audited(auditor, link, {});
    expect([...auditor.resolved('test', whole.run.id)]).toEqual([]);
    const request = auditor.recheck('test', first.run.id);
    if (request === null) throw new Error('Nothing is open.');
    const plan = { ...(await auditor.plan(link, request)), reads };
    const again = await auditor.audit(link, { workspace: 'test', request, plan });
    expect([...auditor.resolved('test', again.run.id)]).toEqual([]);
    expect(again.recheck?.notKnown).toBeGreaterThan(0);
    expect(again.run.gaps.join(' ')).toContain(`Raise was asked for id ${missing[1]?.raiseId}`);
  });
});

async function opened(
  world: number | SandboxOptions,
): Promise<{ sandbox: RunningSandbox; auditor: Auditor; link: Link }> {
  const sandbox = await startSandbox(
    typeof world === 'number' ? { donors: 120, gifts: 700, seed: world } : world,
  );
  onTestFinished(() => sandbox.close());
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-still-'));
  const auditor = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => {
    auditor.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  const link = auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
    clock: createVirtualClock({ startMs: Date.parse(sandbox.nowUtc), isAuto: true }),
  });
  return { sandbox, auditor, link };
}

function audited(
  auditor: Auditor,
  link: Link,
  request: Partial<AuditRequest>,
): Promise<AuditReport> {
  return auditor.audit(link, { workspace: 'test', request: { ...DEFAULT_REQUEST, ...request } });
}

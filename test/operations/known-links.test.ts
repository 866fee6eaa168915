import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAuditor, DEFAULT_REQUEST, type Auditor } from '../../src/core/auditor.ts';
import { parseDay, type Day } from '../../src/core/model/days.ts';
import { startSandbox } from '../../src/sandbox/index.ts';

const WORKSPACE = 'Hope';
const ZONE = 'US/Arizona';
const NOW = '2026-11-20T13:00:00Z';
const QUIET_DAY = parseDay('2026-11-17') ?? 0;

describe('a day with few gifts', () => {
  it('is audited by the references that earlier runs learned', async () => {
    const { audit, backstop } = await opened({ raise: [601], crm: [777] });
    await audit();
    expect(await backstop()).toEqual({
      status: 'verified',
      found: [
        ['missing_in_crm', '601', null],
        ['missing_in_raise', '777', '100777'],
      ],
      learned: [['rd-', 'proved']],
    });
  });

  it('calls nothing missing as long as no run has learned them', async () => {
    const { backstop } = await opened({ raise: [601], crm: [777] });
    const { status, found } = await backstop();
    expect(status).toBe('not_verified');
    expect(found).toEqual([['crm_unreachable', '601', null]]);
  });

  it('believes its own gifts where they contradict', async () => {
    const { audit, backstop } = await opened({ raise: [601, 602], crm: [601], crmAmount: 99 });
    await audit();
    const { found, learned } = await backstop();
    expect(learned).not.toContainEqual(['rd-', 'proved']);
    expect(found.map(([state]) => state)).not.toContain('missing_in_crm');
  });
});

interface QuietDay {
  /** The Raise gifts of the day, and those that CRM+ gifts of the day refer to. */
  readonly raise: readonly number[];
  readonly crm: readonly number[];
  readonly crmAmount?: number;
}

/** Forty gifts of October that synced, and a day of November with few. */
async function opened({ raise, crm, crmAmount = 25 }: QuietDay): Promise<{
  audit: () => Promise<void>;
  backstop: () => Promise<{ status: string; found: unknown[][]; learned: unknown[][] }>;
}> {
  const october = Array.from({ length: 40 }, (_, index) => ({
    id: 500 + index,
    day: `2026-10-${String(1 + (index % 28)).padStart(2, '0')}`,
  }));
  const then = (ids: readonly number[]) => ids.map((id) => ({ id, day: '2026-11-17' }));
  const sandbox = await startSandbox({
    nowUtc: NOW,
    world: {
      organization: { timeZone: ZONE },
      raise: {
        donors: [{ id: 501, name: 'Ann Archer', crmKey: '9001' }],
        gifts: [...october, ...then(raise)].map(({ id, day }) => ({
          id,
          donorId: 501,
          amount: 25,
          date: `${day}T10:00:00`,
          createdDate: `${day}T17:00:00`,
        })),
        recurringGifts: [],
        campaigns: [],
      },
      crm: {
        contacts: [{ id: 9001, name: 'Ann Archer' }],
        gifts: [...october, ...then(crm)].map(({ id, day }) => ({
          id: id + 100_000,
          transactionSource: 'RaiseDonors',
          transactionId: `rd-${id}`,
          contactId: 9001,
          amount: id > 600 ? crmAmount : 25,
          giftDate: `${day}T00:00:00`,
          createDateTimeUtc: `${day}T18:00:00Z`,
        })),
        recurringGifts: [],
      },
    },
  });
  onTestFinished(() => sandbox.close());
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-known-links-'));
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
  const request = { ...DEFAULT_REQUEST, records: ['gift' as const], timeZone: ZONE };
  const fromDay: Day = parseDay('2026-10-01') ?? 0;
  return {
    audit: async () => {
      const toDay = parseDay('2026-10-31');
      await auditor.audit(link, { workspace: WORKSPACE, request: { ...request, fromDay, toDay } });
    },
    backstop: async () => {
      const due = [{ kind: 'daily' as const, fromDay: QUIET_DAY, toDay: QUIET_DAY }];
      const { error, backstops } = await auditor.backstops.run({
        workspace: WORKSPACE,
        due,
        request,
        now: () => Date.parse(NOW),
        run: async ({ request: asked, resume, onStart }) => {
          await auditor.audit(link, { workspace: WORKSPACE, request: asked, resume, onStart });
        },
      });
      expect(error).toBeNull();
      return toldBy(auditor, backstops[0]?.runId ?? '');
    },
  };
}

function toldBy(auditor: Auditor, runId: string) {
  const report = auditor.report(WORKSPACE, runId);
  return {
    status: report.run.status,
    found: [...report.findings()].map(({ state, raiseId, crmId }) => [state, raiseId, crmId]),
    learned: auditor
      .runs(WORKSPACE)
      .find(({ id }) => id === runId)!
      .facts!.conventions.map(({ prefix, standing }) => [prefix, standing]),
  };
}

import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';

const NOW = Date.UTC(2026, 2, 20, 12);
const HOUR = 3_600_000;
const MINUTE = 60_000;

const utc = (ms: number): string => new Date(ms).toISOString();

/** 200 gifts of one donor of which the n-th reached CRM+ after n minutes, and 300 of old that came in one hour. */
function worldWithKnownLag() {
  const gifts = [];
  const crmGifts = [];
  for (let n = 1; n <= 500; n += 1) {
    const isImport = n > 200;
    const created = isImport ? NOW - 400 * 24 * HOUR - n * HOUR : NOW - 40 * 24 * HOUR + n * HOUR;
    const synced = isImport ? NOW - 30 * 24 * HOUR + n * 1000 : created + n * MINUTE;
    const day = utc(created - 7 * HOUR).slice(0, 10);
    gifts.push({
      id: n,
      donorId: 501,
      amount: 10,
      date: `${day}T00:00:00`,
      createdDate: utc(created),
    });
    crmGifts.push({
      id: 70_000 + n,
      contactId: 9001,
      amount: 10,
      giftDate: `${day}T00:00:00`,
      transactionSource: 'RaiseDonors',
      transactionId: `rd2-${n}`,
      createDateTimeUtc: utc(synced),
    });
  }
  return {
    raise: {
      donors: [{ id: 501, crmKey: '9001', createdDate: utc(NOW - 500 * 24 * HOUR) }],
      gifts,
    },
    crm: {
      contacts: [
        {
          id: 9001,
          contactReferences: [{ source: 'RaiseDonors', id: 'rd2-501' }],
          // A contact that was there before its donor says nothing of syncing.
          createDateTimeUtc: utc(NOW - 600 * 24 * HOUR),
        },
      ],
      gifts: crmGifts,
    },
  };
}

describe('a run measures how long syncing takes', () => {
  it('tells p50, p95, p99 and the window they suggest, and keeps them for the trend', async () => {
    const sandbox = await startSandbox({ world: worldWithKnownLag(), nowUtc: utc(NOW) });
    try {
      const { report } = await auditOnce(sandbox, { request: { linkSources: ['RaiseDonors'] } });
      expect(report.analysis?.lag).toEqual([
        // 198 minutes and a quarter more are 4 h 8 min.
        { recordType: 'gift', pairs: 200, p50: 1.667, p95: 3.167, p99: 3.3, suggestedHours: 5 },
      ]);
      const hours = report.trend?.[0]?.metrics.filter(({ name }) => name.startsWith('sync_lag'));
      expect(hours).toEqual([
        { name: 'sync_lag_hours.p50', recordType: null, value: 1.667 },
        { name: 'sync_lag_hours.p95', recordType: null, value: 3.167 },
        { name: 'sync_lag_hours.p99', recordType: null, value: 3.3 },
      ]);
    } finally {
      await sandbox.close();
    }
  });

  it('is an hour for all record types where the sandbox syncs within one, and is not measured on a few records', async () => {
    const sandbox = await startSandbox({ donors: 200, gifts: 1500, seed: 5, plant: 'none' });
    try {
      const { report } = await auditOnce(sandbox);
      const lag = report.analysis?.lag ?? [];
      expect(lag.map(({ recordType }) => recordType)).toEqual(['donor', 'gift', 'recurring_gift']);
      for (const { p50, p99, suggestedHours } of lag)
        expect([p50, p99, suggestedHours]).toEqual([1, 1, 4]);
      const first = await auditOnce(sandbox, {
        request: { records: ['gift'], ids: ['1', '2'] },
      });
      expect(first.report.analysis?.lag).toBeNull();
    } finally {
      await sandbox.close();
    }
  });
});

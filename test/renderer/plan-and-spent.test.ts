import { describe, expect, test } from 'vitest';
import type { AuditPlan, PlannedStream } from '../../src/core/model/plan.ts';
import type { Spent } from '../../src/core/model/spent.ts';
import { plannedRecords } from '../../src/renderer/pages/audit/planned-records.ts';
import { spentRows } from '../../src/renderer/pages/audit/spent-rows.ts';
import { auditResultWords } from '../../src/renderer/words/audit-result.ts';
import { paceWords } from '../../src/renderer/words/pace.ts';

const origins = { raise: 'https://raise.example', crm: 'https://crm.example' };
const spent: Spent = {
  products: {
    raise: { calls: 31, refused: 0, retried: 2 },
    crm: { calls: 70, refused: 1, retried: 3 },
  },
  activeMs: 125_000,
};

function planOf(raise: number, crm: number | null): AuditPlan {
  const product = (name: 'raise' | 'crm', listingCalls: number) => ({
    product: name,
    listingCalls,
    minutes: 0.5,
    hourlyQuota: null,
    quotaShare: null,
  });
  return {
    reads: 'lists',
    streams: [],
    products: [product('raise', raise), ...(crm === null ? [] : [product('crm', crm)])],
    alternatives: [],
    countCalls: { raise: 0, crm: 0 },
    sentences: [],
  };
}

describe('what an audit took, beside its plan', () => {
  test('stands for each product and for both', () => {
    expect(spentRows({ plan: planOf(17, 21), spent, origins })).toEqual([
      { product: 'raise', planned: 17, calls: 31, refused: 0, retried: 2 },
      { product: 'crm', planned: 21, calls: 70, refused: 1, retried: 3 },
      { product: null, planned: 38, calls: 101, refused: 1, retried: 5 },
    ]);
  });

  test('is Raise’s alone without CRM+', () => {
    const rows = spentRows({ plan: planOf(17, null), spent, origins: { ...origins, crm: null } });
    expect(rows).toEqual([{ product: 'raise', planned: 17, calls: 31, refused: 0, retried: 2 }]);
  });

  test('has no plan if nobody made one', () => {
    const rows = spentRows({ plan: null, spent, origins });
    expect(rows.map(({ planned }) => planned)).toEqual([null, null, null]);
  });

  test.each([
    [0.5, 125_000, 'Planned about 30 s for reading; took 2 min, waits included'],
    [null, 125_000, 'Took 2 min, waits included'],
    // An earlier Tieout did not count it.
    [0.5, 0, 'Planned about 30 s for reading'],
    [null, 0, 'Not told'],
  ])('time: %s min and %d ms', (minutes, tookMs, words) => {
    expect(auditResultWords.plannedTime(minutes, tookMs)).toBe(words);
  });
});

describe('records of a plan', () => {
  const streams: PlannedStream[] = [
    { stream: 'raise.donors', records: 400, calls: 2, note: null },
    { stream: 'raise.gifts', records: 2500, calls: 4, note: null },
    { stream: 'crm.contacts', records: null, calls: 1, note: 'CRM+ forbids it.' },
  ];

  test('are summed where every list told its length', () => {
    expect(plannedRecords(streams, 'raise.')).toBe(2900);
    expect(plannedRecords(streams, 'crm.')).toBeNull();
    expect(plannedRecords(streams, '')).toBeNull();
  });
});

test.each([
  [120, 180, '180 used, of which others made about 120 this hour.'],
  [120, null, 'Others made about 120 calls this hour.'],
])('calls of others: %s of %s', (others, used, words) => {
  expect(paceWords.others(others, used)).toBe(words);
});

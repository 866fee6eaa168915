import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunScope, StoredRunSummary } from '../../src/contract/runs.ts';
import type { TrendPoint } from '../../src/core/model/run-analysis.ts';
import { placed, ticksFor } from '../../src/renderer/pages/overview/trends/chart-scale.ts';
import { storedRun } from './run-facts.ts';
import { lateSpike, lateValues } from '../../src/renderer/pages/overview/trends/late-days.ts';
import { latestSpikes } from '../../src/renderer/pages/overview/trends/latest-spikes.ts';
import {
  comparableRuns,
  trendValues,
} from '../../src/renderer/pages/overview/trends/trend-runs.ts';

const ALL: RunScope = {
  records: ['donor', 'gift'],
  from: null,
  to: null,
  modifiedFrom: null,
  ids: null,
};
const NAME = 'reconcile.missing_in_crm';

function point(at: number, value: number | null, isVerified = true): TrendPoint {
  return {
    runId: `r${at}`,
    asOfUtc: new Date(Date.UTC(2026, 0, 1 + at)).toISOString(),
    status: isVerified ? 'verified' : 'not_verified',
    scope: null,
    metrics: value === null ? [] : [{ name: NAME, recordType: null, value }],
  };
}

function stored(scopes: readonly RunScope[]): StoredRunSummary[] {
  return scopes.map((scope, at) => storedRun({ runId: `r${at}`, scope }));
}

describe('the runs of a trend', () => {
  test('only those of the last one’s scope are compared', () => {
    const day = (text: string): RunScope => ({ ...ALL, from: text, to: text });
    const scopes = [
      day('2026-01-01'),
      ALL,
      { ...ALL, records: ['gift', 'donor'] as RunScope['records'] },
      { ...ALL, records: ['gift'] as RunScope['records'] },
      { ...ALL, ids: ['1'] },
      { ...ALL, modifiedFrom: '2026-01-01' },
      day('2026-01-02'),
      ALL,
    ];
    const trend = scopes.map((_, at) => point(at, at));
    const ids = (upTo: number) => {
      const { points, others } = comparableRuns(trend.slice(0, upTo), stored(scopes));
      return [points.map(({ runId }) => runId), others];
    };
    expect(ids(8)).toEqual([['r1', 'r2', 'r7'], 5]);
    expect(ids(7)).toEqual([['r0', 'r6'], 5]);
    expect(ids(5)).toEqual([['r4'], 4]);
    expect(ids(6)).toEqual([['r5'], 5]);
    expect(ids(1)).toEqual([['r0'], 0]);
    expect(ids(0)).toEqual([[], 0]);
  });

  test('a re-check is comparable with nothing: it asks for less', () => {
    const runs = stored([ALL, ALL, ALL]).map((run, at) =>
      at === 1 ? { ...run, recheck: { runId: 'r0', findings: 2 } } : run,
    );
    const trend = [0, 1, 2].map((at) => point(at, at));
    const { points, others } = comparableRuns(trend, runs);
    expect([points.map(({ runId }) => runId), others]).toEqual([['r0', 'r2'], 1]);
  });

  test('the newest audit’s spikes are told with their record types, those of its length are not', () => {
    const trend = [1, 1, 1, 1, 1, 1, 1].map((value, at) => {
      const { metrics, ...rest } = point(at, at === 6 ? 40 : value);
      return {
        ...rest,
        metrics: [
          ...metrics,
          { name: NAME, recordType: 'donor' as const, value: at === 5 ? 40 : 1 },
          { name: 'duration_seconds', recordType: null, value: at === 6 ? 9999 : 2 },
        ],
      };
    });
    expect(latestSpikes(trend)).toEqual([{ title: 'Missing in CRM+', type: 'gift' }]);
    expect(latestSpikes(trend.slice(0, 6))).toEqual([{ title: 'Missing in CRM+', type: 'donor' }]);
    expect(latestSpikes(trend.slice(0, 5))).toEqual([]);
    expect(latestSpikes([])).toEqual([]);
  });

  test('a spike is marked against the verified runs before, and what was told by none is left out', () => {
    const values = [4, 5, null, 4, 5, 4, 40, 5];
    const trend = values.map((value, at) => point(at, value));
    const shown = trendValues(trend, NAME, 'gift');
    expect(shown.map(({ id, spike }) => [id, spike])).toEqual([
      ['r0', null],
      ['r1', null],
      ['r3', null],
      ['r4', null],
      ['r5', null],
      ['r6', 'above'],
      ['r7', null],
    ]);
    expect(shown[5]?.baseline).toMatchObject({ runs: 5, median: 4 });
    // Half of them could not read everything: too few are left to say what is usual.
    const doubtful = values.map((value, at) => point(at, value, at > 3));
    expect(trendValues(doubtful, NAME, 'gift').every(({ spike }) => spike === null)).toBe(true);
  });

  test('a label is another trend', () => {
    const trend: TrendPoint[] = [
      {
        ...point(0, 1),
        metrics: [
          { name: NAME, recordType: null, value: 1 },
          { name: NAME, recordType: 'donor', value: 2 },
          { name: 'calls', recordType: null, value: 3 },
        ],
      },
    ];
    expect(trendValues(trend, NAME, 'gift')[0]?.value).toBe(1);
    expect(trendValues(trend, NAME, 'donor')[0]?.value).toBe(2);
    expect(trendValues(trend, NAME, 'recurring_gift')).toEqual([]);
    expect(trendValues(trend, 'calls', null)[0]?.value).toBe(3);
  });
});

describe('days of live confirmation', () => {
  const days = (counts: readonly number[], isLastOver: boolean) =>
    counts.map((confirmed, at) => ({
      day: `2026-11-${String(10 + at)}`,
      confirmed,
      isOver: isLastOver || at < counts.length - 1,
    }));

  test('are held against those before; today can be out of the usual above, never below, and makes nothing usual', () => {
    const usual = [20, 21, 20, 19, 20, 21];
    expect(lateSpike(days([...usual, 60], true))).toMatchObject([{ type: 'gift' }]);
    expect(lateSpike(days([...usual, 60], false))).toHaveLength(1);
    const spikes = (last: number, isOver: boolean) =>
      lateValues(days([...usual, last], isOver)).map(({ spike }) => spike);
    expect(spikes(0, true).at(-1)).toBe('below');
    expect(spikes(0, false).at(-1)).toBeNull();
    expect(lateValues(days([...usual, 0], false)).at(-1)).toMatchObject({
      id: '2026-11-16',
      isFirm: false,
      baseline: { runs: 6, median: 20 },
    });
    expect(lateSpike([])).toEqual([]);
  });
});

describe('an axis', () => {
  const span = fc.tuple(
    fc.double({ min: 0, max: 1e9, noNaN: true }),
    fc.double({ min: 0, max: 1e9, noNaN: true }),
  );

  test('holds everything between round marks that are evenly apart, and few of them', () => {
    fc.assert(
      fc.property(span, ([one, other]) => {
        fc.pre(Math.abs(one - other) > 1e-6 || one === other);
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const ticks = ticksFor(low, high);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        const slack = 1e-9 * Math.max(1, high);
        expect(ticks[0]).toBeLessThanOrEqual(low + slack);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high - slack);
        expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
      }),
    );
  });

  test.each([
    [0, 0, [0, 0.5, 1]],
    [0, 3, [0, 1, 2, 3]],
    [0, 40, [0, 10, 20, 30, 40]],
    [0, 0.7, [0, 0.2, 0.4, 0.6, 0.8]],
    [5, 5, [4, 6, 8, 10]],
  ])('from %d to %d', (low, high, marks) => {
    expect(ticksFor(low, high)).toEqual(marks);
  });

  test('of counts has no halves', () => {
    expect(ticksFor(0, 1, 1)).toEqual([0, 1]);
    expect(ticksFor(0, 0, 1)).toEqual([0, 1]);
  });

  test('draws where a value lies', () => {
    expect(placed(5, [0, 10], [100, 0])).toBe(50);
    expect(placed(3, [3, 3], [0, 8])).toBe(4);
  });
});

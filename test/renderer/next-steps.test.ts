import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../src/contract/runs.ts';
import type { SummaryRow } from '../../src/core/model/report.ts';
import type { TieOutRow } from '../../src/core/model/tie-out.ts';
import { widestLag } from '../../src/renderer/pages/overview/lag.ts';
import { makeRun } from '../support/report-factory.ts';
import { nextSteps, type Standing } from '../../src/renderer/pages/overview/next-steps.ts';

const LAG = { recordType: 'gift' as const, pairs: 100, p50: 1, p95: 5, p99: 9 };

interface Facts {
  readonly run?: Partial<RunReport['run']>;
  readonly report?: Partial<Omit<RunReport, 'run'>>;
  readonly open?: Partial<Standing['open']>;
  readonly standing?: Partial<Pick<Standing, 'lagHours' | 'isStopped' | 'spikes' | 'unaudited'>>;
}

function kinds({ run = {}, report = {}, open = {}, standing = {} }: Facts): string[] {
  const whole = {
    summary: [],
    tieOut: [],
    changes: null,
    trend: [],
    analysis: null,
    power: { ranUtc: '2026-11-01T00:00:00.000Z', seed: 1, rows: [], extra: 0 },
    ...report,
    run: makeRun({ conventions: [], ...run }),
  } as unknown as RunReport;
  return nextSteps({
    report: whole,
    lists: whole,
    open: { actors: [], new: 0, back: 0, ...open },
    unaudited: 0,
    spikes: [],
    lagHours: 24,
    isStopped: false,
    ...standing,
  }).map(({ kind }) => kind);
}

function summary(state: 'not_yet_synced' | 'unreadable', count: number): SummaryRow {
  const cause = state === 'unreadable' ? 'not_parseable' : 'within_lag_window';
  return { recordType: 'gift', state, cause, count, amountMinor: 0, currency: 'USD' };
}

describe('what to do next', () => {
  test('nothing where everything is verified, ties out and was tested', () => {
    expect(kinds({})).toEqual([]);
  });

  const unexplained = { count: 1, amountMinor: 0 };
  test.each<[string, Facts, string[]]>([
    ['go on with what was stopped', { standing: { isStopped: true } }, ['goOn']],
    [
      'see to the gaps',
      { run: { status: 'not_verified', gaps: ['One donor of Raise could not be understood.'] } },
      ['closeGaps'],
    ],
    [
      'confirm a doubtful convention before its gaps are looked at',
      {
        run: {
          status: 'not_verified',
          conventions: [{ standing: 'doubtful' }] as unknown as RunReport['run']['conventions'],
        },
      },
      ['confirmLinks', 'closeGaps'],
    ],
    [
      'look at lines that do not tie out',
      { report: { tieOut: [{ unexplained }] as unknown as TieOutRow[] } },
      ['unexplained'],
    ],
    [
      'hand findings to those who act, then re-check them',
      {
        open: {
          actors: [
            { actor: 'customer_admin', count: 3 },
            { actor: 'consultant', count: 1 },
          ],
        },
      },
      ['act', 'act', 'recheck'],
    ],
    [
      'look at what is out of the usual',
      { standing: { spikes: [{ title: 'Missing in CRM+', type: 'gift' }] } },
      ['spikes'],
    ],
    ['look at late gifts that no audit tells of', { standing: { unaudited: 2 } }, ['late']],
    [
      'wait for the young',
      { report: { summary: [summary('not_yet_synced', 2)] } },
      ['notYetSynced'],
    ],
    [
      'allow more time where records are slower than allowed',
      {
        report: {
          analysis: {
            parts: [],
            donorYears: { compared: 0, total: 0, rows: [] },
            lag: [{ ...LAG, suggestedHours: 30 }],
          },
        },
      },
      ['lag'],
    ],
    [
      'leave it where they are faster',
      {
        report: {
          analysis: {
            parts: [],
            donorYears: { compared: 0, total: 0, rows: [] },
            lag: [{ ...LAG, suggestedHours: 12 }],
          },
        },
      },
      [],
    ],
    ['make the power test', { report: { power: null } }, ['power']],
    [
      'not of an audit that can’t be tested',
      {
        report: { power: null },
        run: { origins: { raise: 'https://raise.example', crm: null } },
      },
      [],
    ],
  ])('%s', (_, facts, expected) => {
    expect(kinds(facts)).toEqual(expected);
  });

  test('what arrived is new only beside an audit before', () => {
    const since = { runId: 'r0', asOfUtc: '2026-10-01T00:00:00.000Z' };
    const open = { new: 2, back: 1 };
    expect(kinds({ report: { changes: { since, rows: [] } }, open })).toEqual(['look']);
    expect(kinds({ report: { changes: { since: null, rows: [] } }, open })).toEqual([]);
    expect(kinds({ report: { changes: { since, rows: [] } } })).toEqual([]);
  });

  test('the slowest record type decides how long syncing may take', () => {
    expect(widestLag([])).toBeNull();
    const lag = [
      { ...LAG, suggestedHours: 12 },
      { ...LAG, recordType: 'donor' as const, suggestedHours: 48 },
    ];
    expect(widestLag(lag)).toBe(48);
  });
});

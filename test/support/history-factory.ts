import type { Finding } from '../../src/core/model/finding.ts';
import type { ResolvedFinding } from '../../src/core/model/lineage.ts';
import type { AuditReport, SummaryRow } from '../../src/core/model/report.ts';
import type { TieOutPart, TrendPoint } from '../../src/core/model/run-analysis.ts';
import type { Triage } from '../../src/core/model/triage.ts';
import { everyCause, makeReport, makeTieOutRow } from './report-factory.ts';

/** A report with everything that is known over runs; what a test doesn't care about is filled in. */
export function makeReportOverTime(
  findings: readonly Finding[] = everyCause(),
  given: Partial<AuditReport> = {},
): AuditReport {
  const decided = new Map<string, Triage>(
    findings.slice(0, 40).map((finding, index) => [finding.id, makeTriage(TRIAGES[index % 4])]),
  );
  const triageOf = given.triageOf ?? ((id: string) => decided.get(id) ?? null);
  return {
    ...makeReport(findings),
    triageOf,
    accepted: acceptedRows(findings, triageOf),
    changes: {
      since: { runId: 'run-0000', asOfUtc: '2026-01-01T06:00:00.000Z' },
      rows: [
        { ...GIFT_MISSING, new: 1, persisting: 2, reappeared: 3, resolved: 4 },
        { ...GIFT_GONE, new: 0, persisting: 0, reappeared: 0, resolved: 5 },
      ],
    },
    resolved: () => [makeResolved(), makeResolved({ raiseId: '7', becameState: 'field_drift' })],
    trend: [1, 2, 3].map(makeTrendPoint),
    analysis: {
      parts: [makePart(), makePart({ by: 'project', key: null, name: null })],
      donorYears: { compared: 120, total: 1, rows: [DONOR_YEAR] },
      lag: [{ recordType: 'gift', pairs: 9_000, p50: 1.5, p95: 11, p99: 26.4, suggestedHours: 27 }],
    },
    power: {
      ranUtc: '2026-02-01T07:00:00.000Z',
      seed: 7,
      rows: [{ ...GIFT_MISSING, planted: 40, found: 39 }],
      extra: 1,
    },
    ...given,
  };
}

/** As a workspace's file counts them. */
function acceptedRows(
  findings: readonly Finding[],
  triageOf: NonNullable<AuditReport['triageOf']>,
): SummaryRow[] {
  const accepted = findings.filter(({ id }) => triageOf(id)?.accepted);
  return makeReport(accepted).summary.filter(({ state }) => state !== 'consistent');
}

export function makeTriage(given: Partial<Triage> = {}): Triage {
  return {
    status: 'open',
    owner: null,
    note: null,
    accepted: null,
    reopened: null,
    changedUtc: '2026-02-01T08:00:00.000Z',
    ...given,
  };
}

export function makeResolved(given: Partial<ResolvedFinding> = {}): ResolvedFinding {
  return {
    ...GIFT_GONE,
    findingId: 'f'.repeat(20),
    raiseId: '4711',
    crmId: '815',
    amountMinor: 5_000,
    currency: 'USD',
    becameState: null,
    ...given,
  };
}

export function makePart(given: Partial<TieOutPart> = {}): TieOutPart {
  const { month: _, ...line } = makeTieOutRow();
  return { ...line, by: 'campaign', key: '77', name: 'Spring appeal', ...given };
}

export function makeTrendPoint(number: number): TrendPoint {
  return {
    runId: `run-${number}`,
    asOfUtc: `2026-0${number}-01T06:00:00.000Z`,
    status: number === 2 ? 'not_verified' : 'verified',
    scope: 'gift 30',
    metrics: [
      { name: 'reconcile.raise_total', recordType: null, value: 10_000 + number },
      { name: 'reconcile.raise_total', recordType: 'donor', value: 400 },
      { name: 'reconcile.missing_in_crm', recordType: null, value: 9 - number * number },
      ...(number === 1 ? [] : [{ name: 'duration_seconds', recordType: null, value: 12.5 }]),
    ],
  };
}

const GIFT_MISSING = {
  recordType: 'gift',
  state: 'missing_in_crm',
  cause: 'overdue',
} as const;
/** A kind of which nothing is left in the reports made here. */
const GIFT_GONE = {
  recordType: 'recurring_gift',
  state: 'orphaned_crm_key',
  cause: 'crm_record_absent',
} as const;
const DONOR_YEAR = {
  donorId: '501',
  contactId: '9001',
  year: 2025,
  currency: 'USD',
  raise: { count: 12, amountMinor: 120_000 },
  crm: { count: 11, amountMinor: 110_000 },
};

const TRIAGES: readonly Partial<Triage>[] = [
  { status: 'reported', owner: 'Kim', note: 'Told support' },
  {
    status: 'expected',
    accepted: { untilDay: '2026-12-31', reason: 'Known', atUtc: '2026-02-01T08:00:00.000Z' },
  },
  {
    accepted: { untilDay: null, reason: 'Old data', atUtc: '2026-02-01T08:00:00.000Z' },
  },
  { reopened: 'Its amount changed after it was accepted.' },
];

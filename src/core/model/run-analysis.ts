import type { RecordType } from './record-type.ts';
import type { Cause, State } from './states.ts';
import type { CountAndAmount, TieOutRow } from './tie-out.ts';

/** What a tie-out is broken down by, beside the month. */
export const TIE_OUT_PARTS = ['campaign', 'project'] as const;
export type TieOutPartName = (typeof TIE_OUT_PARTS)[number];

/** A tie-out line of all months of a currency, for one campaign or one project; `key` is null for records without one. */
export interface TieOutPart extends Omit<TieOutRow, 'month'> {
  readonly by: TieOutPartName;
  readonly key: string | null;
  /** The name that people know it by. */
  readonly name: string | null;
}

/** One donor's gifts of a calendar year and currency, as a tax statement of either side would add them up. */
export interface DonorYear {
  readonly donorId: string | null;
  readonly contactId: string | null;
  readonly year: number;
  readonly currency: string;
  readonly raise: CountAndAmount;
  readonly crm: CountAndAmount;
}

/** The donor-years in which the two sides differ, the largest differences first; `total` counts all of them. */
export interface DonorYearEffect {
  readonly compared: number;
  readonly total: number;
  readonly rows: readonly DonorYear[];
}

/** How long after Raise created a record CRM+ had it, from pairs of both. Hours. */
export interface SyncLag {
  readonly recordType: RecordType;
  readonly pairs: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** The lag window that p99 suggests with some headroom, in whole hours. */
  readonly suggestedHours: number;
}

/** Errors planted in a copy of the customer's own pages, and what the rules made of them. */
export interface PowerTest {
  readonly ranUtc: string;
  readonly seed: number;
  readonly rows: readonly {
    readonly recordType: RecordType;
    readonly state: State;
    readonly cause: Cause;
    readonly planted: number;
    readonly found: number;
  }[];
  /** Findings beside the planted ones and those of the run itself. */
  readonly extra: number;
}

/** Shares from 0 to 1; 1 where nothing was planted or found. */
export function recallOf({ rows }: PowerTest): number {
  const planted = rows.reduce((sum, row) => sum + row.planted, 0);
  return planted === 0 ? 1 : foundIn(rows) / planted;
}

export function precisionOf({ rows, extra }: PowerTest): number {
  const found = foundIn(rows);
  return found + extra === 0 ? 1 : found / (found + extra);
}

function foundIn(rows: PowerTest['rows']): number {
  return rows.reduce((sum, row) => sum + row.found, 0);
}

/** A figure of a run, for trends: product.md §5 names them. Gifts have no label. */
export interface Metric {
  readonly name: string;
  readonly recordType: RecordType | null;
  readonly value: number;
}

/** One run in a trend. */
export interface TrendPoint {
  readonly runId: string;
  readonly asOfUtc: string;
  readonly status: 'verified' | 'not_verified';
  /** Runs of the same scope can be compared; null with none. See model/run-scope.ts. */
  readonly scope: string | null;
  readonly metrics: readonly Metric[];
}

/** What a run's stored rows tell beyond its findings. */
export interface RunAnalysis {
  readonly parts: readonly TieOutPart[];
  /** Null if they were not added up. */
  readonly donorYears: DonorYearEffect | null;
  /** Null if it was not measured. */
  readonly lag: readonly SyncLag[] | null;
}

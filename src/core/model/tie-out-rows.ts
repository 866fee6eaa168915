import type { Product, RecordType } from './record-type.ts';
import type { Cause, State } from './states.ts';
import type { TieOutPartName } from './run-analysis.ts';

/** The columns of a tie-out line. */
export const TIE_OUT_SIDES = [
  'raise',
  'crm',
  'explained',
  'unreadable',
  'unknown',
  'unexplained',
] as const;
export type TieOutSide = (typeof TIE_OUT_SIDES)[number];

/** One figure of a tie-out. */
export interface TieOutCell {
  readonly recordType: RecordType;
  readonly by: 'month' | TieOutPartName;
  /** The month, or the key of the campaign or project; null for records without one. */
  readonly key: string | null;
  readonly currency: string | null;
  readonly side: TieOutSide;
  /** Of an explained figure: what explains it. */
  readonly state?: State | undefined;
  readonly cause?: Cause | undefined;
}

/** A row of a figure. `count` and `amountMinor` are what it adds to the figure: all rows add up to it exactly. */
export interface TieOutCellRow {
  /** Where the record is. */
  readonly side: Product;
  readonly id: string;
  /** Its own day, YYYY-MM-DD. */
  readonly day: string | null;
  /** 0 for the second and further CRM+ rows of one Raise record, which count once. */
  readonly count: number;
  readonly amountMinor: number;
  readonly currency: string | null;
  /** The campaign's name, or its id where none is told. */
  readonly campaign: string | null;
  /** Ids on the other side. */
  readonly counterpartIds: readonly string[];
  readonly state: State;
  /** Null for a consistent record. */
  readonly cause: Cause | null;
  /** Null for a consistent record. */
  readonly finding: { readonly id: string; readonly position: number } | null;
}

export interface TieOutRows {
  readonly rows: readonly TieOutCellRow[];
  /** Where the next block begins; null at the end. */
  readonly next: string | null;
}

/** Most rows of one block. */
export const MOST_TIE_OUT_ROWS = 500;
/** Most records of the other side that are shown beside one row. */
export const MOST_COUNTERPARTS = 100;

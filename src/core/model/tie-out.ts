import type { RecordType } from './record-type.ts';
import type { Cause, State } from './states.ts';

export interface CountAndAmount {
  readonly count: number;
  readonly amountMinor: number;
}

/** One line of the tie-out: raise − crm = Σ explained + unreadable + unknown + unexplained. */
export interface TieOutRow {
  readonly recordType: RecordType;
  /** YYYY-MM; null where a record tells no day. */
  readonly month: string | null;
  readonly currency: string | null;
  readonly raise: CountAndAmount;
  readonly crm: CountAndAmount;
  readonly explained: readonly ({
    readonly state: State;
    readonly cause: Cause;
  } & CountAndAmount)[];
  readonly unreadable: CountAndAmount;
  readonly unknown: CountAndAmount;
  readonly unexplained: CountAndAmount;
}

/** Whether anything of a line is left unexplained: then it does not tie out. */
export function isUnexplained({ unexplained }: Pick<TieOutRow, 'unexplained'>): boolean {
  return unexplained.count !== 0 || unexplained.amountMinor !== 0;
}

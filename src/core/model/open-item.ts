import type { RecordType } from './record-type.ts';
import type { Cause, State } from './states.ts';

/** A finding to act on that is open, as it was last seen. */
export interface OpenItem {
  readonly findingId: string;
  /** The run that saw it last, its number, and where in it the finding stands. */
  readonly runId: string;
  readonly runSeq: number;
  readonly position: number;
  readonly recordType: RecordType;
  readonly state: State;
  readonly cause: Cause;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly isTestMode: boolean;
  /** Somebody lives with it: it is counted apart. */
  readonly isAccepted: boolean;
}

/** An amount with its currency. */
export interface Amount {
  readonly currency: string;
  readonly amountMinor: number;
}

/** Sums by currency, never across. */
export function amountsOf(items: readonly Pick<OpenItem, 'amountMinor' | 'currency'>[]): Amount[] {
  const sums = new Map<string, number>();
  for (const { amountMinor, currency } of items)
    if (amountMinor !== null && currency !== null)
      sums.set(currency, (sums.get(currency) ?? 0) + Math.abs(amountMinor));
  return [...sums]
    .map(([currency, amountMinor]) => ({ currency, amountMinor }))
    .toSorted((a, b) => a.currency.localeCompare(b.currency));
}

import type { LoggedCall } from '../../../contract/app.ts';
import type { Product } from '../../../core/model/record-type.ts';

export interface CallFilter {
  readonly product: Product | 'all';
  readonly isFailedOnly: boolean;
}

export const NO_FILTER: CallFilter = { product: 'all', isFailedOnly: false };

export interface CallTotals {
  readonly calls: number;
  readonly failed: number;
  readonly tooMany: number;
  readonly bytes: number;
}

/** Newest first. */
export function filteredCalls(
  calls: readonly LoggedCall[],
  { product, isFailedOnly }: CallFilter,
): readonly LoggedCall[] {
  return calls
    .filter(
      (call) =>
        (product === 'all' || call.product === product) && (!isFailedOnly || isFailed(call)),
    )
    .toReversed();
}

export function totalsOf(calls: readonly LoggedCall[]): CallTotals {
  return {
    calls: calls.length,
    failed: calls.filter(isFailed).length,
    tooMany: calls.filter(({ status }) => status === 429).length,
    bytes: calls.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** "404" for a record that is looked for is an answer, not a failure. */
export function isFailed({ failure }: LoggedCall): boolean {
  return failure !== null;
}

import type { StreamFilter } from '../connector.ts';
import { formatDay } from '../../model/days.ts';

/** One condition of a query; both products name operators alike (docs/api-facts.md A3, B2). */
export interface Condition {
  readonly parameter: string;
  readonly operator: string;
  readonly value: string;
}

export interface Operators {
  readonly from: string;
  readonly to: string;
}

/**
 * The conditions of a filter on days. One day wider on both sides than asked: a product may compare an instant with
 * a day's first moment, or in another zone, and the caller applies the filter to every row anyway.
 */
export function filterConditions(
  filter: StreamFilter,
  parameter: string,
  operators: Operators,
): readonly Condition[] {
  const conditions: Condition[] = [];
  if (filter.fromDay !== null)
    conditions.push({ parameter, operator: operators.from, value: formatDay(filter.fromDay - 1) });
  if (filter.toDay !== null)
    conditions.push({ parameter, operator: operators.to, value: formatDay(filter.toDay + 1) });
  return conditions;
}

/** Conditions of a group are ANDed (A3); no groups at all means everything. */
export function groupsOf(
  conditions: readonly Condition[],
): readonly { readonly conditions: readonly Condition[] }[] {
  return conditions.length === 0 ? [] : [{ conditions }];
}

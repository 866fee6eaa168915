import type { FindingSort, SortColumn } from '../../../../core/model/finding-query.ts';

const MOST_COLUMNS = 3;

/** The next sort when a column's head is chosen: upwards, downwards, not at all. `isAdded` keeps the other columns. */
export function nextSort(sort: FindingSort, column: SortColumn, isAdded: boolean): FindingSort {
  const former = sort.find((by) => by.column === column);
  const next =
    former === undefined
      ? { column, isDescending: false }
      : former.isDescending
        ? null
        : { column, isDescending: true };
  if (!isAdded) return next === null ? [] : [next];
  if (next === null) return sort.filter((by) => by.column !== column);
  if (former !== undefined) return sort.map((by) => (by.column === column ? next : by));
  return [...sort, next].slice(-MOST_COLUMNS);
}

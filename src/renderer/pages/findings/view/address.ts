import {
  SORT_COLUMNS,
  type FindingQuery,
  type FindingSort,
} from '../../../../core/model/finding-query.ts';
import { readQuery, withoutEmpty, writeQuery } from './query-params.ts';

/** What the address says is shown. */
export interface Shown {
  /** Null: whichever run is the newest. */
  readonly runId: string | null;
  readonly query: FindingQuery;
  readonly sort: FindingSort;
}

/** Reads what follows the page's name: "<run>~<filter>". */
export function readAddress(rest: string | null): Shown {
  const [runId = '', ...filter] = (rest ?? '').split('~');
  const params = new URLSearchParams(filter.join('~'));
  return {
    runId: /^[\w-]{1,60}$/.test(runId) ? runId : null,
    query: readQuery(params),
    sort: readSort(params.get('sort')),
  };
}

/** What follows the page's name, with a leading slash; empty if nothing is chosen. */
export function writeAddress({ runId, query, sort }: Shown): string {
  const params = writeQuery(withoutEmpty(query));
  if (sort.length > 0)
    params.set('sort', sort.map((by) => (by.isDescending ? '-' : '') + by.column).join(','));
  // The address is decoded once before the filter is read; commas need no sign of their own.
  const filter = params.toString().replaceAll('%2C', ',').replaceAll('%', '%25');
  if (filter === '') return runId === null ? '' : `/${runId}`;
  return `/${runId ?? ''}~${filter}`;
}

function readSort(text: string | null): FindingSort {
  const parts = (text ?? '').split(',').map((part) => ({
    column: SORT_COLUMNS.find((column) => column === part.replace(/^-/, '')),
    isDescending: part.startsWith('-'),
  }));
  return parts
    .flatMap(({ column, isDescending }) => (column === undefined ? [] : [{ column, isDescending }]))
    .slice(0, 3);
}

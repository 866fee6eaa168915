import { useQuery } from '@tanstack/react-query';
import type { TieOutCell, TieOutCellRow } from '../../../core/model/tie-out-rows.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { workspaceKey } from '../../shell/workspace-queries.ts';
import { FIRST_PAGE, pageAfter, ROWS_A_PAGE, type CellPageAt } from './cell-pages.ts';

export interface CellPage {
  /** Null while they are asked for. */
  readonly rows: readonly TieOutCellRow[] | null;
  /** How many rows stand before this page. */
  readonly before: number;
  /** The pages on the way to the one before, and to the next; null if there is none. */
  readonly previous: readonly CellPageAt[] | null;
  readonly next: readonly CellPageAt[] | null;
}

/** The rows of a figure, page by page: where a block begins is told by the one before. */
export function useCellRows(
  workspace: string,
  runId: string,
  cell: TieOutCell,
  trail: readonly CellPageAt[],
): { readonly page: CellPage; readonly error: Error | null; readonly retry: () => void } {
  const engine = useEngine();
  const at = trail.at(-1) ?? FIRST_PAGE;
  const { after, before, inBlock } = at;
  const { data, error, refetch } = useQuery({
    queryKey: [...workspaceKey(workspace), 'tie-out-rows', runId, cell, after],
    queryFn: ({ signal }) => engine.tieOut.rows({ workspace, runId, cell, after }, { signal }),
  });
  const rows = data?.rows.slice(inBlock, inBlock + ROWS_A_PAGE) ?? null;
  const next = data === undefined ? null : pageAfter(at, data);
  return {
    page: {
      rows,
      before,
      previous: trail.length > 1 ? trail.slice(0, -1) : null,
      next: next === null ? null : [...trail, next],
    },
    error,
    retry: () => void refetch(),
  };
}

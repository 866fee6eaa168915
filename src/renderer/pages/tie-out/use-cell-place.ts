import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TieOutCell, TieOutCellRow } from '../../../core/model/tie-out-rows.ts';
import { workspaceKey } from '../../shell/workspace-queries.ts';
import { FIRST_PAGE, type CellPageAt } from './cell-pages.ts';

/** Where somebody is in the records behind a figure. */
export interface CellPlace {
  /** The pages on the way to the one that is shown, which is the last. */
  readonly trail: readonly CellPageAt[];
  /** The record that is open; null while the list is shown. */
  readonly row: TieOutCellRow | null;
}

const START: CellPlace = { trail: [FIRST_PAGE], row: null };

/** Kept while other pages are shown: who follows a record to its finding comes back to where it was left. */
export function useCellPlace(
  workspace: string,
  runId: string,
  cell: TieOutCell,
): {
  readonly place: CellPlace;
  readonly change: (change: Partial<CellPlace>) => void;
  readonly forget: () => void;
} {
  const queries = useQueryClient();
  const key = [...workspaceKey(workspace), 'tie-out-place', runId, cell];
  const kept = (): CellPlace => queries.getQueryData<CellPlace>(key) ?? START;
  const { data = START } = useQuery({
    queryKey: key,
    queryFn: kept,
    enabled: false,
    staleTime: Infinity,
  });
  return {
    place: data,
    change: (change) => queries.setQueryData<CellPlace>(key, { ...kept(), ...change }),
    forget: () => queries.removeQueries({ queryKey: key }),
  };
}

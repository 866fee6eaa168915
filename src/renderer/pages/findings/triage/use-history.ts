import { useQuery } from '@tanstack/react-query';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { workspaceKey } from '../../../shell/workspace-queries.ts';

/** What was decided about one finding, newest first, and how it stands by now, which a row of an older list doesn't know. */
export function useHistory(workspace: string, row: Pick<FindingRow, 'id' | 'triage'>) {
  const engine = useEngine();
  const { data, error, refetch } = useQuery({
    queryKey: [...workspaceKey(workspace), 'finding-history', row.id],
    queryFn: () => engine.triage.history({ workspace, findingId: row.id }),
    staleTime: 0,
  });
  return {
    steps: data ?? null,
    triage: data === undefined ? row.triage : (data[0]?.after ?? null),
    error,
    retry: () => void refetch(),
  };
}

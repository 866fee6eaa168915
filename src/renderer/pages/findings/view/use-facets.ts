import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FacetCounts, FindingQuery } from '../../../../core/model/finding-query.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { workspaceKey } from '../../../shell/workspace-queries.ts';

/** How many findings each quick filter would show; the former counts stay until the new ones are there. */
export function useFacets(
  workspace: string,
  runId: string,
  query: FindingQuery,
): { readonly facets: FacetCounts | null; readonly recount: () => void } {
  const engine = useEngine();
  const { data, refetch } = useQuery({
    queryKey: [...workspaceKey(workspace), 'facets', runId, query],
    queryFn: ({ signal }) => engine.findings.facets({ workspace, runId, query }, { signal }),
    placeholderData: keepPreviousData,
  });
  return { facets: data ?? null, recount: () => void refetch() };
}

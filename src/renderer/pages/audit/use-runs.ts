import { skipToken, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RunElsewhere, StoredRunSummary } from '../../../contract/runs.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import {
  detailsKey,
  runsKey,
  workspaceKey,
  WORKSPACES_KEY,
} from '../../shell/workspace-queries.ts';

/** Nothing of another program's run is told by itself: it is asked for, more often while there is one. */
const ASK_ELSEWHERE_MS = 5000;
const ASK_MS = 30_000;

/** Every stored audit of a customer, newest first. */
export function useRuns(workspace: string): UseQueryResult<readonly StoredRunSummary[]> {
  const engine = useEngine();
  const queries = useQueryClient();
  const runs = useQuery({
    queryKey: runsKey(workspace),
    queryFn: () => engine.runs.list({ workspace }),
    refetchInterval: ({ state }) => (elsewhereIn(state.data) === null ? ASK_MS : ASK_ELSEWHERE_MS),
  });
  const going = elsewhereIn(runs.data)?.run.runId ?? null;
  const former = useRef(going);
  useEffect(() => {
    if (former.current === going) return;
    former.current = going;
    // One has begun or ended there, so that what is shown of the customer's last audit is old.
    void queries.invalidateQueries({ queryKey: detailsKey(workspace) });
    void queries.invalidateQueries({ queryKey: WORKSPACES_KEY });
  }, [going, queries, workspace]);
  return runs;
}

/** The run that goes on in another program; null if none does. */
export function elsewhereIn(runs: readonly StoredRunSummary[] | undefined): {
  readonly run: StoredRunSummary;
  readonly elsewhere: RunElsewhere;
} | null {
  for (const run of runs ?? []) {
    const { elsewhere } = run;
    if (elsewhere !== null) return { run, elsewhere };
  }
  return null;
}

/** The result of one audit; with null nothing is asked. */
export function useRunReport(workspace: string, runId: string | null) {
  const engine = useEngine();
  return useQuery({
    queryKey: runReportKey(workspace, runId),
    queryFn: runId === null ? skipToken : () => engine.runs.report({ workspace, runId }),
  });
}

export function runReportKey(workspace: string, runId: string | null) {
  return [...workspaceKey(workspace), 'run-report', runId] as const;
}

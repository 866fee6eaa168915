import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEngine } from '../../engine/engine-context.tsx';
import { runsKey, workspaceKey, WORKSPACES_KEY } from '../../shell/workspace-queries.ts';
import { runReportKey } from './use-runs.ts';

/** Runs the rules again on a stored audit. Its findings may change, so everything shown of the customer is asked anew. */
export function useRerun(workspace: string, runId: string) {
  const engine = useEngine();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => engine.runs.rerun({ workspace, runId }),
    onSuccess: async (report) => {
      queries.setQueryData(runReportKey(workspace, runId), report);
      await queries.invalidateQueries({ queryKey: workspaceKey(workspace) });
      await queries.invalidateQueries({ queryKey: WORKSPACES_KEY });
    },
    // Somebody else may be at it: then it shows who.
    onError: () => queries.invalidateQueries({ queryKey: runsKey(workspace) }),
  });
}

import { useQuery } from '@tanstack/react-query';
import { useEngine } from '../../engine/engine-context.tsx';
import { workspaceKey } from '../../shell/workspace-queries.ts';

/** Every stored audit of a customer, newest first. */
export function useRuns(workspace: string) {
  const engine = useEngine();
  return useQuery({
    queryKey: [...workspaceKey(workspace), 'runs'],
    queryFn: () => engine.runs.list({ workspace }),
  });
}

/** The result of one audit. */
export function useRunReport(workspace: string, runId: string) {
  const engine = useEngine();
  return useQuery({
    queryKey: runReportKey(workspace, runId),
    queryFn: () => engine.runs.report({ workspace, runId }),
  });
}

export function runReportKey(workspace: string, runId: string) {
  return [...workspaceKey(workspace), 'run-report', runId] as const;
}

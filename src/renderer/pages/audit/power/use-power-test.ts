import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FailureFacts } from '../../../../contract/failure.ts';
import type { RunReport } from '../../../../contract/runs.ts';
import type { PowerTest } from '../../../../core/model/run-analysis.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { failureOf } from '../../../engine/failure.ts';
import { useStoppable } from '../../../engine/use-stoppable.ts';
import { runsKey } from '../../../shell/workspace-queries.ts';
import { runReportKey } from '../use-runs.ts';

/** A total of 0: what was read is being copied. */
export type PowerState =
  | { readonly kind: 'idle' | 'cancelled' }
  | { readonly kind: 'going'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly failure: FailureFacts };

export interface PowerTesting {
  readonly state: PowerState;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Makes a power test as long as the page is open, or until it is stopped; what comes of it stands in the run's report. */
export function usePowerTest(workspace: string, runId: string): PowerTesting {
  const engine = useEngine();
  const queries = useQueryClient();
  const [state, setState] = useState<PowerState>({ kind: 'idle' });
  const { start, stop } = useStoppable();
  const keep = (power: PowerTest): void =>
    void queries.setQueryData<RunReport>(
      runReportKey(workspace, runId),
      (report) => report && { ...report, power },
    );
  const run = async (signal: AbortSignal): Promise<void> => {
    setState({ kind: 'going', done: 0, total: 0 });
    try {
      const events = await engine.runs.powerTest({ workspace, runId }, { signal });
      for await (const event of events) {
        if (signal.aborted) return;
        if (event.kind === 'progress') setState({ ...event, kind: 'going' });
        else keep(event.power);
      }
      setState({ kind: 'idle' });
    } catch (error) {
      // Stopping on purpose is no failure.
      if (signal.aborted) return;
      setState({ kind: 'failed', failure: failureOf(error) });
      // Somebody else may be at it: then it shows who.
      void queries.invalidateQueries({ queryKey: runsKey(workspace) });
    }
  };
  return {
    state,
    start: () => void start(run),
    cancel: () => {
      stop();
      setState({ kind: 'cancelled' });
    },
  };
}

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { FailureFacts } from '../../../../contract/failure.ts';
import type { RunReport } from '../../../../contract/runs.ts';
import type { PowerTest } from '../../../../core/model/run-analysis.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { failureOf } from '../../../engine/failure.ts';
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
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);
  const keep = (power: PowerTest): void =>
    void queries.setQueryData<RunReport>(
      runReportKey(workspace, runId),
      (report) => report && { ...report, power },
    );
  const run = async (stop: AbortController): Promise<void> => {
    const { signal } = stop;
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
    } finally {
      if (going.current === stop) going.current = null;
    }
  };
  return {
    state,
    start: () => {
      if (going.current !== null) return;
      going.current = new AbortController();
      setState({ kind: 'going', done: 0, total: 0 });
      void run(going.current);
    },
    cancel: () => {
      going.current?.abort();
      going.current = null;
      setState({ kind: 'cancelled' });
    },
  };
}

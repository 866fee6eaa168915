import { useState } from 'react';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { useStoppable } from '../../engine/use-stoppable.ts';
import { settingsWords } from '../../words/settings.ts';
import { afterStep, STARTED, type FileCheckState } from './file-check-state.ts';

export interface FileCheck {
  readonly state: FileCheckState;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Checks a workspace's files as long as the page is open, or until it is stopped. */
export function useFileCheck(workspace: string): FileCheck {
  const engine = useEngine();
  const [state, setState] = useState<FileCheckState>({ kind: 'idle' });
  const { start, stop } = useStoppable();
  const run = async (signal: AbortSignal): Promise<void> => {
    setState(STARTED);
    try {
      for await (const step of await engine.workspaces.verify({ workspace }, { signal })) {
        if (signal.aborted) return;
        setState((former) => afterStep(former, step, Date.now(), settingsWords.files.beside));
      }
    } catch (error) {
      // Stopping on purpose is no failure.
      if (!signal.aborted) setState({ kind: 'failed', failure: failureOf(error) });
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

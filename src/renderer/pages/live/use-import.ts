import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import { MOST_IMPORT_BYTES, type LiveImportEvent } from '../../../contract/live.ts';
import type { Product } from '../../../core/model/record-type.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { useStoppable } from '../../engine/use-stoppable.ts';
import { liveKey } from './use-live.ts';

export type ImportState =
  | { readonly kind: 'idle' | 'too_large' }
  /** `told` is null until the first lines were taken. */
  | { readonly kind: 'running'; readonly name: string; readonly told: LiveImportEvent | null }
  | { readonly kind: 'stopped'; readonly name: string; readonly told: LiveImportEvent | null }
  | { readonly kind: 'done'; readonly name: string; readonly told: LiveImportEvent }
  | { readonly kind: 'failed'; readonly name: string; readonly failure: FailureFacts };

export interface Import {
  readonly state: ImportState;
  readonly start: (file: File, product: Product | null) => void;
  readonly stop: () => void;
}

/** Takes a file of captured deliveries as long as the page is open, or until it is stopped; what was taken stays. */
export function useImport(workspace: string): Import {
  const engine = useEngine();
  const queries = useQueryClient();
  const [state, setState] = useState<ImportState>({ kind: 'idle' });
  const { start, stop } = useStoppable();
  const run = async (file: File, product: Product | null, signal: AbortSignal): Promise<void> => {
    const { name } = file;
    if (file.size > MOST_IMPORT_BYTES) return setState({ kind: 'too_large' });
    setState({ kind: 'running', name, told: null });
    try {
      const asked = { workspace, file, product };
      for await (const told of await engine.live.import(asked, { signal })) {
        if (signal.aborted) return;
        setState({ kind: told.isDone ? 'done' : 'running', name, told });
      }
    } catch (error) {
      // Stopping on purpose is no failure.
      if (!signal.aborted) setState({ kind: 'failed', name, failure: failureOf(error) });
    } finally {
      void queries.invalidateQueries({ queryKey: liveKey(workspace) });
    }
  };
  return {
    state,
    start: (file, product) => void start((signal) => run(file, product, signal)),
    stop: () => {
      stop();
      setState((former) => (former.kind === 'running' ? { ...former, kind: 'stopped' } : former));
    },
  };
}

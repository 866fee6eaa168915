import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useRef, type ReactNode } from 'react';
import type { TriageHead } from '../../core/model/triage-step.ts';
import { useEngine } from '../engine/engine-context.tsx';
import { useStream } from '../engine/use-stream.ts';
import { workspaceKey, WORKSPACES_KEY } from './workspace-queries.ts';

const Context = createContext<TriageHead | null>(null);

/** Listens to what is decided about one customer's findings, here or in another window; what is shown of it is asked for again. */
export function TriageWatch({
  workspace,
  children,
}: {
  readonly workspace: string;
  readonly children: ReactNode;
}) {
  const engine = useEngine();
  const queries = useQueryClient();
  const open = useCallback(
    (signal: AbortSignal) => engine.triage.watch({ workspace }, { signal }),
    [engine, workspace],
  );
  const known = useRef<number | null>(null);
  const onEvent = useCallback(
    ({ seq }: TriageHead) => {
      const former = known.current;
      known.current = seq;
      if (former === null || former === seq) return;
      void queries.invalidateQueries({ queryKey: WORKSPACES_KEY });
      void queries.invalidateQueries({ queryKey: workspaceKey(workspace) });
    },
    [queries, workspace],
  );
  const { latest } = useStream(open, onEvent);
  return <Context value={latest}>{children}</Context>;
}

/** Where the customer's triage stands; null until it is known. */
export function useTriageHead(): TriageHead | null {
  return use(Context);
}

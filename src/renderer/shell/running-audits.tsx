import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useRef, useState, type ReactNode } from 'react';
import type { RunStatus } from '../../contract/runs.ts';
import { useEngine } from '../engine/engine-context.tsx';
import { useStream } from '../engine/use-stream.ts';
import { workspaceKey, WORKSPACES_KEY } from './workspace-queries.ts';
import { goingKind } from './workspace-status.ts';

type Statuses = ReadonlyMap<string, RunStatus>;
const Context = createContext<Statuses>(new Map());

/** Listens to the audits of every workspace; when one ends, what is shown of its workspace is asked for again. */
export function RunningAudits({ children }: { readonly children: ReactNode }) {
  const engine = useEngine();
  const queries = useQueryClient();
  const [statuses, setStatuses] = useState<Statuses>(new Map());
  const open = useCallback(
    (signal: AbortSignal) => engine.runs.watchAll(undefined, { signal }),
    [engine],
  );
  const known = useRef<Statuses>(statuses);
  const onEvent = useCallback(
    (event: RunStatus) => {
      const former = known.current.get(event.workspace);
      known.current = new Map(known.current).set(event.workspace, event);
      setStatuses(known.current);
      if (former?.state === event.state) return;
      void queries.invalidateQueries({ queryKey: WORKSPACES_KEY });
      if (former !== undefined && goingKind(event) === null) {
        void queries.invalidateQueries({ queryKey: workspaceKey(event.workspace) });
      }
    },
    [queries],
  );
  useStream(open, onEvent);
  return <Context value={statuses}>{children}</Context>;
}

/** The audits of this session, by workspace. */
export function useRunStatuses(): Statuses {
  return use(Context);
}

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { LoggedCall } from '../../../contract/app.ts';
import type { FailureFacts } from '../../../contract/failure.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { useStream } from '../../engine/use-stream.ts';
import { workspaceKey } from '../../shell/workspace-queries.ts';

/** As many as the engine keeps. */
export const MOST_KEPT = 5000;

export interface Calls {
  /** Oldest first; null while they are asked for. */
  readonly calls: readonly LoggedCall[] | null;
  readonly failure: FailureFacts | null;
  readonly retry: () => void;
}

/** The calls so far, and those that are made while one looks. */
export function useCalls(workspace: string): Calls {
  const engine = useEngine();
  const [added, setAdded] = useState<readonly LoggedCall[]>([]);
  const listed = useQuery({
    queryKey: [...workspaceKey(workspace), 'calls'],
    queryFn: () => engine.calls.list({ workspace }),
    // Each visit begins with the whole list; the stream adds what comes after.
    staleTime: 0,
    gcTime: 0,
  });
  const open = useCallback(
    (signal: AbortSignal) => engine.calls.watch({ workspace }, { signal }),
    [engine, workspace],
  );
  const onEvent = useCallback((made: readonly LoggedCall[]) => {
    setAdded((before) => [...before, ...made].slice(-MOST_KEPT));
  }, []);
  const stream = useStream(open, onEvent);
  const calls = useMemo(() => joined(listed.data, added), [listed.data, added]);
  const failure = listed.error === null ? stream.failure : failureOf(listed.error);
  return { calls, failure, retry: () => void listed.refetch() };
}

/** The list and the stream may tell of the same call. */
function joined(
  listed: readonly LoggedCall[] | undefined,
  added: readonly LoggedCall[],
): readonly LoggedCall[] | null {
  if (listed === undefined) return null;
  const last = listed.at(-1)?.seq ?? 0;
  return [...listed, ...added.filter(({ seq }) => seq > last)].slice(-MOST_KEPT);
}

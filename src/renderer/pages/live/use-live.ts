import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import type { LiveView } from '../../../contract/live.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { useStream } from '../../engine/use-stream.ts';
import { workspaceKey } from '../../shell/workspace-queries.ts';

/** Another program that listens tells this one nothing by itself. */
const ASK_AGAIN_MS = 5_000;

interface Live {
  /** Null while it is asked for. */
  readonly view: LiveView | null;
  readonly failure: FailureFacts | null;
  readonly retry: () => void;
  readonly show: (view: LiveView) => void;
}

/** Everything asked about a workspace's webhooks begins with this. */
export function liveKey(workspace: string): readonly ['workspace', string, 'live'] {
  const [root, name] = workspaceKey(workspace);
  return [root, name, 'live'];
}

/** All that is known of a workspace's webhooks, now and after each change. */
export function useLive(workspace: string): Live {
  const engine = useEngine();
  const queries = useQueryClient();
  const key = useMemo(() => [...liveKey(workspace), 'view'], [workspace]);
  const asked = useQuery({
    queryKey: key,
    queryFn: () => engine.live.view({ workspace }),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data.status.listener !== null && !data.isListeningHere
        ? ASK_AGAIN_MS
        : false,
  });
  const show = useCallback(
    (view: LiveView) => void queries.setQueryData(key, view),
    [queries, key],
  );
  const open = useCallback(
    (signal: AbortSignal) => engine.live.watch({ workspace }, { signal }),
    [engine, workspace],
  );
  const stream = useStream(open, show);
  return {
    view: asked.data ?? null,
    failure: asked.error === null ? stream.failure : failureOf(asked.error),
    retry: () => void asked.refetch(),
    show,
  };
}

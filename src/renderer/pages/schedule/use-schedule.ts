import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import type { ScheduleFacts } from '../../../contract/operations.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { useStream } from '../../engine/use-stream.ts';
import { workspaceKey } from '../../shell/workspace-queries.ts';
import { alertsKey } from './use-alerts.ts';

/** What is due changes with the clock, and the system's scheduler tells this program nothing. */
const ASK_AGAIN_MS = 30_000;

interface KnownSchedule {
  /** Null while it is asked for. */
  readonly facts: ScheduleFacts | null;
  readonly failure: FailureFacts | null;
  readonly retry: () => void;
  readonly show: (facts: ScheduleFacts) => void;
}

/** How a workspace's schedule stands, now and after each change; with it, what was told is asked for again. */
export function useSchedule(workspace: string): KnownSchedule {
  const engine = useEngine();
  const queries = useQueryClient();
  const key = useMemo(() => [...workspaceKey(workspace), 'schedule'], [workspace]);
  const asked = useQuery({
    queryKey: key,
    queryFn: () => engine.schedule.get({ workspace }),
    staleTime: 0,
    refetchInterval: ASK_AGAIN_MS,
  });
  const show = useCallback(
    (facts: ScheduleFacts) => void queries.setQueryData(key, facts),
    [queries, key],
  );
  const onNews = useCallback(
    (facts: ScheduleFacts) => {
      show(facts);
      void queries.invalidateQueries({ queryKey: alertsKey(workspace) });
    },
    [queries, show, workspace],
  );
  const open = useCallback(
    (signal: AbortSignal) => engine.schedule.watch({ workspace }, { signal }),
    [engine, workspace],
  );
  const stream = useStream(open, onNews);
  return {
    facts: asked.data ?? null,
    failure: asked.error === null ? stream.failure : failureOf(asked.error),
    retry: () => void asked.refetch(),
    show,
  };
}

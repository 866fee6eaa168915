import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import type { AlertFacts } from '../../../contract/operations.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { workspaceKey } from '../../shell/workspace-queries.ts';

interface KnownAlerts {
  /** Null while it is asked for. */
  readonly facts: AlertFacts | null;
  readonly failure: FailureFacts | null;
  readonly retry: () => void;
  readonly show: (facts: AlertFacts) => void;
}

/** Everything asked about a workspace's alerts begins with this. */
export function alertsKey(workspace: string): readonly ['workspace', string, 'alerts'] {
  const [root, name] = workspaceKey(workspace);
  return [root, name, 'alerts'];
}

/** What is told of a workspace, when and where to. */
export function useAlerts(workspace: string): KnownAlerts {
  const engine = useEngine();
  const queries = useQueryClient();
  const key = useMemo(() => [...alertsKey(workspace), 'facts'], [workspace]);
  const asked = useQuery({ queryKey: key, queryFn: () => engine.alerts.get({ workspace }) });
  const show = useCallback(
    (facts: AlertFacts) => {
      // A question that is under way would answer with how it was before.
      void queries.cancelQueries({ queryKey: key });
      queries.setQueryData(key, facts);
    },
    [queries, key],
  );
  return {
    facts: asked.data ?? null,
    failure: asked.error === null ? null : failureOf(asked.error),
    retry: () => void asked.refetch(),
    show,
  };
}

/** The newest alerts that were told of a workspace, so many at most. */
export function useToldAlerts(workspace: string, limit: number) {
  const engine = useEngine();
  return useQuery({
    queryKey: [...alertsKey(workspace), 'told', limit],
    queryFn: () => engine.alerts.list({ workspace, limit }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

import { useQuery } from '@tanstack/react-query';
import type { LiveSummary } from '../../../core/model/live-status.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { liveKey } from './use-live.ts';

export const NOTHING_LATE: LiveSummary = { findings: 0, actionable: 0, unaudited: 0, days: [] };

/** Nothing tells other pages that something was found: they ask now and then. */
const ASK_AGAIN_MS = 30_000;

/** What other pages tell of live confirmation. */
export function useLiveSummary(workspace: string) {
  const engine = useEngine();
  return useQuery({
    queryKey: [...liveKey(workspace), 'summary'],
    queryFn: () => engine.live.summary({ workspace }),
    staleTime: 0,
    refetchInterval: ASK_AGAIN_MS,
  });
}

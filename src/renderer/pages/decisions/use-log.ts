import { useInfiniteQuery } from '@tanstack/react-query';
import { useEngine } from '../../engine/engine-context.tsx';
import { workspaceKey } from '../../shell/workspace-queries.ts';

/** Entries that are asked for at a time. */
export const LOG_BLOCK = 100;

/** The log of decisions, newest first, block by block. */
export function useLog(workspace: string) {
  const engine = useEngine();
  return useInfiniteQuery({
    queryKey: [...workspaceKey(workspace), 'triage-log'],
    queryFn: ({ pageParam }) =>
      engine.triage.log({ workspace, before: pageParam, limit: LOG_BLOCK }),
    initialPageParam: null as number | null,
    // Numbers rise by one: the block that holds the first one is the last.
    getNextPageParam: (block) => {
      const oldest = block.at(-1)?.seq ?? 1;
      return oldest > 1 ? oldest : null;
    },
    staleTime: 0,
  });
}

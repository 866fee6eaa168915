import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { LiveBlock } from '../../../contract/live.ts';
import type { LiveFilter } from '../../../core/model/live-row.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { liveKey } from './use-live.ts';

/**
 * Rows of a filter, the last told of first, block by block. The first block follows what comes; once there are more, the list
 * is held, so that it does not move under who reads it.
 */
export function useRows(workspace: string, filter: LiveFilter, version: string) {
  const engine = useEngine();
  const queries = useQueryClient();
  const key = useMemo(() => [...liveKey(workspace), 'rows', filter], [workspace, filter]);
  const asked = useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam }) => {
      const block = await engine.live.rows({ workspace, filter, after: pageParam });
      return { ...block, readMs: Date.now() };
    },
    initialPageParam: null as LiveBlock['next'],
    getNextPageParam: ({ next }: LiveBlock) => next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const isHeld = (asked.data?.pages.length ?? 0) > 1;
  const seen = useRef(version);
  useEffect(() => {
    if (isHeld || seen.current === version) return;
    seen.current = version;
    void queries.invalidateQueries({ queryKey: key });
  }, [queries, key, version, isHeld]);
  return {
    ...asked,
    isHeld,
    /** When the shown rows were read. */
    readMs: asked.data?.pages[0]?.readMs ?? 0,
    rows: asked.data?.pages.flatMap(({ rows }) => rows) ?? null,
    /** The first block only, as it is now. */
    showNewest: () => void queries.resetQueries({ queryKey: key }),
  };
}

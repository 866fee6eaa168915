import { useQuery } from '@tanstack/react-query';
import type { FindingRow } from '../../../core/model/finding-query.ts';
import type { Change } from '../../../core/model/lineage.ts';
import type { Actor } from '../../../core/model/states.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import type { Engine } from '../../engine/client.ts';
import { workspaceKey } from '../../shell/workspace-queries.ts';
import { ACTORS } from '../findings/view/query-params.ts';

/** What is open of a run, as persons have decided by now. */
export interface OpenNow {
  readonly total: number;
  readonly actors: readonly { readonly actor: Actor; readonly count: number }[];
  readonly new: number;
  readonly back: number;
  /** The open finding that was seen first of all; null if nothing is open. */
  readonly oldest: FindingRow | null;
}

const QUERY = { actionable: true } as const;

/** Counts of what is to be acted on. */
export function useOpenNow(workspace: string, runId: string) {
  const engine = useEngine();
  return useQuery({
    queryKey: [...workspaceKey(workspace), 'open-now', runId],
    queryFn: ({ signal }) => openNow(engine, workspace, runId, signal),
  });
}

async function openNow(
  engine: Engine,
  workspace: string,
  runId: string,
  signal: AbortSignal,
): Promise<OpenNow> {
  const facets = await engine.findings.facets({ workspace, runId, query: QUERY }, { signal });
  const actors = ACTORS.flatMap((actor) => {
    const count = facets.actors.find(({ value }) => value === actor)?.count ?? 0;
    return count === 0 ? [] : [{ actor, count }];
  });
  const total = actors.reduce((sum, { count }) => sum + count, 0);
  const changed = (change: Change): number =>
    facets.changes.find(({ value }) => value === change)?.count ?? 0;
  return {
    total,
    actors,
    new: changed('new'),
    back: changed('reappeared'),
    oldest: total === 0 ? null : await oldestOpen(engine, workspace, runId, signal),
  };
}

/** The first row of a view in the order of age. */
async function oldestOpen(
  engine: Engine,
  workspace: string,
  runId: string,
  signal: AbortSignal,
): Promise<FindingRow | null> {
  const sort = [{ column: 'firstSeenUtc', isDescending: false } as const];
  const opening = await engine.findings.open({ workspace, runId, query: QUERY, sort }, { signal });
  for await (const event of opening) {
    if (event.kind !== 'ready') continue;
    const { viewId } = event;
    try {
      const [row] = await engine.findings.block({ workspace, viewId, start: 0, end: 1 });
      return row ?? null;
    } finally {
      await engine.findings.close({ workspace, viewId });
    }
  }
  return null;
}

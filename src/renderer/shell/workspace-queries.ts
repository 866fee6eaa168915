import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type {
  CustomerStanding,
  WorkspaceDetails,
  WorkspaceSummary,
} from '../../contract/workspaces.ts';
import { useEngine } from '../engine/engine-context.tsx';

export const WORKSPACES_KEY = ['workspaces'] as const;
/** Asked again with the list. */
const STANDINGS_KEY = [...WORKSPACES_KEY, 'standings'] as const;

/** Everything asked about one customer begins with this. */
export function workspaceKey(name: string): readonly ['workspace', string] {
  return ['workspace', name];
}

export function detailsKey(name: string): readonly ['workspace', string, 'details'] {
  return ['workspace', name, 'details'];
}

/** Every stored audit of one customer. */
export function runsKey(name: string): readonly ['workspace', string, 'runs'] {
  return ['workspace', name, 'runs'];
}

/** While an audit goes on it may be another program's, which tells nothing by itself. */
const ASK_AGAIN_MS = 10_000;

/** Every customer with its last result. */
export function useWorkspaces(): UseQueryResult<readonly WorkspaceSummary[]> {
  const engine = useEngine();
  return useQuery({
    queryKey: WORKSPACES_KEY,
    queryFn: () => engine.workspaces.list(),
    refetchInterval: ({ state }) =>
      state.data?.some(({ lastRun }) => lastRun?.state === 'running') === true
        ? ASK_AGAIN_MS
        : false,
  });
}

/** An audit of another program tells nothing by itself; what did not change costs next to nothing. */
const STANDINGS_AGAIN_MS = 60_000;

/** How every customer stands. */
export function useStandings(): UseQueryResult<readonly CustomerStanding[]> {
  const engine = useEngine();
  return useQuery({
    queryKey: STANDINGS_KEY,
    queryFn: () => engine.workspaces.overview(),
    refetchInterval: STANDINGS_AGAIN_MS,
  });
}

/** The customer whose pages are shown: null on the start page and until it is known. */
export function useKnownWorkspace(name: string | null): {
  readonly details: WorkspaceDetails | null;
  readonly isMissing: boolean;
} {
  const engine = useEngine();
  const { data, isError } = useQuery({
    queryKey: detailsKey(name ?? ''),
    queryFn: () => engine.workspaces.get({ workspace: name ?? '' }),
    enabled: name !== null,
  });
  return { details: data ?? null, isMissing: isError && data === undefined };
}

/** One customer with its settings. */
export function useWorkspaceDetails(name: string): UseQueryResult<WorkspaceDetails> {
  const engine = useEngine();
  return useQuery({
    queryKey: detailsKey(name),
    queryFn: () => engine.workspaces.get({ workspace: name }),
  });
}

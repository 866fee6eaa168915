import { createContext, use } from 'react';
import type {
  FacetCounts,
  FindingQuery,
  FindingSort,
} from '../../../../core/model/finding-query.ts';

/** What is shown of a run, and how to change it. */
export interface ShownFindings {
  readonly workspace: string;
  readonly runId: string;
  readonly query: FindingQuery;
  readonly sort: FindingSort;
  /** Null until they are counted. */
  readonly facets: FacetCounts | null;
  /** Changes some members of the filter. `isTyping`: no step of its own in the history. */
  readonly change: (patch: FindingQuery, isTyping?: boolean) => void;
  /** Takes every filter away. */
  readonly clear: () => void;
  readonly sortBy: (sort: FindingSort) => void;
}

const Context = createContext<ShownFindings | null>(null);

export const ShownFindingsProvider = Context.Provider;

export function useShownFindings(): ShownFindings {
  const shown = use(Context);
  if (shown === null) throw new Error('useShownFindings stands outside of its provider');
  return shown;
}

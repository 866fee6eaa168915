import { existsSync } from 'node:fs';
import { Failure } from '../model/failure.ts';
import type { FacetCounts, FindingQuery, FindingRow, FindingSort } from '../model/finding-query.ts';
import type { AuditReport } from '../model/report.ts';
import { refuseThinned } from '../staging/keep/refuse-removed.ts';
import { getRun } from '../staging/runs.ts';
import { openWorkspaceFile } from '../staging/workspace-file.ts';
import type { Workspace } from '../staging/workspaces.ts';
import { facetCounts } from '../views/count-kinds.ts';
import { filterWords } from '../views/filters.ts';
import { findingAt } from '../views/find-finding.ts';
import { openFindingsView, type FindingsView } from '../views/findings-view.ts';
import type { ViewOptions } from '../views/slices.ts';
import type { FindingsSource } from '../views/source.ts';
import { viewReport } from '../views/view-report.ts';

export type { FindingsView } from '../views/findings-view.ts';
export type { ViewOptions } from '../views/slices.ts';

/**
 * Where a run's findings lie: in the workspace, or, while it goes on, in its provisional file.
 * @throws Failure usage if there is nothing to be seen yet
 */
export function findingsSource(at: Workspace, runId: string): FindingsSource & { close(): void } {
  if (getRun(at.db, runId).state === 'finished') {
    refuseThinned(at.db, runId);
    return { db: at.db, run: runId, close: () => undefined };
  }
  const path = at.provisionalPath(runId);
  if (!existsSync(path))
    throw new Failure('usage', 'This audit has not read enough yet: look again a little later.');
  const db = openWorkspaceFile(path);
  return { db, run: runId, close: () => db.close() };
}

/** Questions to a run's stored findings; none of them asks the network. */
export interface Results {
  /** Puts the findings that a filter leaves in order, once; blocks of them cost nothing then. */
  openView(
    workspace: string,
    runId: string,
    query: FindingQuery,
    sort: FindingSort,
    options?: ViewOptions,
  ): Promise<FindingsView>;
  facets(workspace: string, runId: string, query: FindingQuery): Promise<FacetCounts>;
  finding(workspace: string, runId: string, position: number): Promise<FindingRow | null>;
  /** A filter as a sentence; empty if nothing is filtered. */
  words(query: FindingQuery): string;
  /** The run's report with a view's findings only, for an export. */
  reportOf(report: AuditReport, view: FindingsView, words: string): AuditReport;
}

/** Answers over runs. @param source opens a run's findings for one view, which closes them */
export function createResults(
  source: (workspace: string, runId: string) => FindingsSource & { close(): void },
): Results {
  const ask = async <T>(
    workspace: string,
    runId: string,
    question: (from: FindingsSource) => T | Promise<T>,
  ): Promise<T> => {
    const from = source(workspace, runId);
    try {
      return await question(from);
    } finally {
      from.close();
    }
  };
  return {
    openView: async (workspace, runId, query, sort, options) => {
      const from = source(workspace, runId);
      try {
        const view = await openFindingsView(from, query, sort, options);
        return {
          ...view,
          close: () => {
            view.close();
            from.close();
          },
        };
      } catch (error) {
        from.close();
        throw error;
      }
    },
    facets: (workspace, runId, query) => ask(workspace, runId, (from) => facetCounts(from, query)),
    finding: (workspace, runId, position) =>
      ask(workspace, runId, (from) => findingAt(from, position)),
    words: filterWords,
    reportOf: viewReport,
  };
}

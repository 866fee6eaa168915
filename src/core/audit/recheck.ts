import { typesOf } from '../model/recheck.ts';
import { readStoredRequest, type AuditRequest } from '../model/request.ts';
import { openFindings } from '../staging/open-findings.ts';
import { getRun, notFinished } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';

/**
 * What to ask for to look again at the findings to act on that a finished run left open: judged by its rules, whatever their days.
 * Null if it left none. @throws Failure usage if the run is not finished
 */
export function recheckRequest({ db }: Workspace, runId: string): AuditRequest | null {
  const run = getRun(db, runId);
  if (run.facts === null) throw notFinished(runId);
  const items = openFindings(db, run);
  if (items.length === 0) return null;
  const { origins: _origins, reads: _reads, ...asked } = readStoredRequest(run.request);
  return {
    ...asked,
    records: typesOf(items),
    fromDay: null,
    toDay: null,
    ids: null,
    modifiedFromDay: null,
    recheck: { runId, items, conventions: run.facts.conventions },
  };
}

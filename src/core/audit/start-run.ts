import { formatInstant, type InstantMs } from '../model/instants.ts';
import type { AuditPlan } from '../model/plan.ts';
import type { StoredRequest } from '../model/request.ts';
import { addRun, countRuns } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';

/** Makes a run; its as-of instant is fixed now and kept by resume and re-runs. @returns its id */
export function startRun(
  workspace: Workspace,
  request: StoredRequest,
  plan: AuditPlan | null,
  nowMs: InstantMs,
): string {
  const stamp = formatInstant(nowMs)
    .replace(/[-:]/g, '')
    .replace(/\.\d+Z$/, '');
  const id = `${stamp}-${countRuns(workspace.db) + 1}`;
  addRun(workspace.db, {
    id,
    startedUtc: formatInstant(nowMs),
    asOfUtc: formatInstant(nowMs),
    request: JSON.stringify(request),
    plan,
  });
  return id;
}

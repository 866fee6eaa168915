import type { RunReport, StoredRunSummary } from '../contract/runs.ts';
import type { Auditor, StoredRun } from '../core/auditor.ts';
import { readStoredRequest } from '../core/model/request.ts';
import type { AuditReport } from '../core/model/report.ts';
import { isActionable } from '../core/model/states.ts';
import type { EngineParts } from './parts.ts';
import type { RunningStatus } from './run-status.ts';
import { scopeOf } from './run-request.ts';

/** How many findings a finished run has, and how many ask for action; nulls for a run that hasn't finished. */
export function findingCounts(
  auditor: Auditor,
  workspace: string,
  run: StoredRun,
): { actionable: number | null; findings: number | null } {
  if (run.facts === null) return { actionable: null, findings: null };
  let [actionable, findings] = [0, 0];
  for (const row of auditor.summary(workspace, run.id)) {
    if (row.state === 'consistent') continue;
    findings += row.count;
    if (isActionable(row.state, row.cause)) actionable += row.count;
  }
  return { actionable, findings };
}

/** A run whose engine was killed still says "running" in its file: only one that goes on here does. */
export function runStateNow(run: StoredRun, going: RunningStatus | null): StoredRun['state'] {
  return run.state === 'running' && going?.runId !== run.id ? 'interrupted' : run.state;
}

export function runSummary(
  { auditor, runs }: Pick<EngineParts, 'auditor' | 'runs'>,
  workspace: string,
  run: StoredRun,
): StoredRunSummary {
  return {
    runId: run.id,
    state: runStateNow(run, runs.going(workspace)),
    startedUtc: run.startedUtc,
    finishedUtc: run.finishedUtc,
    asOfUtc: run.asOfUtc,
    scope: scopeOf(readStoredRequest(run.request)),
    status: run.facts?.status ?? null,
    calls: run.facts?.calls ?? null,
    ...findingCounts(auditor, workspace, run),
  };
}

export function runReport({ run, summary, tieOut }: AuditReport): RunReport {
  return { run, summary, tieOut };
}

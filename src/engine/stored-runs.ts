import type { RunElsewhere, RunReport, StoredRunSummary } from '../contract/runs.ts';
import type { Auditor, StoredRun } from '../core/auditor.ts';
import { readStoredRequest } from '../core/model/request.ts';
import type { AuditReport } from '../core/model/report.ts';
import { countChanges } from '../core/model/lineage.ts';
import { countToActOn } from '../core/model/to-act-on.ts';
import type { EngineParts } from './parts.ts';
import { scopeOf } from './run-request.ts';

/** How many findings a finished run has, and how many ask for action; nulls for a run that hasn't finished. */
export function findingCounts(
  auditor: Auditor,
  workspace: string,
  run: StoredRun,
): { actionable: number | null; findings: number | null } {
  if (run.facts === null) return { actionable: null, findings: null };
  const summary = auditor.summary(workspace, run.id);
  const accepted = auditor.accepted(workspace, run.id);
  return {
    actionable: countToActOn({ summary, accepted }),
    findings: summary
      .filter(({ state }) => state !== 'consistent')
      .reduce((sum, { count }) => sum + count, 0),
  };
}

/** A run whose program was killed still says "running" in its file: only one that goes on, here or elsewhere, does. */
export function runStateNow(
  { auditor, runs }: Pick<EngineParts, 'auditor' | 'runs'>,
  workspace: string,
  run: StoredRun,
): StoredRun['state'] {
  if (run.state !== 'running' || runs.going(workspace)?.runId === run.id) return run.state;
  return isElsewhere(auditor, workspace, run) ? 'running' : 'interrupted';
}

function elsewhere(auditor: Auditor, workspace: string, run: StoredRun): RunElsewhere | null {
  if (!isElsewhere(auditor, workspace, run)) return null;
  const holder = auditor.holder(workspace);
  return holder && { program: holder.program, pid: holder.pid, paces: run.paces };
}

/** Only the newest that says so can be the one that somebody is at. */
function isElsewhere(auditor: Auditor, workspace: string, run: StoredRun): boolean {
  if (run.state !== 'running' || auditor.holder(workspace)?.activity !== 'auditing') return false;
  return auditor.runs(workspace).find(({ state }) => state === 'running')?.id === run.id;
}

/** A stored run as the page lists it, with whether it goes on in this process. */
export function runSummary(
  known: Pick<EngineParts, 'auditor' | 'runs'>,
  workspace: string,
  run: StoredRun,
): StoredRunSummary {
  const { auditor, runs } = known;
  const request = readStoredRequest(run.request);
  const changes = run.facts === null ? null : auditor.changes(workspace, run.id);
  const isHere = runs.going(workspace)?.runId === run.id;
  return {
    runId: run.id,
    state: runStateNow(known, workspace, run),
    stop: run.stop,
    elsewhere: isHere ? null : elsewhere(auditor, workspace, run),
    startedUtc: run.startedUtc,
    finishedUtc: run.finishedUtc,
    asOfUtc: run.asOfUtc,
    scope: scopeOf(request),
    recheck:
      request.recheck === null
        ? null
        : { runId: request.recheck.runId, findings: request.recheck.items.length },
    changes: changes === null ? null : countChanges(changes),
    status: run.facts?.status ?? null,
    calls: run.facts?.calls ?? null,
    ...findingCounts(auditor, workspace, run),
  };
}

/** What a page is told of a finished run: everything but its findings, which are asked for in blocks. */
export function runReport(report: AuditReport): RunReport {
  const { run, summary, accepted, tieOut, changes, recheck, trend, analysis, power } = report;
  return {
    run,
    summary,
    accepted: accepted ?? [],
    tieOut,
    changes: changes ?? null,
    recheck: recheck ?? null,
    trend: trend ?? [],
    analysis: analysis ?? null,
    power: power ?? null,
  };
}

import { Failure } from '../model/failure.ts';
import type { AuditReport } from '../model/report.ts';
import { comparableScope } from '../model/run-scope.ts';
import { acceptedOf, decidedFindings } from '../staging/decided-findings.ts';
import { recheckOutcome } from '../staging/open-findings.ts';
import { powerTestOf } from '../staging/power-tests.ts';
import { analysisOf, trendOf } from '../staging/run-analysis.ts';
import { changesOf, resolvedBy } from '../staging/run-changes.ts';
import {
  getRun,
  listRuns,
  newestRun,
  notFinished,
  summaryOf,
  tieOutOf,
  type StoredRun,
} from '../staging/runs.ts';
import { triageIn } from '../staging/triage.ts';
import type { Workspace } from '../staging/workspaces.ts';

/** A finished run's report. @throws Failure usage if there is no such run, or it is not finished */
export function reportOf({ db }: Workspace, runId: string): AuditReport {
  const run = getRun(db, runId);
  const { facts } = run;
  if (facts === null) throw notFinished(runId);
  return {
    run: facts,
    summary: summaryOf(db, runId),
    accepted: acceptedOf(db, runId),
    tieOut: tieOutOf(db, runId),
    changes: changesOf(db, runId),
    resolved: () => resolvedBy(db, runId),
    recheck: recheckOutcome(db, run),
    analysis: analysisOf(db, runId),
    trend: trendOf(db, runId),
    power: powerTestOf(db, runId),
    findings: (filter) => decidedFindings(db, runId, filter),
    triageOf: triageIn(db),
  };
}

/** The id of the newest finished run. @throws Failure usage if there is none */
export function newestFinished({ name, db }: Workspace): string {
  const run = newestRun(db, 'finished');
  if (run !== null) return run.id;
  throw new Failure(
    'usage',
    `Workspace "${name}" has no finished run yet: run "tieout audit" first.`,
  );
}

/**
 * The id of the newest finished run that looked at no choice of records (a re-check or single ids may be newer), else of the newest
 * finished one. @throws Failure usage if there is none
 */
export function newestOfLists(at: Workspace): string {
  const ofLists = ({ facts }: StoredRun): boolean =>
    facts !== null && comparableScope(facts.parameters) !== null;
  return listRuns(at.db).find(ofLists)?.id ?? newestFinished(at);
}

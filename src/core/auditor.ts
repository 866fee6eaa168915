import { planAudit, type AuditPlan } from './audit/plan.ts';
import type { ProgressListener } from './audit/progress.ts';
import { quickCheck, type QuickCheck, type QuickCheckRequest } from './audit/quick-check.ts';
import { rerunRules } from './audit/rerun.ts';
import { type AuditRequest } from './audit/request.ts';
import { runAudit, startRun } from './audit/run-audit.ts';
import { connect, type ConnectOptions, type Link } from './connect.ts';
import { storedAnswers } from './connectors/stored-answers.ts';
import { writeExport } from './exports/write-export.ts';
import { Failure } from './model/failure.ts';
import type { AuditReport } from './model/report.ts';
import {
  findingsOf,
  getRun,
  listRuns,
  summaryOf,
  tieOutOf,
  type StoredRun,
} from './staging/runs.ts';
import { listWorkspaces, openWorkspace, type Workspace } from './staging/workspaces.ts';

export { DEFAULT_REQUEST, type AuditRequest } from './audit/request.ts';
export type { AuditPlan } from './audit/plan.ts';
export type { Progress, ProgressListener } from './audit/progress.ts';
export type { QuickCheck, QuickCheckRequest } from './audit/quick-check.ts';
export { connect, type ConnectOptions, type Link } from './connect.ts';
export { exportFormat } from './exports/write-export.ts';

export interface AuditCommand {
  readonly workspace: string;
  readonly request: AuditRequest;
  /** Go on with the newest run that was interrupted; its own request and as-of instant are kept. */
  readonly resume?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
}

/** What every host calls: the window, the browser tab, the command line, the tests. */
export interface Auditor {
  connect(options: ConnectOptions): Link;
  /** Counts first: calls, time, quota share; reads nothing else. */
  plan(link: Link, request: AuditRequest, signal?: AbortSignal): Promise<AuditPlan>;
  /** Runs an audit to its end and gives its report. @throws Failure */
  audit(link: Link, command: AuditCommand): Promise<AuditReport>;
  /** One record on both sides, in a few calls. */
  check(link: Link, request: QuickCheckRequest): Promise<QuickCheck>;
  /** Runs the rules again on stored answers, without the network. */
  rerun(workspace: string, runId: string): AuditReport;
  runs(workspace: string): StoredRun[];
  workspaces(): string[];
  /** A finished run's report; the newest if no id is given. @throws Failure usage if there is none */
  report(workspace: string, runId?: string): AuditReport;
  export(report: AuditReport, filePath: string, signal?: AbortSignal): Promise<void>;
  close(): void;
}

export function createAuditor(options: {
  readonly dataFolder: string;
  readonly version: string;
}): Auditor {
  const open = new Map<string, Workspace>();
  const workspace = (name: string, create = false): Workspace => {
    const known = open.get(name);
    if (known) return known;
    const made = openWorkspace(options.dataFolder, name, { create });
    open.set(name, made);
    return made;
  };
  const report = (name: string, runId: string): AuditReport => reportOf(workspace(name), runId);
  return {
    connect,
    plan: (link, request, signal) =>
      planAudit(
        link.connections,
        request,
        link.requestsPerSecond,
        () => link.hourlyQuota(),
        signal,
      ),
    audit: async (link, command) => {
      const at = workspace(command.workspace, true);
      const runId = command.resume
        ? interruptedRun(at)
        : startRun(
            at,
            { ...command.request, origins: link.connections.origins },
            link.connections.clock.now(),
          );
      const facts = await runAudit(link.connections, at, runId, {
        version: options.version,
        signal: command.signal,
        ...(command.onProgress ? { onProgress: command.onProgress } : {}),
      });
      return report(command.workspace, facts.id);
    },
    check: (link, request) => quickCheck(link.connections, request),
    rerun: (name, runId) =>
      report(name, rerunRules(workspace(name), runId, storedAnswers, options.version).id),
    runs: (name) => listRuns(workspace(name).db),
    workspaces: () => listWorkspaces(options.dataFolder),
    report: (name, runId) => {
      const newest =
        runId ?? listRuns(workspace(name).db).find((run) => run.state === 'finished')?.id;
      if (newest === undefined)
        throw new Failure(
          'usage',
          `Workspace "${name}" has no finished run yet: run "tieout audit" first.`,
        );
      return report(name, newest);
    },
    export: (from, filePath, signal) => writeExport(from, filePath, signal ? { signal } : {}),
    close: () => {
      for (const at of open.values()) at.db.close();
      open.clear();
    },
  };
}

function reportOf({ db }: Workspace, runId: string): AuditReport {
  const { facts } = getRun(db, runId);
  if (facts === null)
    throw new Failure('usage', `Run ${runId} is not finished: go on with it by --resume.`);
  return {
    run: facts,
    summary: summaryOf(db, runId),
    tieOut: tieOutOf(db, runId),
    findings: (filter) => findingsOf(db, runId, filter),
  };
}

/** A run that was killed still says "running": nobody else can be at it, so it counts as interrupted. */
function interruptedRun(at: Workspace): string {
  const run = listRuns(at.db).find((stored) => stored.state !== 'finished');
  if (run === undefined)
    throw new Failure(
      'usage',
      `Workspace "${at.name}" has no interrupted run to go on with: run without --resume.`,
    );
  return run.id;
}

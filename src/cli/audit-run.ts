import type { AuditRequest } from '../core/auditor.ts';
import type { AuditReport } from '../core/model/report.ts';
import { usage } from './arguments/usage.ts';
import type { CommandContext } from './command.ts';
import { greet } from './greet.ts';
import { showProgress, type ProgressKind } from './progress/progress.ts';
import type { Session } from './session.ts';
import { unfinishedMark } from './unfinished-mark.ts';

export interface AuditRunOptions {
  readonly request: AuditRequest;
  readonly isResumed: boolean;
  readonly exports: readonly string[];
  readonly progress: ProgressKind;
}

/** Runs an audit, or goes on with one, and writes its exports. @throws Failure */
export async function runAndExport(
  session: Session,
  options: AuditRunOptions,
  context: CommandContext,
): Promise<AuditReport> {
  const { signal, terminal } = context;
  const mark = unfinishedMark(session.dataFolder, session.workspace);
  const next = options.isResumed ? whatToResume(session, mark.isThere()) : 'start';
  const report =
    next === 'export'
      ? session.auditor.report(session.workspace)
      : await run(session, options, context, next === 'resume');
  for (const path of options.exports) {
    await session.auditor.export(report, path, { signal });
  }
  mark.remove();
  if (options.exports.length > 0)
    terminal.note(
      'The written files hold donor data: keep them as carefully as the products themselves.',
    );
  return report;
}

async function run(
  session: Session,
  options: AuditRunOptions,
  { signal, terminal }: CommandContext,
  resume: boolean,
): Promise<AuditReport> {
  const { auditor, link, workspace, calls } = session;
  await greet(session, signal);
  unfinishedMark(session.dataFolder, workspace).put();
  const view = showProgress(options.progress, terminal, listsOf(options.request, session.hasCrm));
  calls.listener = view.onPace;
  try {
    return await auditor.audit(link, {
      workspace,
      request: options.request,
      resume,
      signal,
      onProgress: view.onProgress,
    });
  } finally {
    calls.listener = null;
    view.done();
  }
}

/**
 * A kill may come before the run's first row or after its last one. With the mark still there, the former starts and the
 * latter only has its exports to write; without it, there must be a run to go on with.
 * @throws Failure usage, before anything is asked
 */
function whatToResume(
  { auditor, workspace }: Session,
  isMarked: boolean,
): 'start' | 'resume' | 'export' {
  const runs = auditor.workspaces().includes(workspace) ? auditor.runs(workspace) : [];
  if (isMarked && runs.length === 0) return 'start';
  if (isMarked && runs[0]?.state === 'finished') return 'export';
  if (runs.some((run) => run.state !== 'finished')) return 'resume';
  throw usage(
    `Workspace "${workspace}" has no interrupted run to go on with: run without --resume.`,
  );
}

/** Lists that a run reads: donors always, campaigns for gifts and recurring gifts, and CRM+'s of each record type. */
function listsOf({ records }: AuditRequest, hasCrm: boolean): number {
  const beyondDonors = records.filter((type) => type !== 'donor').length;
  return 1 + beyondDonors + (beyondDonors > 0 ? 1 : 0) + (hasCrm ? records.length : 0);
}

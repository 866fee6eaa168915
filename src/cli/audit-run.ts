import { inUse, type AuditRequest, type StoredRun } from '../core/auditor.ts';
import type { AuditReport } from '../core/model/report.ts';
import { countLists } from '../core/model/request.ts';
import { usage } from './arguments/usage.ts';
import type { CommandContext } from './command.ts';
import { planSentence } from './plan-text.ts';
import { pauseOnSuspend } from './suspend.ts';
import { showProgress, type ProgressKind } from './progress/progress.ts';
import type { Session } from './session.ts';
import { unfinishedMark } from './unfinished-mark.ts';

export interface AuditRunOptions {
  readonly request: AuditRequest;
  readonly isResumed: boolean;
  readonly exports: readonly string[];
  /** Whether the exports are without donor data. */
  readonly isMasked: boolean;
  readonly progress: ProgressKind;
  /** Told before anything is asked. */
  readonly onStart?: (runId: string) => void;
}

/** Runs an audit, or goes on with one, and writes its exports. @throws Failure */
export async function runAndExport(
  session: Session,
  options: AuditRunOptions,
  context: CommandContext,
): Promise<AuditReport> {
  const { signal, terminal } = context;
  const mark = unfinishedMark(session.dataFolder, session.workspace);
  const next = options.isResumed ? whatToResume(session, mark.newestBefore()) : 'start';
  const report =
    next === 'export'
      ? session.auditor.report(session.workspace)
      : await run(session, options, context, next === 'resume');
  for (const path of options.exports) {
    await session.auditor.export(report, path, { signal, isMasked: options.isMasked });
  }
  mark.remove();
  if (options.exports.length > 0) terminal.note(exportNote(options.isMasked));
  return report;
}

/** How the written files have to be kept. */
export function exportNote(isMasked: boolean): string {
  return isMasked
    ? 'The written files hold no donor data, but ids, amounts and days of the customer’s records.'
    : 'The written files hold donor data: keep them as carefully as the products themselves.';
}

async function run(
  session: Session,
  options: AuditRunOptions,
  { signal, terminal }: CommandContext,
  resume: boolean,
): Promise<AuditReport> {
  const { auditor, link, workspace, calls } = session;
  // Before anything is asked or marked; who comes in between is refused by the audit itself.
  const holder = isKnown(session) ? auditor.holder(workspace) : null;
  if (holder !== null) throw inUse(workspace, holder);
  const plan = resume ? null : await auditor.plan(link, options.request, signal);
  if (plan !== null && options.progress === 'plain') terminal.note(planSentence(plan));
  // A run that is gone on with is there already, so no other can be taken for it.
  const newestBefore = resume ? '' : (storedRuns(session)[0]?.id ?? '');
  unfinishedMark(session.dataFolder, workspace).put(newestBefore);
  const view = showProgress(
    options.progress,
    terminal,
    countLists(options.request, session.hasCrm),
  );
  calls.listener = view.onPace;
  const stopSuspending = pauseOnSuspend(link, (line) => terminal.note(line));
  try {
    return await auditor.audit(link, {
      workspace,
      request: options.request,
      plan,
      resume,
      signal,
      ...(options.onStart ? { onStart: options.onStart } : {}),
      onProgress: view.onProgress,
    });
  } finally {
    calls.listener = null;
    stopSuspending();
    view.done();
  }
}

/**
 * A kill may come before the run's first row or after its last one. With the mark still there, the former starts and the
 * latter only has its exports to write; without it, there must be a run to go on with.
 * @throws Failure usage, before anything is asked
 */
function whatToResume(
  session: Session,
  newestBefore: string | null,
): 'start' | 'resume' | 'export' {
  const runs = storedRuns(session);
  const newest = runs[0];
  if (newestBefore !== null && (newest === undefined || newest.state === 'finished'))
    return (newest?.id ?? '') === newestBefore ? 'start' : 'export';
  if (runs.some((run) => run.state !== 'finished')) return 'resume';
  throw usage(
    `Workspace "${session.workspace}" has no interrupted run to go on with: run without --resume.`,
  );
}

function isKnown({ auditor, workspace }: Session): boolean {
  return auditor.workspaces().includes(workspace);
}

/** The newest first. */
function storedRuns(session: Session): StoredRun[] {
  return isKnown(session) ? session.auditor.runs(session.workspace) : [];
}

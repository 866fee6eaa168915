import type { OverviewRow } from '../../core/auditor.ts';
import { dirname } from 'node:path';
import { statSync } from 'node:fs';
import { isFailure, sentenceOf } from '../../core/model/failure.ts';
import { settingsOf } from '../../engine/customer-settings.ts';
import { createAuditor, type Auditor } from '../../core/auditor.ts';
import { MASKED_OPTION, REACH_OPTIONS } from '../arguments/audit-options.ts';
import { dataFolderOf, prepareDataFolder } from '../arguments/data-folder.ts';
import { dayArgument } from '../arguments/days.ts';
import { exportFiles } from '../arguments/export-files.ts';
import { usage } from '../arguments/usage.ts';
import { exportNote } from '../audit-run.ts';
import { callerFolder, callerPath } from '../caller-folder.ts';
import type { Command, CommandContext } from '../command.ts';
import { RULE_OPTIONS } from '../daily/daily-request.ts';
import { runBackstop, type DailyOptions, type DailyResult } from '../daily/run-backstop.ts';
import { worstStatus } from '../daily/worst-status.ts';
import { EXIT, statusOfError } from '../exit-status.ts';
import { option, repeatable } from '../option.ts';
import { progressKind } from '../progress/progress.ts';
import { openKeptSession, openSession, PROGRAM, type Session } from '../session.ts';
import { summaryText } from '../summary/summary.ts';

export const dailyCommand: Command = {
  name: 'daily',
  summary: 'the backstop: audits yesterday, looks again at what is open, and tells alerts',
  options: [
    ...REACH_OPTIONS,
    option('all', 'every workspace, one after another, with the tokens that the application keeps'),
    option('due', 'only what the schedules say is due now: for a timer of the system'),
    option('day', 'this day instead, whether or not it was audited', 'DAY'),
    ...RULE_OPTIONS,
    repeatable(
      'export',
      'write the day’s findings to a .xlsx, .csv, .json or .zip file; with --all, a .xlsx of all workspaces',
      'FILE',
    ),
    MASKED_OPTION,
    option('metrics', 'write the figures for Prometheus (or JSON lines: .jsonl)', 'FILE'),
    option('progress', 'plain (default), json or none, on standard error', 'KIND'),
  ],
  notes: [
    'Yesterday is the customer’s. A day whose syncing was still under way is read once more with the next one; missed days are made up for in their order; a day that was done is not done again.',
    'Rules come from the workspace’s settings, but for those given here. One workspace that fails stops no other; the exit status is the worst of all.',
  ],
  run: daily,
};

async function daily(context: CommandContext): Promise<number> {
  const { args, env, terminal } = context;
  const exports = exportFiles(args, callerFolder(env));
  const metrics = metricsFile(context);
  const options: DailyOptions = {
    progress: progressKind(args),
    day: dayArgument(args, 'day'),
    isScheduled: args.has('due'),
  };
  if (options.day !== null && options.isScheduled)
    throw usage(
      '--day and --due exclude each other: one names the day, the other asks the schedule.',
    );
  if (options.progress === 'json') terminal.speakJson();
  return args.has('all')
    ? dailyOfAll(context, options, exports, metrics)
    : dailyOfOne(context, options, exports, metrics);
}

async function dailyOfOne(
  context: CommandContext,
  options: DailyOptions,
  exports: readonly string[],
  metrics: string | null,
): Promise<number> {
  const { args, terminal, signal } = context;
  const session = await openSession(context);
  try {
    const { auditor, workspace } = session;
    const { status, result, report, isNothingDue } = await runBackstop(session, options, context);
    if (report === null || (isNothingDue && options.isScheduled)) terminal.note(result);
    else {
      const isMasked = args.has('masked');
      for (const path of exports) await auditor.export(report, path, { signal, isMasked });
      if (exports.length > 0) terminal.note(exportNote(isMasked));
      await terminal.out(
        `${summaryText(report, terminal.paint, exports).trimEnd()}\n\n${result}\n`,
      );
    }
    if (metrics !== null) await auditor.writeMetrics([auditor.overview(workspace)], metrics);
    return status;
  } finally {
    await session.close();
  }
}

async function dailyOfAll(
  context: CommandContext,
  options: DailyOptions,
  exports: readonly string[],
  metrics: string | null,
): Promise<number> {
  const { args, env, terminal, signal, version } = context;
  const unfit = [
    'workspace',
    'raise-url',
    'crm-url',
    'token-file',
    'demo',
    'link-source',
    'link-prefix',
    'time-zone',
  ].find((name) => args.has(name));
  if (unfit !== undefined) throw usage(`--all goes through every workspace: leave --${unfit} out.`);
  if (exports.some((path) => !path.toLowerCase().endsWith('.xlsx')))
    throw usage('--all writes a summary of all workspaces, which is a .xlsx file.');
  const dataFolder = dataFolderOf(args, env);
  prepareDataFolder(dataFolder);
  const auditor = createAuditor({ dataFolder, version, program: PROGRAM });
  try {
    const rows: OverviewRow[] = [];
    const statuses: number[] = [];
    for (const workspace of auditor
      .workspaces()
      .filter((name) => isWanted(auditor, name, options))) {
      if (signal.aborted) break;
      const { status, result, isNothingDue } = await dailyOfNext(context, options, workspace);
      statuses.push(status);
      rows.push({
        workspace,
        result,
        isGood: status === EXIT.ok,
        overview: overviewOf(auditor, workspace),
      });
      if (!(options.isScheduled && isNothingDue)) await terminal.out(`${workspace}: ${result}\n`);
    }
    if (rows.length === 0) terminal.note(`There is no workspace in ${dataFolder} yet.`);
    const madeUtc = new Date().toISOString();
    for (const path of exports) await auditor.exportOverview(rows, path, madeUtc, signal);
    if (metrics !== null)
      await auditor.writeMetrics(
        rows.flatMap(({ overview }) => overview ?? []),
        metrics,
      );
    return signal.aborted ? EXIT.interrupted : worstStatus(statuses);
  } finally {
    auditor.close();
  }
}

/** One workspace's trouble is its own. */
async function dailyOfNext(
  context: CommandContext,
  options: DailyOptions,
  workspace: string,
): Promise<Omit<DailyResult, 'report'>> {
  let session: Session | null = null;
  try {
    session = await openKeptSession(context, workspace);
    return await runBackstop(session, options, context);
  } catch (error) {
    return { status: statusOfError(error), result: sentenceOf(error), isNothingDue: false };
  } finally {
    await session?.close();
  }
}

/** The demo's products are there only while the application is open; a workspace without a schedule is never due. */
function isWanted(auditor: Auditor, workspace: string, { isScheduled }: DailyOptions): boolean {
  try {
    const { isDemo, schedule } = settingsOf(auditor, workspace);
    return !isDemo && !(isScheduled && schedule.kind === 'off');
  } catch (error) {
    if (isFailure(error, 'storage')) return true;
    throw error;
  }
}

function overviewOf(auditor: Auditor, workspace: string): OverviewRow['overview'] {
  try {
    return auditor.overview(workspace);
  } catch (error) {
    if (isFailure(error, 'storage')) return null;
    throw error;
  }
}

function metricsFile({ args, env }: CommandContext): string | null {
  const named = args.one('metrics');
  if (named === undefined) return null;
  const path = callerPath(named, env);
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() === true) return path;
  throw usage(`--metrics: there is no folder ${dirname(path)}: create it first.`);
}

import { dirname } from 'node:path';
import { statSync } from 'node:fs';
import { MASKED_OPTION, REACH_OPTIONS } from '../arguments/audit-options.ts';
import { dayArgument } from '../arguments/days.ts';
import { exportFiles } from '../arguments/export-files.ts';
import { usage } from '../arguments/usage.ts';
import { exportNote } from '../audit-run.ts';
import { callerFolder, callerPath } from '../caller-folder.ts';
import type { Command, CommandContext } from '../command.ts';
import { RULE_OPTIONS } from '../daily/daily-request.ts';
import { dailyOfAll } from '../daily/daily-of-all.ts';
import { runBackstop, type DailyOptions } from '../daily/run-backstop.ts';
import { option, repeatable } from '../option.ts';
import { progressKind } from '../progress/progress.ts';
import { openSession } from '../session.ts';
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
    repeatable('export', 'write the day’s findings to a .xlsx, .csv, .json or .zip file', 'FILE'),
    option('summary', 'with --all: write a .xlsx with a line for each workspace', 'FILE'),
    option(
      'export-each',
      'with --all: write each workspace’s newest day as a .xlsx there',
      'FOLDER',
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
  if (args.has('all')) return dailyOfAll(context, options, metrics);
  const unfit = ['summary', 'export-each'].find((name) => args.has(name));
  if (unfit !== undefined) throw usage(`--${unfit} is for all workspaces: say --all too.`);
  return dailyOfOne(context, options, exports, metrics);
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

function metricsFile({ args, env }: CommandContext): string | null {
  const named = args.one('metrics');
  if (named === undefined) return null;
  const path = callerPath(named, env);
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() === true) return path;
  throw usage(`--metrics: there is no folder ${dirname(path)}: create it first.`);
}

import { createAuditor, type Auditor, type OverviewRow } from '../../core/auditor.ts';
import { isFailure, sentenceOf } from '../../core/model/failure.ts';
import { settingsOf } from '../../engine/customer-settings.ts';
import { backstopChoice } from '../../engine/operations-choices.ts';
import { dataFolderOf, prepareDataFolder } from '../arguments/data-folder.ts';
import { usage } from '../arguments/usage.ts';
import type { CommandContext } from '../command.ts';
import { EXIT, statusOfError } from '../exit-status.ts';
import { openKeptSession, PROGRAM, type Session } from '../session.ts';
import { ownFiles, summaryFile, type OwnFiles } from './own-files.ts';
import { runBackstop, type DailyOptions, type DailyResult } from './run-backstop.ts';
import { worstStatus } from './worst-status.ts';

/** What one workspace alone can be told. */
const OF_ONE = [
  'workspace',
  'raise-url',
  'crm-url',
  'token-file',
  'demo',
  'link-source',
  'link-prefix',
  'time-zone',
] as const;

/** Runs every workspace's backstop, one after another, and sums them up. @returns the worst status of all */
export async function dailyOfAll(
  context: CommandContext,
  options: DailyOptions,
  metrics: string | null,
): Promise<number> {
  const { args, env, terminal, signal, version } = context;
  const unfit = OF_ONE.find((name) => args.has(name));
  if (unfit !== undefined) throw usage(`--all goes through every workspace: leave --${unfit} out.`);
  if (args.has('export'))
    throw usage(
      '--export is for one workspace: with --all, --summary FILE writes a line for each, --export-each FOLDER a workbook for each.',
    );
  const summary = summaryFile(context);
  const files = ownFiles(context);
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
      const next = await dailyOfNext(context, options, workspace, files);
      const { status, result, isNothingDue, ownFile } = next;
      statuses.push(status);
      rows.push({
        workspace,
        result,
        isGood: status === EXIT.ok,
        ownFile,
        ...knownOf(auditor, workspace),
      });
      if (!(options.isScheduled && isNothingDue)) await terminal.out(`${workspace}: ${result}\n`);
    }
    if (rows.length === 0) terminal.note(`There is no workspace in ${dataFolder} yet.`);
    if (summary !== null)
      await auditor.exportOverview(rows, summary, new Date().toISOString(), signal);
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
  files: OwnFiles | null,
): Promise<Omit<DailyResult, 'report'> & { readonly ownFile: string | null }> {
  let session: Session | null = null;
  try {
    session = await openKeptSession(context, workspace);
    const { report, ...result } = await runBackstop(session, options, context);
    const ownFile =
      files === null || report === null
        ? null
        : await files.write(session.auditor, report, context.signal);
    return { ...result, ownFile };
  } catch (error) {
    const status = statusOfError(error);
    return { status, result: sentenceOf(error), isNothingDue: false, ownFile: null };
  } finally {
    await session?.close();
  }
}

/** The demo's products are there only while the application is open; a workspace without a schedule is never due. */
function isWanted(auditor: Auditor, workspace: string, { isScheduled }: DailyOptions): boolean {
  return (
    ifReadable(() => {
      const { isDemo, schedule } = settingsOf(auditor, workspace);
      return !isDemo && !(isScheduled && schedule.kind === 'off');
    }) ?? true
  );
}

function knownOf(auditor: Auditor, workspace: string): Pick<OverviewRow, 'overview' | 'nextUtc'> {
  return (
    ifReadable(() => ({
      overview: auditor.overview(workspace),
      nextUtc: auditor.backstops.nextUtc(
        workspace,
        backstopChoice(auditor, workspace).rules,
        Date.now(),
      ),
    })) ?? { overview: null, nextUtc: null }
  );
}

/** Null if the workspace's file can't be read. */
function ifReadable<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (isFailure(error, 'storage')) return null;
    throw error;
  }
}

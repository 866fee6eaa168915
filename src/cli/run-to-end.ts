import { isFailure } from '../core/model/failure.ts';
import { runAndExport, type AuditRunOptions } from './audit-run.ts';
import type { CommandContext } from './command.ts';
import { EXIT, statusOfReport } from './exit-status.ts';
import { printJson } from './print-json.ts';
import { publishAfter } from './publish/publish-after.ts';
import { withLease } from './publish/with-lease.ts';
import type { Session } from './session.ts';
import { resultSentence, summaryText } from './summary/summary.ts';

/**
 * Runs what was asked for and prints its result, or says which words go on with it. With a shared store: while its lease is held, and what
 * came of it is published. @returns the exit status @throws Failure
 */
export async function runToEnd(
  session: Session,
  options: AuditRunOptions,
  context: CommandContext,
): Promise<number> {
  const status = await withLease(session, context, (held) => run(session, options, held));
  await publishAfter(session, context);
  return status;
}

async function run(
  session: Session,
  options: AuditRunOptions,
  context: CommandContext,
): Promise<number> {
  const { args, terminal } = context;
  try {
    const report = await runAndExport(session, options, context);
    if (args.has('json')) {
      await printJson(session.auditor, report, terminal);
      terminal.note(resultSentence(report));
    } else {
      await terminal.out(summaryText(report, terminal.paint, options.exports));
    }
    return statusOfReport(report, session.calls.wasTokenRefused());
  } catch (error) {
    // A store that can't be opened can't say what it holds; a run that another program is at is not ours to go on with.
    const isRefused = (['storage', 'usage', 'in_use'] as const).some((kind) =>
      isFailure(error, kind),
    );
    if (!isRefused) tellHowToGoOn(context, session);
    if (isFailure(error, 'cancelled')) return EXIT.interrupted;
    throw error;
  }
}

/** After an interrupt or a failure on the way, what was read is kept: says which words go on with it. */
function tellHowToGoOn({ terminal, words, args, signal }: CommandContext, session: Session): void {
  const { auditor, workspace } = session;
  const isKept =
    !session.isThrowAway &&
    auditor.workspaces().includes(workspace) &&
    auditor.runs(workspace).some((run) => run.state !== 'finished');
  const stopped = signal.aborted ? 'Interrupted' : 'Stopped';
  if (!isKept) {
    if (signal.aborted) terminal.note(`${stopped}.`);
    return;
  }
  const again = [
    ...words.filter((word) => word !== '--resume'),
    // A new token must not lead to another workspace.
    ...(args.has('workspace') ? [] : ['--workspace', workspace]),
    '--resume',
  ];
  terminal.note(
    `${stopped}; what was read is kept. Go on with: tieout ${again.map(quoted).join(' ')}`,
  );
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

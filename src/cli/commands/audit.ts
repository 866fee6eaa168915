import { readRequest } from '../arguments/audit-request.ts';
import { AUDIT_OPTIONS, REQUEST_OPTIONS } from '../arguments/audit-options.ts';
import { exportFiles } from '../arguments/export-files.ts';
import { runAndExport } from '../audit-run.ts';
import type { Command, CommandContext } from '../command.ts';
import { callerFolder } from '../caller-folder.ts';
import { EXIT, statusOfReport } from '../exit-status.ts';
import { isFailure } from '../../core/model/failure.ts';
import { printJson } from '../print-json.ts';
import { progressKind } from '../progress/progress.ts';
import { openSession, type Session } from '../session.ts';
import { resultSentence, summaryText } from '../summary/summary.ts';

export const auditCommand: Command = {
  name: 'audit',
  summary: 'runs an audit and prints its summary',
  options: AUDIT_OPTIONS,
  notes: [
    'Tokens come from TIEOUT_RAISE_TOKEN and TIEOUT_CRM_TOKEN or from --token-file, never from an argument. Without a CRM+ token the customer counts as one without CRM+.',
    'Ctrl-C stops gracefully; the same command with --resume goes on.',
  ],
  run: audit,
};

async function audit(context: CommandContext): Promise<number> {
  const { args, terminal, env } = context;
  const request = readRequest(args, env);
  const exports = exportFiles(args, callerFolder(env));
  const progress = progressKind(args);
  if (progress === 'json') terminal.speakJson();
  const session = await openSession(context);
  const isResumed = args.has('resume');
  if (isResumed && REQUEST_OPTIONS.some(({ name }) => args.has(name))) {
    terminal.note(
      'A run that is gone on with keeps what it was started with: records, days and rules given now do not count.',
    );
  }
  try {
    const isMasked = args.has('masked');
    const options = { request, isResumed, exports, isMasked, progress };
    const report = await runAndExport(session, options, context);
    if (args.has('json')) {
      await printJson(session.auditor, report, terminal);
      terminal.note(resultSentence(report));
    } else {
      await terminal.out(summaryText(report, terminal.paint, exports));
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
  } finally {
    await session.close();
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

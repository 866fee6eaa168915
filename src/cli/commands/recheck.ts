import { OUTPUT_OPTIONS, REACH_OPTIONS } from '../arguments/audit-options.ts';
import { exportFiles } from '../arguments/export-files.ts';
import { callerFolder } from '../caller-folder.ts';
import type { Command, CommandContext } from '../command.ts';
import { statusOfReport } from '../exit-status.ts';
import { option } from '../option.ts';
import { progressKind } from '../progress/progress.ts';
import { runToEnd } from '../run-to-end.ts';
import { openSession } from '../session.ts';
import { DEFAULT_REQUEST } from '../../core/auditor.ts';

export const recheckCommand: Command = {
  name: 'recheck',
  summary: 'looks again at what the last run left open, in a few calls: fixed, still open, new',
  options: [
    ...REACH_OPTIONS,
    option(
      'run',
      'the run whose open findings are looked at (default: the newest finished one)',
      'ID',
    ),
    ...OUTPUT_OPTIONS,
  ],
  notes: [
    'Only findings to act on are looked at, by the rules of that run. What can’t be read stays open and is called not known.',
    'Tokens come as for "tieout audit". Ctrl-C stops gracefully; the same command with --resume goes on.',
  ],
  run: recheck,
};

async function recheck(context: CommandContext): Promise<number> {
  const { args, terminal, env } = context;
  const isMasked = args.has('masked');
  const exports = exportFiles(args, callerFolder(env));
  const progress = progressKind(args);
  if (progress === 'json') terminal.speakJson();
  const session = await openSession(context);
  try {
    const { auditor, workspace } = session;
    const isResumed = args.has('resume');
    // A run that is gone on with has its own request.
    const request = isResumed ? DEFAULT_REQUEST : auditor.recheck(workspace, args.one('run'));
    if (request !== null)
      return await runToEnd(session, { request, isResumed, exports, isMasked, progress }, context);
    const report = auditor.report(workspace, args.one('run'));
    for (const path of exports)
      await auditor.export(report, path, { signal: context.signal, isMasked });
    terminal.note(`Run ${report.run.id} left nothing open to act on: nothing was asked.`);
    return statusOfReport(report);
  } finally {
    await session.close();
  }
}

import { readRequest } from '../arguments/audit-request.ts';
import { AUDIT_OPTIONS, REQUEST_OPTIONS } from '../arguments/audit-options.ts';
import { exportFiles } from '../arguments/export-files.ts';
import type { Command, CommandContext } from '../command.ts';
import { callerFolder } from '../caller-folder.ts';
import { progressKind } from '../progress/progress.ts';
import { runToEnd } from '../run-to-end.ts';
import { openSession } from '../session.ts';

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
    return await runToEnd(session, { request, isResumed, exports, isMasked, progress }, context);
  } finally {
    await session.close();
  }
}

import { readRequest } from '../arguments/audit-request.ts';
import { AUDIT_OPTIONS } from '../arguments/audit-options.ts';
import { exportFiles } from '../arguments/export-files.ts';
import { callerFolder } from '../caller-folder.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { progressKind } from '../progress/progress.ts';
import { openSession } from '../session.ts';
import { planText } from '../plan-text.ts';

export const planCommand: Command = {
  name: 'plan',
  summary: 'says what an audit would cost: calls, time, share of the quota; reads only the counts',
  options: AUDIT_OPTIONS,
  notes: [
    'Takes the arguments of "tieout audit", so that the same words can be planned and then run.',
  ],
  run: plan,
};

async function plan(context: CommandContext): Promise<number> {
  const { args, terminal, env, signal } = context;
  const request = readRequest(args, env);
  exportFiles(args, callerFolder(env));
  progressKind(args);
  const session = await openSession(context);
  try {
    const answer = await session.auditor.plan(session.link, request, signal);
    await terminal.out(
      args.has('json') ? `${JSON.stringify(answer, null, 2)}\n` : planText(answer),
    );
    return EXIT.ok;
  } finally {
    await session.close();
  }
}

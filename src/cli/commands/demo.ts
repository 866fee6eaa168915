import { join } from 'node:path';
import { DEFAULT_REQUEST } from '../../core/auditor.ts';
import { HELP_OPTION } from '../arguments/audit-options.ts';
import { runAndExport } from '../audit-run.ts';
import type { Command, CommandContext } from '../command.ts';
import { callerFolder } from '../caller-folder.ts';
import { comparePlanted } from '../compare-planted.ts';
import { EXIT } from '../exit-status.ts';
import { openDemo } from '../session.ts';
import { summaryText } from '../summary/summary.ts';
import { countOf } from '../words.ts';

export const demoCommand: Command = {
  name: 'demo',
  summary: 'audits a made-up nonprofit, offline, and writes tieout-demo.xlsx into this folder',
  options: [HELP_OPTION],
  notes: [
    'The sandbox plays Raise and CRM+ with discrepancies of every kind, unreadable records too: so the audit itself says "not verified". The demo ends with status 0 if exactly what was planted was found, else 1.',
  ],
  run: demo,
};

async function demo(context: CommandContext): Promise<number> {
  const { terminal, env } = context;
  const path = join(callerFolder(env), 'tieout-demo.xlsx');
  terminal.note(
    'Starting the sandbox: a made-up nonprofit with 400 donors and 2,500 gifts. Some of its records are damaged on purpose, so the audit can’t be verified.',
  );
  const session = await openDemo(context);
  try {
    const report = await runAndExport(
      session,
      {
        request: DEFAULT_REQUEST,
        isResumed: false,
        exports: [path],
        isMasked: false,
        progress: 'plain',
      },
      context,
    );
    await terminal.out(summaryText(report, terminal.paint, [path]));
    const differences = comparePlanted(session.planted, report.findings());
    if (differences.length === 0) {
      await terminal.out(
        `\n${terminal.paint('✓', 'green')} All ${countOf(session.planted.length, 'planted finding')} were found, and nothing else.\n`,
      );
      return EXIT.ok;
    }
    await terminal.out(
      `\n${terminal.paint('✗', 'red')} ${countOf(differences.length, 'difference')} from what was planted:\n${differences.map((line) => `  ${line}\n`).join('')}`,
    );
    return EXIT.findings;
  } finally {
    await session.close();
  }
}

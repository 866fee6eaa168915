import { MASKED_OPTION, STORED_OPTIONS } from '../arguments/audit-options.ts';
import { exportFiles } from '../arguments/export-files.ts';
import { usage } from '../arguments/usage.ts';
import { exportNote } from '../audit-run.ts';
import { callerFolder } from '../caller-folder.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { option, repeatable } from '../option.ts';
import { openStored } from '../stored.ts';

export const exportCommand: Command = {
  name: 'export',
  operands: '[FILE]',
  operandCount: 1,
  summary: 'writes a stored run to files',
  options: [
    ...STORED_OPTIONS,
    option('run', 'a run’s id from "tieout runs" (default: the newest finished one)', 'ID'),
    repeatable('export', 'a .xlsx, .csv, .json or .zip file (repeatable)', 'FILE'),
    MASKED_OPTION,
  ],
  notes: [
    'A .zip is the hand-over pack: workbook, CSV, JSON, coverage certificate, method, and the SHA-256 of each.',
  ],
  run: exportRun,
};

async function exportRun(context: CommandContext): Promise<number> {
  const { args, terminal, env, signal } = context;
  const files = exportFiles(args, callerFolder(env), args.operands);
  const isMasked = args.has('masked');
  if (files.length === 0)
    throw usage(
      'Say where to write: tieout export FILE, its name ending in .xlsx, .csv, .json or .zip.',
    );
  const { auditor, workspace } = openStored(context);
  try {
    const report = auditor.report(workspace, args.one('run'));
    for (const path of files) {
      await auditor.export(report, path, { signal, isMasked });
      terminal.note(`Written: ${path}`);
    }
    terminal.note(exportNote(isMasked));
    return EXIT.ok;
  } finally {
    auditor.close();
  }
}

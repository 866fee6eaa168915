import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import { exportFiles } from '../arguments/export-files.ts';
import { usage } from '../arguments/usage.ts';
import { callerFolder } from '../caller-folder.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { option, repeatable } from '../option.ts';
import { openStored } from '../stored.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: 'writes a stored run to files',
  options: [
    ...STORED_OPTIONS,
    option('run', 'a run’s id from "tieout runs" (default: the newest finished one)', 'ID'),
    repeatable('export', 'a .xlsx, .csv or .json file (repeatable)', 'FILE'),
  ],
  run: exportRun,
};

async function exportRun(context: CommandContext): Promise<number> {
  const { args, terminal, env, signal } = context;
  const files = exportFiles(args, callerFolder(env));
  if (files.length === 0)
    throw usage('Say where to write with --export FILE; its name ends in .xlsx, .csv or .json.');
  const { auditor, workspace } = openStored(context);
  try {
    const report = auditor.report(workspace, args.one('run'));
    for (const path of files) {
      await auditor.export(report, path, { signal });
      terminal.note(`Written: ${path}`);
    }
    terminal.note(
      'The written files hold donor data: keep them as carefully as the products themselves.',
    );
    return EXIT.ok;
  } finally {
    auditor.close();
  }
}

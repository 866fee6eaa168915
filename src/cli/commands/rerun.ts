import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import { usage } from '../arguments/usage.ts';
import type { Command, CommandContext } from '../command.ts';
import { statusOfReport } from '../exit-status.ts';
import { option } from '../option.ts';
import { printJson } from '../print-json.ts';
import { openStored } from '../stored.ts';
import { summaryText } from '../summary/summary.ts';

export const rerunCommand: Command = {
  name: 'rerun',
  summary: 'runs the rules again on what a run has stored, without any call',
  options: [
    ...STORED_OPTIONS,
    option('run', 'a run’s id from "tieout runs" (default: the newest finished one)', 'ID'),
    option('json', 'print the findings as JSON instead of the summary'),
  ],
  run: rerun,
};

async function rerun(context: CommandContext): Promise<number> {
  const { args, terminal } = context;
  const { auditor, workspace } = openStored(context);
  try {
    const runId =
      args.one('run') ?? auditor.runs(workspace).find((run) => run.state === 'finished')?.id;
    if (runId === undefined)
      throw usage(`Workspace "${workspace}" has no finished run yet: run "tieout audit" first.`);
    const before = auditor.report(workspace, runId).run.digest;
    const report = auditor.rerun(workspace, runId);
    if (args.has('json')) await printJson(auditor, report, terminal);
    else await terminal.out(summaryText(report, terminal.paint));
    terminal.note(
      report.run.digest === before
        ? 'The findings are the same as before.'
        : 'The findings differ from before: the rules have changed since that run.',
    );
    return statusOfReport(report);
  } finally {
    auditor.close();
  }
}

import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { option } from '../option.ts';
import type { StoredRun } from '../../core/staging/runs.ts';
import { openStored } from '../stored.ts';
import { tableLines } from '../table.ts';
import { periodText, recordsText } from '../words.ts';

export const runsCommand: Command = {
  name: 'runs',
  summary: 'lists the runs of a workspace, newest first',
  options: [...STORED_OPTIONS, option('json', 'as JSON')],
  run: runs,
};

async function runs(context: CommandContext): Promise<number> {
  const { auditor, workspace } = openStored(context);
  try {
    const stored = auditor.runs(workspace);
    await context.terminal.out(
      context.args.has('json')
        ? `${JSON.stringify(stored.map(asJson), null, 2)}\n`
        : asTable(workspace, stored),
    );
    return EXIT.ok;
  } finally {
    auditor.close();
  }
}

function asJson({ id, state, startedUtc, finishedUtc, asOfUtc, facts }: StoredRun): object {
  return {
    id,
    state,
    startedUtc,
    finishedUtc,
    asOfUtc,
    status: facts?.status ?? null,
    digest: facts?.digest ?? null,
    calls: facts?.calls ?? null,
  };
}

function asTable(workspace: string, stored: readonly StoredRun[]): string {
  if (stored.length === 0) return `Workspace ${workspace} has no runs.\n`;
  const columns = ['Run', 'Started (UTC)', 'Result', 'Audited', 'Calls'].map((title) => ({
    title,
  }));
  const rows = stored.map(({ id, state, startedUtc, facts }) => [
    id,
    startedUtc.slice(0, 16).replace('T', ' '),
    facts === null
      ? state === 'finished'
        ? 'finished'
        : 'interrupted: go on with --resume'
      : facts.status.replace('_', ' '),
    facts === null ? '' : `${recordsText(facts.parameters)}, ${periodText(facts.parameters)}`,
    facts === null ? '' : String(facts.calls.raise + facts.calls.crm),
  ]);
  return `${tableLines(columns, rows).join('\n')}\n`;
}

import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import type { Arguments } from '../arguments/parse.ts';
import { readRecords } from '../arguments/records.ts';
import { usage } from '../arguments/usage.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { findingLines } from '../finding-lines.ts';
import { didYouMean, quoteTyped } from '../nearest.ts';
import { option, repeatable } from '../option.ts';
import { printJson } from '../print-json.ts';
import { openStored } from '../stored.ts';
import { countOf } from '../words.ts';
import type { AuditReport, FindingFilter } from '../../core/model/report.ts';
import { STATE_ORDER, type State } from '../../core/model/states.ts';

const FINDING_STATES = STATE_ORDER.filter((state) => state !== 'consistent');

export const findingsCommand: Command = {
  name: 'findings',
  summary: 'prints the findings of a stored run',
  options: [
    ...STORED_OPTIONS,
    option('run', 'a run’s id from "tieout runs" (default: the newest finished one)', 'ID'),
    repeatable('state', 'only these states, separated by commas', 'LIST'),
    repeatable('record', 'only these record types: donors, gifts, recurring-gifts', 'LIST'),
    option('actionable', 'only those that ask for action'),
    option('json', 'as JSON (tieout.findings/1)'),
  ],
  notes: [`States: ${FINDING_STATES.join(', ')}.`],
  run: findings,
};

async function findings(context: CommandContext): Promise<number> {
  const { args, terminal } = context;
  const filter = readFilter(args);
  const { auditor, workspace } = openStored(context);
  try {
    const whole = auditor.report(workspace, args.one('run'));
    const report: AuditReport = { ...whole, findings: () => whole.findings(filter) };
    if (args.has('json')) {
      await printJson(auditor, report, terminal);
      return EXIT.ok;
    }
    let count = 0;
    for (const line of findingLines(report, terminal)) {
      await terminal.out(`${line}\n`);
      count += 1;
    }
    terminal.note(
      count === 0
        ? 'No finding.'
        : `${countOf(count - 1, 'finding')} of run ${whole.run.id} (${whole.run.status.replace('_', ' ')}).`,
    );
    return EXIT.ok;
  } finally {
    auditor.close();
  }
}

function readFilter(args: Arguments): FindingFilter {
  return {
    ...(args.has('state') ? { states: readStates(args.many('state')) } : {}),
    ...(args.has('record') ? { recordTypes: readRecords(args.many('record'), 'record') } : {}),
    ...(args.has('actionable') ? { actionable: true } : {}),
  };
}

function readStates(texts: readonly string[]): State[] {
  return texts
    .flatMap((text) => text.split(','))
    .map((text) => {
      const name = text.trim().toLowerCase().replaceAll('-', '_');
      const state = FINDING_STATES.find((each) => each === name);
      if (state === undefined)
        throw usage(
          `--state: ${quoteTyped(text.trim())} is no state of a finding.${didYouMean(name, FINDING_STATES) || ' "tieout findings --help" lists them.'}`,
        );
      return state;
    });
}

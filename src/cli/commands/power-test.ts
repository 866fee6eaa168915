import { precisionOf, recallOf, type PowerTest } from '../../core/model/run-analysis.ts';
import { RECORD_WORDS } from '../../core/model/record-type.ts';
import { causeEntry, stateEntry } from '../../core/model/states.ts';
import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import { numberOf } from '../arguments/numbers.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { option } from '../option.ts';
import { openStored } from '../stored.ts';
import { tableLines } from '../table.ts';
import { countText } from '../words.ts';

export const powerTestCommand: Command = {
  name: 'power-test',
  summary: 'plants known errors in a copy of what a run read, and tells which the rules find',
  options: [
    ...STORED_OPTIONS,
    option(
      'run',
      'a run’s id from "tieout runs" (default: the newest that read whole lists)',
      'ID',
    ),
    option('seed', 'which records errors are planted in (default: others each time)', 'N'),
    option('json', 'as JSON'),
  ],
  notes: [
    'No call is made and the run’s own result stays as it is. What came of it stands in the run’s workbook. Status 1 if an error was not found, or something else was.',
  ],
  run: powerTest,
};

const PARTS = ['Judging the copy', 'Planting errors', 'Judging it again', 'Counting'] as const;

async function powerTest(context: CommandContext): Promise<number> {
  const { args, terminal, signal } = context;
  const seed = numberOf(args, 'seed', { least: 0, most: 999_999_999, isWhole: true });
  const { auditor, workspace } = openStored(context);
  try {
    const test = await auditor.powerTest(workspace, {
      runId: args.one('run'),
      seed,
      signal,
      onProgress: ({ done, total }) =>
        terminal.note(`${total === 0 ? 'Copying what was read' : (PARTS[done - 1] ?? 'Done')} …`),
    });
    await terminal.out(args.has('json') ? `${JSON.stringify(test)}\n` : textOf(test));
    return recallOf(test) === 1 && test.extra === 0 ? EXIT.ok : EXIT.findings;
  } finally {
    auditor.close();
  }
}

function textOf(test: PowerTest): string {
  const sum = (of: 'planted' | 'found'): number =>
    test.rows.reduce((total, row) => total + row[of], 0);
  if (test.rows.length === 0)
    return `There was no record in which an error could be planted (seed ${test.seed}).\n`;
  const lines = tableLines(
    [{ title: 'record' }, { title: 'planted error' }, { title: 'planted' }, { title: 'found' }],
    test.rows.map(({ recordType, state, cause, planted, found }) => [
      RECORD_WORDS[recordType].one,
      `${stateEntry(state).title}: ${causeEntry(state, cause).words}`,
      countText(planted),
      countText(found),
    ]),
  );
  return [
    ...lines,
    '',
    `${countText(sum('found'))} of ${countText(sum('planted'))} planted errors found, ${countText(test.extra)} findings beside them: recall ${shareText(recallOf(test))}, precision ${shareText(precisionOf(test))} (seed ${test.seed}).`,
    '',
  ].join('\n');
}

/** Rounded down: 1.000 is said of nothing less. */
function shareText(share: number): string {
  return (Math.floor(share * 1000) / 1000).toFixed(3);
}

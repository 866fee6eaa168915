import type { AuditReport, RunParameters } from '../../model/report.ts';
import { RECORD_WORDS } from '../../model/record-type.ts';
import { ACTOR_WORDS, STATE_ORDER, isActionable, stateEntry, whoActs } from '../../model/states.ts';
import {
  CHANGE_WORDS,
  MASK_WORDS,
  MEASURE_WORDS,
  TIE_OUT_WORDS,
  type Entry,
} from '../dictionary-words.ts';
import { FINDING_COLUMNS } from '../finding-columns.ts';
import { countText, periodWords, recordWords, yesNo } from '../words.ts';
import { heading, list, paragraph, table } from './markdown.ts';

/** How the states were decided, by which conventions and tolerances, and what was not compared; in the dictionary's words. */
export function methodPage({ run, isMasked }: AuditReport): string {
  const columns = FINDING_COLUMNS.map(({ header, meaning }): Entry => [header, meaning]);
  return [
    heading(1, 'Method'),
    paragraph(
      'Every record of Raise, and every record of CRM+ that says it came from Raise, ends in exactly one state: the first below that applies. Nothing is called absent because a list did not contain it: each suspect was asked for directly, and asked for again after a “not found”. What could not be read is called unknown, never missing, and makes the run not verified.',
    ),
    heading(2, 'States, in the order in which they are decided'),
    table(['State', 'Meaning', 'Cause', 'Needs action', 'Who acts'], stateRows()),
    heading(2, 'Parameters and tolerances'),
    table(['Parameter', 'Value'], parameterRows(run.parameters)),
    heading(2, 'Link conventions found in CRM+'),
    run.conventions.length === 0
      ? paragraph('None was found.')
      : table(
          ['Record', 'Source', 'Prefix', 'Standing', 'References', 'Sampled', 'Found', 'Agreed'],
          run.conventions.map((row) => [
            RECORD_WORDS[row.recordType].one,
            row.source,
            row.prefix === '' ? 'none' : row.prefix,
            row.standing,
            ...[row.references, row.sampled, row.resolved, row.agreed].map(countText),
          ]),
        ),
    heading(2, 'What was not compared'),
    run.notCompared.length === 0
      ? paragraph('Everything that both products tell was compared.')
      : list(run.notCompared),
    ...section('Tie-out', TIE_OUT_WORDS),
    ...section('Changes since the run before', CHANGE_WORDS),
    ...section('Measures', MEASURE_WORDS),
    ...(isMasked ? section('In this masked copy', MASK_WORDS) : []),
    ...section('Columns of the finding sheets and of the CSV', columns),
  ].join('\n');
}

function section(title: string, entries: readonly Entry[]): string[] {
  return [heading(2, title), table(['Word', 'Meaning'], entries)];
}

function stateRows(): string[][] {
  return STATE_ORDER.flatMap((state) => {
    const { title, meaning, causes } = stateEntry(state);
    return Object.entries(causes).map(([cause, { words }], index) => [
      index === 0 ? title : '',
      index === 0 ? meaning : '',
      words,
      yesNo(isActionable(state, cause)),
      ACTOR_WORDS[whoActs(state, cause)],
    ]);
  });
}

function parameterRows(p: RunParameters): string[][] {
  return [
    ['Records', recordWords(p)],
    ['Period', periodWords(p)],
    ['Time zone of days', p.timeZone],
    ['Time that syncing may take', `${p.lagHours} h`],
    ['Tolerance of dates', `${p.dateToleranceDays} d`],
    ['Tolerance of amounts', `${p.amountToleranceMinor} minor units`],
    ['Test records', p.includeTestMode ? 'compared' : 'excluded'],
    ['Confirmed link sources', p.linkSources.join(', ') || 'none'],
    ['Confirmed link prefixes', p.linkPrefixes.join(', ') || 'none'],
    ['Chosen ids', p.ids === null ? 'all' : countText(p.ids.length)],
    ['Modified from', p.modifiedFrom ?? 'any day'],
  ];
}

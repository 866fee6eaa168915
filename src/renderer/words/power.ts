import { RECORD_WORDS, type RecordType } from '../../core/model/record-type.ts';
import { causeEntry, stateEntry, type Cause, type State } from '../../core/model/states.ts';
import { formatInstant, formatNumber, formatShare } from './format.ts';

/** Words of the power test: whether the rules find what is wrong. */
export const powerWords = {
  title: 'Power test',
  text: 'Plants known errors in a copy of what this audit read, and runs the rules on it: do they find what is wrong, and nothing else? No call is made, and the audit itself is not touched.',
  run: 'Make the power test',
  again: 'Make it again',
  cancel: 'Stop',
  starting: 'Copying what was read',
  parts: ['Judging the copy', 'Planting errors', 'Judging it again', 'Counting'],
  step: (part: string, done: number, total: number) =>
    `${part} (${formatNumber(done)} of ${formatNumber(total)})`,
  stay: 'It stops if you leave this page.',
  meter: 'Progress of the power test',
  cancelled: 'Stopped. The result before it, if there is one, was kept.',
  none: 'None has been made of this audit.',
  found: (found: number, planted: number) =>
    `${formatNumber(found)} of ${formatNumber(planted)} planted errors were found`,
  extra: (count: number) =>
    count === 0
      ? 'nothing else was reported'
      : `${formatNumber(count)} ${count === 1 ? 'finding was' : 'findings were'} reported beside them`,
  result: (found: string, extra: string) => `${found}, and ${extra}.`,
  shares: (recall: number, precision: number) =>
    `Recall ${shareText(recall)} · precision ${shareText(precision)}`,
  ran: (utc: string, seed: number) => `Made ${formatInstant(utc)}, seed ${seed}.`,
  nothingPlanted: 'There was no record in which an error could be planted.',
  kinds: (count: number) => `${formatNumber(count)} kinds of errors`,
  table: 'Planted errors by kind',
  columns: {
    kind: 'Kind of error',
    records: 'Record',
    planted: 'Planted',
    found: 'Found',
    recall: 'Recall',
  },
  kind: (state: State, cause: Cause) =>
    `${stateEntry(state).title}: ${causeEntry(state, cause).words}`,
  record: (type: RecordType) => capital(RECORD_WORDS[type].one),
  recall: (found: number, planted: number) => shareText(found / planted),
  untestable: {
    choice: 'This audit looked at a choice of records: a power test takes one of whole lists.',
    noCrm: 'This audit had no CRM+ to compare with: there is nothing to test.',
    incomplete: 'This audit could not read every list to its end: a power test takes one that did.',
  },
} as const;

/** Rounded down: 100 % is said of nothing less. */
function shareText(share: number): string {
  return formatShare(Math.floor(share * 1000) / 1000);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

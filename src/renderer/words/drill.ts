import { RECORD_WORDS, type RecordType } from '../../core/model/record-type.ts';
import { formatNumber } from './format.ts';

const MOST_IDS = 3;

/** Words of the records behind a figure of the tie-out. */
export const drillWords = {
  title: (column: string, line: string) => `${column} · ${line}`,
  sum: (count: number, type: RecordType, money: string | null) =>
    `The records below add up to ${formatNumber(count)} ${RECORD_WORDS[type][Math.abs(count) === 1 ? 'one' : 'many']}${money === null ? '' : `, ${money}`}.`,
  loading: 'Loading the records',
  loadingRecord: 'Loading the record',
  none: 'No record lies behind this figure.',
  table: 'Records behind the figure',
  columns: {
    record: 'Record',
    day: 'Day',
    count: 'Counts',
    amount: 'Amount',
    counterparts: 'On the other side',
    state: 'State',
  },
  /** Ids on the other side; a few, for there may be any number. */
  counterparts: (ids: readonly string[]) => {
    if (ids.length === 0) return '–';
    const more = ids.length - MOST_IDS;
    return more > 0
      ? `${ids.slice(0, MOST_IDS).join(', ')} and ${formatNumber(more)} more`
      : ids.join(', ');
  },
  copiedColumns: {
    product: 'Product',
    id: 'Id',
    day: 'Day',
    count: 'Counts',
    amount: 'Amount',
    currency: 'Currency',
    campaign: 'Campaign',
    counterparts: 'Ids on the other side',
    state: 'State',
    cause: 'Cause',
    finding: 'Finding',
  },
  copy: 'Copy with headers',
  copying: (done: number) => `Copying: ${formatNumber(done)} records so far…`,
  copiedFirst: (count: number) =>
    `The first ${formatNumber(count)} records are copied, with headers; there are more.`,
  keys: 'Arrows move, Enter opens, Ctrl C copies all records of the figure.',
  shown: (from: number, to: number) => `Records ${formatNumber(from)} to ${formatNumber(to)}`,
  open: (product: string, id: string) => `Open ${product} ${id}`,
  back: 'Back to the records',
  record: (product: string, id: string, state: string) => `${product} ${id}: ${state}`,
  inFindings: 'Show it among the findings',
} as const;

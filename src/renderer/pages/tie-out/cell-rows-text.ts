import { toDecimalText } from '../../../core/model/money.ts';
import { PRODUCT_WORDS } from '../../../core/model/record-type.ts';
import { causeEntry, stateEntry } from '../../../core/model/states.ts';
import type { TieOutCellRow } from '../../../core/model/tie-out-rows.ts';
import { drillWords } from '../../words/drill.ts';
import { safeCell } from '../findings/copy/rows-as-text.ts';

const heads = drillWords.copiedColumns;

/** The line of heads. */
export const CELL_ROW_HEADS = `${Object.values(heads).join('\t')}\n`;

/** Records behind a figure as a spreadsheet takes them from the clipboard: one line each. */
export function cellRowsAsText(rows: readonly TieOutCellRow[]): string {
  return rows.map((row) => `${cellsOf(row).join('\t')}\n`).join('');
}

function cellsOf(row: TieOutCellRow): string[] {
  const { side, id, day, count, amountMinor, currency, campaign, counterpartIds } = row;
  const { state, cause, finding } = row;
  const cells: Readonly<Record<keyof typeof heads, string>> = {
    product: PRODUCT_WORDS[side],
    id,
    day: day ?? '',
    // Numbers that we wrote ourselves start no formula, and must stay some to be added up.
    count: String(count),
    amount: currency === null ? '' : toDecimalText(amountMinor, currency),
    currency: safeCell(currency ?? ''),
    campaign: safeCell(campaign ?? ''),
    counterparts: counterpartIds.join(', '),
    state: stateEntry(state).title,
    cause: cause === null ? '' : causeEntry(state, cause).words,
    finding: finding?.id ?? '',
  };
  return Object.keys(heads).map((head) => cells[head as keyof typeof heads]);
}

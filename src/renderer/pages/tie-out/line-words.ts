import { formatMoney, formatNumber } from '../../words/format.ts';
import { tieOutWords as words } from '../../words/tie-out.ts';
import type { CountAndAmount } from '../../../core/model/tie-out.ts';
import type { TieOutLine } from './lines.ts';

/** What a line stands for: "October 2026", "Spring appeal", "No project". */
export function lineTitle({ by, key, name }: Pick<TieOutLine, 'by' | 'key' | 'name'>): string {
  if (key === null) return words.key.none[by];
  if (by === 'month') return words.key.month(key);
  return name ?? words.key.unnamed(by, key);
}

/** The whole line in words: "October 2026, gifts, USD". */
export function lineWords(line: TieOutLine): string {
  return `${lineTitle(line)}, ${words.lineOf(line.recordType, line.currency)}`;
}

/** "12 $340.00", as a figure is drawn: who hears it must hear what is seen. */
export function cellWords(cell: CountAndAmount, currency: string | null): string {
  return currency === null
    ? formatNumber(cell.count)
    : `${formatNumber(cell.count)} ${formatMoney(cell.amountMinor, currency)}`;
}

import { formatMoney } from '../../core/model/money.ts';
import { isUnexplained, type CountAndAmount, type TieOutRow } from '../../core/model/tie-out.ts';
import { RECORD_WORDS } from '../../core/model/record-type.ts';
import type { Terminal } from '../terminal.ts';
import { countOf } from '../words.ts';

const MOST_LINES = 5;

/** ✓ only where every line of the tie-out is explained to the record and to the cent. */
export function tieOutLines(tieOut: readonly TieOutRow[], paint: Terminal['paint']): string[] {
  if (tieOut.length === 0) return [];
  const open = tieOut.filter(isUnexplained);
  const apart = [
    sumText(
      tieOut.map((row) => row.unreadable),
      'unreadable',
    ),
    sumText(
      tieOut.map((row) => row.unknown),
      'unknown',
    ),
  ].filter((text) => text !== '');
  const counted = `${countOf(tieOut.length, 'line')} by type, month and currency${apart.length > 0 ? `; kept apart: ${apart.join(', ')}` : ''}`;
  if (open.length === 0) return [`  ${paint('✓', 'green')} 0 unexplained (${counted})`];
  const lines = open.slice(0, MOST_LINES).map((row) => {
    const where = [RECORD_WORDS[row.recordType].many, row.month ?? 'no month', row.currency]
      .filter((text) => text !== null)
      .join(' ');
    const money =
      row.currency === null ? '' : `, ${formatMoney(row.unexplained.amountMinor, row.currency)}`;
    return `      ${where}: ${countOf(row.unexplained.count, 'record')}${money} unexplained`;
  });
  const more = open.length - lines.length;
  return [
    `  ${paint('✗', 'red')} ${countOf(open.length, 'line')} with an unexplained difference (${counted})`,
    ...lines,
    ...(more > 0 ? [`      and ${countOf(more, 'line')} more`] : []),
  ];
}

function sumText(parts: readonly CountAndAmount[], word: string): string {
  const count = parts.reduce((sum, part) => sum + Math.abs(part.count), 0);
  return count === 0 ? '' : `${countOf(count, 'record')} ${word}`;
}

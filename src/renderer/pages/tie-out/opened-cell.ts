import type { CountAndAmount } from '../../../core/model/tie-out.ts';
import type { TieOutCell } from '../../../core/model/tie-out-rows.ts';
import { tieOutWords as words } from '../../words/tie-out.ts';
import type { FigureAt } from './figure-address.ts';
import { lineWords } from './line-words.ts';
import { explainedOf, type TieOutLine } from './lines.ts';

/** A figure whose records are shown. */
export interface OpenedCell {
  readonly cell: TieOutCell;
  /** What its records add up to. */
  readonly figure: CountAndAmount;
  /** Its column and its line, in words. */
  readonly column: string;
  readonly line: string;
}

/** The figure of an address among the lines there are; null if it is on none of them. */
export function openedCell(
  lines: readonly TieOutLine[],
  figure: FigureAt | null,
): OpenedCell | null {
  const line = figure === null ? undefined : lines.find((each) => isOn(each, figure));
  if (figure === null || line === undefined) return null;
  const { side, state, cause } = figure;
  return {
    cell: { ...figure, by: line.by },
    figure: figureOn(line, figure),
    column:
      side === 'explained' && state !== undefined && cause !== undefined
        ? words.cause(state, cause)
        : words.columns[side],
    line: lineWords(line),
  };
}

/** Whether a figure is one of a line's. */
export function isOn(
  { recordType, key, currency }: TieOutLine,
  figure: Pick<FigureAt, 'recordType' | 'key' | 'currency'>,
): boolean {
  return recordType === figure.recordType && key === figure.key && currency === figure.currency;
}

function figureOn(line: TieOutLine, { side, state, cause }: FigureAt): CountAndAmount {
  if (side !== 'explained') return line[side];
  return explainedOf({
    explained: line.explained.filter((each) => each.state === state && each.cause === cause),
  });
}

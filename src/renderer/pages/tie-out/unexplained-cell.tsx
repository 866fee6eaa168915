import type { CountAndAmount } from '../../../core/model/tie-out.ts';
import { tieOutWords as words } from '../../words/tie-out.ts';
import { Mark } from '../audit/mark.tsx';
import { AmountCell, type FigureButton } from './amount-cell.tsx';
import { isNothing } from './open-lines.ts';

interface UnexplainedCellProps {
  readonly cell: CountAndAmount;
  readonly currency: string | null;
  readonly button?: FigureButton | null;
}

/** ✓, or ✗ with what nothing explains. */
export function UnexplainedCell({ cell, currency, button = null }: UnexplainedCellProps) {
  if (isNothing(cell)) return <Mark tone="good">{words.tiesOut}</Mark>;
  return (
    <Mark tone="bad">
      <AmountCell cell={cell} currency={currency} button={button} />
    </Mark>
  );
}

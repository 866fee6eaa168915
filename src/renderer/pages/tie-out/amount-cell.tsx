import { Text, VisuallyHidden } from '@mantine/core';
import type { CountAndAmount } from '../../../core/model/tie-out.ts';
import { formatMoney, formatNumber } from '../../words/format.ts';
import { tieOutWords as words } from '../../words/tie-out.ts';
import { isNothing } from './open-lines.ts';
import classes from './tie-out.module.css';

interface AmountCellProps {
  readonly cell: CountAndAmount;
  readonly currency: string | null;
}

/** A count with its money under it. */
export function AmountCell({ cell, currency }: AmountCellProps) {
  if (isNothing(cell))
    return (
      <Text span size="sm" c="dimmed">
        <span aria-hidden="true">{words.nothing}</span>
        <VisuallyHidden>{words.nothingLabel}</VisuallyHidden>
      </Text>
    );
  return (
    <span className={classes['figures']}>
      <span>{formatNumber(cell.count)}</span>
      {currency !== null && (
        <span className={classes['money']}>{formatMoney(cell.amountMinor, currency)}</span>
      )}
    </span>
  );
}

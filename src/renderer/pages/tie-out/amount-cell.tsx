import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { CountAndAmount } from '../../../core/model/tie-out.ts';
import { formatMoney, formatNumber } from '../../words/format.ts';
import { tieOutWords as words } from '../../words/tie-out.ts';
import { isNothing } from './open-lines.ts';
import classes from './tie-out.module.css';

/** How the records behind a figure are opened. */
export interface FigureButton {
  /** What the button is known by. */
  readonly id: string;
  readonly label: string;
  readonly open: () => void;
}

interface AmountCellProps {
  readonly cell: CountAndAmount;
  readonly currency: string | null;
  /** Null if no records of its own lie behind it: a sum of lines, or a difference. */
  readonly button?: FigureButton | null;
}

/** A count with its money under it. */
export function AmountCell({ cell, currency, button = null }: AmountCellProps) {
  if (isNothing(cell))
    return (
      <Text span size="sm" c="dimmed">
        <span aria-hidden="true">{words.nothing}</span>
        <VisuallyHidden>{words.nothingLabel}</VisuallyHidden>
      </Text>
    );
  const figures = (
    <>
      <span>{formatNumber(cell.count)}</span>{' '}
      {currency !== null && (
        <span className={classes['money']}>{formatMoney(cell.amountMinor, currency)}</span>
      )}
    </>
  );
  if (button === null) return <span className={classes['figures']}>{figures}</span>;
  return (
    <UnstyledButton
      className={`${classes['figures']} ${classes['opens']}`}
      data-figure={button.id}
      aria-label={button.label}
      onClick={button.open}
    >
      {figures}
    </UnstyledButton>
  );
}

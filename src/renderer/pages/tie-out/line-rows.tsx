import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { CountAndAmount } from '../../../core/model/tie-out.ts';
import { IconChevronDown, IconChevronUp } from '../../shell/icons.tsx';
import { tieOutWords as words } from '../../words/tie-out.ts';
import { AmountCell, type FigureButton } from './amount-cell.tsx';
import { figureId, type FigureAt } from './figure-address.ts';
import { cellWords, lineTitle, lineWords } from './line-words.ts';
import { differenceOf, explainedOf, type TieOutLine } from './lines.ts';
import { isOn } from './opened-cell.ts';
import classes from './tie-out.module.css';
import { UnexplainedCell } from './unexplained-cell.tsx';

interface LineRowsProps {
  readonly line: TieOutLine;
  /** The figure that is open; null if none is. */
  readonly opened: FigureAt | null;
  readonly onOpen: (figure: FigureAt) => void;
}

const number = classes['number'] ?? '';

/** One line, and under it, if wanted, every state and cause that explains a part of its difference. */
export function LineRows({ line, opened, onOpen }: LineRowsProps) {
  const [isOpen, setIsOpen] = useState(opened?.side === 'explained' && isOn(line, opened));
  const { currency, explained } = line;
  const said = lineWords(line);
  const button = buttonsOf(line, onOpen);
  const plain = (side: 'raise' | 'crm' | 'unreadable' | 'unknown') => (
    <Table.Td className={number}>
      <AmountCell
        cell={line[side]}
        currency={currency}
        button={button({ side }, words.columns[side], line[side])}
      />
    </Table.Td>
  );
  return (
    <>
      <Table.Tr>
        <Table.Th scope="row" className={classes['line'] ?? ''}>
          {lineTitle(line)}
          <div className={classes['kind']}>{words.lineOf(line.recordType, currency)}</div>
        </Table.Th>
        {plain('raise')}
        {plain('crm')}
        <Table.Td className={number}>
          <AmountCell cell={differenceOf(line)} currency={currency} />
        </Table.Td>
        <Table.Td className={number}>
          <AmountCell cell={explainedOf(line)} currency={currency} />
          {explained.length > 0 && (
            <div>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-expanded={isOpen}
                aria-label={words.causesOf(words.causes(explained.length), said)}
                rightSection={isOpen ? <IconChevronUp /> : <IconChevronDown />}
                onClick={() => setIsOpen(!isOpen)}
              >
                {words.causes(explained.length)}
              </Button>
            </div>
          )}
        </Table.Td>
        {plain('unreadable')}
        {plain('unknown')}
        <Table.Td className={number}>
          <UnexplainedCell
            cell={line.unexplained}
            currency={currency}
            button={button({ side: 'unexplained' }, words.columns.unexplained, line.unexplained)}
          />
        </Table.Td>
      </Table.Tr>
      {isOpen &&
        explained.map(({ state, cause, ...cell }) => (
          <Table.Tr key={`${state} ${cause}`} className={classes['cause'] ?? ''}>
            <Table.Th scope="row" colSpan={4}>
              {words.cause(state, cause)}
            </Table.Th>
            <Table.Td className={number}>
              <AmountCell
                cell={cell}
                currency={currency}
                button={button(
                  { side: 'explained', state, cause },
                  words.cause(state, cause),
                  cell,
                )}
              />
            </Table.Td>
            <Table.Td colSpan={3} />
          </Table.Tr>
        ))}
    </>
  );
}

/** Makes the buttons that open a line's figures. */
function buttonsOf(line: TieOutLine, onOpen: (figure: FigureAt) => void) {
  const { recordType, key, currency } = line;
  return (
    of: Pick<FigureAt, 'side' | 'state' | 'cause'>,
    column: string,
    cell: CountAndAmount,
  ): FigureButton => {
    const figure = { recordType, key, currency, ...of };
    return {
      id: figureId(figure),
      label: words.showRows(column, lineWords(line), cellWords(cell, currency)),
      open: () => onOpen(figure),
    };
  };
}

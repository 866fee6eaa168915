import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import { IconChevronDown, IconChevronUp } from '../../shell/icons.tsx';
import { tieOutWords as words } from '../../words/tie-out.ts';
import { AmountCell } from './amount-cell.tsx';
import { lineTitle, lineWords } from './line-words.ts';
import { differenceOf, explainedOf, type TieOutLine } from './lines.ts';
import classes from './tie-out.module.css';
import { UnexplainedCell } from './unexplained-cell.tsx';

interface LineRowsProps {
  readonly line: TieOutLine;
}

const number = classes['number'] ?? '';

/** One line, and under it, if wanted, every state and cause that explains a part of its difference. */
export function LineRows({ line }: LineRowsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { currency, explained } = line;
  const said = lineWords(line);
  const plain = (part: 'raise' | 'crm' | 'unreadable' | 'unknown') => (
    <Table.Td className={number}>
      <AmountCell cell={line[part]} currency={currency} />
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
          <UnexplainedCell cell={line.unexplained} currency={currency} />
        </Table.Td>
      </Table.Tr>
      {isOpen &&
        explained.map(({ state, cause, ...cell }) => (
          <Table.Tr key={`${state} ${cause}`} className={classes['cause'] ?? ''}>
            <Table.Th scope="row" colSpan={4}>
              {words.cause(state, cause)}
            </Table.Th>
            <Table.Td className={number}>
              <AmountCell cell={cell} currency={currency} />
            </Table.Td>
            <Table.Td colSpan={3} />
          </Table.Tr>
        ))}
    </>
  );
}

import { Table } from '@mantine/core';
import { useState } from 'react';
import { tieOutWords as words } from '../../words/tie-out.ts';
import { WideTable } from '../audit/wide-table.tsx';
import type { FigureAt } from './figure-address.ts';
import { LineRows } from './line-rows.tsx';
import { differenceOf, lineId, totalsOf, type TieOutLine } from './lines.ts';
import { isOn } from './opened-cell.ts';
import { AmountCell } from './amount-cell.tsx';
import { Paging } from './paging.tsx';
import classes from './tie-out.module.css';
import { UnexplainedCell } from './unexplained-cell.tsx';

/** A page of lines is quick to draw; a customer has decades of months, or thousands of campaigns. */
const LINES_A_PAGE = 30;
const number = classes['number'] ?? '';
const columns = words.columns;

interface TieOutTableProps {
  readonly by: TieOutLine['by'];
  readonly lines: readonly TieOutLine[];
  /** The figure that is open; null if none is. */
  readonly opened: FigureAt | null;
  readonly onOpen: (figure: FigureAt) => void;
}

/** Both totals of every line, what explains their difference, and what doesn't. */
export function TieOutTable({ by, lines, opened, onOpen }: TieOutTableProps) {
  const [page, setPage] = useState(() => pageOf(lines, opened));
  const pages = Math.ceil(lines.length / LINES_A_PAGE);
  const at = Math.min(page, pages - 1);
  return (
    <>
      <WideTable minWidth={780}>
        <Table
          className={classes['table'] ?? ''}
          verticalSpacing={5}
          horizontalSpacing={8}
          aria-label={words.views[by]}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{columns[by]}</Table.Th>
              <Table.Th className={number}>{columns.raise}</Table.Th>
              <Table.Th className={number}>{columns.crm}</Table.Th>
              <Table.Th className={number}>{columns.difference}</Table.Th>
              <Table.Th className={number}>{columns.explained}</Table.Th>
              <Table.Th className={number}>{columns.unreadable}</Table.Th>
              <Table.Th className={number}>{columns.unknown}</Table.Th>
              <Table.Th className={number}>{columns.unexplained}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Totals lines={lines} />
          <Table.Tbody>
            {lines.slice(at * LINES_A_PAGE, (at + 1) * LINES_A_PAGE).map((line) => (
              <LineRows key={lineId(line)} line={line} opened={opened} onOpen={onOpen} />
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      <Paging
        label={words.pages}
        at={at}
        pages={pages}
        words={words.shownLines(
          at * LINES_A_PAGE + 1,
          Math.min(lines.length, (at + 1) * LINES_A_PAGE),
          lines.length,
        )}
        onGo={setPage}
      />
    </>
  );
}

/** The page with the line of the figure that is open: who comes back finds it. */
function pageOf(lines: readonly TieOutLine[], opened: FigureAt | null): number {
  if (opened === null) return 0;
  const at = lines.findIndex((line) => isOn(line, opened));
  return Math.floor(Math.max(0, at) / LINES_A_PAGE);
}

/** The sums of all lines that are chosen, on this page or not. A gift of two projects would count twice in them. */
function Totals({ lines }: Pick<TieOutTableProps, 'lines'>) {
  if (lines.length < 2 || lines[0]?.by === 'project') return null;
  return (
    <Table.Tbody>
      {totalsOf(lines).map((total) => {
        const { recordType, currency } = total;
        return (
          <Table.Tr key={`${recordType} ${currency}`} className={classes['total'] ?? ''}>
            <Table.Th scope="row">{words.totalOf(recordType, currency)}</Table.Th>
            {[
              total.raise,
              total.crm,
              differenceOf(total),
              total.explained,
              total.unreadable,
              total.unknown,
            ].map((cell, column) => (
              <Table.Td key={String(column)} className={number}>
                <AmountCell cell={cell} currency={currency} />
              </Table.Td>
            ))}
            <Table.Td className={number}>
              <UnexplainedCell cell={total.unexplained} currency={currency} />
            </Table.Td>
          </Table.Tr>
        );
      })}
    </Table.Tbody>
  );
}

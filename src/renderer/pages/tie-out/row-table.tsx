import { Table, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { PRODUCT_WORDS } from '../../../core/model/record-type.ts';
import { causeEntry, stateEntry } from '../../../core/model/states.ts';
import type { TieOutCellRow } from '../../../core/model/tie-out-rows.ts';
import { drillWords as words } from '../../words/drill.ts';
import { formatDay, formatMoney, formatNumber } from '../../words/format.ts';
import { tieOutWords } from '../../words/tie-out.ts';
import { WideTable } from '../audit/wide-table.tsx';
import { stepTo } from './row-steps.ts';
import classes from './tie-out.module.css';

const columns = words.columns;
const number = classes['number'] ?? '';

interface RowTableProps {
  readonly rows: readonly TieOutCellRow[];
  readonly left: string | null;
  readonly onReturn: () => void;
  readonly onOpen: (row: TieOutCellRow) => void;
  readonly onCopy: () => void;
}

/** What a record's button is known by. */
export function rowId({ side, id }: TieOutCellRow): string {
  return `${side} ${id}`;
}

/** One page of records. Tab comes to one of them, the arrows go on from there. */
export function RowTable({ rows, left, onReturn, onOpen, onCopy }: RowTableProps) {
  const [at, setAt] = useState(0);
  const hasMoney = rows.some(({ currency }) => currency !== null);
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (left === null) return;
    body.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(left)}"]`)?.focus();
    onReturn();
  }, [left, onReturn]);
  const press = (event: KeyboardEvent): void => {
    const to = stepTo(event.key, at, rows.length);
    if (to !== null) {
      event.preventDefault();
      setAt(to);
      body.current?.querySelectorAll<HTMLElement>('[data-row]')[to]?.focus();
    } else if (event.key === 'c' && (event.ctrlKey || event.metaKey) && isNothingSelected()) {
      event.preventDefault();
      onCopy();
    }
  };
  return (
    <WideTable minWidth={640}>
      <Table
        className={classes['table'] ?? ''}
        verticalSpacing={4}
        horizontalSpacing={8}
        aria-label={words.table}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.record}</Table.Th>
            <Table.Th>{columns.day}</Table.Th>
            <Table.Th className={number}>{columns.count}</Table.Th>
            {hasMoney && <Table.Th className={number}>{columns.amount}</Table.Th>}
            <Table.Th>{columns.counterparts}</Table.Th>
            <Table.Th>{columns.state}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body} onKeyDown={press}>
          {rows.map((row, index) => (
            <RecordRow
              // A CRM+ record that several Raise records share stands there once for each.
              key={`${rowId(row)} ${index}`}
              row={row}
              hasMoney={hasMoney}
              isTabbed={index === at}
              onFocus={() => setAt(index)}
              onOpen={() => onOpen(row)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

interface RecordRowProps {
  readonly row: TieOutCellRow;
  /** Whether any record of the page has an amount: donors have none. */
  readonly hasMoney: boolean;
  readonly isTabbed: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
}

function RecordRow({ row, hasMoney, isTabbed, onFocus, onOpen }: RecordRowProps) {
  const { side, id, day, count, amountMinor, currency, campaign, counterpartIds } = row;
  const { state, cause } = row;
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton
          data-row={rowId(row)}
          className={classes['opens'] ?? ''}
          tabIndex={isTabbed ? 0 : -1}
          aria-label={words.open(PRODUCT_WORDS[side], id)}
          onFocus={onFocus}
          onClick={onOpen}
        >
          <Text span size="sm" ff="monospace">
            {id}
          </Text>
        </UnstyledButton>
        <Text size="xs" c="dimmed">
          {PRODUCT_WORDS[side]}
        </Text>
      </Table.Td>
      <Table.Td className={classes['day'] ?? ''}>
        {day === null ? tieOutWords.nothing : formatDay(day)}
      </Table.Td>
      <Table.Td className={number}>{formatNumber(count)}</Table.Td>
      {hasMoney && (
        <Table.Td className={number}>
          {currency === null ? tieOutWords.nothing : formatMoney(amountMinor, currency)}
        </Table.Td>
      )}
      <Table.Td className={classes['id'] ?? ''}>{words.counterparts(counterpartIds)}</Table.Td>
      <Table.Td>
        {stateEntry(state).title}
        <Text size="xs" c="dimmed">
          {cause === null ? campaign : causeEntry(state, cause).words}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

/** Text that somebody marked is what they want to copy. */
function isNothingSelected(): boolean {
  return document.getSelection()?.isCollapsed ?? true;
}

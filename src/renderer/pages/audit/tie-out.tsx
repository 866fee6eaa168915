import { Table, Text } from '@mantine/core';
import { RECORD_WORDS } from '../../../core/model/record-type.ts';
import type { CountAndAmount, TieOutRow } from '../../../core/model/tie-out.ts';
import { auditResultWords as words } from '../../words/audit-result.ts';
import { formatMoney, formatNumber } from '../../words/format.ts';
import classes from './audit.module.css';
import { Mark } from './mark.tsx';

const MOST_LINES = 10;
const number = classes['number'] ?? '';
const columns = words.unexplained;

/** Whether the two products' totals come to the same once every finding is counted. */
export function TieOut({ rows }: { readonly rows: readonly TieOutRow[] }) {
  if (rows.length === 0) return <Text size="sm">{words.tieOutEmpty}</Text>;
  const open = rows.filter(({ unexplained }) => isOpen(unexplained));
  const unreadable = recordsIn(rows.map((row) => row.unreadable));
  const unknown = recordsIn(rows.map((row) => row.unknown));
  return (
    <>
      <Text size="sm" component="div">
        {open.length === 0 ? (
          <Mark tone="good">{words.tieOutPassed(rows.length)}</Mark>
        ) : (
          <Mark tone="bad">{words.tieOutFailed(open.length, rows.length)}</Mark>
        )}
      </Text>
      {unreadable + unknown > 0 && (
        <Text size="sm" c="dimmed">
          {words.tieOutApart(unreadable, unknown)}
        </Text>
      )}
      {open.length > 0 && <OpenLines rows={open} />}
    </>
  );
}

function OpenLines({ rows }: { readonly rows: readonly TieOutRow[] }) {
  return (
    <>
      <Table verticalSpacing={4} maw={620} aria-label={words.tieOut}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.where}</Table.Th>
            <Table.Th className={number}>{columns.count}</Table.Th>
            <Table.Th className={number}>{columns.amount}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, MOST_LINES).map(({ recordType, month, currency, unexplained }) => (
            <Table.Tr key={`${recordType} ${month} ${currency}`}>
              <Table.Td>{columns.line(RECORD_WORDS[recordType].many, month, currency)}</Table.Td>
              <Table.Td className={number}>{formatNumber(unexplained.count)}</Table.Td>
              <Table.Td className={number}>
                {currency === null ? words.none : formatMoney(unexplained.amountMinor, currency)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length > MOST_LINES && (
        <Text size="sm" c="dimmed">
          {columns.more(rows.length - MOST_LINES)}
        </Text>
      )}
    </>
  );
}

function isOpen({ count, amountMinor }: CountAndAmount): boolean {
  return count !== 0 || amountMinor !== 0;
}

function recordsIn(parts: readonly CountAndAmount[]): number {
  return parts.reduce((sum, part) => sum + Math.abs(part.count), 0);
}

import { Table } from '@mantine/core';
import type { PlannedStream } from '../../../core/model/plan.ts';
import { auditWords } from '../../words/audit.ts';
import { formatNumber } from '../../words/format.ts';
import classes from './audit.module.css';

const words = auditWords.plan;
const number = classes['number'] ?? '';

/** Records and calls of each list. */
export function PlanLists({ streams }: { readonly streams: readonly PlannedStream[] }) {
  return (
    <Table verticalSpacing={4} maw={520} aria-label={words.lists}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.list}</Table.Th>
          <Table.Th className={number}>{words.records}</Table.Th>
          <Table.Th className={number}>{words.calls}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {streams.map(({ stream, records, calls }) => (
          <Table.Tr key={stream}>
            <Table.Td>{auditWords.stream(stream)}</Table.Td>
            <Table.Td className={number}>
              {records === null ? words.unknown : formatNumber(records)}
            </Table.Td>
            <Table.Td className={number}>{formatNumber(calls)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

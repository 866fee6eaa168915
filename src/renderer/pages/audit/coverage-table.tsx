import { Table } from '@mantine/core';
import type { Coverage } from '../../../core/model/report.ts';
import { auditWords } from '../../words/audit.ts';
import { auditResultWords as words } from '../../words/audit-result.ts';
import { formatNumber } from '../../words/format.ts';
import classes from './audit.module.css';
import { Mark } from './mark.tsx';
import { WideTable } from './wide-table.tsx';

const columns = words.coverageColumns;
const number = classes['number'] ?? '';

/** What each list's read was worth. */
export function CoverageTable({ coverage }: { readonly coverage: readonly Coverage[] }) {
  const rows = [...coverage].sort((a, b) => b.product.localeCompare(a.product));
  return (
    <WideTable minWidth={620}>
      <Table verticalSpacing={6} aria-label={words.coverage}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.stream}</Table.Th>
            <Table.Th className={number}>{columns.advertised}</Table.Th>
            <Table.Th className={number}>{columns.read}</Table.Th>
            <Table.Th className={number}>{columns.unreadable}</Table.Th>
            <Table.Th>{columns.complete}</Table.Th>
            <Table.Th>{columns.note}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(
            ({ product, stream, advertised, read, unreadable, complete, changed, note }) => (
              <Table.Tr key={`${product}.${stream}`}>
                <Table.Td>{auditWords.stream(`${product}.${stream}`)}</Table.Td>
                <Table.Td className={number}>
                  {advertised === null ? words.notTold : formatNumber(advertised)}
                </Table.Td>
                <Table.Td className={number}>{formatNumber(read)}</Table.Td>
                <Table.Td className={number}>{formatNumber(unreadable)}</Table.Td>
                <Table.Td>
                  <Mark tone={complete ? 'good' : 'bad'}>
                    {complete ? words.complete : words.notComplete}
                  </Mark>
                </Table.Td>
                <Table.Td>{note ?? (changed ? words.changed : '')}</Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

import { Table, Text } from '@mantine/core';
import { PRODUCT_WORDS } from '../../../core/model/record-type.ts';
import type { RunFacts } from '../../../core/model/report.ts';
import { auditResultWords } from '../../words/audit-result.ts';
import { formatNumber } from '../../words/format.ts';
import classes from './audit.module.css';
import { spentRows } from './spent-rows.ts';
import { WideTable } from './wide-table.tsx';

const words = auditResultWords.spent;
const number = classes['number'] ?? '';

/** What the audit was planned to cost each product, beside what it took. */
export function SpentTable({ run }: { readonly run: RunFacts }) {
  return (
    <div>
      <WideTable minWidth={440}>
        <Table verticalSpacing={4} maw={640} aria-label={words.title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.product}</Table.Th>
              <Table.Th className={number}>{words.planned}</Table.Th>
              <Table.Th className={number}>{words.took}</Table.Th>
              <Table.Th className={number}>{words.retried}</Table.Th>
              <Table.Th className={number}>{words.refused}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {spentRows(run).map(({ product, planned, calls, retried, refused }) => (
              <Table.Tr key={product ?? 'total'}>
                <Table.Th scope="row">
                  {product === null ? words.total : PRODUCT_WORDS[product]}
                </Table.Th>
                {[planned, calls, retried, refused].map((count, column) => (
                  <Table.Td key={column} className={number}>
                    {count === null ? auditResultWords.none : formatNumber(count)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      <Text size="sm" c="dimmed" mt="xs">
        {run.plan === null ? words.noPlan : words.planOfReading}
      </Text>
    </div>
  );
}

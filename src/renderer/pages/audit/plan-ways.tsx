import { Table, Text, Title } from '@mantine/core';
import type { PlanAlternative } from '../../../core/model/plan.ts';
import { auditWords } from '../../words/audit.ts';
import { formatNumber } from '../../words/format.ts';
import classes from './audit.module.css';
import { Mark } from './mark.tsx';
import { WideTable } from './wide-table.tsx';

const words = auditWords.plan;
const number = classes['number'] ?? '';

/** The ways in which it could be read, with what each would cost, and the one that was chosen. */
export function PlanWays({ ways }: { readonly ways: readonly PlanAlternative[] }) {
  return (
    <div>
      <Title order={4} size="h6">
        {words.ways}
      </Title>
      <WideTable minWidth={360}>
        <Table verticalSpacing={6} aria-label={words.ways}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.way}</Table.Th>
              <Table.Th className={number}>{words.calls}</Table.Th>
              <Table.Th className={number}>{words.time}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ways.map(({ way, calls, minutes, isChosen, why }) => (
              <Table.Tr key={way} fw={isChosen ? 600 : 400}>
                <Table.Td>
                  {isChosen ? (
                    <Mark tone="good">
                      {words.wayNames[way]}, {words.chosen}
                    </Mark>
                  ) : (
                    words.wayNames[way]
                  )}
                  <Text size="sm" c="dimmed">
                    {why}
                  </Text>
                </Table.Td>
                <Table.Td className={number}>{formatNumber(calls.raise + calls.crm)}</Table.Td>
                <Table.Td className={number}>{words.minutes(minutes)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </div>
  );
}

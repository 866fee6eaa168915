import { Anchor, Table, Text } from '@mantine/core';
import {
  formatFigure,
  trendWords as words,
  type TrendOf,
  type TrendUnit,
} from '../../../words/trends.ts';
import { Mark } from '../../audit/mark.tsx';
import type { TrendValue } from './trend-runs.ts';
import classes from './trends.module.css';

interface TrendTableProps {
  readonly title: string;
  readonly unit: TrendUnit;
  readonly of: TrendOf;
  readonly values: readonly TrendValue[];
  readonly hrefOf: (id: string) => string;
}

const columns = words.columns;
const number = classes['number'] ?? '';

/** The same figures as a table, newest first. */
export function TrendTable({ title, unit, of, values, hrefOf }: TrendTableProps) {
  return (
    <div className={classes['table']} tabIndex={0} role="group" aria-label={title}>
      <Table verticalSpacing={4} horizontalSpacing={6} stickyHeader aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.of[of].point}</Table.Th>
            <Table.Th className={number}>{columns.value}</Table.Th>
            <Table.Th className={number}>{columns.change}</Table.Th>
            <Table.Th className={number}>{columns.usual}</Table.Th>
            <Table.Th>{columns.standing}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {values
            .map((value, at) => ({ ...value, before: values[at - 1] ?? null }))
            .toReversed()
            .map(({ id, when, value, before, baseline, spike, isFirm }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Anchor size="sm" href={hrefOf(id)}>
                    {when}
                  </Anchor>
                  {!isFirm && (
                    <Text size="xs" c="dimmed">
                      {words.of[of].notFirm}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className={number}>{formatFigure(value, unit)}</Table.Td>
                <Table.Td className={number}>
                  {before === null ? words.nothing : words.change(before.value, value, unit)}
                </Table.Td>
                <Table.Td className={number}>
                  {baseline === null ? words.tooFew : words.usualRange(unit, baseline)}
                </Table.Td>
                <Table.Td>
                  {spike !== null ? (
                    <Mark tone="warn">{words.spike(spike)}</Mark>
                  ) : (
                    baseline !== null && words.asUsual
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

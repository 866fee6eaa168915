import { Button, Table, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { precisionOf, recallOf, type PowerTest } from '../../../../core/model/run-analysis.ts';
import { IconChevronDown, IconChevronUp } from '../../../shell/icons.tsx';
import { formatNumber } from '../../../words/format.ts';
import { powerWords as words } from '../../../words/power.ts';
import classes from '../audit.module.css';
import { Mark } from '../mark.tsx';
import { WideTable } from '../wide-table.tsx';

const columns = words.columns;
const number = classes['number'] ?? '';

/** What came of a power test: how much was found, what else was, and each kind of error. */
export function PowerResult({ power }: { readonly power: PowerTest }) {
  const { rows, extra, ranUtc, seed } = power;
  const planted = sumOf(rows, 'planted');
  const found = sumOf(rows, 'found');
  const isGood = found === planted && extra === 0;
  const [isOpen, setIsOpen] = useState(found < planted);
  const id = useId();
  if (planted === 0) return <Text size="sm">{words.nothingPlanted}</Text>;
  return (
    <>
      <Text size="sm" fw={600} component="div">
        <Mark tone={isGood ? 'good' : 'bad'}>
          {words.result(words.found(found, planted), words.extra(extra))}
        </Mark>
      </Text>
      <Text size="sm">
        {words.shares(recallOf(power), precisionOf(power))}. {words.ran(ranUtc, seed)}
      </Text>
      <Button
        w="fit-content"
        size="compact-sm"
        variant="subtle"
        aria-expanded={isOpen}
        aria-controls={id}
        rightSection={isOpen ? <IconChevronUp /> : <IconChevronDown />}
        onClick={() => setIsOpen(!isOpen)}
      >
        {words.kinds(rows.length)}
      </Button>
      <div id={id} hidden={!isOpen}>
        <KindTable rows={rows} />
      </div>
    </>
  );
}

function KindTable({ rows }: Pick<PowerTest, 'rows'>) {
  return (
    <WideTable minWidth={560}>
      <Table verticalSpacing={4} aria-label={words.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.kind}</Table.Th>
            <Table.Th>{columns.records}</Table.Th>
            <Table.Th className={number}>{columns.planted}</Table.Th>
            <Table.Th className={number}>{columns.found}</Table.Th>
            <Table.Th className={number}>{columns.recall}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ recordType, state, cause, planted, found }) => (
            <Table.Tr key={`${recordType} ${state} ${cause}`}>
              <Table.Th scope="row" fw={400}>
                {words.kind(state, cause)}
              </Table.Th>
              <Table.Td>{words.record(recordType)}</Table.Td>
              <Table.Td className={number}>{formatNumber(planted)}</Table.Td>
              <Table.Td className={number}>{formatNumber(found)}</Table.Td>
              <Table.Td className={number}>
                {found < planted ? (
                  <Mark tone="bad">{words.recall(found, planted)}</Mark>
                ) : (
                  words.recall(found, planted)
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

function sumOf(rows: PowerTest['rows'], of: 'planted' | 'found'): number {
  return rows.reduce((sum, row) => sum + row[of], 0);
}

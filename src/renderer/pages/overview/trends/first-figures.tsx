import { Table, Text } from '@mantine/core';
import { RECORD_WORDS, type RecordType } from '../../../../core/model/record-type.ts';
import type { TrendPoint } from '../../../../core/model/run-analysis.ts';
import { auditResultWords } from '../../../words/audit-result.ts';
import { formatFigure, trendWords as words } from '../../../words/trends.ts';
import { WideTable } from '../../audit/wide-table.tsx';
import { RECORD_TRENDS, RUN_TRENDS, type TrendKind } from './trend-list.ts';
import { trendValues } from './trend-runs.ts';
import classes from './trends.module.css';

interface FirstFiguresProps {
  readonly point: TrendPoint | undefined;
  readonly types: readonly RecordType[];
}

const number = classes['number'] ?? '';

/** A single audit's figures: a point alone makes no line, so they stand in a table. */
export function FirstFigures({ point, types }: FirstFiguresProps) {
  if (point === undefined) return null;
  const figure = ({ name, unit }: TrendKind, type: RecordType | null): string => {
    const [value] = trendValues([point], name, type);
    return value === undefined ? words.nothing : formatFigure(value.value, unit);
  };
  return (
    <>
      <WideTable minWidth={460}>
        <Table verticalSpacing={4} horizontalSpacing={8} aria-label={words.figures}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.figure}</Table.Th>
              {types.map((type) => (
                <Table.Th key={type} className={number}>
                  {auditResultWords.type(RECORD_WORDS[type].many)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {RECORD_TRENDS.map((kind) => (
              <Table.Tr key={kind.name}>
                <Table.Th scope="row" fw={400}>
                  {kind.title}
                </Table.Th>
                {types.map((type) => (
                  <Table.Td key={type} className={number}>
                    {figure(kind, type)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      <Text size="sm">
        {RUN_TRENDS.map((kind) => `${kind.title}: ${figure(kind, null)}`).join(' · ')}
      </Text>
    </>
  );
}

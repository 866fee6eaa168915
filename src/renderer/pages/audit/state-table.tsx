import { Anchor, Table, Text } from '@mantine/core';
import type { FindingQuery } from '../../../core/model/finding-query.ts';
import { RECORD_TYPES, RECORD_WORDS } from '../../../core/model/record-type.ts';
import type { RunReport } from '../../../contract/runs.ts';
import { stateEntry } from '../../../core/model/states.ts';
import { pathTo } from '../../shell/routes.ts';
import { auditResultWords as words } from '../../words/audit-result.ts';
import { formatMoney, formatNumber } from '../../words/format.ts';
import { writeAddress } from '../findings/view/address.ts';
import classes from './audit.module.css';
import { stateRows, type StateCell, type StateRow } from './state-rows.ts';
import { WideTable } from './wide-table.tsx';

interface StateTableProps {
  readonly workspace: string;
  readonly runId: string;
  readonly report: Pick<RunReport, 'summary' | 'accepted'>;
}

const number = classes['number'] ?? '';

/** States by record type: counts that lead to their findings, and the money of each currency under them. */
export function StateTable({ workspace, runId, report }: StateTableProps) {
  const { summary } = report;
  const types = RECORD_TYPES.filter((type) => summary.some((row) => row.recordType === type));
  if (types.length === 0) return <Text size="sm">{words.noRecords}</Text>;
  const link = (query: FindingQuery): string =>
    `#${pathTo(workspace, 'findings', writeAddress({ runId, query, sort: [] }))}`;
  return (
    <WideTable minWidth={470}>
      <Table
        verticalSpacing={6}
        horizontalSpacing={6}
        highlightOnHover
        highlightOnHoverColor="var(--tieout-surface)"
        aria-label={words.statesTitle}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.state}</Table.Th>
            <Table.Th className={`${number} ${classes['when']}`}>{words.toAct}</Table.Th>
            {types.map((type) => (
              <Table.Th key={type} className={number}>
                {words.count(type)}
              </Table.Th>
            ))}
            <Table.Th className={number}>{words.total}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stateRows(report).map((row) => (
            <Table.Tr key={row.state}>
              <Table.Th scope="row" className={classes['state']}>
                {stateEntry(row.state).title}
                <Text size="xs" c="dimmed" fw={400}>
                  {stateEntry(row.state).meaning}
                </Text>
              </Table.Th>
              <ToAct
                row={row}
                href={link({ states: [row.state], actionable: true })}
                acceptedHref={link({ states: [row.state], accepted: true })}
              />
              {types.map((type) => (
                <Table.Td key={type} className={number}>
                  <Cell
                    cell={row.cells[type]}
                    label={(count) =>
                      words.showThese(count, stateEntry(row.state).title, RECORD_WORDS[type].many)
                    }
                    href={
                      row.state === 'consistent'
                        ? null
                        : link({ states: [row.state], recordTypes: [type] })
                    }
                  />
                </Table.Td>
              ))}
              <Table.Td className={number}>{formatNumber(row.count)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

interface CellProps {
  readonly cell: StateCell;
  readonly label: (count: string) => string;
  /** Null where there are no findings to show: consistent records are only counted. */
  readonly href: string | null;
}

function Cell({ cell, label, href }: CellProps) {
  if (cell.count === 0)
    return (
      <Text span size="sm" c="dimmed">
        {words.none}
      </Text>
    );
  const count = formatNumber(cell.count);
  return (
    <>
      {href === null ? (
        count
      ) : (
        <Anchor size="sm" href={href} aria-label={label(count)}>
          {count}
        </Anchor>
      )}
      {cell.money.map(({ currency, amountMinor }) => (
        <Text key={currency} size="xs" c="dimmed">
          {formatMoney(amountMinor, currency)}
        </Text>
      ))}
    </>
  );
}

function ToAct({
  row,
  href,
  acceptedHref,
}: {
  readonly row: StateRow;
  readonly href: string;
  readonly acceptedHref: string;
}) {
  return (
    <Table.Td className={number}>
      {row.toAct === 0 ? (
        <Text span size="sm" c="dimmed">
          {words.none}
        </Text>
      ) : (
        <Anchor
          size="sm"
          fw={600}
          href={href}
          aria-label={words.showToAct(formatNumber(row.toAct), stateEntry(row.state).title)}
        >
          {formatNumber(row.toAct)}
        </Anchor>
      )}
      {row.accepted > 0 && (
        <div>
          <Anchor size="xs" underline="always" href={acceptedHref}>
            {words.acceptedOf(row.accepted)}
          </Anchor>
        </div>
      )}
    </Table.Td>
  );
}

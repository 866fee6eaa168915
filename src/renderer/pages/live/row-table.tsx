import { Table, Text } from '@mantine/core';
import type { ShownLiveRow } from '../../../core/model/live-status.ts';
import { formatDay, formatMoney, formatNumber } from '../../words/format.ts';
import { liveWords } from '../../words/live.ts';
import { Mark } from '../audit/mark.tsx';
import { knownOf, type KnownAt } from './known-words.ts';
import classes from './live.module.css';
import { LiveTable } from './live-table.tsx';
import { RowIds } from './row-ids.tsx';

const words = liveWords.rows;

interface RowTableProps {
  readonly rows: readonly ShownLiveRow[];
  readonly at: KnownAt;
}

/** Records as they are given: what each product has told, and what is known of it. */
export function RowTable({ rows, at }: RowTableProps) {
  const { columns } = words;
  return (
    <LiveTable
      label={words.table}
      minWidth={820}
      heads={[
        columns.record,
        columns.raise,
        columns.crm,
        columns.campaign,
        columns.events,
        columns.known,
      ]}
    >
      {rows.map((row) => (
        <LiveTableRow key={row.key} row={row} at={at} />
      ))}
    </LiveTable>
  );
}

function LiveTableRow({ row, at }: { readonly row: ShownLiveRow; readonly at: KnownAt }) {
  const known = knownOf(row, at);
  return (
    <Table.Tr data-live-row={row.raiseId ?? row.loneCrmId}>
      <Table.Td className={classes['figure'] ?? ''}>
        <RowIds row={row} />
      </Table.Td>
      <Table.Td className={classes['figure'] ?? ''}>
        <Side
          row={row}
          toldMs={row.raiseFirstMs}
          deletedMs={row.raiseDeletedMs}
          amountMinor={row.raiseAmountMinor}
        />
      </Table.Td>
      <Table.Td className={classes['figure'] ?? ''}>
        <Side
          row={row}
          toldMs={row.crmFirstMs}
          deletedMs={row.crmDeletedMs}
          amountMinor={row.crmAmountMinor}
        />
      </Table.Td>
      <Table.Td className={classes['long'] ?? ''}>
        {row.campaignName}
        {row.date !== null && <div>{formatDay(row.date)}</div>}
        {row.campaignName === null && row.date === null && words.none}
      </Table.Td>
      <Table.Td className={classes['figure'] ?? ''}>{formatNumber(row.events)}</Table.Td>
      <Table.Td className={classes['long'] ?? ''}>
        <Mark tone={known.tone}>{known.words}</Mark>
        {known.more !== null && (
          <Text size="xs" c="dimmed">
            {known.more}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

interface SideProps {
  readonly row: ShownLiveRow;
  readonly toldMs: number | null;
  readonly deletedMs: number | null;
  readonly amountMinor: number | null;
}

/** When a product told of the record first, and the amount it named. */
function Side({ row, toldMs, deletedMs, amountMinor }: SideProps) {
  if (toldMs === null)
    return (
      <Text size="sm" c="dimmed">
        {words.notTold}
      </Text>
    );
  return (
    <>
      {row.recordType !== 'donor' && (
        <div>
          {amountMinor === null || row.currency === null
            ? words.amountUnknown
            : formatMoney(amountMinor, row.currency)}
        </div>
      )}
      <Text size="xs" c="dimmed">
        {words.firstTold(toldMs)}
      </Text>
      {deletedMs !== null && <Text size="xs">{words.deleted}</Text>}
    </>
  );
}

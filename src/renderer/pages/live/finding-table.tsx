import { Skeleton, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ShownLiveRow } from '../../../core/model/live-status.ts';
import { causeEntry, stateEntry } from '../../../core/model/states.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { formatInstant } from '../../words/format.ts';
import { liveWords } from '../../words/live.ts';
import { capitalized } from '../findings/columns/columns.ts';
import classes from './live.module.css';
import type { LiveProps } from './live-props.ts';
import { LiveTable } from './live-table.tsx';
import { liveVersion } from './live-version.ts';
import { RowIds } from './row-ids.tsx';
import { liveKey } from './use-live.ts';

const words = liveWords.late;
/** As many as the engine answers at once. */
const MOST = 500;

/** Late gifts that reading them directly has confirmed, the newest first, with state, cause and evidence. */
export function FindingTable({ workspace, view }: LiveProps) {
  const engine = useEngine();
  const { data, error, refetch } = useQuery({
    queryKey: [...liveKey(workspace), 'findings', liveVersion(view)],
    queryFn: () => engine.live.findings({ workspace }),
    placeholderData: keepPreviousData,
  });
  if (error !== null)
    return <FailureNote failure={failureOf(error)} retry={() => void refetch()} />;
  if (data === undefined)
    return <Skeleton height={80} role="status" aria-label={liveWords.loading} />;
  const { columns } = words;
  return (
    <>
      <LiveTable
        label={words.findingsTable}
        minWidth={720}
        heads={[columns.state, columns.cause, columns.gift, columns.evidence, columns.read]}
      >
        {data.map((row) => (
          <FindingRow key={row.key} row={row} />
        ))}
      </LiveTable>
      {data.length >= MOST && (
        <Text size="sm" c="dimmed">
          {words.most(MOST)}
        </Text>
      )}
    </>
  );
}

function FindingRow({ row }: { readonly row: ShownLiveRow }) {
  const { verdict } = row;
  if (verdict === null || verdict.finding === null) return null;
  const { state, cause, evidence } = verdict.finding;
  return (
    <Table.Tr>
      <Table.Td fw={600}>{stateEntry(state).title}</Table.Td>
      <Table.Td>{capitalized(causeEntry(state, cause).words)}</Table.Td>
      <Table.Td>
        <RowIds row={row} />
      </Table.Td>
      <Table.Td className={classes['long'] ?? ''}>{evidence}</Table.Td>
      <Table.Td>
        {formatInstant(verdict.checkedUtc)}
        {verdict.isOutdated && (
          <Text size="xs" c="dimmed">
            {liveWords.known.again}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

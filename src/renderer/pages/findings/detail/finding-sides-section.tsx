import { Loader, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import type { FindingSides } from '../../../../core/model/finding-sides.ts';
import { PRODUCT_WORDS } from '../../../../core/model/record-type.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { failureOf } from '../../../engine/failure.ts';
import { FailureNote } from '../../../shell/failure-note.tsx';
import { useWorkspaceDetails, workspaceKey } from '../../../shell/workspace-queries.ts';
import { findingsWords } from '../../../words/findings.ts';
import { unreadableSides } from '../sides/unreadable-sides.ts';
import { Sides } from '../sides.tsx';

interface FindingSidesSectionProps {
  readonly workspace: string;
  readonly runId: string;
  readonly row: FindingRow;
}

/** Both records of a finding, as its run read them. */
export function FindingSidesSection({ workspace, runId, row }: FindingSidesSectionProps) {
  const engine = useEngine();
  const { data: details } = useWorkspaceDetails(workspace);
  const authority = details?.settings.authority ?? null;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: [...workspaceKey(workspace), 'sides', runId, row.position, row.id],
    queryFn: () => engine.findings.sides({ workspace, runId, position: row.position }),
    placeholderData: keepPreviousData,
  });
  const isOurs = data !== undefined && !isPlaceholderData;
  return (
    <Stack gap="xs" component="section">
      <Title order={3} size="h5">
        {findingsWords.bothSides}
      </Title>
      {authority !== null && (
        <Text size="sm" c="dimmed">
          {findingsWords.authority(PRODUCT_WORDS[authority])}
        </Text>
      )}
      {error !== null && <FailureNote failure={failureOf(error)} retry={() => void refetch()} />}
      {error === null && !isOurs && <Loader size="sm" aria-label={findingsWords.loadingSides} />}
      {isOurs && data.finding.id !== row.id && <Text size="sm">{findingsWords.changed}</Text>}
      {isOurs && data.finding.id === row.id && <Records row={row} sides={data.sides} />}
    </Stack>
  );
}

function Records({
  row,
  sides,
}: {
  readonly row: FindingRow;
  readonly sides: FindingSides | null;
}) {
  const { recordType, fields } = row;
  const related = sides?.related;
  const hasRelated = related !== undefined && related.raise.length + related.crm.length > 0;
  return (
    <>
      {sides === null && (
        <Text size="sm" c="dimmed">
          {findingsWords.notKept}
        </Text>
      )}
      {(sides !== null || fields.length > 0) && (
        <Sides
          recordType={recordType}
          raise={sides?.raise ?? null}
          crm={sides?.crm ?? []}
          fields={fields}
          unreadable={sides === null ? [] : unreadableSides(row)}
        />
      )}
      {hasRelated && (
        <>
          <Title order={3} size="h5" mt="sm">
            {findingsWords.relatedRecords}
          </Title>
          {related.raise.map((record) => (
            <Sides
              key={`raise ${record.id}`}
              recordType={recordType}
              raise={record}
              crm={[]}
              fields={[]}
            />
          ))}
          {related.crm.length > 0 && (
            <Sides recordType={recordType} raise={null} crm={related.crm} fields={[]} />
          )}
        </>
      )}
    </>
  );
}

import { Anchor, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { PRODUCT_WORDS, type RecordType } from '../../../core/model/record-type.ts';
import { stateEntry } from '../../../core/model/states.ts';
import { MOST_COUNTERPARTS, type TieOutCellRow } from '../../../core/model/tie-out-rows.ts';
import { failureOf } from '../../engine/failure.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { pathTo } from '../../shell/routes.ts';
import { workspaceKey } from '../../shell/workspace-queries.ts';
import { drillWords as words } from '../../words/drill.ts';
import { findingsWords } from '../../words/findings.ts';
import { FindingFacts } from '../findings/detail/finding-facts.tsx';
import { FindingSidesSection } from '../findings/detail/finding-sides-section.tsx';
import { Sides } from '../findings/sides.tsx';
import { writeAddress } from '../findings/view/address.ts';

interface RowDetailProps {
  readonly workspace: string;
  readonly runId: string;
  readonly recordType: RecordType;
  readonly row: TieOutCellRow;
  readonly onBack: () => void;
}

/** One record behind a figure: its finding, or, where both sides agree, both records. */
export function RowDetail(props: RowDetailProps) {
  const { row, onBack } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Stack gap="sm">
      <Group>
        <Button size="xs" variant="default" onClick={onBack}>
          {words.back}
        </Button>
      </Group>
      <Title order={3} size="h5" ref={heading} tabIndex={-1}>
        {words.record(PRODUCT_WORDS[row.side], row.id, stateEntry(row.state).title)}
      </Title>
      {row.finding === null ? (
        <BothRecords {...props} />
      ) : (
        <FoundOf {...props} position={row.finding.position} />
      )}
    </Stack>
  );
}

/** The finding as the findings page shows it, and the way there. */
function FoundOf({
  workspace,
  runId,
  recordType,
  row,
  position,
}: RowDetailProps & { readonly position: number }) {
  const engine = useEngine();
  const { data, error, refetch } = useQuery({
    queryKey: [...workspaceKey(workspace), 'finding-at', runId, position],
    queryFn: () => engine.findings.sides({ workspace, runId, position }),
  });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loader size="sm" aria-label={words.loadingRecord} />;
  const { finding } = data;
  const id = row.side === 'raise' ? { raiseId: row.id } : { crmId: row.id };
  const query = { recordTypes: [recordType], states: [finding.state], ...id };
  return (
    <>
      <Text size="sm">
        <Anchor
          size="sm"
          href={`#${pathTo(workspace, 'findings', writeAddress({ runId, query, sort: [] }))}`}
        >
          {words.inFindings}
        </Anchor>
      </Text>
      <FindingFacts row={finding} />
      <FindingSidesSection workspace={workspace} runId={runId} row={finding} />
    </>
  );
}

/** Both records as the audit read them; they agree, so there is no finding. */
function BothRecords({ workspace, runId, recordType, row }: RowDetailProps) {
  const engine = useEngine();
  const { side, id } = row;
  const others = row.counterpartIds.slice(0, MOST_COUNTERPARTS);
  const [raiseId = null, ...relatedRaiseIds] = side === 'raise' ? [id] : others;
  const [crmId = null, ...relatedCrmIds] = side === 'crm' ? [id] : others;
  const ids = { raiseId, crmId, relatedRaiseIds, relatedCrmIds };
  const { data, error, refetch } = useQuery({
    queryKey: [...workspaceKey(workspace), 'tie-out-records', runId, recordType, side, id],
    queryFn: () => engine.tieOut.records({ workspace, runId, recordType, ...ids }),
  });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loader size="sm" aria-label={words.loadingRecord} />;
  const { sides } = data;
  return (
    <>
      <Text size="sm">{stateEntry(row.state).meaning}</Text>
      {sides === null ? (
        <Text size="sm" c="dimmed">
          {findingsWords.notKept}
        </Text>
      ) : (
        <Sides
          recordType={recordType}
          raise={sides.raise}
          crm={[...sides.crm, ...sides.related.crm]}
          fields={[]}
        />
      )}
    </>
  );
}

function Failed({
  error,
  retry,
}: {
  readonly error: Error;
  readonly retry: () => void;
}): ReactNode {
  return <FailureNote failure={failureOf(error)} retry={retry} />;
}

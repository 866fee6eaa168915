import { Anchor, Button, Skeleton, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Finding } from '../../../core/model/finding.ts';
import type { AuditWord, ShownLiveRow } from '../../../core/model/live-status.ts';
import type { Triage } from '../../../core/model/triage.ts';
import { causeEntry, stateEntry } from '../../../core/model/states.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { pathTo } from '../../shell/routes.ts';
import { liveFindingWords as words } from '../../words/live-findings.ts';
import { liveWords } from '../../words/live.ts';
import { capitalized } from '../findings/columns/columns.ts';
import { writeAddress } from '../findings/view/address.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import classes from './live.module.css';
import type { LiveProps } from './live-props.ts';
import { LiveTable } from './live-table.tsx';
import { liveVersion } from './live-version.ts';
import { RowIds } from './row-ids.tsx';
import { liveKey } from './use-live.ts';

/** As many as the engine answers at once. */
const MOST = 500;

/** Late gifts that reading them directly has confirmed, the newest first, with what audits and persons say of them. */
export function FindingTable({ workspace, view }: LiveProps) {
  const engine = useEngine();
  const [decidedKey, setDecidedKey] = useState<number | null>(null);
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
  const decided = data.find(({ key }) => key === decidedKey)?.verdict ?? null;
  return (
    <>
      <LiveTable
        label={words.table}
        minWidth={860}
        heads={[columns.finding, columns.gift, columns.evidence, columns.known, columns.decided]}
      >
        {data.map((row) => (
          <FindingRow
            key={row.key}
            workspace={workspace}
            row={row}
            decide={() => setDecidedKey(row.key)}
          />
        ))}
      </LiveTable>
      {data.length >= MOST && (
        <Text size="sm" c="dimmed">
          {words.most(MOST)}
        </Text>
      )}
      {decided !== null && decided.finding !== null && (
        <DecisionDialog
          workspace={workspace}
          finding={decided.finding}
          triage={decided.triage}
          close={() => setDecidedKey(null)}
        />
      )}
    </>
  );
}

interface FindingRowProps {
  readonly workspace: string;
  readonly row: ShownLiveRow;
  readonly decide: () => void;
}

function FindingRow({ workspace, row, decide }: FindingRowProps) {
  const { verdict } = row;
  if (verdict === null || verdict.finding === null) return null;
  const { finding, audit, triage } = verdict;
  const { state, cause, evidence, raiseId, crmId } = finding;
  return (
    <Table.Tr data-live-finding={raiseId ?? crmId}>
      <Table.Td>
        <Text fw={600} size="sm">
          {stateEntry(state).title}
        </Text>
        {capitalized(causeEntry(state, cause).words)}
      </Table.Td>
      <Table.Td>
        <RowIds row={row} />
      </Table.Td>
      <Table.Td className={classes['long'] ?? ''}>{evidence}</Table.Td>
      <Table.Td>
        {words.read(verdict.checkedUtc)}
        {verdict.isOutdated && (
          <Text size="xs" c="dimmed">
            {liveWords.known.again}
          </Text>
        )}
        <div>
          <AuditLink workspace={workspace} finding={finding} audit={audit} />
        </div>
      </Table.Td>
      <Table.Td>
        <Decided triage={triage} />
        <Button
          size="compact-sm"
          variant="default"
          mt={4}
          aria-label={words.decideNamed(raiseId, crmId)}
          onClick={decide}
        >
          {words.decide}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

/** The same finding in the newest audit that has it. */
function AuditLink({
  workspace,
  finding: { raiseId, crmId },
  audit,
}: {
  readonly workspace: string;
  readonly finding: Pick<Finding, 'raiseId' | 'crmId'>;
  readonly audit: AuditWord | null;
}) {
  if (audit === null) return <Text size="sm">{words.noAudit}</Text>;
  const query = raiseId === null ? { crmId: crmId ?? '' } : { raiseId };
  const rest = writeAddress({ runId: audit.runId, query, sort: [] });
  return (
    <Anchor size="sm" underline="always" href={`#${pathTo(workspace, 'findings', rest)}`}>
      {words.inAudit(audit.asOfUtc)}
    </Anchor>
  );
}

function Decided({ triage }: { readonly triage: Triage | null }) {
  const { owner, accepted, note } = triage ?? { owner: null, accepted: null, note: null };
  return (
    <>
      {words.status(triage)}
      {owner !== null && <div className={classes['long']}>{owner}</div>}
      {accepted !== null && <div>{words.accepted(accepted.untilDay)}</div>}
      {note !== null && <div>{words.hasNote}</div>}
    </>
  );
}

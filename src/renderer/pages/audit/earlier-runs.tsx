import { Anchor, Skeleton, Table, Text, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import type { StoredRunSummary } from '../../../contract/runs.ts';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { pathTo } from '../../shell/routes.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { auditWords } from '../../words/audit.ts';
import { formatInstant, formatNumber } from '../../words/format.ts';
import classes from './audit.module.css';
import { Mark, type Tone } from './mark.tsx';
import { RunMenu } from './run-menu.tsx';
import { scopeWords } from './scope-words.ts';
import { Section } from './section.tsx';
import { WideTable } from './wide-table.tsx';

const words = auditRunWords.runs;
const number = classes['number'] ?? '';

interface EarlierRunsProps {
  readonly workspace: string;
  readonly runs: UseQueryResult<readonly StoredRunSummary[]>;
  /** The run that goes on stands above, not here. */
  readonly goingId: string | null;
}

/** Every audit of this customer, newest first. */
export function EarlierRuns({ workspace, runs, goingId }: EarlierRunsProps) {
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  const earlier = runs.data?.filter((run) => run.runId !== goingId);
  return (
    <Section title={words.title}>
      {runs.error !== null && (
        <FailureNote failure={failureOf(runs.error)} retry={() => void runs.refetch()} />
      )}
      {failure !== null && <FailureNote failure={failure} />}
      {runs.isPending && <Skeleton height={80} role="status" aria-label={auditWords.loading} />}
      {earlier?.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.empty}
        </Text>
      )}
      {earlier !== undefined && earlier.length > 0 && (
        <WideTable minWidth={540}>
          <Table
            verticalSpacing={6}
            horizontalSpacing={6}
            highlightOnHover
            highlightOnHoverColor="var(--tieout-surface)"
            aria-label={words.title}
          >
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.when}</Table.Th>
                <Table.Th>{words.scope}</Table.Th>
                <Table.Th>{words.status}</Table.Th>
                <Table.Th className={`${number} ${classes['when']}`}>{words.toAct}</Table.Th>
                <Table.Th className={number}>{words.findings}</Table.Th>
                <Table.Th className={number}>{words.calls}</Table.Th>
                <Table.Th>
                  <VisuallyHidden>{words.actions}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {earlier.map((run) => (
                <RunRow key={run.runId} workspace={workspace} run={run} onFailure={setFailure} />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </Section>
  );
}

function RunRow({
  workspace,
  run,
  onFailure,
}: {
  readonly workspace: string;
  readonly run: StoredRunSummary;
  readonly onFailure: (failure: FailureFacts | null) => void;
}) {
  const isFinished = run.state === 'finished';
  const when = formatInstant(run.startedUtc);
  const standing = standingOf(run);
  const { stop } = run;
  return (
    <Table.Tr>
      <Table.Td className={classes['when'] ?? ''}>
        {isFinished ? (
          <Anchor size="sm" href={`#${pathTo(workspace, 'audit', `/${run.runId}`)}`}>
            {when}
          </Anchor>
        ) : (
          when
        )}
      </Table.Td>
      <Table.Td>
        {scopeWords(run.scope, run.recheck)}
        {run.changes !== null && (
          <Text size="xs" c="dimmed">
            <VisuallyHidden>{words.changes}: </VisuallyHidden>
            {words.changed(run.changes)}
          </Text>
        )}
        {run.state === 'interrupted' && stop !== null && stop.kind !== 'cancelled' && (
          <Text size="xs" c="dimmed">
            {stop.sentence}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Mark tone={TONES[standing]}>{words.statuses[standing]}</Mark>
      </Table.Td>
      <Count count={run.actionable} />
      <Table.Td className={number}>
        {run.findings === null ? (
          <None />
        ) : (
          <Anchor
            size="sm"
            href={`#${pathTo(workspace, 'findings', `/${run.runId}`)}`}
            aria-label={words.openFindings(run.findings, run.startedUtc)}
          >
            {formatNumber(run.findings)}
          </Anchor>
        )}
      </Table.Td>
      <Count count={run.calls === null ? null : run.calls.raise + run.calls.crm} />
      <Table.Td>
        {isFinished && <RunMenu workspace={workspace} run={run} onFailure={onFailure} />}
      </Table.Td>
    </Table.Tr>
  );
}

function standingOf({ state, status, stop }: StoredRunSummary): keyof typeof words.statuses {
  if (state === 'finished') return status ?? 'finished';
  return state === 'interrupted' && stop?.kind === 'sign_in_refused' ? 'needs_sign_in' : state;
}

function Count({ count }: { readonly count: number | null }) {
  return <Table.Td className={number}>{count === null ? <None /> : formatNumber(count)}</Table.Td>;
}

function None() {
  return (
    <Text span size="sm" c="dimmed">
      {words.none}
    </Text>
  );
}

const TONES: Readonly<Record<keyof typeof words.statuses, Tone>> = {
  running: 'quiet',
  interrupted: 'warn',
  needs_sign_in: 'warn',
  verified: 'good',
  not_verified: 'warn',
  finished: 'quiet',
};

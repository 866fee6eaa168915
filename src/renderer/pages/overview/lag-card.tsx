import { Button, Group, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { RECORD_WORDS } from '../../../core/model/record-type.ts';
import type { RunAnalysis } from '../../../core/model/run-analysis.ts';
import { failureOf } from '../../engine/failure.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { detailsKey } from '../../shell/workspace-queries.ts';
import { auditResultWords } from '../../words/audit-result.ts';
import { formatNumber } from '../../words/format.ts';
import { overviewWords } from '../../words/overview.ts';
import { Section } from '../audit/section.tsx';
import { widestLag } from './lag.ts';
import classes from './overview.module.css';

const words = overviewWords.lag;
const number = classes['number'] ?? '';

interface LagCardProps {
  readonly workspace: string;
  /** Null for a run of an older Tieout. */
  readonly analysis: RunAnalysis | null;
  /** What the settings allow now. */
  readonly lagHours: number;
}

/** How long syncing takes, as measured, beside the time that is allowed for it. */
export function LagCard({ workspace, analysis, lagHours }: LagCardProps) {
  const lag = analysis?.lag ?? [];
  const suggested = widestLag(lag);
  return (
    <Section title={words.title} {...(suggested === null ? {} : { text: words.text })}>
      {suggested === null ? (
        <Text size="sm">{analysis === null ? words.older : words.none}</Text>
      ) : (
        <Table verticalSpacing={4} horizontalSpacing={6} aria-label={words.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.columns.records}</Table.Th>
              <Table.Th className={number}>{words.columns.pairs}</Table.Th>
              <Table.Th className={number}>{words.columns.p50}</Table.Th>
              <Table.Th className={number}>{words.columns.p95}</Table.Th>
              <Table.Th className={number}>{words.columns.p99}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lag.map(({ recordType, pairs, p50, p95, p99 }) => (
              <Table.Tr key={recordType}>
                <Table.Th scope="row" fw={400}>
                  {auditResultWords.type(RECORD_WORDS[recordType].many)}
                </Table.Th>
                <Table.Td className={number}>{formatNumber(pairs)}</Table.Td>
                <Table.Td className={number}>{words.hours(p50)}</Table.Td>
                <Table.Td className={number}>{words.hours(p95)}</Table.Td>
                <Table.Td className={number}>{words.hours(p99)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <InForce workspace={workspace} suggested={suggested} lagHours={lagHours} />
    </Section>
  );
}

interface InForceProps extends Pick<LagCardProps, 'workspace' | 'lagHours'> {
  readonly suggested: number | null;
}

/** The window in force, and the way to the one that the measure suggests and back. */
function InForce({ workspace, suggested, lagHours }: InForceProps) {
  const engine = useEngine();
  const queries = useQueryClient();
  const [former, setFormer] = useState<number | null>(null);
  const set = useMutation({
    mutationFn: (hours: number) =>
      engine.workspaces.changeSettings({ workspace, patch: { lagHours: hours } }),
    onSuccess: (details, hours) => {
      queries.setQueryData(detailsKey(workspace), details);
      setFormer(hours === former ? null : lagHours);
    },
  });
  return (
    <>
      <Text size="sm" role="status">
        {former === null ? words.inForce(lagHours) : words.done(lagHours)}{' '}
        {suggested !== null &&
          (suggested === lagHours ? words.fits(suggested) : words.suggested(suggested))}
      </Text>
      <Group gap="xs">
        {suggested !== null && suggested !== lagHours && (
          <Button
            size="xs"
            variant={suggested > lagHours ? 'filled' : 'default'}
            loading={set.isPending}
            onClick={() => set.mutate(suggested)}
          >
            {words.set(suggested)}
          </Button>
        )}
        {former !== null && former !== lagHours && former !== suggested && (
          <Button
            size="xs"
            variant="default"
            disabled={set.isPending}
            onClick={() => set.mutate(former)}
          >
            {words.undo(former)}
          </Button>
        )}
      </Group>
      {set.error !== null && <FailureNote failure={failureOf(set.error)} />}
    </>
  );
}

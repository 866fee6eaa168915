import { Badge, Table, Text } from '@mantine/core';
import { memo } from 'react';
import type { TriageStep } from '../../../core/model/triage-step.ts';
import { formatInstant, formatNumber } from '../../words/format.ts';
import { triageWords } from '../../words/triage.ts';
import { standingsOf, type Standing } from './standing.ts';
import classes from './log-table.module.css';

const words = triageWords.log;

/** Entries of the log, as they are given: newest first. */
export function LogTable({ log }: { readonly log: readonly TriageStep[] }) {
  const standings = standingsOf(log);
  return (
    <Table.ScrollContainer
      minWidth={680}
      scrollAreaProps={{
        // Who has no mouse scrolls with the arrow keys.
        viewportProps: { tabIndex: 0, role: 'region', 'aria-label': words.table },
      }}
    >
      <Table aria-label={words.table} className={classes['table'] ?? ''} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">{words.entry}</Table.Th>
            <Table.Th>{words.columns.at}</Table.Th>
            <Table.Th>{words.columns.who}</Table.Th>
            <Table.Th>{words.columns.what}</Table.Th>
            <Table.Th ta="right">{words.columns.findings}</Table.Th>
            <Table.Th>{words.columns.state}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {log.map((step) => (
            <LogRow key={step.seq} step={step} standing={standings.get(step.seq) ?? null} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** An entry never changes; only how it stands does. */
const LogRow = memo(function LogRow({ step, standing }: { step: TriageStep; standing: Standing }) {
  return (
    <Table.Tr data-standing={standing}>
      <Table.Td ta="right" className={classes['figure'] ?? ''}>
        {formatNumber(step.seq)}
      </Table.Td>
      <Table.Td className={classes['figure'] ?? ''}>{formatInstant(step.atUtc)}</Table.Td>
      <Table.Td className={classes['who'] ?? ''}>{step.who ?? triageWords.history.tieout}</Table.Td>
      <Table.Td className={classes['what'] ?? ''}>
        {standing === 'undone' ? (
          <s>{triageWords.kinds[step.kind](step.words)}</s>
        ) : (
          triageWords.kinds[step.kind](step.words)
        )}
        {step.of !== null && (
          <Text size="xs" c="dimmed">
            {words.ofEntry(step.of)}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" className={classes['figure'] ?? ''}>
        {formatNumber(step.findings)}
      </Table.Td>
      <Table.Td>
        {standing === 'undone' && <Badge variant="default">{words.undone}</Badge>}
        {standing === 'stands' && <Text size="sm">{words.stands}</Text>}
      </Table.Td>
    </Table.Tr>
  );
});

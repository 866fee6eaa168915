import { Badge, Table, Text } from '@mantine/core';
import { memo } from 'react';
import type { TriageStep } from '../../../core/model/triage-step.ts';
import { formatInstant, formatNumber } from '../../words/format.ts';
import { triageWords } from '../../words/triage.ts';
import { undoneSteps } from './undone-steps.ts';
import classes from './log-table.module.css';

const words = triageWords.log;

/** Entries of the log, as they are given: newest first. */
export function LogTable({ log }: { readonly log: readonly TriageStep[] }) {
  const undone = undoneSteps(log);
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
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {log.map((step) => (
            <LogRow key={step.seq} step={step} isUndone={undone.has(step.seq)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** An entry never changes; only whether it is undone does. */
const LogRow = memo(function LogRow({ step, isUndone }: { step: TriageStep; isUndone: boolean }) {
  const done = triageWords.kinds[step.kind](step.words);
  return (
    <Table.Tr>
      <Table.Td ta="right" className={classes['figure'] ?? ''}>
        {formatNumber(step.seq)}
      </Table.Td>
      <Table.Td className={classes['figure'] ?? ''}>{formatInstant(step.atUtc)}</Table.Td>
      <Table.Td className={classes['who'] ?? ''}>{step.who ?? triageWords.history.tieout}</Table.Td>
      <Table.Td className={classes['what'] ?? ''}>
        {isUndone ? (
          <>
            <s>{done}</s> <Badge variant="default">{words.undone}</Badge>
          </>
        ) : (
          done
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
    </Table.Tr>
  );
});

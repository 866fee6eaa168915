import { Loader, Stack, Text, Title } from '@mantine/core';
import type { FindingStep } from '../../../../core/model/triage-step.ts';
import { triageWords } from '../../../words/triage.ts';
import classes from './triage.module.css';

const words = triageWords.history;

interface FindingHistoryProps {
  /** Newest first; null while they are asked for. */
  readonly steps: readonly FindingStep[] | null;
  /** How it begins, in words. */
  readonly firstSeen: string;
  readonly hasFailed: boolean;
}

/** How a finding came to stand as it does, back to who saw it first. */
export function FindingHistory({ steps, firstSeen, hasFailed }: FindingHistoryProps) {
  return (
    <Stack gap="xs">
      <Title order={4} size="h6">
        {words.title}
      </Title>
      {steps === null && !hasFailed && (
        <Loader size="sm" aria-label={triageWords.section.loading} />
      )}
      {steps?.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.nothing}
        </Text>
      )}
      <ol className={classes['steps']}>
        {(steps ?? []).map((step) => (
          <li key={step.seq}>
            <div>{wordsOf(step)}</div>
            <Text size="xs" c="dimmed">
              {words.by(step.who ?? words.tieout, step.atUtc)}
              {step.findings > 1 && ` · ${words.withOthers(step.findings - 1)}`}
            </Text>
          </li>
        ))}
        <li>{firstSeen}</li>
      </ol>
    </Stack>
  );
}

/** What Tieout opened again has a reason of its own in each finding. */
function wordsOf({ kind, words: done, after }: FindingStep): string {
  const why = kind === 'reopened' ? after?.reopened : null;
  return why == null ? triageWords.kinds[kind](done) : `${triageWords.section.reopened}. ${why}`;
}

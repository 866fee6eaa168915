import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { AuditPlan } from '../../../core/model/plan.ts';
import { auditWords } from '../../words/audit.ts';
import { PlanCosts } from './plan-costs.tsx';
import { PlanLists } from './plan-lists.tsx';
import { PlanWays } from './plan-ways.tsx';

const words = auditWords.plan;

interface PlanTableProps {
  readonly plan: AuditPlan;
  readonly isOutdated: boolean;
  /** The button that starts it. */
  readonly children: ReactNode;
}

/** What an audit will cost each product, before anything is read, and which ways were weighed. */
export function PlanTable({ plan, isOutdated, children }: PlanTableProps) {
  const [areListsShown, setAreListsShown] = useState(false);
  const { streams, products, countCalls, sentences, alternatives } = plan;
  const counted = countCalls.raise + countCalls.crm;
  const uncounted = streams.flatMap(({ stream, note }) =>
    note === null ? [] : [words.uncounted(auditWords.stream(stream), note)],
  );
  return (
    <Stack gap="sm" mt="xs">
      <Title order={3} size="h6">
        {words.title}
      </Title>
      {isOutdated && (
        <Alert color="yellow" role="status">
          {words.outdated} {words.startOutdated}
        </Alert>
      )}
      <PlanCosts plan={plan} />
      {uncounted.length > 0 && (
        <Alert color="yellow">
          {uncounted.map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {[
          ...(products.length > 1 ? [words.bothAtOnce] : []),
          ...sentences,
          counted === 0 ? words.countedNothing : words.counted(counted),
        ].join(' ')}
      </Text>
      {alternatives.length > 0 && <PlanWays ways={alternatives} />}
      <Group gap="sm">
        {children}
        {streams.length > 0 && (
          <Button
            variant="default"
            aria-expanded={areListsShown}
            onClick={() => setAreListsShown(!areListsShown)}
          >
            {areListsShown ? words.hideLists : words.lists}
          </Button>
        )}
      </Group>
      {areListsShown && streams.length > 0 && <PlanLists streams={streams} />}
    </Stack>
  );
}

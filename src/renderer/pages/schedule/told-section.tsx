import { Button, Skeleton, Stack } from '@mantine/core';
import { useState } from 'react';
import { failureOf } from '../../engine/failure.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconBell } from '../../shell/icons.tsx';
import { alertWords } from '../../words/alerts.ts';
import { scheduleWords } from '../../words/schedule.ts';
import { Section } from '../audit/section.tsx';
import classes from './schedule.module.css';
import type { AlertProps } from './schedule-props.ts';
import { ToldAlert } from './told-alert.tsx';
import { useToldAlerts } from './use-alerts.ts';

const words = alertWords.told;
const STEP = 20;
/** As many as the engine answers at once. */
const MOST = 500;

/** Every alert that was told, the newest first. */
export function ToldSection({ workspace, facts }: Pick<AlertProps, 'workspace' | 'facts'>) {
  const [limit, setLimit] = useState(STEP);
  const { data, error, isFetching, refetch, dataUpdatedAt } = useToldAlerts(workspace, limit);
  const known = new Set(facts.sinks.map(({ id }) => id));
  return (
    <Section title={words.title} text={words.text}>
      {error !== null && <FailureNote failure={failureOf(error)} retry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Skeleton height={120} role="status" aria-label={scheduleWords.loading} />
      )}
      {data?.length === 0 && (
        <EmptyState title={words.emptyTitle} text={words.empty} icon={<IconBell />} />
      )}
      {data !== undefined && data.length > 0 && (
        <Stack component="ul" gap={0} className={classes['list'] ?? ''} aria-label={words.list}>
          {data.map((alert) => (
            <ToldAlert
              key={alert.message.id}
              workspace={workspace}
              alert={alert}
              known={known}
              nowMs={dataUpdatedAt}
            />
          ))}
        </Stack>
      )}
      {data !== undefined && data.length >= limit && limit < MOST && (
        <Button
          variant="default"
          w="fit-content"
          loading={isFetching}
          onClick={() => setLimit(Math.min(MOST, limit + STEP))}
        >
          {words.more}
        </Button>
      )}
    </Section>
  );
}

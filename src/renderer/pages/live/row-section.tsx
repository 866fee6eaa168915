import { Button, Group, Select, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';
import { LIVE_FILTERS, type LiveFilter } from '../../../core/model/live-row.ts';
import { failureOf } from '../../engine/failure.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconLive } from '../../shell/icons.tsx';
import { liveWords } from '../../words/live.ts';
import { Section } from '../audit/section.tsx';
import type { LiveProps } from './live-props.ts';
import { liveVersion } from './live-version.ts';
import { RowTable } from './row-table.tsx';
import { useRows } from './use-rows.ts';

const words = liveWords.rows;

/** Every record that webhooks told of, by what is known of it. */
export function RowSection({ workspace, view }: LiveProps) {
  const [filter, setFilter] = useState<LiveFilter>('all');
  const { rows: counts, settings } = view.status;
  const listed = useRows(workspace, filter, liveVersion(view));
  const { rows, error, isHeld } = listed;
  const isEmpty = counts.all === 0;
  return (
    <Section title={words.title} text={words.text}>
      {!isEmpty && (
        <Select
          label={words.filter}
          data={LIVE_FILTERS.map((value) => ({
            value,
            label: words.option(value, counts[value]),
          }))}
          value={filter}
          allowDeselect={false}
          maw={420}
          onChange={(chosen) => chosen !== null && setFilter(chosen)}
        />
      )}
      {error !== null && (
        <FailureNote failure={failureOf(error)} retry={() => void listed.refetch()} />
      )}
      {rows === null && error === null && (
        <Skeleton height={120} role="status" aria-label={liveWords.loading} />
      )}
      {isEmpty && rows !== null && (
        <EmptyState title={words.emptyTitle} text={words.empty} icon={<IconLive />} />
      )}
      {!isEmpty && rows?.length === 0 && (
        <Text role="status" c="dimmed" size="sm">
          {words.nothing}
        </Text>
      )}
      {rows !== null && rows.length > 0 && (
        <RowTable rows={rows} at={{ nowMs: listed.readMs, limitMinutes: settings.limitMinutes }} />
      )}
      {(listed.hasNextPage || isHeld) && (
        <Group gap="sm">
          {listed.hasNextPage && (
            <Button
              variant="default"
              loading={listed.isFetchingNextPage}
              onClick={() => void listed.fetchNextPage()}
            >
              {words.more}
            </Button>
          )}
          {isHeld && (
            <>
              <Button variant="default" onClick={listed.showNewest}>
                {words.newest}
              </Button>
              <Text size="sm" c="dimmed">
                {words.held}
              </Text>
            </>
          )}
        </Group>
      )}
    </Section>
  );
}

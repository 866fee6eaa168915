import { Anchor, Table, Text } from '@mantine/core';
import type { BackstopDays } from '../../../contract/operations.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { IconSchedule } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { formatInstant } from '../../words/format.ts';
import { scheduleWords } from '../../words/schedule.ts';
import { Mark } from '../audit/mark.tsx';
import { Section } from '../audit/section.tsx';
import classes from '../live/live.module.css';
import { LiveTable } from '../live/live-table.tsx';
import type { ScheduleProps } from './schedule-props.ts';
import { standingOf } from './try-standing.ts';

const words = scheduleWords.tries;
/** As many as the engine answers at once. */
const MOST = 60;

/** The tries of the backstop, the newest first, each with its audit. */
export function TrySection({ workspace, facts }: Pick<ScheduleProps, 'workspace' | 'facts'>) {
  const { backstops } = facts;
  const { columns } = words;
  return (
    <Section title={words.title} text={words.text}>
      {backstops.length === 0 ? (
        <EmptyState title={words.emptyTitle} text={words.empty} icon={<IconSchedule />} />
      ) : (
        <LiveTable
          label={words.table}
          minWidth={620}
          heads={[columns.started, columns.days, columns.kind, columns.outcome, columns.run]}
        >
          {backstops.map((one) => (
            <TryRow key={one.id} one={one} workspace={workspace} />
          ))}
        </LiveTable>
      )}
      {backstops.length >= MOST && (
        <Text size="sm" c="dimmed">
          {words.most(MOST)}
        </Text>
      )}
    </Section>
  );
}

function TryRow({ one, workspace }: { readonly one: BackstopDays; readonly workspace: string }) {
  const { id, startedUtc, from, to, kind, runId, sentence } = one;
  const { tone, words: told, isFinished } = standingOf(one);
  const days = scheduleWords.span(from, to);
  return (
    <Table.Tr data-try={id}>
      <Table.Td className={classes['figure'] ?? ''}>{formatInstant(startedUtc)}</Table.Td>
      <Table.Td>{days}</Table.Td>
      <Table.Td>{words.kinds[kind]}</Table.Td>
      <Table.Td className={classes['long'] ?? ''}>
        <Mark tone={tone}>{told}</Mark>
        {sentence !== null && (
          <Text size="xs" c="dimmed">
            {sentence}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {runId === null ? (
          words.noRun
        ) : (
          <Anchor
            size="sm"
            href={`#${pathTo(workspace, 'audit', isFinished ? `/${runId}` : '')}`}
            aria-label={isFinished ? words.showOf(days) : undefined}
          >
            {isFinished ? words.show : scheduleWords.now.show}
          </Anchor>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

import { Text, Title } from '@mantine/core';
import { memo } from 'react';
import type { RunStatus, StreamProgress } from '../../../contract/runs.ts';
import type { StreamName } from '../../../core/model/streams.ts';
import { auditWords } from '../../words/audit.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { Meter } from './meter.tsx';
import classes from './run.module.css';

const words = auditRunWords.run;

/** How far each list is read, and how many suspects are confirmed. */
export function ListProgress({ streams, confirm }: Pick<RunStatus, 'streams' | 'confirm'>) {
  return (
    <div>
      <Title order={3} size="h6" mb="xs">
        {words.lists}
      </Title>
      {streams.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.noLists}
        </Text>
      )}
      <ul className={classes['lists']}>
        {[...streams].sort(inOrder).map((stream) => (
          <ListLine key={stream.stream} {...stream} />
        ))}
        {confirm !== null && confirm.total > 0 && (
          <Line
            title={words.confirming}
            figure={words.suspects(confirm.done, confirm.total)}
            share={confirm.done / confirm.total}
            isDone={confirm.done >= confirm.total}
          />
        )}
      </ul>
    </div>
  );
}

const ORDER: readonly StreamName[] = [
  'raise.donors',
  'raise.gifts',
  'raise.recurring_gifts',
  'raise.campaigns',
  'crm.contacts',
  'crm.gifts',
  'crm.recurring_gifts',
];

/** Raise's lists, then CRM+'s: a line keeps its place while others come. */
function inOrder(a: StreamProgress, b: StreamProgress): number {
  return ORDER.indexOf(a.stream) - ORDER.indexOf(b.stream);
}

/** Most lists stand still while one is read. */
const ListLine = memo(function ListLine({ stream, read, advertised, isEnd }: StreamProgress) {
  return (
    <Line
      title={auditWords.stream(stream)}
      figure={words.readOf(read, advertised)}
      share={isEnd ? 1 : advertised === null ? null : advertised === 0 ? 0 : read / advertised}
      isDone={isEnd}
    />
  );
});

interface LineProps {
  readonly title: string;
  readonly figure: string;
  readonly share: number | null;
  readonly isDone: boolean;
}

function Line({ title, figure, share, isDone }: LineProps) {
  return (
    <li>
      <div className={classes['line']}>
        <span>{title}</span>
        <span className={classes['figure']}>
          {isDone ? `${figure} · ${words.listDone}` : figure}
        </span>
      </div>
      <Meter
        kind="progress"
        label={title}
        words={figure}
        share={share}
        tone={isDone ? 'done' : 'usual'}
      />
    </li>
  );
}

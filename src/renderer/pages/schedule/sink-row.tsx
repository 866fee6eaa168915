import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { IconTrash } from '../../shell/icons.tsx';
import { alertWords } from '../../words/alerts.ts';
import { Mark } from '../audit/mark.tsx';
import { RemoveSinkDialog } from './remove-sink-dialog.tsx';
import classes from './schedule.module.css';
import type { SinkProps } from './schedule-props.ts';
import { SinkDialog } from './sink-dialog.tsx';
import { sinkStanding } from './sink-words.ts';
import { TestSink } from './test-sink.tsx';

const words = alertWords.sinks;

/** One destination: what it is, whether something is lacking, and what can be done with it. */
export function SinkRow(props: SinkProps) {
  const { sink, facts } = props;
  const [open, setOpen] = useState<'change' | 'remove' | null>(null);
  const close = (): void => setOpen(null);
  const standing = sinkStanding(sink, facts.canNotify);
  return (
    <li className={classes['item']} data-sink={sink.id}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <div className={classes['what']}>
          <Text size="sm" fw={600}>
            {sink.id}
          </Text>
          <Text size="sm">{words.kinds[sink.kind]}</Text>
          {standing.words !== '' && (
            <Text size="sm" c="dimmed">
              {standing.words}
            </Text>
          )}
          {standing.lacks !== null && (
            <Text size="sm" component="div">
              <Mark tone="warn">{standing.lacks}</Mark>
            </Text>
          )}
        </div>
        <Group gap="xs">
          {sink.kind !== 'desktop' && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={words.of(words.change, sink.id)}
              onClick={() => setOpen('change')}
            >
              {words.change}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconTrash />}
            aria-label={words.of(words.remove, sink.id)}
            onClick={() => setOpen('remove')}
          >
            {words.remove}
          </Button>
        </Group>
      </Group>
      <TestSink {...props} />
      <SinkDialog {...props} isOpen={open === 'change'} close={close} />
      <RemoveSinkDialog {...props} isOpen={open === 'remove'} close={close} />
    </li>
  );
}

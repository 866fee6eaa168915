import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../../shell/empty-state.tsx';
import { IconBell, IconPlus } from '../../shell/icons.tsx';
import { useKeyStore } from '../../shell/key-store.ts';
import { alertWords } from '../../words/alerts.ts';
import { Section } from '../audit/section.tsx';
import classes from './schedule.module.css';
import { SinkDialog } from './sink-dialog.tsx';
import { SinkRow } from './sink-row.tsx';
import type { AlertProps } from './schedule-props.ts';

const words = alertWords.sinks;
/** As many as a workspace's settings hold. */
const MOST = 20;

/** Where alerts go, and the ways to change, try and remove each. */
export function SinkSection(props: AlertProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { status } = useKeyStore();
  const { sinks } = props.facts;
  const isFull = sinks.length >= MOST;
  return (
    <Section
      title={words.title}
      text={words.text}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus />}
          disabled={isFull}
          onClick={() => setIsOpen(true)}
        >
          {words.add}
        </Button>
      }
    >
      {isFull && <Text size="sm">{words.most(MOST)}</Text>}
      {sinks.length === 0 ? (
        <EmptyState title={words.emptyTitle} text={words.empty} icon={<IconBell />} />
      ) : (
        <Stack component="ul" gap={0} className={classes['list'] ?? ''} aria-label={words.list}>
          {sinks.map((sink) => (
            <SinkRow key={sink.id} {...props} sink={sink} />
          ))}
        </Stack>
      )}
      {status.backend === 'memory' && (
        <Text size="sm" c="dimmed">
          {words.memory}
        </Text>
      )}
      <SinkDialog {...props} sink={null} isOpen={isOpen} close={() => setIsOpen(false)} />
    </Section>
  );
}

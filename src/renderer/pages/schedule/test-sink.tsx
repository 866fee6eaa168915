import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { alertWords } from '../../words/alerts.ts';
import { Mark } from '../audit/mark.tsx';
import type { SinkProps } from './schedule-props.ts';

const words = alertWords.sinks;

/** Sends a message that says that it is a test, and tells what became of it. */
export function TestSink({ workspace, sink }: SinkProps) {
  const engine = useEngine();
  const send = useMutation({
    mutationFn: () => engine.alerts.test({ workspace, sinkId: sink.id }),
  });
  return (
    <>
      <Group gap="sm">
        <Button
          size="compact-sm"
          variant="default"
          aria-label={words.of(words.test, sink.id)}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {words.test}
        </Button>
        <Text size="sm" component="div" role="status">
          {send.isPending && words.testing(sink.id)}
          {send.isSuccess && <Mark tone="good">{words.sent(sink.id)}</Mark>}
        </Text>
      </Group>
      {send.error !== null && <FailureNote failure={failureOf(send.error)} />}
    </>
  );
}

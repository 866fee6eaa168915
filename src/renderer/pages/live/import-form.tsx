import { Button, FileButton, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconStop } from '../../shell/icons.tsx';
import { SentenceList } from '../../shell/sentence-list.tsx';
import { liveStoredWords } from '../../words/live-stored.ts';
import type { LiveProps } from './live-props.ts';
import { useImport, type ImportState } from './use-import.ts';

const words = liveStoredWords.import;
const SENDERS = ['told', 'raise', 'crm'] as const;
const ACCEPTED = '.ndjson,.jsonl,.json,.txt,.log,application/json,text/plain';

/** Brings in deliveries that were captured elsewhere, or an export of Raise's delivery log. */
export function ImportForm({ workspace, view }: LiveProps) {
  const { state, start, stop } = useImport(workspace);
  const reset = useRef<() => void>(null);
  const [sender, setSender] = useState<(typeof SENDERS)[number]>('told');
  const isRunning = state.kind === 'running';
  const isListening = view.status.listener !== null;
  const product: Product | null = sender === 'told' ? null : sender;
  return (
    <Stack gap="sm" maw={760}>
      <Title order={3} size="h6">
        {words.title}
      </Title>
      <Text size="sm">{words.text}</Text>
      {isListening && !isRunning && <Text size="sm">{words.whileListening}</Text>}
      <Group gap="sm" align="flex-end">
        <Select
          label={words.sender}
          data={SENDERS.map((value) => ({
            value,
            label: value === 'told' ? words.told : words.assume(PRODUCT_WORDS[value]),
          }))}
          value={sender}
          allowDeselect={false}
          disabled={isRunning}
          w={300}
          onChange={(chosen) => chosen !== null && setSender(chosen)}
        />
        <FileButton
          accept={ACCEPTED}
          resetRef={reset}
          onChange={(file) => {
            if (file !== null) start(file, product);
            // The same file can be chosen again.
            reset.current?.();
          }}
        >
          {({ onClick }) => (
            // One button: whoever pressed it keeps the focus.
            <Button
              variant="default"
              leftSection={isRunning ? <IconStop /> : null}
              disabled={isListening && !isRunning}
              onClick={isRunning ? stop : onClick}
            >
              {isRunning ? words.stop : words.choose}
            </Button>
          )}
        </FileButton>
      </Group>
      <Text size="sm" role="status" data-import={state.kind}>
        {statusOf(state)}
      </Text>
      {state.kind === 'done' && state.told.bad.length > 0 && (
        <SentenceList
          sentences={[
            ...state.told.bad.map(({ line, why }) => words.bad(line, why)),
            ...(state.told.badLines > state.told.bad.length
              ? [words.moreBad(state.told.badLines - state.told.bad.length)]
              : []),
          ]}
        />
      )}
      {state.kind === 'failed' && <FailureNote failure={state.failure} />}
    </Stack>
  );
}

function statusOf(state: ImportState): string {
  switch (state.kind) {
    case 'idle':
    case 'failed':
      return '';
    case 'too_large':
      return words.tooLarge;
    case 'running':
      return words.running(state.name, state.told?.lines ?? 0);
    case 'stopped':
      return words.stopped(state.name, state.told?.imported ?? 0);
    case 'done':
      return words.done(state.name, state.told);
  }
}

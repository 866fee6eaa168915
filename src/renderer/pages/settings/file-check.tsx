import { Button, Text } from '@mantine/core';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconCheckCircle, IconStop } from '../../shell/icons.tsx';
import { formatShare } from '../../words/format.ts';
import { settingsWords } from '../../words/settings.ts';
import { Meter } from '../audit/meter.tsx';
import { FileCheckResult } from './file-check-result.tsx';
import type { FileCheckState } from './file-check-state.ts';
import { useFileCheck } from './use-file-check.ts';

const words = settingsWords.files;

/** Whether a workspace's files are as they were written. */
export function FileCheck({ workspace }: { readonly workspace: string }) {
  const { state, start, cancel } = useFileCheck(workspace);
  const isRunning = state.kind === 'running';
  return (
    <div>
      <Text size="sm" mb="xs">
        {words.text}
      </Text>
      {/* One button: whoever pressed it keeps the focus. */}
      <Button
        variant="default"
        leftSection={isRunning ? <IconStop /> : <IconCheckCircle />}
        onClick={isRunning ? cancel : start}
      >
        {isRunning ? words.cancel : state.kind === 'idle' ? words.check : words.again}
      </Button>
      <div role="status">
        {state.kind === 'cancelled' && (
          <Text size="sm" mt="sm">
            {words.cancelled}
          </Text>
        )}
        {state.kind === 'done' && <FileCheckResult result={state.result} atMs={state.atMs} />}
      </div>
      {isRunning && <Going {...state} />}
      {state.kind === 'failed' && <FailureNote failure={state.failure} retry={start} />}
    </div>
  );
}

function Going({ file, share }: Extract<FileCheckState, { readonly kind: 'running' }>) {
  const text = file === null ? words.starting : words.checking(file);
  return (
    <div>
      <Text size="sm" mt="sm" mb={4}>
        {text}
      </Text>
      <Meter
        kind="progress"
        label={words.title}
        words={share === null ? text : words.share(formatShare(share))}
        share={share}
      />
    </div>
  );
}

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RunStatus } from '../../../contract/runs.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconPause, IconPlay, IconStop } from '../../shell/icons.tsx';
import { auditRunWords } from '../../words/audit-run.ts';
import { auditWords } from '../../words/audit.ts';

const words = auditRunWords.run;

/** Pause, go on, stop. */
export function RunButtons({ status }: { readonly status: RunStatus }) {
  const engine = useEngine();
  const { workspace, state } = status;
  const [isAsking, setIsAsking] = useState(false);
  const pause = useMutation({ mutationFn: () => engine.runs.pause({ workspace }) });
  const unpause = useMutation({ mutationFn: () => engine.runs.unpause({ workspace }) });
  const cancel = useMutation({
    mutationFn: () => engine.runs.cancel({ workspace }),
    onSuccess: () => setIsAsking(false),
  });
  const isPaused = state === 'paused';
  const error = pause.error ?? unpause.error;
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={isPaused ? <IconPlay /> : <IconPause />}
          disabled={state === 'cancelling'}
          loading={pause.isPending || unpause.isPending}
          onClick={() => (isPaused ? unpause : pause).mutate()}
        >
          {isPaused ? words.resume : words.pause}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconStop />}
          disabled={state === 'cancelling'}
          onClick={() => setIsAsking(true)}
        >
          {words.cancel}
        </Button>
      </Group>
      {error !== null && <FailureNote failure={failureOf(error)} />}
      <Modal
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={words.cancelTitle}
        centered
        closeButtonProps={{ 'aria-label': auditWords.cancel }}
      >
        <Stack gap="md">
          <Text size="sm">{words.cancelText}</Text>
          {cancel.error !== null && <FailureNote failure={failureOf(cancel.error)} />}
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={() => setIsAsking(false)}>
              {isPaused ? words.cancelKeepPaused : words.cancelKeep}
            </Button>
            <Button color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {words.cancelConfirm}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}

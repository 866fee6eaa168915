import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEngine } from '../../engine/engine-context.tsx';
import { useChange } from '../../engine/use-change.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { alertWords } from '../../words/alerts.ts';
import { scheduleWords } from '../../words/schedule.ts';
import type { SinkProps } from './schedule-props.ts';

const words = alertWords.sinks;

interface RemoveSinkDialogProps extends SinkProps {
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** There is no other copy of a destination's secret here: removing asks first. */
export function RemoveSinkDialog(props: RemoveSinkDialogProps) {
  const { workspace, sink, show, isOpen, close } = props;
  const engine = useEngine();
  const remove = useChange(
    () => engine.alerts.removeSink({ workspace, sinkId: sink.id }),
    show,
    close,
  );
  return (
    <Modal opened={isOpen} onClose={close} title={words.removeTitle(sink.id)}>
      <Stack>
        <Text size="sm">{words.removeText}</Text>
        {remove.failure !== null && <FailureNote failure={remove.failure} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={close}>
            {scheduleWords.cancel}
          </Button>
          <Button color="red" loading={remove.isBusy} onClick={() => remove.run()}>
            {words.removeNow}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

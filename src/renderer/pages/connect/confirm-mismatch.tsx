import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { connectWords } from '../../words/connect.ts';

interface ConfirmMismatchProps {
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly failure: FailureFacts | null;
  readonly evidence: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Going on against what the test found takes a checkbox of its own. */
export function ConfirmMismatch(props: ConfirmMismatchProps) {
  const { isOpen, isBusy, failure, evidence, onConfirm, onClose } = props;
  const [isSure, setIsSure] = useState(false);
  const close = (): void => {
    setIsSure(false);
    onClose();
  };
  return (
    <Modal opened={isOpen} onClose={close} title={connectWords.guardDialogTitle} centered>
      <Stack gap="md">
        <Text size="sm">{evidence}</Text>
        <Text size="sm">{connectWords.guardContradictedText}</Text>
        <Checkbox
          label={connectWords.guardDialogCheck}
          checked={isSure}
          onChange={(event) => setIsSure(event.currentTarget.checked)}
        />
        {failure !== null && <FailureNote failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={close}>
            {connectWords.cancel}
          </Button>
          <Button color="red" disabled={!isSure} loading={isBusy} onClick={onConfirm}>
            {connectWords.guardDialogConfirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

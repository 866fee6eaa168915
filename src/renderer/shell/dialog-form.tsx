import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FailureFacts } from '../../contract/failure.ts';
import { shellWords } from '../words/shell.ts';
import { FailureNote } from './failure-note.tsx';

interface DialogFormProps {
  readonly children: ReactNode;
  /** What the button says that does it. */
  readonly submitWords: string;
  readonly isBusy: boolean;
  /** Whether there is no way back while it is busy. */
  readonly isBinding?: boolean;
  readonly failure?: FailureFacts | null;
  /** Called while it is busy too. */
  readonly submit: () => void;
  readonly close: () => void;
}

/** The inside of a dialog that asks for something: fields, why it failed, the way out and the button that does it. */
export function DialogForm(props: DialogFormProps) {
  const { isBusy, isBinding = false, failure = null, close } = props;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.submit();
      }}
    >
      <Stack>
        {props.children}
        {failure !== null && <FailureNote failure={failure} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} disabled={isBusy && isBinding}>
            {shellWords.cancel}
          </Button>
          <Button type="submit" loading={isBusy}>
            {props.submitWords}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

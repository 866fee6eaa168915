import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { triageWords } from '../../words/triage.ts';

const UNDO_SHOWN_MS = 15_000;

let shownId: string | null = null;

interface Answer {
  readonly label: string;
  readonly run: () => void;
}

/** Says what was done about findings, with the way back in it. One at a time: an older one would take back something else. */
export function tellStep(message: string, answer: Answer | null = null): void {
  hideStep();
  const id = notifications.show({
    message: answer === null ? message : <WithAnswer message={message} answer={answer} />,
    autoClose: answer === null ? 5000 : UNDO_SHOWN_MS,
    closeButtonProps: { 'aria-label': triageWords.close },
  });
  shownId = id;
}

/** Says why nothing was done; stays until it is closed. */
export function tellStepFailure(sentence: string): void {
  hideStep();
  shownId = notifications.show({
    message: sentence,
    color: 'red',
    autoClose: false,
    closeButtonProps: { 'aria-label': triageWords.close },
  });
}

/** Nothing of a customer stays on the screen when another one is opened. */
export function hideStep(): void {
  if (shownId !== null) notifications.hide(shownId);
  shownId = null;
}

function WithAnswer({ message, answer }: { readonly message: string; readonly answer: Answer }) {
  return (
    <Group justify="space-between" gap="xs" align="flex-start" wrap="nowrap">
      <span style={{ overflowWrap: 'anywhere' }}>{message}</span>
      <Button
        size="compact-sm"
        variant="default"
        style={{ flex: 'none' }}
        onClick={() => {
          hideStep();
          answer.run();
        }}
      >
        {answer.label}
      </Button>
    </Group>
  );
}

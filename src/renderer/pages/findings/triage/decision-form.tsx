import { Button, Group, Stack } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { FailureFacts } from '../../../../contract/failure.ts';
import type { TriagePatch } from '../../../../core/model/triage-step.ts';
import { FailureNote } from '../../../shell/failure-note.tsx';
import { LoggedAs } from '../../../shell/triage/logged-as.tsx';
import { triageWords } from '../../../words/triage.ts';
import type { TriageTarget } from './targets.ts';
import { useTriageActions } from './use-triage.tsx';

export interface DecisionFormProps {
  readonly target: TriageTarget;
}

interface FrameProps extends DecisionFormProps {
  readonly submitLabel: string;
  /** What was typed as a decision; null if something is wrong with it, which the fields say once it was tried. */
  readonly patch: TriagePatch | null;
  readonly onTried: () => void;
  /** Takes away what was given before; null where nothing was. */
  readonly takeAway: { readonly label: string; readonly patch: TriagePatch } | null;
  readonly children: ReactNode;
}

/** A decision that needs words: it closes when it is done, and keeps what was typed when it can't be. */
export function DecisionForm(props: FrameProps) {
  const { target, submitLabel, patch, onTried, takeAway, children } = props;
  const { decide, closeForm } = useTriageActions();
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  const [isPending, setPending] = useState(false);
  const send = async (decision: TriagePatch): Promise<void> => {
    if (isPending) return;
    setPending(true);
    setFailure(null);
    const failed = await decide(target, decision);
    setPending(false);
    if (failed === null) closeForm();
    else setFailure(failed);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onTried();
    if (patch !== null) void send(patch);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {children}
        {failure !== null && <FailureNote failure={failure} />}
        <LoggedAs />
        <Group justify="flex-end" gap="xs">
          {takeAway !== null && (
            <Button
              variant="subtle"
              mr="auto"
              disabled={isPending}
              onClick={() => void send(takeAway.patch)}
            >
              {takeAway.label}
            </Button>
          )}
          <Button variant="default" disabled={isPending} onClick={closeForm}>
            {triageWords.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

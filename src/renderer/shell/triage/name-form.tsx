import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import { failureOf } from '../../engine/failure.ts';
import { triageWords } from '../../words/triage.ts';
import { FailureNote } from '../failure-note.tsx';
import { usePersonName } from './person-name.ts';
import { tellStep } from './step-notice.tsx';

const words = triageWords.name;
/** As the preferences take it. */
const LONGEST_NAME = 100;

/** The name that the log of decisions is written with. */
export function NameForm({ onSaved }: { readonly onSaved?: () => void }) {
  const { name, systemUser, save } = usePersonName();
  const [typed, setTyped] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  const given = (typed ?? name ?? '').trim();
  const wrong =
    given.length > LONGEST_NAME ? triageWords.tooLong(LONGEST_NAME, given.length) : null;
  const keep = async (): Promise<void> => {
    setPending(true);
    setFailure(null);
    try {
      await save(given === '' ? null : given);
      setTyped(null);
      tellStep(words.saved(given === '' ? systemUser : given));
      onSaved?.();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setPending(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // Inside another form's dialog it is a form of its own.
    event.stopPropagation();
    if (wrong === null) void keep();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          data-autofocus
          label={words.label}
          description={words.hint(systemUser)}
          placeholder={systemUser}
          value={typed ?? name ?? ''}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={wrong}
        />
        {failure !== null && <FailureNote failure={failure} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            variant="default"
            loading={isPending}
            disabled={typed === null || given === (name ?? '')}
          >
            {words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { PassphraseField } from '../../shell/passphrase-field.tsx';
import { settingsWords } from '../../words/settings.ts';
import { shellWords } from '../../words/shell.ts';

const words = settingsWords.keys;
const SHORTEST = 12;

interface PassphraseFormProps {
  readonly close: () => void;
  readonly isPending: boolean;
  readonly failure: FailureFacts | null;
  readonly submit: (passphrase: string) => void;
}

/** A new passphrase, typed twice; it lives no longer than the dialog. */
export function PassphraseDialog({
  isOpen,
  ...form
}: PassphraseFormProps & { readonly isOpen: boolean }) {
  return (
    <Modal opened={isOpen} onClose={form.close} title={words.dialogTitle}>
      <PassphraseForm {...form} />
    </Modal>
  );
}

function PassphraseForm({ close, isPending, failure, submit }: PassphraseFormProps) {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = Array.from(first.normalize('NFKC')).length < SHORTEST;
  const differs = first !== second;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isShort && !differs && !isPending) submit(first);
      }}
    >
      <Stack>
        <Text size="sm">{words.dialogText}</Text>
        <PassphraseField
          label={words.first}
          description={words.firstHint}
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
          error={isTried && isShort && words.short}
          data-autofocus
        />
        <PassphraseField
          label={words.second}
          value={second}
          onChange={(event) => setSecond(event.currentTarget.value)}
          error={isTried && differs && words.differs}
        />
        {failure !== null && <FailureNote failure={failure} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} disabled={isPending}>
            {shellWords.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {words.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

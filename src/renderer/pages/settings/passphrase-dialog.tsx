import { Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import { DialogForm } from '../../shell/dialog-form.tsx';
import { PassphraseField } from '../../shell/passphrase-field.tsx';
import { settingsWords } from '../../words/settings.ts';

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
    <DialogForm
      submitWords={words.submit}
      isBusy={isPending}
      isBinding
      failure={failure}
      close={close}
      submit={() => {
        setTried(true);
        if (!isShort && !differs && !isPending) submit(first);
      }}
    >
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
    </DialogForm>
  );
}

import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useEngine } from '../engine/engine-context.tsx';
import { failureOf } from '../engine/failure.ts';
import { shellWords } from '../words/shell.ts';
import { DialogForm } from './dialog-form.tsx';
import { IconLock } from './icons.tsx';
import { useKeyStore } from './key-store.ts';
import { PassphraseField } from './passphrase-field.tsx';

const words = shellWords.lock;

/** Says that no token can be read, and opens the dialog that changes it; nothing while they can be read. */
export function UnlockBanner() {
  const { status } = useKeyStore();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {status.isLocked && (
        <Alert role="status" color="yellow" icon={<IconLock />} title={words.title} mb="lg">
          <Group justify="space-between" gap="sm">
            <Text size="sm">{words.text}</Text>
            <Button size="xs" onClick={() => setOpen(true)}>
              {words.unlock}
            </Button>
          </Group>
        </Alert>
      )}
      <UnlockDialog isOpen={isOpen} close={() => setOpen(false)} />
    </>
  );
}

interface UnlockDialogProps {
  readonly isOpen: boolean;
  readonly close: () => void;
}

export function UnlockDialog({ isOpen, close }: UnlockDialogProps) {
  return (
    <Modal opened={isOpen} onClose={close} title={words.dialogTitle}>
      <UnlockForm close={close} />
    </Modal>
  );
}

/** Lives as long as the dialog is open: what was typed is gone with it. */
function UnlockForm({ close }: Pick<UnlockDialogProps, 'close'>) {
  const engine = useEngine();
  const { changed } = useKeyStore();
  const [passphrase, setPassphrase] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const unlock = useMutation({
    mutationFn: () => engine.keys.unlock({ passphrase }),
    onSuccess: (status) => {
      setPassphrase('');
      changed(status);
      close();
    },
  });
  const submit = (): void => {
    setEmpty(passphrase === '');
    if (passphrase !== '' && !unlock.isPending) unlock.mutate();
  };
  return (
    <DialogForm submitWords={words.unlock} isBusy={unlock.isPending} close={close} submit={submit}>
      <PassphraseField
        label={words.passphrase}
        description={words.dialogText}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        error={isEmpty ? words.missing : unlock.isError && failureOf(unlock.error).sentence}
        data-autofocus
      />
    </DialogForm>
  );
}

import { Alert, Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyBackend } from '../../../core/model/kept-token.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconInfo, IconLock, IconUnlock } from '../../shell/icons.tsx';
import { useKeyStore } from '../../shell/key-store.ts';
import { UnlockDialog } from '../../shell/unlock.tsx';
import { settingsWords } from '../../words/settings.ts';
import { KeyBackendList } from './key-backend-list.tsx';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { SettingsSection } from './settings-section.tsx';

const words = settingsWords.keys;

/** Where tokens are kept, in words, and what else could keep them. */
export function KeyStoreSection() {
  const engine = useEngine();
  const { status, changed } = useKeyStore();
  const [open, setOpen] = useState<'passphrase' | 'unlock' | null>(null);
  const choose = useMutation({
    mutationFn: (choice: { readonly backend: KeyBackend; readonly passphrase?: string }) =>
      engine.keys.choose(choice),
    onSuccess: (after) => {
      changed(after);
      setOpen(null);
      notifications.show({ message: words.changed });
    },
  });
  const lock = useMutation({ mutationFn: () => engine.keys.lock(), onSuccess: changed });
  const close = (): void => {
    setOpen(null);
    choose.reset();
  };
  const failed = open === null ? (choose.error ?? lock.error) : null;
  return (
    <SettingsSection title={words.title} text={words.text} level={3}>
      <Alert color="gray" icon={status.isLocked ? <IconLock /> : <IconInfo />}>
        {status.words}
      </Alert>
      {failed !== null && <FailureNote failure={failureOf(failed)} />}
      <KeyBackendList
        status={status}
        pending={choose.isPending ? choose.variables.backend : null}
        choose={(backend) => {
          if (backend === 'passphrase') setOpen('passphrase');
          else if (!choose.isPending) choose.mutate({ backend });
        }}
      />
      {status.backend === 'passphrase' && (
        <Group>
          {status.isLocked ? (
            <Button leftSection={<IconUnlock />} onClick={() => setOpen('unlock')}>
              {words.unlock}
            </Button>
          ) : (
            <Button
              variant="default"
              leftSection={<IconLock />}
              loading={lock.isPending}
              onClick={() => lock.mutate()}
            >
              {words.lock}
            </Button>
          )}
        </Group>
      )}
      <PassphraseDialog
        isOpen={open === 'passphrase'}
        close={close}
        isPending={choose.isPending}
        failure={choose.isError ? failureOf(choose.error) : null}
        submit={(passphrase) => choose.mutate({ backend: 'passphrase', passphrase })}
      />
      <UnlockDialog isOpen={open === 'unlock'} close={close} />
    </SettingsSection>
  );
}

import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { LoadingPage } from '../../shell/engine-states.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { navigate, releaseLocation } from '../../shell/guarded-location.ts';
import { runsKey, workspaceKey, WORKSPACES_KEY } from '../../shell/workspace-queries.ts';
import { settingsWords } from '../../words/settings.ts';
import { shellWords } from '../../words/shell.ts';
import { ContentsTable } from './contents-table.tsx';

const words = settingsWords.remove;

interface DeleteDialogProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** Shows everything that would go, and asks for the name before it goes. */
export function DeleteDialog({ name, isOpen, close }: DeleteDialogProps) {
  return (
    <Modal opened={isOpen} onClose={close} size="lg" title={words.title(name)}>
      <DeleteForm name={name} close={close} />
    </Modal>
  );
}

function DeleteForm({ name, close }: Pick<DeleteDialogProps, 'name' | 'close'>) {
  const engine = useEngine();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const contents = useQuery({
    queryKey: [...workspaceKey(name), 'contents'],
    queryFn: () => engine.workspaces.contents({ workspace: name }),
    staleTime: 0,
  });
  const remove = useMutation({
    mutationFn: () => engine.workspaces.remove({ workspace: name, confirm: typed }),
    onSuccess: () => {
      // Whatever was typed into the settings went with the customer.
      releaseLocation();
      close();
      engine.app.changePreferences({ lastWorkspace: null }).catch(() => undefined);
      void queries.invalidateQueries({ queryKey: WORKSPACES_KEY });
      navigate('/');
      notifications.show({ message: words.done(name) });
    },
    // Somebody else may be at it: then the page shows who.
    onError: () => queries.invalidateQueries({ queryKey: runsKey(name) }),
  });
  const failed = remove.error ?? contents.error;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (typed === name && !remove.isPending) remove.mutate();
      }}
    >
      <Stack>
        {contents.isPending && <LoadingPage />}
        {contents.data !== undefined && <ContentsTable contents={contents.data} />}
        {failed !== null && <FailureNote failure={failureOf(failed)} />}
        <TextInput
          label={words.confirm(name)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {shellWords.cancel}
          </Button>
          <Button type="submit" color="red" disabled={typed !== name} loading={remove.isPending}>
            {words.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

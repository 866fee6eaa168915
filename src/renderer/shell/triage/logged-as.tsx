import { Button, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { triageWords } from '../../words/triage.ts';
import { NameForm } from './name-form.tsx';
import { usePersonName } from './person-name.ts';

const words = triageWords.name;

/** Says under which name decisions are logged, until somebody has given one. */
export function LoggedAs() {
  const { name, systemUser } = usePersonName();
  const [isOpen, setOpen] = useState(false);
  if (name !== null && !isOpen) return null;
  return (
    <>
      <Text size="xs" c="dimmed">
        {words.loggedAs(systemUser)}{' '}
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
          {words.change}
        </Button>
      </Text>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={words.title} zIndex={220}>
        <NameForm onSaved={() => setOpen(false)} />
      </Modal>
    </>
  );
}

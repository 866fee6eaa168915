import { Anchor, Modal, Text } from '@mantine/core';
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
        <Anchor component="button" type="button" size="xs" onClick={() => setOpen(true)}>
          {words.change}
        </Anchor>
      </Text>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={words.title} zIndex={220}>
        <NameForm onSaved={() => setOpen(false)} />
      </Modal>
    </>
  );
}

import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { findingsWords } from '../../../words/findings.ts';

interface SaveViewFormProps {
  readonly taken: readonly string[];
  readonly onSave: (name: string) => void;
  readonly onCancel: () => void;
}

/** Names the view that is shown. */
export function SaveViewForm({ taken, onSave, onCancel }: SaveViewFormProps) {
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const isTaken = taken.includes(name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name !== '') onSave(name);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {findingsWords.saveViewTitle}
        </Text>
        <Text size="xs" c="dimmed">
          {findingsWords.saveViewText}
        </Text>
        <TextInput
          size="xs"
          data-autofocus
          autoFocus
          label={findingsWords.viewName}
          description={isTaken ? findingsWords.viewNameTaken : undefined}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button size="compact-sm" variant="subtle" onClick={onCancel}>
            {findingsWords.cancel}
          </Button>
          <Button size="compact-sm" type="submit" disabled={name === ''}>
            {isTaken ? findingsWords.replace : findingsWords.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { findingsWords } from '../../../words/findings.ts';

/** A filter that takes effect when it is applied: fields, "Apply", "Clear". */
export function FilterForm({
  children,
  canApply,
  onApply,
  onClear,
}: {
  readonly children: ReactNode;
  readonly canApply: boolean;
  readonly onApply: () => void;
  readonly onClear: () => void;
}) {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // The form stands in a portal below the grid's head, which must not take it for its own.
    event.stopPropagation();
    if (canApply) onApply();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs" w={260}>
        {children}
        <Group justify="flex-end" gap="xs">
          <Button size="compact-sm" variant="subtle" onClick={onClear}>
            {findingsWords.clear}
          </Button>
          <Button size="compact-sm" type="submit" disabled={!canApply}>
            {findingsWords.apply}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

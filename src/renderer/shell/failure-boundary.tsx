import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { failureOf } from '../engine/failure.ts';
import { shellWords } from '../words/shell.ts';
import { EngineLostContext } from './engine-lost.ts';
import { CopyDetails } from './failure-note.tsx';

interface FailureBoundaryProps {
  readonly children: ReactNode;
}

/** A page that fails while it is drawn takes only itself down. React wants a class here. */
export class FailureBoundary extends Component<FailureBoundaryProps, { error: unknown }> {
  static override contextType = EngineLostContext;
  declare context: React.ContextType<typeof EngineLostContext>;
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error: error ?? new Error('thrown: nothing') };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    // A page that was not opened before can't be fetched any more; the banner says what to do.
    if (this.context) {
      return (
        <Title order={1} size="h2">
          {shellWords.notLoaded}
        </Title>
      );
    }
    return (
      <Stack role="alert" maw={560} gap="md">
        <Title order={1} size="h2">
          {shellWords.brokenTitle}
        </Title>
        <Text>{shellWords.broken}</Text>
        <Group gap="xs">
          <Button size="xs" onClick={() => window.location.reload()}>
            {shellWords.reload}
          </Button>
          <CopyDetails failure={failureOf(error)} />
        </Group>
      </Stack>
    );
  }
}

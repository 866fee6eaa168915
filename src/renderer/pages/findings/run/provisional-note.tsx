import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCheckCircle, IconInfo, IconRefresh } from '../../../shell/icons.tsx';
import { findingsWords } from '../../../words/findings.ts';

interface ProvisionalNoteProps {
  /** Whether the run has ended since the list was made. */
  readonly hasEnded: boolean;
  readonly isLoading: boolean;
  readonly onReload: () => void;
}

/** Says that what is shown may still change, or that the final findings are there. */
export function ProvisionalNote({ hasEnded, isLoading, onReload }: ProvisionalNoteProps) {
  return (
    <Alert
      role="status"
      color={hasEnded ? 'teal' : 'blue'}
      icon={hasEnded ? <IconCheckCircle /> : <IconInfo />}
      py="xs"
      title={hasEnded ? findingsWords.finalTitle : findingsWords.provisionalTitle}
    >
      <Group justify="space-between" gap="xs">
        <Text size="sm">{hasEnded ? findingsWords.finalText : findingsWords.provisionalText}</Text>
        <Button
          size="xs"
          variant={hasEnded ? 'filled' : 'default'}
          leftSection={<IconRefresh />}
          loading={isLoading}
          onClick={onReload}
        >
          {hasEnded ? findingsWords.loadFinal : findingsWords.refresh}
        </Button>
      </Group>
    </Alert>
  );
}

import { Button, Group, Text } from '@mantine/core';
import { checkWords } from '../../words/check.ts';
import { idOf, type Checks } from './use-checks.ts';

/** The last checks, to look at again without a call. */
export function CheckHistory({ checks }: { readonly checks: Checks }) {
  const { history, shown, isChecking, show } = checks;
  if (history.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={checkWords.history}>
      <Text size="sm" c="dimmed" aria-hidden="true">
        {checkWords.history}
      </Text>
      {history.map((checked) => {
        const { recordType, id, side } = checked.asked;
        const isShown = shown !== null && idOf(shown.asked) === idOf(checked.asked);
        return (
          <Button
            key={idOf(checked.asked)}
            size="compact-sm"
            radius="xl"
            variant={isShown ? 'light' : 'default'}
            aria-pressed={isShown}
            disabled={isChecking}
            onClick={() => show(checked)}
          >
            {checkWords.historyItem(recordType, id, side)}
          </Button>
        );
      })}
    </Group>
  );
}

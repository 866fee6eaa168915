import { Button, Group, Text } from '@mantine/core';
import { findingsWords } from '../../../words/findings.ts';
import { isFiltered } from '../view/query-params.ts';
import { useShownFindings } from '../view/shown-findings.tsx';

/** What is filtered, as a sentence, and the way out. */
export function ActiveFilters({ words }: { readonly words: string }) {
  const { query, clear } = useShownFindings();
  if (!isFiltered(query)) return null;
  return (
    <Group gap="xs" wrap="nowrap" align="center">
      {words !== '' && (
        <Text size="sm" lineClamp={2} title={words}>
          <Text span size="sm" c="dimmed">
            {findingsWords.activeFilters}{' '}
          </Text>
          {words}
        </Text>
      )}
      <Button size="compact-sm" variant="subtle" flex="none" onClick={clear}>
        {findingsWords.clearAll}
      </Button>
    </Group>
  );
}

import { Button, Checkbox, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { findingsWords } from '../../../words/findings.ts';
import { formatNumber } from '../../../words/format.ts';
import type { SetMember } from '../columns/columns.ts';
import { valueTitle } from '../columns/value-titles.ts';
import { useShownFindings } from '../view/shown-findings.tsx';
import type { FilterEditorProps } from './filter-editor-props.ts';

/** More values than this can be searched. */
const MANY = 8;

/** Chooses from the values that occur; each takes effect at once. */
export function SetFilter({ title, member }: FilterEditorProps & { readonly member: SetMember }) {
  const { query, facets, change } = useShownFindings();
  const [sought, setSought] = useState('');
  const chosen: readonly string[] = query[member] ?? [];
  const counted = facets?.[member] ?? [];
  const values = [
    ...counted,
    ...chosen
      .filter((value) => counted.every((each) => each.value !== value))
      .map((value) => ({ value, count: 0 })),
  ].map((each) => ({ ...each, title: valueTitle(member, each.value) }));
  const shown = values.filter((each) => each.title.toLowerCase().includes(sought.toLowerCase()));
  const set = (next: readonly string[]): void => change({ [member]: next });
  return (
    <Stack gap="xs" w={260}>
      {values.length > MANY && (
        <TextInput
          size="xs"
          data-autofocus
          aria-label={findingsWords.find}
          placeholder={findingsWords.find}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {findingsWords.noValues}
        </Text>
      )}
      <ScrollArea.Autosize
        mah={280}
        type="auto"
        offsetScrollbars="present"
        viewportProps={{ tabIndex: -1 }}
      >
        <Checkbox.Group value={[...chosen]} onChange={set} aria-label={title}>
          <Stack gap={10} py={4}>
            {shown.map((each) => (
              <Checkbox
                key={each.value}
                size="xs"
                value={each.value}
                label={`${each.title} (${formatNumber(each.count)})`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      </ScrollArea.Autosize>
      <Group justify="flex-end">
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={chosen.length === 0}
          onClick={() => set([])}
        >
          {findingsWords.clear}
        </Button>
      </Group>
    </Stack>
  );
}

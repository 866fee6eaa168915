import { Radio, Stack } from '@mantine/core';
import { findingsWords } from '../../../words/findings.ts';
import { useShownFindings } from '../view/shown-findings.tsx';
import type { FilterEditorProps } from './filter-editor-props.ts';

/** Yes, no, or either. */
export function FlagFilter({
  title,
  member,
}: FilterEditorProps & { readonly member: 'actionable' | 'isTestMode' }) {
  const { query, change } = useShownFindings();
  const value = query[member];
  return (
    <Radio.Group
      w={200}
      label={title}
      size="xs"
      value={value === undefined ? 'any' : String(value)}
      onChange={(next) => change({ [member]: next === 'any' ? undefined : next === 'true' })}
    >
      <Stack gap={10} mt={8}>
        <Radio size="xs" value="any" label={findingsWords.any} />
        <Radio size="xs" value="true" label={findingsWords.yes} />
        <Radio size="xs" value="false" label={findingsWords.no} />
      </Stack>
    </Radio.Group>
  );
}

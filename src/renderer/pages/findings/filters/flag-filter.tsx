import { Radio, Stack } from '@mantine/core';
import { findingsWords } from '../../../words/findings.ts';
import type { FlagMember } from '../columns/columns.ts';
import { useShownFindings } from '../view/shown-findings.tsx';
import type { FilterEditorProps } from './filter-editor-props.ts';

/** Yes, no, or either. */
export function FlagFilter({ title, member }: FilterEditorProps & { readonly member: FlagMember }) {
  const { query, change } = useShownFindings();
  const value = query[member];
  const isAcceptance = member === 'accepted';
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
        <Radio
          size="xs"
          value="true"
          label={isAcceptance ? findingsWords.accepted : findingsWords.yes}
        />
        <Radio
          size="xs"
          value="false"
          label={isAcceptance ? findingsWords.notAccepted : findingsWords.no}
        />
      </Stack>
    </Radio.Group>
  );
}

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { findingsWords } from '../../../words/findings.ts';
import type { TextMember } from '../columns/columns.ts';
import { useShownFindings } from '../view/shown-findings.tsx';
import type { FilterEditorProps } from './filter-editor-props.ts';
import { FilterForm } from './filter-form.tsx';

/** A text that the column contains. */
export function TextFilter({
  title,
  member,
  onDone,
}: FilterEditorProps & { readonly member: TextMember }) {
  const { query, change } = useShownFindings();
  const [text, setText] = useState(query[member] ?? '');
  const apply = (value: string): void => {
    change({ [member]: value.trim() });
    onDone();
  };
  return (
    <FilterForm canApply onApply={() => apply(text)} onClear={() => apply('')}>
      <TextInput
        size="xs"
        data-autofocus
        label={`${title}: ${findingsWords.contains.toLowerCase()}`}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FilterForm>
  );
}

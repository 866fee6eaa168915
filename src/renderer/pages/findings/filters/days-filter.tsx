import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { findingsWords } from '../../../words/findings.ts';
import { useShownFindings } from '../view/shown-findings.tsx';
import type { FilterEditorProps } from './filter-editor-props.ts';
import { FilterForm } from './filter-form.tsx';

/** First and last day, both included. */
export function DaysFilter({ onDone }: FilterEditorProps) {
  const { query, change } = useShownFindings();
  const [from, setFrom] = useState(query.fromDay ?? '');
  const [to, setTo] = useState(query.toDay ?? '');
  const isWrong = from !== '' && to !== '' && from > to;
  const apply = (fromDay: string, toDay: string): void => {
    change({ fromDay, toDay });
    onDone();
  };
  return (
    <FilterForm canApply={!isWrong} onApply={() => apply(from, to)} onClear={() => apply('', '')}>
      <TextInput
        size="xs"
        type="date"
        data-autofocus
        label={findingsWords.from}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        label={findingsWords.to}
        value={to}
        error={isWrong ? findingsWords.dayWrong : undefined}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </FilterForm>
  );
}

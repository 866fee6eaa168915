import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseAmount, toDecimalText } from '../../../../core/model/money.ts';
import { findingsWords } from '../../../words/findings.ts';
import { useShownFindings, type ShownFindings } from '../view/shown-findings.tsx';
import type { FilterEditorProps } from './filter-editor-props.ts';
import { FilterForm } from './filter-form.tsx';

/** Smallest and largest amount, both included, typed as money. */
export function AmountFilter({ onDone }: FilterEditorProps) {
  const shown = useShownFindings();
  const { query, change } = shown;
  const currency = onlyCurrency(shown);
  const written = (minor: number | undefined): string =>
    minor === undefined ? '' : toDecimalText(minor, currency ?? '');
  const [from, setFrom] = useState(() => written(query.amountFromMinor));
  const [to, setTo] = useState(() => written(query.amountToMinor));
  const lowest = readAmount(from, currency);
  const highest = readAmount(to, currency);
  const isTurned = typeof lowest === 'number' && typeof highest === 'number' && lowest > highest;
  return (
    <FilterForm
      canApply={lowest !== null && highest !== null && !isTurned}
      onApply={() => {
        change({ amountFromMinor: lowest ?? undefined, amountToMinor: highest ?? undefined });
        onDone();
      }}
      onClear={() => {
        change({ amountFromMinor: undefined, amountToMinor: undefined });
        onDone();
      }}
    >
      <TextInput
        size="xs"
        data-autofocus
        inputMode="decimal"
        label={findingsWords.from}
        value={from}
        error={lowest === null ? findingsWords.amountWrong : undefined}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        inputMode="decimal"
        label={findingsWords.to}
        value={to}
        error={
          highest === null
            ? findingsWords.amountWrong
            : isTurned
              ? findingsWords.fromAboveTo
              : undefined
        }
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed">
        {findingsWords.amountHint(currency)}
      </Text>
    </FilterForm>
  );
}

/** Undefined for an empty text, null for one that is no amount. */
function readAmount(text: string, currency: string | null): number | null | undefined {
  if (text.trim() === '') return undefined;
  const amount = parseAmount(text, currency ?? '');
  return amount.ok ? amount.amountMinor : null;
}

/** The currency all findings have, as far as the filter tells; it says how many decimals there are. */
function onlyCurrency({ query, facets }: ShownFindings): string | null {
  const chosen = query.currencies ?? [];
  if (chosen.length === 1) return chosen[0] ?? null;
  const [first, ...others] = facets?.currencies ?? [];
  return others.length === 0 ? (first?.value ?? null) : null;
}

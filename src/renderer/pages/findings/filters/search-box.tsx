import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { IconSearch } from '../../../shell/icons.tsx';
import { findingsWords } from '../../../words/findings.ts';
import { useShownFindings } from '../view/shown-findings.tsx';

const PAUSE_MS = 250;

/** Looks in ids, campaigns and evidence once the typing pauses. Ctrl F leads here: the browser would only see what is loaded. */
export function SearchBox() {
  const { query, change } = useShownFindings();
  const search = query.search ?? '';
  const [typed, setTyped] = useState(search);
  const [told, setTold] = useState(search);
  const input = useRef<HTMLInputElement>(null);
  if (search !== told) {
    // It was changed elsewhere: by "Clear all", a saved view, or the way back.
    setTold(search);
    if (search !== typed.trim()) setTyped(search);
  }
  useEffect(() => {
    if (typed.trim() === search) return;
    const timer = setTimeout(() => change({ search: typed.trim() }, true), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, search, change]);
  useEffect(() => {
    const find = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      if (event.key.toLowerCase() !== 'f' || input.current === null) return;
      event.preventDefault();
      input.current.focus();
      input.current.select();
    };
    window.addEventListener('keydown', find);
    return () => window.removeEventListener('keydown', find);
  }, []);
  return (
    <TextInput
      ref={input}
      size="sm"
      w={{ base: '100%', xs: 300 }}
      type="search"
      aria-label={findingsWords.search}
      placeholder={findingsWords.searchPlaceholder}
      leftSection={<IconSearch />}
      rightSectionWidth={typed === '' ? 58 : 36}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" aria-hidden="true">
            {findingsWords.searchKeys}
          </Kbd>
        ) : (
          <CloseButton
            size="sm"
            aria-label={findingsWords.clearSearch}
            onClick={() => {
              setTyped('');
              change({ search: '' });
              input.current?.focus();
            }}
          />
        )
      }
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

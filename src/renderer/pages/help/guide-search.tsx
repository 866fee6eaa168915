import { Anchor, CloseButton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMemo } from 'react';
import { IconSearch } from '../../shell/icons.tsx';
import { helpPath } from '../../shell/routes.ts';
import { helpWords } from '../../words/help.ts';
import { CHAPTERS } from './chapters.ts';
import { findSections, sectionsOf, type Hit } from './search.ts';
import classes from './help.module.css';

const MOST = 20;

interface SearchFieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

export function SearchField({ text, onChange }: SearchFieldProps) {
  return (
    <TextInput
      type="search"
      label={helpWords.search}
      placeholder={helpWords.searchHint}
      leftSection={<IconSearch />}
      rightSection={
        text !== '' && (
          <CloseButton aria-label={helpWords.clearSearch} onClick={() => onChange('')} />
        )
      }
      value={text}
      maxLength={500}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface SearchResultsProps {
  readonly text: string;
  readonly workspace: string | null;
  /** One was chosen: the search is over. */
  readonly onChosen: () => void;
}

/** Every place of the guide that has the words, those that fit best first. */
export function SearchResults({ text, workspace, onChosen }: SearchResultsProps) {
  const sections = useMemo(() => sectionsOf(CHAPTERS), []);
  const hits = useMemo(() => findSections(sections, text), [sections, text]);
  return (
    <Stack gap="md">
      <div role="status">
        <Title order={2} size="h4">
          {hits.length === 0 ? helpWords.nothing(text.trim()) : helpWords.found(hits.length)}
        </Title>
      </div>
      <ol className={classes['hits']}>
        {hits.slice(0, MOST).map((hit) => (
          <li key={`${hit.chapter} ${hit.id ?? ''}`}>
            <Anchor
              href={`#${helpPath(workspace, hit.chapter, hit.id ?? '')}`}
              fw={600}
              onClick={onChosen}
            >
              {titleOf(hit)}
            </Anchor>
            <Text size="sm" c="dimmed">
              {hit.snippet}
            </Text>
          </li>
        ))}
      </ol>
      {hits.length > MOST && <Text size="sm">{helpWords.most(MOST)}</Text>}
    </Stack>
  );
}

function titleOf({ chapterTitle, title, id }: Hit): string {
  return id === null ? chapterTitle : helpWords.of(chapterTitle, title);
}

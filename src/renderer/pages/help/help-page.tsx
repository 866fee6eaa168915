import { Button, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { navigate } from '../../shell/guarded-location.ts';
import { Page } from '../../shell/page.tsx';
import { helpWords } from '../../words/help.ts';
import { addressOfLink, guidePlaceOf } from './addresses.ts';
import { ChapterBlocks, elementIdOf } from './chapter-blocks.tsx';
import { ChapterList, ChapterSelect } from './chapter-list.tsx';
import { CHAPTERS } from './chapters.ts';
import { SearchField, SearchResults } from './guide-search.tsx';
import classes from './help.module.css';

interface HelpPageProps {
  /** Null outside of any workspace. */
  readonly workspace: string | null;
  readonly rest: string | null;
}

/** The user's guide, chapter by chapter; offline, like everything here. */
export function HelpPage({ workspace, rest }: HelpPageProps) {
  const { chapter: id, section } = guidePlaceOf(rest);
  const chapter = CHAPTERS.find((each) => each.id === id) ?? null;
  const [search, setSearch] = useState('');
  const isSearching = search.trim() !== '';
  useArrival(id, section);
  return (
    <Page
      title={chapter?.title ?? helpWords.title}
      actions={
        workspace === null && (
          <Button variant="default" onClick={() => navigate('/')}>
            {helpWords.allWorkspaces}
          </Button>
        )
      }
    >
      <div className={classes['columns']}>
        <div className={classes['beside']}>
          <SearchField text={search} onChange={setSearch} />
          <ChapterSelect workspace={workspace} chapter={chapter?.id ?? null} />
          <ChapterList workspace={workspace} chapter={chapter?.id ?? null} />
        </div>
        <article className={classes['text']}>
          {isSearching && (
            <SearchResults text={search} workspace={workspace} onChosen={() => setSearch('')} />
          )}
          {!isSearching && chapter === null && <Text>{helpWords.unknown}</Text>}
          {!isSearching && chapter !== null && (
            <ChapterBlocks
              key={chapter.id}
              blocks={chapter.blocks}
              addressOf={(to) => addressOfLink(to, chapter, CHAPTERS, workspace)}
            />
          )}
        </article>
      </div>
    </Page>
  );
}

/** Goes to the section that the address names; another chapter begins at its top. */
function useArrival(chapter: string, section: string | null): void {
  const former = useRef(chapter);
  useEffect(() => {
    if (section !== null) {
      const heading = document.getElementById(elementIdOf(section));
      heading?.scrollIntoView({ block: 'start' });
      heading?.focus({ preventScroll: true });
    } else if (former.current !== chapter) {
      window.scrollTo(0, 0);
      document.querySelector('main')?.focus({ preventScroll: true });
    }
    former.current = chapter;
  }, [chapter, section]);
}

import { Button, Text } from '@mantine/core';
import { tieOutWords } from '../../words/tie-out.ts';
import classes from './tie-out.module.css';

interface PagingProps {
  readonly label: string;
  readonly at: number;
  readonly pages: number;
  /** Which rows are shown. */
  readonly words: string;
  readonly onGo: (page: number) => void;
}

/** From page to page; nothing where one holds all. */
export function Paging({ label, at, pages, words, onGo }: PagingProps) {
  if (pages < 2) return null;
  return (
    <nav aria-label={label} className={classes['foot']}>
      <Button size="xs" variant="default" disabled={at === 0} onClick={() => onGo(at - 1)}>
        {tieOutWords.previous}
      </Button>
      <Button size="xs" variant="default" disabled={at >= pages - 1} onClick={() => onGo(at + 1)}>
        {tieOutWords.next}
      </Button>
      <Text size="sm" role="status">
        {words}
      </Text>
    </nav>
  );
}

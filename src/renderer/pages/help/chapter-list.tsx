import { NativeSelect, Text, UnstyledButton } from '@mantine/core';
import { navigate } from '../../shell/guarded-location.ts';
import { helpPath } from '../../shell/routes.ts';
import { helpWords } from '../../words/help.ts';
import { CHAPTERS } from './chapters.ts';
import classes from './help.module.css';

interface ChapterListProps {
  readonly workspace: string | null;
  /** Null if none is shown. */
  readonly chapter: string | null;
}

const GROUPS = ['guide', 'states'] as const;

/** All chapters, beside the one that is read. */
export function ChapterList({ workspace, chapter }: ChapterListProps) {
  return (
    <nav aria-label={helpWords.chapters} className={classes['chapters']}>
      {GROUPS.map((group) => (
        <div key={group}>
          <Text size="sm" fw={600} mb={4}>
            {helpWords.groups[group]}
          </Text>
          <ul>
            {CHAPTERS.filter((each) => each.group === group).map(({ id, title }) => (
              <li key={id}>
                <UnstyledButton
                  component="a"
                  href={`#${helpPath(workspace, id)}`}
                  aria-current={id === chapter ? 'page' : undefined}
                  className={classes['chapter'] ?? ''}
                >
                  {title}
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The same where there is no room beside the chapter. */
export function ChapterSelect({ workspace, chapter }: ChapterListProps) {
  return (
    <NativeSelect
      label={helpWords.chapter}
      value={chapter ?? ''}
      onChange={(event) => navigate(helpPath(workspace, event.currentTarget.value))}
      data={GROUPS.map((group) => ({
        group: helpWords.groups[group],
        items: CHAPTERS.filter((each) => each.group === group).map(({ id, title }) => ({
          value: id,
          label: title,
        })),
      }))}
      className={classes['select'] ?? ''}
    />
  );
}

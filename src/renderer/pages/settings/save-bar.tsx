import { Button, Group, Text } from '@mantine/core';
import { settingsWords } from '../../words/settings.ts';
import classes from './save-bar.module.css';

interface SaveBarProps {
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  /** Values that stand in the way. */
  readonly wrongCount: number;
  readonly revert: () => void;
}

/** Keeps "Save" in sight while there is something to save. */
export function SaveBar({ isDirty, isSaving, isSaved, wrongCount, revert }: SaveBarProps) {
  const words = settingsWords;
  const told = wrongCount > 0 ? words.wrong(wrongCount) : isDirty ? words.unsaved : '';
  return (
    <div className={classes['bar']} data-shown={isDirty || isSaved ? true : undefined}>
      <Text
        size="sm"
        role="status"
        {...(wrongCount > 0 ? { c: 'var(--mantine-color-error)' } : {})}
      >
        {isSaved ? words.saved : told}
      </Text>
      {isDirty && (
        <Group gap="xs">
          <Button variant="default" onClick={revert} disabled={isSaving}>
            {words.revert}
          </Button>
          <Button type="submit" loading={isSaving}>
            {words.save}
          </Button>
        </Group>
      )}
    </div>
  );
}

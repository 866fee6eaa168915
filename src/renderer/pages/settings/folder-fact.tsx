import { ActionIcon, Code, CopyButton, Group } from '@mantine/core';
import { IconCopy, IconTick } from '../../shell/icons.tsx';
import { settingsWords } from '../../words/settings.ts';
import { shellWords } from '../../words/shell.ts';

interface FolderFactProps {
  /** Whose folder it is, for who hears the button's name. */
  readonly what: string;
  readonly folder: string;
}

/** A folder's path, ready to be pasted elsewhere. */
export function FolderFact({ what, folder }: FolderFactProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Code>{folder}</Code>
      <CopyButton value={folder} timeout={2000}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            onClick={copy}
            aria-label={copied ? shellWords.copied : settingsWords.data.copyNamed(what)}
          >
            {copied ? <IconTick /> : <IconCopy />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  );
}

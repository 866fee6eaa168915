import { Button, Kbd, Menu } from '@mantine/core';
import { IconChevronDown, IconCopy } from '../../../shell/icons.tsx';
import { findingsWords } from '../../../words/findings.ts';
import type { FindingsView } from '../view/use-findings-view.ts';
import { MOST_COPIED } from './use-copy.ts';

interface CopyMenuProps {
  readonly view: FindingsView | null;
  readonly onCopyRows: () => void;
  readonly onCopyAll: (view: FindingsView) => void;
}

/** Copies what is selected, or everything that is filtered. */
export function CopyMenu({ view, onCopyRows, onCopyAll }: CopyMenuProps) {
  const total = view?.total ?? 0;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconCopy />}
          rightSection={<IconChevronDown />}
          disabled={total === 0}
        >
          {findingsWords.copy}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={onCopyRows}
          rightSection={
            <Kbd size="xs" aria-hidden="true">
              {findingsWords.copyRowsHint}
            </Kbd>
          }
        >
          {findingsWords.copyRows}
        </Menu.Item>
        <Menu.Item
          disabled={total > MOST_COPIED}
          onClick={() => {
            if (view !== null) onCopyAll(view);
          }}
        >
          {total > MOST_COPIED
            ? findingsWords.copyTooMany(MOST_COPIED)
            : findingsWords.copyAll(total)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

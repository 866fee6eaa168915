import { Kbd, Modal, Switch, Table, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { paletteWords } from '../words/palette.ts';
import { SHORTCUT_GROUPS, type Shortcut } from './shortcut-list.ts';
import { areSingleKeysOn, switchSingleKeys } from './use-shortcuts.ts';

interface ShortcutsDialogProps {
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** What the keyboard can do. */
export function ShortcutsDialog({ isOpen, close }: ShortcutsDialogProps) {
  const [isOn, setOn] = useState(areSingleKeysOn);
  return (
    <Modal opened={isOpen} onClose={close} title={paletteWords.shortcuts}>
      <Table mb="md" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{paletteWords.shortcutColumns.keys}</Table.Th>
            <Table.Th>{paletteWords.shortcutColumns.does}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {SHORTCUT_GROUPS.map((group) => (
          <Table.Tbody key={group.title}>
            <Table.Tr>
              <Table.Th colSpan={2} scope="rowgroup" pt="md">
                {group.title}
              </Table.Th>
            </Table.Tr>
            {group.shortcuts.map((shortcut) => (
              <Table.Tr key={shortcut.does}>
                <Table.Td>
                  <Ways of={shortcut} />
                </Table.Td>
                <Table.Td>{shortcut.does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        ))}
      </Table>
      <Switch
        label={paletteWords.singleKeys}
        description={paletteWords.singleKeysHint}
        checked={isOn}
        onChange={(event) => {
          setOn(event.currentTarget.checked);
          switchSingleKeys(event.currentTarget.checked);
        }}
      />
    </Modal>
  );
}

function Ways({ of: { ways } }: { readonly of: Shortcut }) {
  return ways.map((way, at) => (
    <span key={way.join(' ')}>
      {at > 0 && ` ${paletteWords.or} `}
      {way.map((key, place) => (
        <span key={key}>
          {place > 0 && <VisuallyHidden>+</VisuallyHidden>} <Kbd>{key}</Kbd>
        </span>
      ))}
    </span>
  ));
}

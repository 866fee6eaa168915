import { ActionIcon, Button, Checkbox, Group, ScrollArea, Stack } from '@mantine/core';
import { useState } from 'react';
import { IconChevronDown, IconChevronUp, IconColumns } from '../../../shell/icons.tsx';
import { COLUMN_TITLES, findingsWords } from '../../../words/findings.ts';
import type { Columns } from './column-choice.ts';
import { COLUMN_IDS, USUAL_COLUMNS, type ColumnId } from './columns.ts';
import { ToolbarPopover } from '../toolbar-popover.tsx';

interface ColumnChooserProps {
  readonly columns: Columns;
  readonly onChoose: (columns: readonly ColumnId[]) => void;
}

/** Which columns the grid shows, and in which order. */
export function ColumnChooser({ columns, onChoose }: ColumnChooserProps) {
  const [isOpen, setIsOpen] = useState(false);
  const hidden = COLUMN_IDS.filter((id) => !columns.includes(id));
  return (
    <ToolbarPopover
      icon={<IconColumns />}
      label={findingsWords.columns}
      title={findingsWords.columnsTitle}
      position="bottom-end"
      isOpen={isOpen}
      onChange={setIsOpen}
    >
      <Stack gap="xs" w={280}>
        <ScrollArea.Autosize mah="min(26rem, 55vh)" type="auto" offsetScrollbars="present">
          <Stack gap={2}>
            {[...columns, ...hidden].map((id) => (
              <ColumnLine key={id} id={id} columns={columns} onChoose={onChoose} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
        <Group justify="flex-end">
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={columns.join() === USUAL_COLUMNS.join()}
            onClick={() => onChoose(USUAL_COLUMNS)}
          >
            {findingsWords.usualColumns}
          </Button>
        </Group>
      </Stack>
    </ToolbarPopover>
  );
}

function ColumnLine({ id, columns, onChoose }: ColumnChooserProps & { readonly id: ColumnId }) {
  const title = COLUMN_TITLES[id];
  const place = columns.indexOf(id);
  const isShown = place >= 0;
  return (
    <Group gap={4} wrap="nowrap" justify="space-between" mih={28}>
      <Checkbox
        size="xs"
        label={title}
        checked={isShown}
        disabled={isShown && columns.length === 1}
        onChange={() =>
          onChoose(isShown ? columns.filter((each) => each !== id) : [...columns, id])
        }
      />
      {isShown && (
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={findingsWords.moveUp(title)}
            disabled={place === 0}
            onClick={() => onChoose(swapped(columns, place, place - 1))}
          >
            <IconChevronUp />
          </ActionIcon>
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={findingsWords.moveDown(title)}
            disabled={place === columns.length - 1}
            onClick={() => onChoose(swapped(columns, place, place + 1))}
          >
            <IconChevronDown />
          </ActionIcon>
        </Group>
      )}
    </Group>
  );
}

function swapped(columns: Columns, from: number, to: number): readonly ColumnId[] {
  const [a, b] = [columns[from], columns[to]];
  if (a === undefined || b === undefined) return columns;
  return columns.with(from, b).with(to, a);
}

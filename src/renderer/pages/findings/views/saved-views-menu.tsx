import { ActionIcon, Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SavedView } from '../../../../contract/settings.ts';
import { IconFindings, IconPlus, IconRefresh, IconTrash } from '../../../shell/icons.tsx';
import { findingsWords } from '../../../words/findings.ts';
import { SaveViewForm } from './save-view-form.tsx';
import { useSavedViews, type SavedViews } from './use-saved-views.tsx';
import { ToolbarPopover } from '../toolbar-popover.tsx';

interface SavedViewsMenuProps {
  readonly workspace: string;
  /** What is shown now, still without a name. */
  readonly current: Omit<SavedView, 'name'>;
  readonly onApply: (view: SavedView) => void;
}

/** Filters, sorting and columns under names. */
export function SavedViewsMenu({ workspace, current, onApply }: SavedViewsMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isNaming, setIsNaming] = useState(false);
  const saved = useSavedViews(workspace);
  const toggle = (open: boolean): void => {
    setIsOpen(open);
    setIsNaming(false);
  };
  return (
    <ToolbarPopover
      icon={<IconFindings />}
      label={findingsWords.views}
      title={findingsWords.savedViews}
      position="bottom-end"
      isOpen={isOpen}
      onChange={toggle}
    >
      <Stack gap="xs" w={300}>
        {isNaming ? (
          <SaveViewForm
            taken={saved.views.map(({ name }) => name)}
            onSave={(name) => {
              saved.save({ ...current, name });
              toggle(false);
            }}
            onCancel={() => setIsNaming(false)}
          />
        ) : (
          <>
            <ViewList
              saved={saved}
              onApply={(view) => {
                onApply(view);
                toggle(false);
              }}
              onUpdate={(name) => saved.save({ ...current, name })}
            />
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus />}
              onClick={() => setIsNaming(true)}
            >
              {findingsWords.saveView}
            </Button>
          </>
        )}
      </Stack>
    </ToolbarPopover>
  );
}

function ViewList({
  saved: { views, remove, isPending },
  onApply,
  onUpdate,
}: {
  readonly saved: SavedViews;
  readonly onApply: (view: SavedView) => void;
  readonly onUpdate: (name: string) => void;
}) {
  if (views.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {findingsWords.noViews}
      </Text>
    );
  return (
    <ScrollArea.Autosize mah={300} type="auto">
      {views.map((view) => (
        <Group key={view.name} gap={2} wrap="nowrap">
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            justify="flex-start"
            flex={1}
            miw={0}
            c="var(--mantine-color-text)"
            onClick={() => onApply(view)}
          >
            {view.name}
          </Button>
          <ActionIcon
            size={28}
            variant="subtle"
            color="gray"
            disabled={isPending}
            aria-label={findingsWords.updateView(view.name)}
            title={findingsWords.updateView(view.name)}
            onClick={() => onUpdate(view.name)}
          >
            <IconRefresh />
          </ActionIcon>
          <ActionIcon
            size={28}
            variant="subtle"
            color="gray"
            disabled={isPending}
            aria-label={findingsWords.deleteView(view.name)}
            title={findingsWords.deleteView(view.name)}
            onClick={() => remove(view.name)}
          >
            <IconTrash />
          </ActionIcon>
        </Group>
      ))}
    </ScrollArea.Autosize>
  );
}

import { Button, Group, Text } from '@mantine/core';
import { findingsWords } from '../../words/findings.ts';
import type { Copying } from './copy/use-copy.ts';
import classes from './run-findings.module.css';

interface SelectionLineProps {
  readonly selected: number;
  readonly copying: Copying['progress'];
  readonly onCopy: () => void;
  readonly onClear: () => void;
}

/** Below the grid: what is selected and what can be done with it, or which keys there are. */
export function SelectionLine({ selected, copying, onCopy, onClear }: SelectionLineProps) {
  return (
    <Group gap={0} mih={28}>
      <Text size="xs" c="dimmed" role="status" className={classes['selected'] ?? ''}>
        {copying !== null
          ? findingsWords.copying(copying.done, copying.total)
          : selected > 0
            ? findingsWords.selected(selected)
            : ''}
      </Text>
      {selected > 0 ? (
        <>
          <Button size="compact-sm" variant="default" onClick={onCopy}>
            {findingsWords.copyRows}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onClear}>
            {findingsWords.clearSelection}
          </Button>
        </>
      ) : (
        copying === null && (
          <Text size="xs" c="dimmed">
            {findingsWords.keys}
          </Text>
        )
      )}
    </Group>
  );
}

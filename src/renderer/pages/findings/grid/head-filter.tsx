import { Popover } from '@mantine/core';
import { useImperativeHandle, type Ref } from 'react';
import { COLUMN_TITLES, findingsWords } from '../../../words/findings.ts';
import { COLUMNS } from '../columns/columns.ts';
import { ColumnFilterEditor } from '../filters/column-filter-editor.tsx';
import type { OpenFilter } from './head-board.ts';

interface HeadFilterProps {
  readonly open: OpenFilter;
  readonly onClose: () => void;
}

/** The filter of one column, below the funnel in its head. */
export function HeadFilter({ open: { column, button, head }, onClose }: HeadFilterProps) {
  const { filter } = COLUMNS[column];
  const title = COLUMN_TITLES[column];
  const close = (): void => {
    onClose();
    head.focus();
  };
  if (filter === null) return null;
  return (
    <Popover opened onChange={onClose} onDismiss={close} trapFocus withinPortal shadow="md">
      <Popover.Target>
        <GridPart element={button} />
      </Popover.Target>
      <Popover.Dropdown aria-labelledby={undefined} aria-label={findingsWords.filterBy(title)}>
        <ColumnFilterEditor filter={filter} title={title} onDone={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Hands on an element that the grid has made. */
function GridPart({
  element,
  ref,
}: {
  readonly element: HTMLElement;
  readonly ref?: Ref<HTMLElement>;
}) {
  useImperativeHandle(ref, () => element, [element]);
  return null;
}

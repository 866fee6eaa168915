import { NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { IconFilter } from '../../../shell/icons.tsx';
import { COLUMN_TITLES, findingsWords } from '../../../words/findings.ts';
import { COLUMN_IDS, COLUMNS, isColumnFiltered, type ColumnId } from '../columns/columns.ts';
import { useShownFindings } from '../view/shown-findings.tsx';
import { ColumnFilterEditor } from './column-filter-editor.tsx';
import { ToolbarPopover } from '../toolbar-popover.tsx';

const FILTERABLE = COLUMN_IDS.filter((id) => COLUMNS[id].filter !== null);

/** Filters any column, also one that isn't shown. */
export function FilterMenu() {
  const { query } = useShownFindings();
  const [isOpen, setIsOpen] = useState(false);
  const [column, setColumn] = useState<ColumnId>('amount');
  const { filter } = COLUMNS[column];
  const active = FILTERABLE.filter((id) => {
    const each = COLUMNS[id].filter;
    return each !== null && isColumnFiltered(each, query);
  });
  return (
    <ToolbarPopover
      icon={<IconFilter />}
      label={findingsWords.filter(active.length)}
      title={findingsWords.filter(0)}
      position="bottom-start"
      isOpen={isOpen}
      onChange={setIsOpen}
    >
      <Stack gap="sm">
        <NativeSelect
          size="xs"
          label={findingsWords.filterColumn}
          value={column}
          data={FILTERABLE.map((id) => ({ value: id, label: COLUMN_TITLES[id] }))}
          onChange={(event) => setColumn(event.currentTarget.value as ColumnId)}
        />
        {filter !== null && (
          <ColumnFilterEditor
            key={column}
            filter={filter}
            title={COLUMN_TITLES[column]}
            onDone={() => setIsOpen(false)}
          />
        )}
      </Stack>
    </ToolbarPopover>
  );
}

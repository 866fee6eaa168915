import type { CellClassParams, ColDef } from 'ag-grid-community';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import { COLUMN_TITLES } from '../../../words/findings.ts';
import { COLUMNS, type ColumnId } from '../columns/columns.ts';
import { stateClass } from '../columns/state-title.tsx';
import { ColumnHead } from './column-head.ts';
import classes from './grid.module.css';
import { LinksCell } from './links-cell.ts';

/** Stay at the left edge where there is room. */
const PINNED: readonly ColumnId[] = ['state', 'raiseId'];

/** The grid's columns, in the order in which they are shown. */
export function columnDefs(ids: readonly ColumnId[], canPin: boolean): ColDef<FindingRow>[] {
  return ids.map((id) => {
    const { width, text, look } = COLUMNS[id];
    return {
      colId: id,
      headerName: COLUMN_TITLES[id],
      headerComponent: ColumnHead,
      width,
      pinned: canPin && PINNED.includes(id) ? 'left' : null,
      valueGetter: ({ data }) => (data === undefined ? undefined : text(data)),
      ...(id === 'links' ? { cellRenderer: LinksCell } : {}),
      ...(look === 'state' ? { cellClass: stateCell } : {}),
      ...(look === 'number'
        ? { cellClass: classes['number'], headerClass: classes['numberHead'] }
        : {}),
      ...(look === 'id' ? { cellClass: classes['id'] } : {}),
    } satisfies ColDef<FindingRow>;
  });
}

function stateCell({ data }: CellClassParams<FindingRow>): string {
  return data === undefined
    ? (classes['waiting'] ?? '')
    : `${classes['state'] ?? ''} ${stateClass(data.state)}`;
}

import type { GridOptions, SuppressKeyboardEventParams } from 'ag-grid-community';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import { findingsWords } from '../../../words/findings.ts';
import { styleNonce } from '../../../style-nonce.ts';
import { BLOCK_ROWS, KEPT_BLOCKS } from '../view/block-rows.ts';
import './grid-modules.ts';
import { isOpened } from './opened-row.ts';
import { gridTheme, ROW_HEIGHT } from './grid-theme.ts';
import classes from './grid.module.css';

/** Everything about the grid that never changes. */
export const FIXED: GridOptions<FindingRow> = {
  theme: gridTheme,
  styleNonce: styleNonce(),
  rowModelType: 'infinite',
  // Tab leaves the grid, as in any other; the arrows move in it.
  tabToNextCell: () => false,
  tabToNextHeader: () => false,
  cacheBlockSize: BLOCK_ROWS,
  maxBlocksInCache: KEPT_BLOCKS,
  maxConcurrentDatasourceRequests: 2,
  // While the scroll bar is dragged, only what it rests on is loaded.
  blockLoadDebounceMillis: 40,
  rowHeight: ROW_HEIGHT,
  // Rows are drawn twice, empty and filled: few beyond what is seen keep each task short.
  rowBuffer: 3,
  animateRows: false,
  getRowId: ({ data }) => String(data.position),
  defaultColDef: {
    sortable: false,
    resizable: true,
    minWidth: 72,
    cellClassRules: { [classes['opened'] ?? 'opened']: ({ api, data }) => isOpened(api, data) },
    suppressKeyboardEvent: takesSelectAll,
  },
  selectionColumnDef: {
    headerName: findingsWords.selectedHead,
    headerClass: classes['unseenHead'] ?? '',
    pinned: 'left',
    width: 42,
    resizable: false,
  },
  rowSelection: {
    mode: 'multiRow',
    checkboxes: true,
    headerCheckbox: false,
    enableClickSelection: true,
  },
  suppressOverlays: ['noRows', 'loading'],
  suppressDragLeaveHidesColumns: true,
};

/** Ctrl A would select the rows that happen to be loaded and look like all: "Copy all" is for that. */
function takesSelectAll({ event }: SuppressKeyboardEventParams<FindingRow>): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'a') return false;
  event.preventDefault();
  return true;
}

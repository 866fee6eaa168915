import type {
  CellClickedEvent,
  CellKeyDownEvent,
  FullWidthCellKeyDownEvent,
} from 'ag-grid-community';
import type { FindingRow } from '../../../../core/model/finding-query.ts';

/** A plain click on the state, which looks like a link. */
export function isOpeningClick({ column, event }: CellClickedEvent<FindingRow>): boolean {
  if (column.getColId() !== 'state' || !(event instanceof MouseEvent)) return false;
  return !event.shiftKey && !event.ctrlKey && !event.metaKey;
}

/** What a key means in a cell, beside moving about and selecting, which the grid does. */
export function keyMeaning({
  event,
}: CellKeyDownEvent<FindingRow> | FullWidthCellKeyDownEvent<FindingRow>): 'open' | 'copy' | null {
  if (!(event instanceof KeyboardEvent)) return null;
  const isMod = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && !isMod) return 'open';
  if (!isMod || event.key.toLowerCase() !== 'c') return null;
  event.preventDefault();
  return 'copy';
}

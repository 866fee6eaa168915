import type { GridApi } from 'ag-grid-community';
import type { FindingRow } from '../../../../core/model/finding-query.ts';

type Api = GridApi<FindingRow>;

/** For each grid, the position of the finding whose details are shown. */
const OPENED = new WeakMap<Api, number | null>();

/** Marks the row whose details are shown. */
export function markOpened(api: Api, opened: FindingRow | null): void {
  const former = OPENED.get(api) ?? null;
  const position = opened?.position ?? null;
  if (former === position) return;
  OPENED.set(api, position);
  const nodes = [former, position].flatMap((each) => {
    const node = each === null ? undefined : api.getRowNode(String(each));
    return node === undefined ? [] : [node];
  });
  // Drawing the rows anew would take the focus out of them.
  if (nodes.length > 0) api.refreshCells({ rowNodes: nodes, force: true });
}

/** Where the finding stood whose details are shown, and its position; null if none are shown or it isn't in the list. */
export function placeOfOpened(api: Api): { index: number; only: number } | null {
  const only = OPENED.get(api) ?? null;
  const index = only === null ? null : (api.getRowNode(String(only))?.rowIndex ?? null);
  return only === null || index === null ? null : { index, only };
}

export function isOpened(api: Api, row: FindingRow | undefined): boolean {
  return row !== undefined && OPENED.get(api) === row.position;
}

import {
  createGrid,
  type ColDef,
  type GridApi,
  type GridOptions,
  type IRowNode,
} from 'ag-grid-community';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import type { Engine } from '../../../engine/client.ts';
import { listOf, type FindingsView } from '../view/use-findings-view.ts';
import { isOpeningClick, keyMeaning } from './grid-events.ts';
import { FIXED } from './grid-options.ts';
import type { HeadBoard } from './head-board.ts';
import { markOpened, placeOfOpened } from './opened-row.ts';
import { RowSource } from './row-source.ts';

/** A finding and its place in the view. */
export interface PlacedRow {
  readonly index: number;
  readonly row: FindingRow;
}

/** What the page does when something happens in the grid. */
export interface GridAnswers {
  readonly onColumns: (columns: readonly string[]) => void;
  readonly onOpen: (placed: PlacedRow, isByKey: boolean) => void;
  readonly onFocus: (placed: PlacedRow) => void;
  readonly onSelection: (count: number) => void;
  readonly onCopy: () => void;
  /** The engine doesn't know the view any more. */
  readonly onLost: () => void;
}

/** What the page asks of the grid. */
export type GridHandle = Pick<
  GridLink,
  'selectedRows' | 'clearSelection' | 'focusedRow' | 'rowAt' | 'showRow' | 'focusRow'
>;

/** Between the page and one grid: options that never change, whoever listens by then, and the grid's own interface. */
export class GridLink {
  readonly #source: RowSource;
  readonly #board: HeadBoard;
  #columns: ColDef<FindingRow>[] = [];
  #api: GridApi<FindingRow> | null = null;
  #element: HTMLElement | null = null;
  #answers: GridAnswers | null = null;
  /** The focus is on a row that isn't loaded yet, which counts only if it is the finding of a position. */
  #awaited: { readonly index: number; readonly only: number | null } | null = null;

  /** Positions of findings that were selected before the list was made anew, until they are loaded. */
  readonly #selectAgain = new Set<number>();

  constructor(engine: Engine, view: FindingsView, board: HeadBoard) {
    this.#board = board;
    this.#source = new RowSource(engine, view, () => this.#answers?.onLost());
  }

  /** Makes the grid inside an element; the answer takes it away again. */
  mount(element: HTMLElement): () => void {
    const { defaultColDef } = FIXED;
    const api = createGrid(element, {
      ...FIXED,
      ...this.#listeners(),
      datasource: this.#source,
      columnDefs: this.#columns,
      defaultColDef: { ...defaultColDef, headerComponentParams: { board: this.#board } },
    });
    this.#api = api;
    this.#element = element;
    return () => {
      this.#api = null;
      api.destroy();
    };
  }

  /** Which columns are shown, in order. */
  setColumns(columns: ColDef<FindingRow>[]): void {
    if (this.#columns === columns) return;
    this.#columns = columns;
    this.#api?.setGridOption('columnDefs', columns);
  }

  listen(answers: GridAnswers): void {
    this.#answers = answers;
  }

  /** Puts another view into the grid. The old rows stay until the new ones come, so nothing flickers. */
  show(view: FindingsView): void {
    const former = this.#source.view;
    this.#source.show(view);
    const api = this.#api;
    if (former === view || api === null) return;
    const isSameList = listOf(former) === listOf(view);
    this.#awaited = isSameList ? this.#focusToKeep(api) : null;
    this.#selectAgain.clear();
    if (isSameList) for (const { position } of this.selectedRows()) this.#selectAgain.add(position);
    api.deselectAll();
    api.setRowCount(view.total, true);
    if (view.total === 0) return;
    api.refreshInfiniteCache();
    if (!isSameList) api.ensureIndexVisible(0, 'top');
  }

  /** Marks the row whose details are shown. */
  mark(opened: FindingRow | null): void {
    const api = this.#api;
    if (api === null) return;
    markOpened(api, opened);
    // While rows come, somebody may have gone on to another finding: that one is waited for.
    if (this.#awaited === null || this.#awaited.only === null) return;
    this.#awaited = placeOfOpened(api);
    this.#tellFocus();
  }

  /** In the order in which they are shown. */
  selectedRows(): readonly FindingRow[] {
    return (this.#api?.getSelectedNodes() ?? [])
      .toSorted((a, b) => (a.rowIndex ?? 0) - (b.rowIndex ?? 0))
      .flatMap(({ data }) => (data === undefined ? [] : [data]));
  }

  clearSelection(): void {
    this.#api?.deselectAll();
  }

  /** The row the keyboard is in; null if there is none or it isn't loaded. */
  focusedRow(): PlacedRow | null {
    const index = this.#api?.getFocusedCell()?.rowIndex;
    const row = index === undefined ? null : this.rowAt(index);
    return index === undefined || row === null ? null : { index, row };
  }

  /** Null if it isn't loaded. */
  rowAt(index: number): FindingRow | null {
    const row = this.#api?.getDisplayedRowAtIndex(index)?.data;
    return row !== undefined && this.#source.hasGiven(row) ? row : null;
  }

  showRow(index: number): void {
    this.#api?.ensureIndexVisible(index);
  }

  focusRow(index: number): void {
    // The first column holds the boxes that select.
    const column =
      this.#api?.getFocusedCell()?.column ?? this.#api?.getAllDisplayedColumns()[1] ?? null;
    if (this.#api === null || column === null) return;
    this.#api.ensureIndexVisible(index);
    this.#api.setFocusedCell(index, column);
  }

  /** Who has decided about some findings may have more to decide about the same ones. */
  #selectFormer(): void {
    const api = this.#api;
    if (api === null || this.#selectAgain.size === 0) return;
    const nodes: IRowNode<FindingRow>[] = [];
    api.forEachNode((node) => {
      const { data } = node;
      if (data === undefined || !this.#source.hasGiven(data)) return;
      if (this.#selectAgain.delete(data.position)) nodes.push(node);
    });
    if (nodes.length > 0) api.setNodesSelected({ nodes, newValue: true });
  }

  #tellFocus(): void {
    if (this.#awaited === null) return;
    const { index, only } = this.#awaited;
    const row = this.rowAt(index);
    if (row === null) return;
    this.#awaited = null;
    if (only === null || only === row.position) this.#answers?.onFocus({ index, row });
  }

  /** When a list is made anew, who works in the grid goes on in the same place; elsewhere only details of the same finding do. */
  #focusToKeep(api: GridApi<FindingRow>): { index: number; only: number | null } | null {
    if (this.#element?.contains(document.activeElement) === true) {
      const index = api.getFocusedCell()?.rowIndex;
      return index === undefined ? null : { index, only: null };
    }
    return placeOfOpened(api);
  }

  #listeners(): GridOptions<FindingRow> {
    const tell = (index: number | null, isByKey: boolean): void => {
      const row = index === null ? null : this.rowAt(index);
      if (index !== null && row !== null) this.#answers?.onOpen({ index, row }, isByKey);
    };
    return {
      onCellFocused: ({ rowIndex }) => {
        this.#awaited = rowIndex === null ? null : { index: rowIndex, only: null };
        this.#tellFocus();
      },
      onModelUpdated: () => {
        this.#selectFormer();
        this.#tellFocus();
      },
      onCellClicked: (event) => {
        if (isOpeningClick(event)) tell(event.rowIndex, false);
      },
      onRowDoubleClicked: ({ rowIndex }) => tell(rowIndex, false),
      onCellKeyDown: (event) => {
        const meaning = keyMeaning(event);
        if (meaning === 'open') tell(event.rowIndex, true);
        if (meaning === 'copy') this.#answers?.onCopy();
      },
      onSelectionChanged: ({ api }) => this.#answers?.onSelection(api.getSelectedNodes().length),
      onColumnMoved: ({ api, finished, source }) => {
        if (!finished || source !== 'uiColumnMoved') return;
        this.#answers?.onColumns(api.getAllDisplayedColumns().map((column) => column.getColId()));
      },
    };
  }
}

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
  /** The list was made anew, and the finding whose details are shown stands here now. */
  readonly onPlaced: (placed: PlacedRow) => void;
  /** `isByPerson`: with the mouse or the keyboard, in the grid. */
  readonly onSelection: (count: number, isByPerson: boolean) => void;
  readonly onCopy: () => void;
  /** The engine doesn't know the view any more. */
  readonly onLost: () => void;
}

/** What the page asks of the grid. */
export type GridHandle = Pick<
  GridLink,
  'selectedRows' | 'clearSelection' | 'focusedRow' | 'rowAt' | 'showRow' | 'focusRow'
>;

const BY_PERSON: ReadonlySet<string> = new Set(['checkboxSelected', 'rowClicked', 'spaceKey']);

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

  /** The finding of this position was to be opened when its row wasn't loaded. */
  #toOpen: { readonly position: number; readonly isByKey: boolean } | null = null;

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
    if (!isSameList) this.#toOpen = null;
    // Who has decided about some findings may have more to decide about the same ones.
    if (!isSameList || view.total === 0) api.deselectAll();
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
  focusedRow(): FindingRow | null {
    const index = this.#api?.getFocusedCell()?.rowIndex;
    return index === undefined ? null : this.seenRow(index);
  }

  /** Null if it isn't loaded. */
  rowAt(index: number): FindingRow | null {
    const row = this.#api?.getDisplayedRowAtIndex(index)?.data;
    return row !== undefined && this.#source.hasGiven(row) ? row : null;
  }

  /** The row that is seen there: while another list comes, it may be one of the former. Null if it isn't loaded. */
  seenRow(index: number): FindingRow | null {
    return this.#api?.getDisplayedRowAtIndex(index)?.data ?? null;
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

  /** What has left the list is not selected any more, which is known once no row of the former list is left. */
  #deselectGone(api: GridApi<FindingRow>): void {
    const isOld = ({ data }: IRowNode<FindingRow>): boolean =>
      data !== undefined && !this.#source.hasGiven(data);
    let isWaiting = false;
    api.forEachNode((node) => {
      isWaiting ||= isOld(node);
    });
    const nodes = isWaiting ? [] : api.getSelectedNodes().filter(isOld);
    if (nodes.length > 0) api.setNodesSelected({ nodes, newValue: false });
  }

  #openAwaited(api: GridApi<FindingRow>): void {
    if (this.#toOpen === null) return;
    const { position, isByKey } = this.#toOpen;
    const node = api.getRowNode(String(position));
    const row = node?.rowIndex == null ? null : this.rowAt(node.rowIndex);
    if (node?.rowIndex == null || row === null) return;
    this.#toOpen = null;
    this.#answers?.onOpen({ index: node.rowIndex, row }, isByKey);
  }

  #tellFocus(): void {
    if (this.#awaited === null) return;
    const { index, only } = this.#awaited;
    const row = this.rowAt(index);
    if (row === null) return;
    this.#awaited = null;
    if (only === null) this.#answers?.onFocus({ index, row });
    else if (only === row.position) this.#answers?.onPlaced({ index, row });
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
      const position = index === null ? undefined : this.seenRow(index)?.position;
      this.#toOpen = row === null && position !== undefined ? { position, isByKey } : null;
      if (index !== null && row !== null) this.#answers?.onOpen({ index, row }, isByKey);
    };
    return {
      onCellFocused: ({ rowIndex }) => {
        this.#awaited = rowIndex === null ? null : { index: rowIndex, only: null };
        this.#tellFocus();
      },
      onModelUpdated: ({ api }) => {
        this.#deselectGone(api);
        this.#openAwaited(api);
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
      onSelectionChanged: ({ api, source }) =>
        this.#answers?.onSelection(api.getSelectedNodes().length, BY_PERSON.has(source)),
      onColumnMoved: ({ api, finished, source }) => {
        if (!finished || source !== 'uiColumnMoved') return;
        this.#answers?.onColumns(api.getAllDisplayedColumns().map((column) => column.getColId()));
      },
    };
  }
}

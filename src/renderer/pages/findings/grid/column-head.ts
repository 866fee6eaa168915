import type { IHeaderComp, IHeaderParams } from 'ag-grid-community';
import { COLUMN_TITLES, findingsWords } from '../../../words/findings.ts';
import { COLUMNS, isColumnFiltered, type Column, type ColumnId } from '../columns/columns.ts';
import type { HeadBoard } from './head-board.ts';
import { plainIcon } from './plain-icon.ts';
import { nextSort } from './sort-steps.ts';
import classes from './grid.module.css';

/** What every head is given beside the grid's own. */
export interface HeadParams {
  readonly board: HeadBoard;
}

/** A column's head: its title sorts, its funnel filters. Sorting by the grid itself would empty it at once. */
export class ColumnHead implements IHeaderComp {
  readonly #gui = element('div', 'head');
  readonly #title = element('button', 'headTitle');
  readonly #sort = element('span', 'headSort');
  readonly #filter = element('button', 'headFilter');
  #id: ColumnId = 'state';
  #column: Column = COLUMNS.state;
  #head: HTMLElement | null = null;
  #board: HeadBoard | null = null;
  #unfollow: (() => void) | null = null;

  init({ column, eGridHeader, board }: IHeaderParams & HeadParams): void {
    this.#id = column.getColId() as ColumnId;
    this.#column = COLUMNS[this.#id];
    this.#head = eGridHeader;
    this.#board = board;
    this.#build();
    eGridHeader.addEventListener('keydown', this.#press);
    this.#unfollow = board.follow(() => this.#draw());
    this.refresh();
  }

  getGui(): HTMLElement {
    return this.#gui;
  }

  refresh(): boolean {
    // The grid, which sorts nothing itself, takes `aria-sort` away right after this.
    queueMicrotask(() => this.#draw());
    return true;
  }

  destroy(): void {
    this.#unfollow?.();
    this.#head?.removeEventListener('keydown', this.#press);
    if (this.#board?.filter?.button === this.#filter) this.#board.open(null);
  }

  #build(): void {
    const text = element('span', 'headText');
    text.textContent = COLUMN_TITLES[this.#id];
    this.#title.type = 'button';
    this.#title.tabIndex = -1;
    this.#title.disabled = this.#column.sort === null;
    this.#title.append(text);
    this.#title.addEventListener('click', (event) =>
      this.#sortBy(event.shiftKey || event.ctrlKey || event.metaKey),
    );
    this.#gui.append(this.#title);
    if (this.#column.filter === null) return;
    this.#filter.type = 'button';
    this.#filter.tabIndex = -1;
    this.#filter.ariaHasPopup = 'dialog';
    this.#filter.ariaLabel = findingsWords.filterBy(COLUMN_TITLES[this.#id]);
    this.#filter.append(plainIcon('filter'));
    this.#filter.addEventListener('click', () =>
      this.#openFilter(this.#board?.filter?.button !== this.#filter),
    );
    this.#gui.append(this.#filter);
  }

  #draw(): void {
    if (this.#board === null || this.#head === null) return;
    const { sort: sortColumn, filter } = this.#column;
    const { query, sort } = this.#board.shown;
    const place = sort.findIndex((by) => by.column === sortColumn);
    const by = sort[place];
    if (sortColumn === null) this.#head.removeAttribute('aria-sort');
    else this.#head.ariaSort = by === undefined ? 'none' : directionOf(by.isDescending);
    const help = findingsWords.headHelp(sortColumn !== null, filter !== null);
    if (help !== '') this.#head.setAttribute('aria-description', help);
    if (by === undefined) this.#sort.remove();
    else {
      this.#sort.replaceChildren(
        plainIcon(by.isDescending ? 'down' : 'up'),
        sort.length > 1 ? String(place + 1) : '',
      );
      this.#title.append(this.#sort);
    }
    if (filter === null) return;
    this.#filter.toggleAttribute('data-filtered', isColumnFiltered(filter, query));
    this.#filter.ariaExpanded = String(this.#board.filter?.button === this.#filter);
  }

  #sortBy(isAdded: boolean): void {
    const shown = this.#board?.shown;
    const column = this.#column.sort;
    if (shown !== undefined && column !== null) shown.sortBy(nextSort(shown.sort, column, isAdded));
  }

  #openFilter(isOpen: boolean): void {
    if (this.#head === null || this.#column.filter === null) return;
    this.#board?.open(isOpen ? { column: this.#id, button: this.#filter, head: this.#head } : null);
  }

  readonly #press = (event: KeyboardEvent): void => {
    // Keys inside the head are the buttons'.
    if (event.target !== this.#head) return;
    if (event.key === 'Enter' && this.#column.sort !== null) {
      event.preventDefault();
      this.#sortBy(event.shiftKey);
    } else if (event.key === 'ArrowDown' && event.altKey && this.#column.filter !== null) {
      event.preventDefault();
      event.stopPropagation();
      this.#openFilter(true);
    }
  };
}

function directionOf(isDescending: boolean): 'descending' | 'ascending' {
  return isDescending ? 'descending' : 'ascending';
}

function element<Tag extends 'div' | 'span' | 'button'>(
  tag: Tag,
  look: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = classes[look] ?? '';
  return made;
}

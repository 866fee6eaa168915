import type { AddWorksheetOptions, Worksheet } from 'exceljs';
import type { Book } from './book.ts';
import type { SheetCell } from './cells.ts';
import { text } from './cells.ts';
import { LINE_HEIGHT, wrappedHeight } from './row-height.ts';
import { STYLES } from './styles.ts';
import type { CellStyle } from './styles.ts';

export interface SheetLayout {
  readonly worksheetOptions: Partial<AddWorksheetOptions>;
  /** Widths in characters. */
  readonly columns: readonly number[];
}

export interface LayoutChoices {
  /** The row that holds the headers: it stays in view, and is printed on every page. */
  readonly headerRow?: number;
  /** Columns that stay in view. */
  readonly frozenColumns?: number;
  readonly tabColor?: string;
  /** Paper of 11 × 17 inches, for sheets with many columns. */
  readonly isWide?: boolean;
}

/** Landscape, as wide as the paper, page numbers; headers frozen and repeated. */
export function sheetLayout(columns: readonly number[], choices: LayoutChoices = {}): SheetLayout {
  const { headerRow, frozenColumns = 0, tabColor, isWide = false } = choices;
  const frozen = headerRow === undefined ? null : { xSplit: frozenColumns, ySplit: headerRow };
  const titles = headerRow === undefined ? {} : { printTitlesRow: `${headerRow}:${headerRow}` };
  return {
    columns,
    worksheetOptions: {
      properties: tabColor === undefined ? {} : { tabColor: { argb: tabColor } },
      views: [
        frozen ? { state: 'frozen', showGridLines: true, ...frozen } : { showGridLines: false },
      ],
      pageSetup: {
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        ...(isWide ? { paperSize: TABLOID } : {}),
        margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
        ...titles,
      },
      headerFooter: { oddFooter: '&LTieout · &A&RPage &P of &N' },
    },
  };
}

const TABLOID = 3 as AddWorksheetOptions['pageSetup']['paperSize'] & number;

/** A sheet being written, row by row, top down. A written row is gone: nothing can be changed later. */
export class Sheet {
  readonly #worksheet: Worksheet;
  readonly #book: Book;
  readonly #widths: readonly number[];
  #rows = 0;
  #links = 0;

  constructor(worksheet: Worksheet, book: Book, widths: readonly number[]) {
    this.#worksheet = worksheet;
    this.#book = book;
    this.#widths = widths;
  }

  get rowCount(): number {
    return this.#rows;
  }

  get isFull(): boolean {
    return this.#rows >= this.#book.limits.rows;
  }

  /** Adds a row; without a height it is as high as its wrapped texts need. */
  add(cells: readonly (SheetCell | null)[], height = wrappedHeight(cells, this.#widths)): void {
    const row = this.#worksheet.addRow([]);
    for (const [index, cell] of cells.entries()) {
      if (cell === null) continue;
      const target = row.getCell(index + 1);
      target.value = this.#valueOf(cell);
      target.style = cell.style;
    }
    if (height !== null) row.height = height;
    row.commit();
    this.#rows += 1;
  }

  /** An empty row. A height is what makes exceljs write it at all. */
  skip(): void {
    this.add([], LINE_HEIGHT);
  }

  /** Headers; those of `numeric` columns (counted from 0) stand at the right, above their numbers. */
  addHeader(
    headers: readonly string[],
    numeric: readonly number[] = [],
    height = LINE_HEIGHT,
  ): void {
    const style = (index: number): CellStyle =>
      numeric.includes(index) ? STYLES.headerRight : STYLES.header;
    this.add(
      headers.map((header, index) => text(header, style(index))),
      height,
    );
  }

  /** Prints only the first columns, from the top to the last row written. */
  printColumns(count: number): void {
    const { letter } = this.#worksheet.getColumn(count);
    this.#worksheet.pageSetup.printArea = `A$1:${letter}$${this.#rows}`;
  }

  /** Filter buttons over the columns from a header row down to the last row written. */
  filterFrom(headerRow: number, columnCount: number): void {
    const to = { row: Math.max(this.#rows, headerRow), column: columnCount };
    this.#worksheet.autoFilter = { from: { row: headerRow, column: 1 }, to };
  }

  async breathe(): Promise<void> {
    await this.#book.breathe(this.#worksheet);
  }

  async finish(): Promise<void> {
    await this.breathe();
    this.#worksheet.commit();
  }

  #valueOf({
    value,
    link,
  }: SheetCell): string | number | Date | null | { text: string; hyperlink: string } {
    if (link === undefined || typeof value !== 'string') return value;
    // Excel repairs a sheet with more links than that away: after the limit the address itself is the text.
    if (this.#links >= this.#book.limits.links) return link;
    this.#links += 1;
    return { text: value, hyperlink: link };
  }
}

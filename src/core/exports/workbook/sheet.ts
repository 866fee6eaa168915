import type { Worksheet } from 'exceljs';
import type { SheetCell } from './cells.ts';
import { text } from './cells.ts';
import { LINE_HEIGHT, wrappedHeight } from './row-height.ts';
import { STYLES } from './styles.ts';
import type { CellStyle } from './styles.ts';

/** What a sheet holds at most in Excel. Tests lower them. */
export interface SheetLimits {
  readonly rows: number;
  readonly links: number;
}

/** The workbook around a sheet. */
export interface SheetHost {
  readonly limits: SheetLimits;
  breathe(worksheet: Worksheet): Promise<void>;
  /** Gives a range a name for formulas; a name that is taken gets a number. */
  nameRange(name: string, range: string): void;
}

/** A sheet being written, row by row, top down. A written row is gone: nothing can be changed later. */
export class Sheet {
  readonly #worksheet: Worksheet;
  readonly #book: SheetHost;
  readonly #widths: readonly number[];
  #rows = 0;
  #links = 0;

  constructor(worksheet: Worksheet, book: SheetHost, widths: readonly number[]) {
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

  /** Names a cell of the last row written; columns are counted from 1. */
  nameCell(name: string, column: number): void {
    this.#book.nameRange(name, `${this.#sheetReference()}!${this.#cell(column, this.#rows)}`);
  }

  /** Names a table from its header row down to the last row written. */
  nameTable(name: string, headerRow: number, columnCount: number): void {
    const from = this.#cell(1, headerRow);
    const to = this.#cell(columnCount, Math.max(this.#rows, headerRow));
    this.#book.nameRange(name, `${this.#sheetReference()}!${from}:${to}`);
  }

  async breathe(): Promise<void> {
    await this.#book.breathe(this.#worksheet);
  }

  async finish(): Promise<void> {
    await this.breathe();
    this.#worksheet.commit();
  }

  #sheetReference(): string {
    return `'${this.#worksheet.name.replaceAll("'", "''")}'`;
  }

  #cell(column: number, row: number): string {
    return `$${this.#worksheet.getColumn(column).letter}$${row}`;
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

import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { WorkbookView, Worksheet, stream } from 'exceljs';
import { cancelled } from '../cancel.ts';
import {
  abortArchive,
  dateArchive,
  isClogged,
  nameRanges,
  onArchiveError,
  outletOf,
  type NamedRange,
} from './exceljs-surprises.ts';
import { Sheet } from './sheet.ts';
import type { SheetHost, SheetLimits } from './sheet.ts';
import type { SheetLayout } from './sheet-layout.ts';
import { SheetNames } from './sheet-names.ts';

export const EXCEL_LIMITS: SheetLimits = { rows: 1_048_576, links: 65_530 };

export interface BookProperties {
  readonly title: string;
  readonly subject: string;
  readonly keywords: string;
  readonly description: string;
  /** When the run ended, not now: the same report gives the same file. */
  readonly date: Date;
}

const WINDOW: WorkbookView = {
  x: 0,
  y: 0,
  width: 28_000,
  height: 16_000,
  firstSheet: 0,
  activeTab: 0,
  visibility: 'visible',
};

/**
 * A workbook that is written while it is made, sheet after sheet, never two at once. Whatever goes wrong outside
 * (disk full, abort) ends the wait in `breathe` or `finish`; then `abandon` it.
 */
export class Book implements SheetHost {
  readonly limits: SheetLimits;
  readonly #workbook: stream.xlsx.WorkbookWriter;
  readonly #output: ReturnType<typeof createWriteStream>;
  readonly #names = new SheetNames();
  readonly #ranges: NamedRange[] = [];
  readonly #broken: Promise<never>;
  /** Ends the listening to the caller's signal. */
  readonly #ended = new AbortController();
  #error: unknown = null;

  static async open(
    path: string,
    properties: BookProperties,
    limits: SheetLimits,
    signal?: AbortSignal,
  ): Promise<Book> {
    // Loaded when needed: it takes a third of a second, and most commands never write a workbook.
    const { default: exceljs } = await import('exceljs');
    return new Book(exceljs.stream.xlsx.WorkbookWriter, path, properties, limits, signal);
  }

  private constructor(
    Writer: typeof stream.xlsx.WorkbookWriter,
    path: string,
    { date, ...words }: BookProperties,
    limits: SheetLimits,
    signal: AbortSignal | undefined,
  ) {
    this.limits = limits;
    this.#output = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    // Shared strings would be kept in memory: 4 GB for a million rows.
    const options = { stream: this.#output, useStyles: true, useSharedStrings: false };
    this.#workbook = new Writer({ ...options, zip: { zlib: { level: 4 } } });
    dateArchive(this.#workbook, date);
    Object.assign(this.#workbook, { ...words, creator: 'Tieout', lastModifiedBy: 'Tieout' });
    Object.assign(this.#workbook, { created: date, modified: date });
    this.#workbook.views = [WINDOW];
    this.#broken = new Promise((_, reject) => {
      const fail = (error: unknown): void => {
        this.#error ??= error;
        reject(this.#error);
      };
      this.#output.on('error', fail);
      onArchiveError(this.#workbook, fail);
      if (signal?.aborted) fail(cancelled());
      signal?.addEventListener('abort', () => fail(cancelled()), { signal: this.#ended.signal });
    });
    this.#broken.catch(() => {});
  }

  sheet(name: string, layout: SheetLayout): Sheet {
    const { worksheetOptions, columns } = layout;
    const worksheet: Worksheet = this.#workbook.addWorksheet(
      this.#names.take(name),
      worksheetOptions,
    );
    worksheet.columns = columns.map((width) => ({ width }));
    return new Sheet(worksheet, this, columns);
  }

  nameRange(name: string, range: string): void {
    const isTaken = (wanted: string): boolean =>
      this.#ranges.some((known) => known.name === wanted);
    let free = name;
    for (let number = 2; isTaken(free); number++) free = `${name}_${number}`;
    this.#ranges.push({ name: free, range });
  }

  /** Lets the packing catch up, and other work have its turn; throws what broke in the meantime. */
  async breathe(worksheet: Worksheet): Promise<void> {
    if (this.#error !== null) throw this.#error;
    const outlet = outletOf(worksheet);
    await (outlet && isClogged(outlet)
      ? Promise.race([once(outlet, 'drain'), this.#broken])
      : setImmediate());
  }

  async finish(): Promise<void> {
    if (this.#error !== null) throw this.#error;
    nameRanges(this.#workbook, this.#ranges);
    await Promise.race([this.#workbook.commit(), this.#broken]);
    // The stream has finished; the file must be closed before it may be renamed on Windows.
    if (!this.#output.closed) await Promise.race([once(this.#output, 'close'), this.#broken]);
    this.#ended.abort();
  }

  /** Stops the packing and closes the file, so that it can be removed. */
  async abandon(): Promise<void> {
    this.#ended.abort();
    abortArchive(this.#workbook);
    if (this.#output.closed) return;
    const isClosed = once(this.#output, 'close').catch(() => {});
    this.#output.destroy();
    await isClosed;
  }
}

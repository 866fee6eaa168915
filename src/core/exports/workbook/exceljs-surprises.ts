import type { Writable } from 'node:stream';
import type { Workbook, Worksheet } from 'exceljs';

/*
 * What exceljs 4.4.0 doesn't offer, reached through members that are not in its types. Every access looks before it
 * leaps: with another version the workbook would still be right, only larger in memory or dated today.
 */

/** The zip archive that a streaming workbook writes. */
interface Archive {
  on?: (event: 'error', listener: (error: unknown) => void) => unknown;
  abort?: () => unknown;
  _module?: { append?: (source: unknown, data: object, done: unknown) => unknown };
}

/** Tells errors of the archive, which exceljs itself only listens to at the very end. */
export function onArchiveError(workbook: Workbook, listener: (error: unknown) => void): void {
  archiveOf(workbook)?.on?.('error', listener);
}

export function abortArchive(workbook: Workbook): void {
  archiveOf(workbook)?.abort?.();
}

/** Dates every file of the archive alike: the same report gives the same bytes. */
export function dateArchive(workbook: Workbook, date: Date): void {
  const module = archiveOf(workbook)?._module;
  const append = module?.append?.bind(module);
  if (!module || !append) return;
  module.append = (source, data, done) => append(source, { ...data, date }, done);
}

/** A name that formulas can use for a range: "'Summary'!$B$9". */
export interface NamedRange {
  readonly name: string;
  readonly range: string;
}

/** Names ranges of the workbook. exceljs would keep an object for every cell of a range. */
export function nameRanges(workbook: Workbook, names: readonly NamedRange[]): void {
  const model = names.map(({ name, range }) => ({ name, ranges: [range] }));
  Object.defineProperty(workbook.definedNames, 'model', { value: model });
}

/**
 * What a sheet's rows flow through into the archive. exceljs ignores its back-pressure and so keeps everything that
 * is not yet packed; whoever writes rows must wait for `drain` itself.
 */
export function outletOf(sheet: Worksheet): Writable | null {
  const { stream } = sheet as unknown as { stream?: { pipes?: readonly unknown[] } };
  const outlet = stream?.pipes?.[0];
  return isWritable(outlet) ? outlet : null;
}

/** readable-stream 2 has no `writableNeedDrain`, its state has. */
export function isClogged(outlet: Writable): boolean {
  const { _writableState: state } = outlet as unknown as {
    _writableState?: { needDrain?: boolean };
  };
  return state?.needDrain === true;
}

function archiveOf(workbook: Workbook): Archive | null {
  return (workbook as unknown as { zip?: Archive }).zip ?? null;
}

function isWritable(value: unknown): value is Writable {
  return typeof value === 'object' && value !== null && 'write' in value && 'once' in value;
}

import { createWriteStream } from 'node:fs';
import { Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FINDING_COLUMNS } from '../../src/core/exports/finding-columns.ts';
import { writeTextFile } from '../../src/core/exports/text-file.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import { comparePackage } from '../support/compare-packages.ts';
import { rawCsv, valueRows } from './raw-csv.ts';

/** Bare lines into a file. */
export function writeRawCsv(report: AuditReport, path: string): Promise<void> {
  return writeTextFile(path, rawCsv(report));
}

/**
 * The same rows on one sheet by xlsx-write-stream, "strictly a CSV replacement": the least that a workbook costs, for it has
 * no formats, links, widths, filters, nor a second sheet, and lets a cell begin with a formula.
 */
export async function writeBareWorkbook(report: AuditReport, path: string): Promise<void> {
  const Writer = comparePackage('xlsx-write-stream') as new () => Duplex;
  await pipeline(Readable.from(cellRows(report)), new Writer(), createWriteStream(path));
}

function* cellRows(report: AuditReport): Generator<(string | number)[]> {
  yield FINDING_COLUMNS.map(({ header }) => header);
  for (const row of valueRows(report)) yield row.map((value) => value ?? '');
}

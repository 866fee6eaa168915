import { extname, resolve } from 'node:path';
import { EXPORT_FORMATS, type ExportFormat } from '../model/export-format.ts';
import { Failure } from '../model/failure.ts';
import type { Finding } from '../model/finding.ts';
import type { AuditReport } from '../model/report.ts';
import { findingsCsv } from './csv.ts';
import { findingsJson } from './findings-json.ts';
import { maskedReport } from './masked/masked-report.ts';
import { writePack } from './pack/write-pack.ts';
import { FindingCounter } from './progress.ts';
import type { OnProgress } from './progress.ts';
import { replaceFile } from './replace-file.ts';
import { writeTextFile } from './text-file.ts';
import { triageOfReport } from './triage-columns.ts';
import { writeWorkbook } from './workbook/write-workbook.ts';

export interface ExportOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Without donor data: see masked/masked-report.ts. */
  readonly isMasked?: boolean | undefined;
}

/**
 * Writes a report to a file, in the form that the name's ending asks for: .xlsx, .csv, .json, .zip (the hand-over
 * pack), in any case. The file is there complete or not at all; one that was there before stays until then. Mode 0600: it holds donor data.
 * Errors: `usage` (another ending), `storage` (disk full, no such folder, …), `cancelled`; each with a sentence.
 */
export async function writeExport(
  whole: AuditReport,
  filePath: string,
  options: ExportOptions = {},
): Promise<void> {
  const format = exportFormat(filePath);
  const report = options.isMasked ? maskedReport(whole) : whole;
  const counter = new FindingCounter(report, options.onProgress);
  const { signal } = options;
  const findings = (): Iterable<Finding> => counter.count(report.findings());
  const writers: Record<ExportFormat, (path: string) => Promise<void>> = {
    xlsx: (path) => writeWorkbook(report, path, { counter, signal }),
    csv: (path) => writeTextFile(path, findingsCsv(findings(), triageOfReport(report)), signal),
    json: (path) => writeTextFile(path, findingsJson(report, findings()), signal),
    zip: (path) => writePack(report, path, { counter, signal }),
  };
  await replaceFile(resolve(filePath), writers[format], signal);
  counter.finish();
}

/** The form that a file's name asks for; a `usage` failure for any other. A host can ask before it starts an audit. */
export function exportFormat(filePath: string): ExportFormat {
  const ending = extname(filePath).slice(1).toLowerCase();
  const format = EXPORT_FORMATS.find((each) => each === ending);
  if (format !== undefined) return format;
  throw new Failure(
    'usage',
    `Can't export to "${filePath}": its name must end in .xlsx, .csv, .json or .zip.`,
  );
}

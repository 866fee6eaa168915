import type { AuditReport } from '../../model/report.ts';
import { safeText } from '../cell-safety.ts';
import type { FindingCounter } from '../progress.ts';
import { periodWords } from '../words.ts';
import { Book, EXCEL_LIMITS } from './book.ts';
import type { BookProperties } from './book.ts';
import { writeDictionarySheet } from './dictionary-sheet.ts';
import { writeDonorYearsSheet } from './donor-years-sheet.ts';
import { writeProvenanceSheet } from './provenance-sheet.ts';
import { writeResolvedSheet } from './resolved-sheet.ts';
import type { SheetLimits } from './sheet.ts';
import { writeSignOffSheet } from './sign-off-sheet.ts';
import { writeExcludedSheet, writeNotVerifiedSheet, writeStateSheets } from './state-sheets.ts';
import { writeSummarySheet } from './summary-sheet.ts';
import { writeTieOutParts, writeTieOutSheet } from './tie-out-sheet.ts';
import { writeTrendSheet } from './trend-sheet.ts';

export interface WorkbookOptions {
  readonly counter: FindingCounter;
  readonly signal?: AbortSignal | undefined;
  readonly limits?: SheetLimits;
}

/**
 * Writes the workbook of product.md §7 to a path that must not exist yet, sheet after sheet, reading the findings once
 * for each state. The same report gives the same bytes. Memory doesn't grow with the findings, but for the links.
 */
export async function writeWorkbook(
  report: AuditReport,
  path: string,
  { counter, signal, limits = EXCEL_LIMITS }: WorkbookOptions,
): Promise<void> {
  const book = await Book.open(path, propertiesOf(report), limits, signal);
  try {
    await writeSummarySheet(book, report);
    await writeTieOutSheet(book, report);
    await writeTieOutParts(book, report);
    await writeDonorYearsSheet(book, report);
    await writeStateSheets(book, report, counter);
    await writeExcludedSheet(book, report, counter);
    await writeNotVerifiedSheet(book, report, counter);
    await writeResolvedSheet(book, report);
    await writeTrendSheet(book, report);
    await writeProvenanceSheet(book, report);
    await writeSignOffSheet(book, report);
    await writeDictionarySheet(book, report);
    await book.finish();
  } catch (error) {
    await book.abandon();
    throw error;
  }
}

function propertiesOf({ run, isMasked }: AuditReport): BookProperties {
  return {
    title: safeText(`Tieout: ${run.workspace}`),
    subject: `Raise and CRM+ reconciled, ${periodWords(run.parameters)}`,
    keywords: `Tieout ${run.version}, ${run.status.replace('_', ' ')}${isMasked ? ', masked copy' : ''}`,
    description: `Findings digest ${run.digest}`,
    date: new Date(run.finishedUtc ?? run.asOfUtc),
  };
}

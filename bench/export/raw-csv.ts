import { FINDING_COLUMNS } from '../../src/core/exports/finding-columns.ts';
import type { AuditReport } from '../../src/core/model/report.ts';

/** The values of each finding's columns, as every writer gets them. */
export function* valueRows(report: AuditReport): Generator<(string | number | null)[]> {
  for (const finding of report.findings()) {
    const triage = report.triageOf?.(finding.id) ?? null;
    yield FINDING_COLUMNS.map((column) => column.value(finding, triage));
  }
}

/** The least a writer can do: values with commas between them, nothing quoted, nothing made safe. */
export function* rawCsv(report: AuditReport): Generator<string> {
  for (const row of valueRows(report)) yield row.join(',') + '\n';
}

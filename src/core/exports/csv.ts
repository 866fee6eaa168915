import type { Finding } from '../model/finding.ts';
import { toDecimalText } from '../model/money.ts';
import type { Triage } from '../model/triage.ts';
import { safeCsvText, safeNumber } from './cell-safety.ts';
import { FINDING_COLUMNS } from './finding-columns.ts';
import type { FindingColumn } from './finding-columns.ts';
import type { TriageOf } from './triage-columns.ts';

const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

/**
 * The findings as CSV (RFC 4180), line by line: the columns of the workbook's finding sheets, UTF-8 with a byte order
 * mark (without it Excel takes it for another encoding). Texts are quoted and safe; amounts are plain numbers in the
 * currency's decimals, days YYYY-MM-DD, instants ISO 8601 in UTC.
 */
export function* findingsCsv(
  findings: Iterable<Finding>,
  triageOf: TriageOf = () => null,
): Generator<string> {
  yield BYTE_ORDER_MARK + FINDING_COLUMNS.map(({ header }) => quoted(header)).join(',') + LINE_END;
  for (const finding of findings) {
    const triage = triageOf(finding.id);
    yield FINDING_COLUMNS.map((column) => field(column, finding, triage)).join(',') + LINE_END;
  }
}

function field(column: FindingColumn, finding: Finding, triage: Triage | null): string {
  const value = column.value(finding, triage);
  if (value === null || value === '') return '';
  if (typeof value === 'string') return quoted(safeCsvText(value));
  const amountMinor = safeNumber(value);
  return amountMinor === null ? '' : toDecimalText(amountMinor, finding.currency ?? '');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

import type { FindingRow } from '../../../../core/model/finding-query.ts';
import { COLUMN_TITLES } from '../../../words/findings.ts';
import { COLUMNS, type ColumnId } from '../columns/columns.ts';

// Tabs and line ends would start new cells, control characters and direction overrides deceive.
const WHITE = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// oxlint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The line of heads. */
export function headsAsText(columns: readonly ColumnId[]): string {
  return `${columns.map((id) => COLUMN_TITLES[id]).join('\t')}\n`;
}

/** Findings as a spreadsheet takes them from the clipboard: one line each. */
export function rowsAsText(rows: readonly FindingRow[], columns: readonly ColumnId[]): string {
  return rows.map((row) => `${columns.map((id) => cellText(id, row)).join('\t')}\n`).join('');
}

function cellText(id: ColumnId, row: FindingRow): string {
  const { text, copied, look } = COLUMNS[id];
  const value = (copied ?? text)(row);
  // A number that we wrote ourselves starts no formula, and must stay one to be added up.
  return look === 'number' ? value : safeCell(value);
}

/** A text that would start a formula gets an apostrophe, behind spaces and in full-width forms too. */
export function safeCell(value: string): string {
  const text = value.replace(WHITE, ' ').replace(INVISIBLE, '');
  const start = text.replace(/^[\s\p{Cf}\p{Zs}]*/u, '').slice(0, 2);
  return /^[=+\-@\u2212]/.test(start.normalize('NFKC')) ? `'${text}` : text;
}

import type { Row } from '../wire/fields.ts';
import { asRow, readText } from '../wire/fields.ts';

/** Members that may hold a status in words; the status number's labels are not documented (docs/api-facts.md B4, B5). */
const MEMBERS = ['statusText', 'formattedStatus', 'statusDisplay', 'status'];
const NESTED = ['display', 'text', 'name', 'label', 'statusText'];

/** The status in the product's own words; null if there is but a number. */
export function readStatusText(row: Row): string | null {
  for (const member of MEMBERS) {
    const text = wordsOf(row[member]);
    if (text !== null) return text;
  }
  const status = asRow(row['status']);
  for (const member of status ? NESTED : []) {
    const text = wordsOf(status?.[member]);
    if (text !== null) return text;
  }
  return null;
}

function wordsOf(value: unknown): string | null {
  const text = readText(value);
  return text !== null && /^\d+$/.test(text) ? null : text;
}

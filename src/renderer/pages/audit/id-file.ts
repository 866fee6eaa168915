import { auditWords } from '../../words/audit.ts';
import { parseIds, type ParsedIds } from './parse-ids.ts';

const MOST_BYTES = 64 * 1_048_576;
const words = auditWords.scope;

/** The ids of a text or CSV file; it never leaves the page. */
export async function readIdFile(
  file: File,
): Promise<{ readonly name: string; readonly parsed: ParsedIds } | { readonly error: string }> {
  if (file.size > MOST_BYTES) return { error: words.fileTooLarge };
  if (!/\.(txt|csv|tsv)$/i.test(file.name) && !file.type.startsWith('text/'))
    return { error: words.notText };
  try {
    return { name: file.name, parsed: parseIds(await file.text(), 'file') };
  } catch {
    // The file was moved or can't be read; the browser tells no more.
    return { error: words.fileUnreadable };
  }
}

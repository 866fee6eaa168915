import { readFileSync, statSync } from 'node:fs';
import { usage } from './usage.ts';

const MOST_BYTES = 64 * 1_048_576;

/**
 * Reads ids from a file: one a line, or the first column of a CSV; a heading in the first line is passed over.
 * @throws Failure usage
 */
export function readIds(path: string): string[] {
  if (/\.xlsx?$/i.test(path))
    throw usage(
      '--ids reads text and CSV: save the workbook’s sheet as CSV, ids in the first column.',
    );
  const ids = new Set<string>();
  for (const [index, line] of readText(path)
    .split(/\r\n|\n|\r/)
    .entries()) {
    const cell = firstCell(line);
    if (cell === '') continue;
    if (/^\d{1,19}$/.test(cell)) {
      // Ids are decimal texts without leading zeros.
      ids.add(BigInt(cell).toString());
    } else if (index > 0 || ids.size > 0) {
      throw usage(`--ids: line ${index + 1} of the file holds no id; an id is a whole number.`);
    }
  }
  if (ids.size === 0) throw usage('--ids: there is no id in the file; write one a line.');
  return [...ids];
}

function firstCell(line: string): string {
  const [cell = ''] = line.split(/[,;\t]/);
  return cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
}

function readText(path: string): string {
  try {
    if (statSync(path).size > MOST_BYTES) throw usage('--ids: the file is larger than 64 MB.');
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    throw usage(
      code === 'ENOENT'
        ? `--ids: there is no file ${path}.`
        : `--ids: ${path} cannot be read (${code}).`,
    );
  }
}

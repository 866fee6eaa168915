export interface ParsedIds {
  /** Distinct, in their order, without leading zeros. */
  readonly ids: readonly string[];
  readonly repeated: number;
  readonly badLines: number;
  readonly firstBad: { readonly line: number; readonly text: string } | null;
}

export const MOST_IDS = 100_000;
const ID = /^\d{1,19}$/;
const SHOWN_CHARACTERS = 40;

/**
 * Reads Raise ids. A file: the first column of each line, a heading passed over. Pasted text: a line of nothing but ids
 * may hold several; of a line copied from a sheet (tabs) the first column counts.
 */
export function parseIds(text: string, from: 'pasted' | 'file'): ParsedIds {
  const ids = new Set<string>();
  let repeated = 0;
  let badLines = 0;
  let firstBad: ParsedIds['firstBad'] = null;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    for (const cell of cellsOf(line, from)) {
      if (cell === '') continue;
      if (ID.test(cell)) {
        const id = cell.replace(/^0+(?=\d)/, '');
        if (ids.has(id)) repeated += 1;
        ids.add(id);
      } else if (index > 0) {
        badLines += 1;
        firstBad ??= { line: index + 1, text: cell.slice(0, SHOWN_CHARACTERS) };
      } else if (from === 'pasted' && !text.includes('\n')) {
        badLines += 1;
        firstBad ??= { line: 1, text: cell.slice(0, SHOWN_CHARACTERS) };
      }
    }
  }
  return { ids: [...ids], repeated, badLines, firstBad };
}

function cellsOf(line: string, from: 'pasted' | 'file'): readonly string[] {
  if (from === 'pasted' && !line.includes('\t') && /^[\d\s,;]*$/.test(line))
    return line.split(/[\s,;]+/);
  const [cell = ''] = line.split(/[,;\t]/);
  return [
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  ];
}

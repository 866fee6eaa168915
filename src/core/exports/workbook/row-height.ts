import type { SheetCell } from './cells.ts';

/** In points. */
export const LINE_HEIGHT = 15;
/** Excel's own limit is 409 points. */
const MOST_LINES = 27;
/**
 * The height that a row's wrapped texts need in columns of these widths; null if one line will do. Programs don't
 * agree on whether to find it themselves when they open a file: LibreOffice prints such rows one over the other.
 */
export function wrappedHeight(
  cells: readonly (SheetCell | null)[],
  widths: readonly number[],
): number | null {
  let lines = 1;
  for (const [index, cell] of cells.entries()) {
    if (cell === null || typeof cell.value !== 'string') continue;
    if (cell.style.alignment?.wrapText !== true) continue;
    lines = Math.max(lines, linesOf(cell.value, widths[index] ?? 10));
  }
  return lines === 1 ? null : Math.min(lines, MOST_LINES) * LINE_HEIGHT;
}

/** A line is broken between words, and within a word that is wider than a whole line. */
function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    lines += 1;
    let used = 0;
    for (const word of paragraph.split(' ')) {
      const needed = widthOf(word);
      if (used > 0 && used + 1 + needed > width) {
        lines += 1;
        used = 0;
      } else if (used > 0) used += 1;
      lines += Math.max(0, Math.ceil(needed / width) - 1);
      used += needed > width ? needed % width : needed;
    }
  }
  return lines;
}

/** In characters of the Latin script; Chinese, Japanese and Korean ones take two. */
function widthOf(text: string): number {
  let width = text.length;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x2e80) width += 1;
  return width;
}

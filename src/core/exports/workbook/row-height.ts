import type { SheetCell } from './cells.ts';

/** In points. */
export const LINE_HEIGHT = 15;
/** Excel's own limit is 409 points. */
const MOST_LINES = 27;
/** A proportional font and breaks between words leave some of a line unused. */
const FILL = 0.88;

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
    lines = Math.max(lines, Math.ceil(widthOf(cell.value) / ((widths[index] ?? 10) * FILL)));
  }
  return lines === 1 ? null : Math.min(lines, MOST_LINES) * LINE_HEIGHT;
}

/** In characters of the Latin script; Chinese, Japanese and Korean ones take two. */
function widthOf(text: string): number {
  let width = text.length;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x2e80) width += 1;
  return width;
}

import { onOneLine } from './terminal.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

/** Rows in aligned columns, two spaces between them; a title row first if any column has one. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string[] {
  const hasTitles = columns.some((column) => column.title !== '');
  const all = [...(hasTitles ? [columns.map((column) => column.title)] : []), ...rows].map((row) =>
    row.map(onOneLine),
  );
  const widths = columns.map((_, index) =>
    Math.max(0, ...all.map((row) => widthOf(row[index] ?? ''))),
  );
  return all.map((row) =>
    columns
      .map((column, index) => {
        const text = row[index] ?? '';
        const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(text)));
        return column.align === 'right' ? gap + text : text + gap;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Breaks a text into lines of at most `width`, at spaces. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of onOneLine(text).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line];
}

function widthOf(text: string): number {
  return Array.from(text).length;
}

import { safeText } from '../cell-safety.ts';

/** Pieces of a Markdown page; texts of products and persons stay texts in it. Each ends in a line end. */
export function heading(level: number, text: string): string {
  return `${'#'.repeat(level)} ${plain(text)}\n`;
}

export function paragraph(text: string): string {
  return `${plain(text)}\n`;
}

export function list(texts: readonly string[]): string {
  return `${texts.map((text) => `- ${plain(text)}`).join('\n')}\n`;
}

export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;
  return `${[line(headers), `|${' --- |'.repeat(headers.length)}`, ...rows.map(line)].join('\n')}\n`;
}

/**
 * One line, nothing in it that a program would take for mark-up, a link or a picture, and no formula at its start. Some programs make links of bare
 * addresses too ("https://…", "www.…", "a@b.c"): a backslash in them is not shown, and ends that.
 */
function plain(text: string): string {
  return safeText(text)
    .replace(/[\\`*_[\]<>|#!~@&]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replace(/\b(mailto|xmpp):/gi, '$1\\:');
}

/** The most characters (UTF-16 units) that a spreadsheet cell holds. */
export const CELL_LIMIT = 32_767;
const CUT_MARK = ' … [cut]';

// Every range is here on purpose: see safeText.
// oxlint-disable-next-line no-control-regex
const UNWANTED = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]/;
const WHITE = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// oxlint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;
const LEADING = /^[\s\p{Cf}\p{Zs}]*/u;
const FORMULA_START = /^[=+\-@\u2212]/;

/**
 * The one place where a text becomes a cell, in xlsx and CSV alike. A cell that would start a formula (= + - @, their
 * full-width, small and raised forms, the minus sign; also behind spaces and invisible characters) gets an apostrophe
 * in front (OWASP, "CSV Injection"): an xlsx text cell is no formula, but it becomes one when it is typed again or
 * goes through a CSV file. Tabs and line ends become spaces, control characters, direction overrides and U+FFFE/U+FFFF
 * go, lone surrogates become U+FFFD, and what is longer than a cell is cut and marked.
 */
export function safeText(value: string): string {
  let text = value;
  if (UNWANTED.test(text)) {
    text = text.replace(WHITE, ' ').replace(INVISIBLE, '').toWellFormed();
  }
  if (startsFormula(text)) text = `'${text}`;
  return text.length > CELL_LIMIT ? cut(text) : text;
}

/**
 * As `safeText`; also keeps `_x003D_`, which the file format reads as "=", the seven characters that it is (ECMA-376,
 * ST_Xstring). A reader that doesn't know such escapes, LibreOffice for one, shows ours: odd, but no formula either.
 */
export function safeXlsxText(value: string): string {
  const text = safeText(value);
  return text.includes('_x') ? text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_') : text;
}

/**
 * As `safeText`; also breaks formulas behind a separator inside the text: where the list separator is a semicolon,
 * Excel splits a comma-separated line there, and the quotes around the field don't always hold it back.
 */
export function safeCsvText(value: string): string {
  return safeText(value).replace(/(;["'\s]*)(?=[=+\-@\u2212\uff1d\uff0b\uff0d\uff20])/g, "$1'");
}

/** A number a cell can hold, or null: NaN and the infinities make a workbook that doesn't open. */
export function safeNumber(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** The address if a link may lead there: https, a host, no user or password, short enough for Excel. Else null. */
export function safeLink(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.hostname === '') return null;
  if (url.username !== '' || url.password !== '') return null;
  return url.href.length <= 2_000 ? url.href : null;
}

function startsFormula(text: string): boolean {
  const code = text.charCodeAt(0);
  const isPlain =
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  if (isPlain || Number.isNaN(code)) return false;
  const start = text.replace(LEADING, '').slice(0, 2);
  return FORMULA_START.test(start.normalize('NFKC'));
}

function cut(text: string): string {
  const kept = text.slice(0, CELL_LIMIT - CUT_MARK.length);
  // Never through the middle of a character.
  return (kept.isWellFormed() ? kept : kept.slice(0, -1)) + CUT_MARK;
}

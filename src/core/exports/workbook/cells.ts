import { isAbsolute, relative, sep } from 'node:path';
import { parseDay } from '../../model/days.ts';
import { minorUnitDigits } from '../../model/currency.ts';
import { safeLink, safeNumber, safeXlsxText } from '../cell-safety.ts';
import { STYLES, moneyStyle } from './styles.ts';
import type { CellStyle } from './styles.ts';

/** A cell as it will be written: everything in it has passed cell-safety. Null leaves the cell empty. */
export interface SheetCell {
  readonly value: string | number | Date | null;
  readonly style: CellStyle;
  /** A validated https address, or an encoded path from the workbook's folder. */
  readonly link?: string;
}

export function text(value: string | null, style: CellStyle = STYLES.plain): SheetCell | null {
  return value === null || value === '' ? null : { value: safeXlsxText(value), style };
}

/** A line of text above a table, or below it. */
export function line(value: string, style: CellStyle = STYLES.plain): SheetCell {
  return text(value, style) ?? { value: null, style };
}

export function id(value: string | null, style: CellStyle = STYLES.id): SheetCell | null {
  return text(value, style);
}

export function count(value: number | null, style: CellStyle = STYLES.count): SheetCell | null {
  const number = safeNumber(value);
  return number === null ? null : { value: number, style };
}

/** A share from 0 to 1 as a percentage; a figure with one decimal. Nothing where there is none. */
export function share(value: number | null, style: CellStyle = STYLES.share): SheetCell | null {
  return count(value, style);
}

export function figure(value: number | null): SheetCell | null {
  return count(value, Number.isInteger(value) ? STYLES.count : STYLES.figure);
}

/** An amount as a number of its currency's unit; nothing where there is no currency, for a donor has no amount. */
export function money(
  amountMinor: number | null,
  currency: string | null,
  isBad = false,
): SheetCell | null {
  const minor = safeNumber(amountMinor);
  if (minor === null || currency === null) return null;
  return { value: minor / 10 ** minorUnitDigits(currency), style: moneyStyle(currency, isBad) };
}

/** A real date; a text that is no day a workbook knows (before March 1900, for one) stays a text. */
export function day(value: string | null): SheetCell | null {
  const number = parseDay(value);
  if (number === null || number < FIRST_DAY || number > LAST_DAY) return text(value);
  return { value: new Date(number * MS_PER_DAY), style: STYLES.day };
}

/** A real date and time. exceljs writes a Date's UTC face, so that no zone of this machine gets in. */
export function instant(value: string | null): SheetCell | null {
  const at = value === null ? Number.NaN : Date.parse(value);
  if (Number.isNaN(at) || at < FIRST_DAY * MS_PER_DAY || at > LAST_DAY * MS_PER_DAY)
    return text(value);
  return { value: new Date(at), style: STYLES.instant };
}

/** A short word that leads to a page; an address that is not a plain https one stays visible as text, unlinked. */
export function link(address: string | null, word = 'Open'): SheetCell | null {
  const target = safeLink(address);
  if (target === null) return text(address);
  return { value: safeXlsxText(word), style: STYLES.link, link: target };
}

/** A file below a folder, by its path from there, which is also the link; one that lies elsewhere is a path without a link. */
export function fileLink(path: string, folder: string): SheetCell | null {
  const parts = relative(folder, path).split(sep);
  const isBelow = !isAbsolute(relative(folder, path)) && !parts.includes('..');
  if (!isBelow) return text(path);
  return {
    value: safeXlsxText(parts.join('/')),
    style: STYLES.link,
    link: parts.map(encodeURIComponent).join('/'),
  };
}

/** A cell that shows its borders though it is empty: somebody writes there. */
export function blank(): SheetCell {
  return { value: null, style: STYLES.blank };
}

const MS_PER_DAY = 86_400_000;
/** 1900-03-01: Excel's calendar has a 29 February 1900, so earlier days are off by one. */
const FIRST_DAY = -25_508;
/** 9999-12-31. */
const LAST_DAY = 2_932_896;

import type { Quirks } from '../quirks.ts';
import { affects } from '../quirks.ts';
import type { Product } from './call-kind.ts';

/** The page a client asked for, as the server will serve it. */
export interface PageRequest {
  skip: number;
  take: number;
}

/** Default 10 rows; a larger page than the cap is cut silently. */
export function readPage(skip: unknown, take: unknown, cap: number): PageRequest {
  return { skip: wholeNumber(skip, 0), take: Math.min(wholeNumber(take, 10), cap) };
}

/** `total` as the server tells it: true, unless the quirk `wrongTotal` makes it lie. */
export function toldTotal(quirks: Quirks, product: Product, total: number, rows: number): number {
  if (!affects(quirks.wrongTotal, product)) return total;
  if (quirks.wrongTotalKind === 'pageLength') return rows;
  const by = Math.max(1, Math.round(total * 0.05));
  return Math.max(0, quirks.wrongTotalKind === 'low' ? total - by : total + by);
}

function wholeNumber(value: unknown, fallback: number): number {
  const number =
    typeof value === 'string' && value.trim() !== ''
      ? Number(value)
      : typeof value === 'number'
        ? value
        : NaN;
  return Number.isInteger(number) && number >= 0 ? number : fallback;
}

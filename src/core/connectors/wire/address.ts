import type { Address } from '../../model/records.ts';
import type { Row } from './fields.ts';
import { readText } from './fields.ts';

/** Words of a street line -> the short form that both products' users mix (USPS Publication 28, appendices C1 and C2). */
const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    street: 'st',
    avenue: 'ave',
    av: 'ave',
    road: 'rd',
    boulevard: 'blvd',
    drive: 'dr',
    lane: 'ln',
    court: 'ct',
    place: 'pl',
    square: 'sq',
    terrace: 'ter',
    terr: 'ter',
    parkway: 'pkwy',
    highway: 'hwy',
    circle: 'cir',
    trail: 'trl',
    expressway: 'expy',
    crescent: 'cres',
    mount: 'mt',
    fort: 'ft',
    saint: 'st',
    north: 'n',
    south: 's',
    east: 'e',
    west: 'w',
    northeast: 'ne',
    northwest: 'nw',
    southeast: 'se',
    southwest: 'sw',
    apartment: 'unit',
    apt: 'unit',
    suite: 'unit',
    ste: 'unit',
    no: 'unit',
    number: 'unit',
    floor: 'fl',
    building: 'bldg',
  }),
);

// Without accents to look for, folding is three times as fast.
const IS_PLAIN = /^[ -~]*$/;

/**
 * Brings a postal address into the form in which two are compared for a household: lower case, no accents, no
 * punctuation, common words shortened, postal code compact (a US ZIP+4 without its +4). Null without a street line:
 * people of one town are no household.
 */
export function readAddress(row: Row | null): Address | null {
  if (!row) return null;
  const line = foldLine(`${readText(row['address1']) ?? ''} ${readText(row['address2']) ?? ''}`);
  if (line === '') return null;
  return {
    line,
    city: fold(readText(row['city']) ?? ''),
    postal: foldPostal(readText(row['postal']) ?? ''),
  };
}

/** Distinct addresses of the rows that hold one. */
export function readAddresses(rows: readonly (Row | null)[]): readonly Address[] {
  const kept: Address[] = [];
  for (const row of rows) {
    const address = readAddress(row);
    if (address && !kept.some((other) => isSame(other, address))) kept.push(address);
  }
  return kept;
}

function isSame(a: Address, b: Address): boolean {
  return a.line === b.line && a.postal === b.postal && a.city === b.city;
}

function foldLine(text: string): string {
  const words = fold(text.replaceAll('#', ' unit '))
    .replace(/\bp ?o box\b/, 'pobox')
    .split(' ');
  const short = words.map((word) => SHORT.get(word) ?? word);
  // "Apt #4" and "Apt. No. 4" say the same thing twice.
  return short.filter((word, at) => word !== 'unit' || short[at + 1] !== 'unit').join(' ');
}

function foldPostal(text: string): string {
  const compact = fold(text).replaceAll(' ', '');
  return /^\d{9}$/.test(compact) ? compact.slice(0, 5) : compact;
}

/** Lower case, without accents, everything that is no letter and no digit as one space. */
function fold(text: string): string {
  if (IS_PLAIN.test(text))
    return text
      .toLowerCase()
      .replaceAll("'", '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll("'", '')
    .replaceAll('’', '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

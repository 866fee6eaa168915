import type { Key, Place, Ref } from './wire-records.ts';

export type Json = Record<string, unknown>;

/** Thrown for a value of a wrong form: the whole record is then unreadable. */
export class Unreadable extends Error {}

/** An amount in minor units; throws for what is none. */
export function minorOf(value: unknown, currency: string, digits = decimalsOf(currency)): number {
  const raw =
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const isNegative = raw.includes('-') || /^\(.*\)$/.test(raw);
  const plain = raw.replace(/[-$€£¥(), ]|[A-Z]{3}/g, '');
  const match = /^(\d+)(?:\.(\d*))?$/.exec(plain);
  if (!match) throw new Unreadable();
  const decimals = match[2] ?? '';
  if (/[1-9]/.test(decimals.slice(digits))) throw new Unreadable();
  const minor = Number((match[1] ?? '') + decimals.slice(0, digits).padEnd(digits, '0'));
  return isNegative && minor !== 0 ? -minor : minor;
}

export function instantOf(value: unknown): number | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const iso = value
    .trim()
    .replace(' ', 'T')
    .replace(/(\.\d{3})\d+/, '$1');
  const hasZone = /(z|[+-]\d\d:?\d\d)$/i.test(iso) && iso.includes('T');
  const at = Date.parse(hasZone ? iso : iso.includes('T') ? `${iso}Z` : `${iso}T00:00:00Z`);
  return Number.isNaN(at) ? null : at;
}

/** The calendar day as written, in days since 1970. */
export function dayOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ])/.exec(value.trim());
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value.trim());
  const [year, month, date] = iso ? [iso[1], iso[2], iso[3]] : us ? [us[3], us[1], us[2]] : [];
  if (year === undefined) return null;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return at.getUTCDate() === Number(date) ? at.getTime() / 86_400_000 : null;
}

export function dayInZone(at: number, timeZone: string): number {
  const iso = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
}

export const RAISE_FREQUENCIES = [1, 2, 4, 12, 26, 52];
// "Bimonthly" may be every two months or twice a month: no source says which, so it isn't compared.
const WORDS_PER_YEAR: Record<string, number> = {
  weekly: 52,
  biweekly: 26,
  everytwoweeks: 26,
  monthly: 12,
  quarterly: 4,
  semiannually: 2,
  semiannual: 2,
  annually: 1,
  yearly: 1,
  annual: 1,
  biennially: 0.5,
};
const NO_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND';
const HONORIFICS = new Set(
  'mr mrs ms miss mx dr prof professor rev reverend sir dame hon fr sr'.split(' '),
);

export function keyOf(w: Json): Key {
  const key =
    typeof w['crmKey'] === 'number'
      ? String(w['crmKey'])
      : typeof w['crmKey'] === 'string'
        ? w['crmKey'].trim()
        : '';
  if (key === '') return { kind: 'none', text: '' };
  const urls = Object.entries(objectOf(w['crmKeyUrls']));
  const isOurs = urls.some(([label, info]) => {
    if (/virtuous/i.test(label)) return true;
    const url =
      typeof info === 'string'
        ? info
        : Object.values(objectOf(info)).find((v) => typeof v === 'string' && /^https?:/.test(v));
    return (
      typeof url === 'string' &&
      /^https?:\/\/([^/]*\.)?virtuoussoftware\.com(?:[:/?#]|$)/i.test(url)
    );
  });
  if (urls.length > 0 && !isOurs) return { kind: 'foreign', text: key };
  if (/^[1-9]\d{0,14}$/.test(key)) return { kind: 'crm', text: key };
  const isSalesforce =
    /^([A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.test(key) && /[A-Za-z]/.test(key) && /\d/.test(key);
  return { kind: isSalesforce ? 'foreign' : 'malformed', text: key };
}

export function refOf(source: unknown, id: unknown): Ref | null {
  const from = typeof source === 'string' ? source.trim().toLowerCase() : '';
  const whole = typeof id === 'number' ? String(id) : typeof id === 'string' ? id.trim() : '';
  const match = /^(|.*\D)([1-9]\d{0,14})$/.exec(whole);
  return from === '' || !match
    ? null
    : { source: from, prefix: match[1] ?? '', raiseId: match[2] ?? '' };
}

export function placeOf(w: Json): Place {
  const form = (v: unknown): string =>
    text(v)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return {
    line: form(`${text(w['address1'])} ${text(w['address2'])}`),
    city: form(w['city']),
    postal: form(w['postal']).slice(0, 5),
  };
}

export function nameForm(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u);
  const rest = words.filter((word) => word !== '');
  while (rest.length > 1 && HONORIFICS.has(rest[0] ?? '')) rest.shift();
  return rest.join(' ');
}

export function phoneForm(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits === '') return '';
  if (phone.trim().startsWith('+')) return `+${digits}`;
  if (digits.length === 10) return `+1${digits}`;
  return `+${digits}`;
}

export function statusForm(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase().replace(/[^a-z]/g, '') : '';
}

export function perYearOf(value: unknown): number | null {
  return WORDS_PER_YEAR[statusForm(value)] ?? null;
}

export function currencyOf(value: unknown): string {
  if (typeof value !== 'string' || !/^\s*[A-Za-z]{3}\s*$/.test(value)) throw new Unreadable();
  return value.trim().toUpperCase();
}

/** Decimals of a currency's minor unit. */
export function decimalsOf(currency: string): number {
  return NO_DECIMALS.includes(currency) ? 0 : THREE_DECIMALS.includes(currency) ? 3 : 2;
}

export function idOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return String(value);
  return typeof value === 'string' && /^\s*[1-9]\d*\s*$/.test(value) ? value.trim() : null;
}

/** An id that may be missing, but not wrong. */
export function optionalId(value: unknown): string | null {
  if (value == null || value === 0 || value === '' || value === '0') return null;
  return must(idOf(value));
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}

export function list(value: unknown): Json[] {
  if (value == null) return [];
  if (!Array.isArray(value)) throw new Unreadable();
  return value.map(objectOf);
}

export function text(value: unknown): string {
  if (value == null) return '';
  if (typeof value !== 'string' && typeof value !== 'number') throw new Unreadable();
  return String(value).trim();
}

export function flag(value: unknown): boolean {
  return optionalFlag(value) ?? false;
}

export function optionalFlag(value: unknown): boolean | null {
  if (value == null || typeof value === 'boolean') return value ?? null;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Unreadable();
}

export function must<T>(value: T | null): T {
  if (value === null) throw new Unreadable();
  return value;
}

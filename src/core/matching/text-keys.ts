import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

const HONORIFICS = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'dr',
  'prof',
  'professor',
  'rev',
  'reverend',
  'fr',
  'father',
  'sr',
  'sister',
  'br',
  'hon',
  'sir',
  'dame',
  'lady',
  'lord',
  'rabbi',
  'pastor',
  'capt',
  'col',
  'gen',
  'lt',
  'maj',
  'sgt',
  'herr',
  'frau',
  'mme',
  'mlle',
  'm',
  'jr',
  'junior',
  'senior',
  'ii',
  'iii',
  'iv',
  'phd',
  'md',
  'esq',
  'dds',
  'cpa',
]);

/** Lower case, no accents, single spaces, no punctuation. */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßẞ]/g, 'ss')
    .replace(/ø/gi, 'o')
    .replace(/ł/gi, 'l')
    .replace(/đ/gi, 'd')
    .replace(/[’'`.]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A person's name for comparing: case, accents, spacing, honorifics and suffixes do not count. Null if nothing is left. */
export function nameKey(name: string | null): string | null {
  if (name === null) return null;
  const plain = plainText(name);
  const words = plain.split(' ').filter((word) => !HONORIFICS.has(word));
  const key = words.length > 0 ? words.join(' ') : plain;
  return key === '' ? null : key;
}

/** What two spellings of an organization's name have in common: no case, accents, punctuation or legal form; null without a name. */
export function organizationKey(name: string | null): string | null {
  if (name === null) return null;
  const key = plainText(name.replace(/&/g, ' and '))
    .replace(/\b(inc|incorporated|llc|ltd|limited|corp|corporation|co|company|gmbh)$/, '')
    .trim();
  return key === '' ? null : key;
}

/** An address without regard to case and outer spaces; null if there is none. */
export function emailKey(email: string | null): string | null {
  const key = email?.trim().toLowerCase() ?? '';
  return key === '' ? null : key;
}

/** A phone in E.164; digits alone where the number isn't valid anywhere. Null if there are no digits. */
export function phoneKey(phone: string | null, country: string): string | null {
  if (phone === null) return null;
  const digits = phone.replace(/\D/g, '');
  if (digits === '') return null;
  const known = phones.get(`${country}${phone}`);
  if (known !== undefined) return known;
  const key = parsePhoneNumberFromString(phone, country as CountryCode)?.number ?? digits;
  if (phones.size > 50_000) phones.clear();
  phones.set(`${country}${phone}`, key);
  return key;
}

/** Parsing a number costs ten times a look-up, and donors, contacts and households ask for the same ones. */
const phones = new Map<string, string>();

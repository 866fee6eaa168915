import type { RaiseLink } from '../../model/records.ts';
import type { Row } from '../wire/fields.ts';
import { asRow, readText, readTextOrNumber } from '../wire/fields.ts';
import { WrongValue } from '../wire/wrong-value.ts';

const LONGEST_KEY = 500;
const NO_URLS: Readonly<Record<string, string>> = Object.freeze({});

/**
 * `crmKey` and `crmKeyUrls` (docs/api-facts.md B7). Both are optional on every record. An entry of `crmKeyUrls` is an
 * object whose url member is only known to begin with "u", or a plain text.
 * @throws WrongValue if a key is given that is neither text nor number: dropping it would make the record unlinked
 */
export function readLink(row: Row): RaiseLink {
  const key = row['crmKey'];
  if (key != null && typeof key !== 'string' && !Number.isSafeInteger(key))
    throw new WrongValue('crmKey: not a text');
  // Cut, it could be another record's.
  if (typeof key === 'string' && key.length > LONGEST_KEY) throw new WrongValue('crmKey: too long');
  return { crmKey: readTextOrNumber(key), crmKeyUrls: readUrls(row['crmKeyUrls']) };
}

/** For a row that is quarantined anyway. */
export function crmKeyOrNull(row: Row): string | null {
  return readTextOrNumber(row['crmKey']);
}

function readUrls(value: unknown): Readonly<Record<string, string>> {
  const urls = asRow(value);
  if (!urls) return NO_URLS;
  const entries: [string, string][] = [];
  for (const [integration, info] of Object.entries(urls)) {
    const url = typeof info === 'string' ? readText(info) : urlOf(asRow(info));
    if (url !== null) entries.push([integration.toWellFormed(), url]);
  }
  // fromEntries defines members, so that "__proto__" is a name like any other.
  return entries.length === 0 ? NO_URLS : Object.fromEntries(entries);
}

function urlOf(info: Row | null): string | null {
  if (!info) return null;
  const member = Object.keys(info).find((name) => /^u/i.test(name));
  return member === undefined ? null : readText(info[member]);
}

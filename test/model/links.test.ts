import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readKey, referenceFor, splitReference } from '../../src/core/model/links.ts';

const SALESFORCE_URL = { Salesforce: 'https://example.my.salesforce.com/003Ab00000CdEfG' };
const VIRTUOUS_URL = { Other: 'https://app.virtuoussoftware.com/Generosity/Contact/View/9001' };

describe('a key', () => {
  test.each<[string | null, Readonly<Record<string, string>>, string]>([
    [null, {}, 'none'],
    ['', {}, 'none'],
    ['  ', {}, 'none'],
    ['', SALESFORCE_URL, 'none'],
    ['9001', {}, 'crm 9001'],
    [' 9001 ', {}, 'crm 9001'],
    ['999999999999999', {}, 'crm 999999999999999'],
    ['9001', VIRTUOUS_URL, 'crm 9001'],
    ['9001', { 'Virtuous CRM': 'not a url' }, 'crm 9001'],
    ['9001', { ...SALESFORCE_URL, ...VIRTUOUS_URL }, 'crm 9001'],
    // Every url is another CRM's.
    ['9001', SALESFORCE_URL, 'foreign 9001'],
    ['abc', SALESFORCE_URL, 'foreign abc'],
    ['9001', { Other: 'not a url' }, 'foreign 9001'],
    ['9001', { Other: 'https://evilvirtuoussoftware.com/9001' }, 'foreign 9001'],
    ['9001', { Other: 'https://example.org/?at=virtuoussoftware.com' }, 'foreign 9001'],
    // The shape of a Salesforce id, with 15 or 18 letters and digits, of both.
    ['003Ab00000CdEfG', {}, 'foreign 003Ab00000CdEfG'],
    ['003Ab00000CdEfGHIJ', {}, 'foreign 003Ab00000CdEfGHIJ'],
    ['abcdefghijklmno', {}, 'malformed abcdefghijklmno'],
    ['003Ab00000CdEf', {}, 'malformed 003Ab00000CdEf'],
    ['0', {}, 'malformed 0'],
    ['007', {}, 'malformed 007'],
    ['-5', {}, 'malformed -5'],
    ['9001.0', {}, 'malformed 9001.0'],
    ['9 001', {}, 'malformed 9 001'],
    ['1000000000000000', {}, 'malformed 1000000000000000'],
    ['n/a', {}, 'malformed n/a'],
    ['n/a', VIRTUOUS_URL, 'malformed n/a'],
  ])('%j with urls %j is %s', (crmKey, crmKeyUrls, expected) => {
    const key = readKey({ crmKey, crmKeyUrls });
    const value = key.kind === 'none' ? '' : ` ${key.kind === 'crm' ? key.crmId : key.key}`;
    expect(key.kind + value).toBe(expected);
  });

  it('is read without fail, and a CRM+ id is what was written', () => {
    const urls = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.webUrl()));
    fc.assert(
      fc.property(fc.option(fc.string()), urls, (crmKey, crmKeyUrls) => {
        const key = readKey({ crmKey, crmKeyUrls });
        expect(key.kind === 'none').toBe((crmKey ?? '').trim() === '');
        if (key.kind === 'crm') expect(String(Number(crmKey))).toBe(key.crmId);
      }),
    );
  });
});

describe('a reference', () => {
  test.each<[string, [string, string] | null]>([
    ['77', ['', '77']],
    ['rd2-77', ['rd2-', '77']],
    [' rd2-77 ', ['rd2-', '77']],
    ['rd2-1000', ['rd2-', '1000']],
    ['RD77', ['RD', '77']],
    ['Raise Gift #77', ['Raise Gift #', '77']],
    ['raise:gift:77', ['raise:gift:', '77']],
    ['rd2-2-77', ['rd2-2-', '77']],
    // A leading zero is not ours, nor is an id that no product gives.
    ['007', null],
    ['rd2-077', null],
    ['0', null],
    ['1234567890123456', null],
    ['', null],
    ['rd2-', null],
    ['none', null],
    // Random ids of payment services only look like references.
    ['ch_3NxA9b2eZvKYlo2C1', null],
    ['pi_0000007001', null],
    ['f81d4fae-7dec-11d0-a765-00a0c91e6bf6', null],
  ])('%j is %j', (id, expected) => {
    const split = splitReference(id);
    expect(split && [split.prefix, split.raiseId]).toEqual(expected);
  });

  const raiseId = fc.integer({ min: 1, max: 999_999_999_999_999 }).map(String);
  const prefix = fc.constantFrom('', 'rd2-', 'Raise-', 'RD', 'gift_', 'Raise Gift #', 'a.b.', 'x/');

  it('that a form makes is read back as that form', () => {
    fc.assert(
      fc.property(prefix, raiseId, (prefix, raiseId) => {
        const reference = referenceFor({ source: 'RaiseDonors', prefix }, raiseId);
        expect(reference.source).toBe('RaiseDonors');
        expect(splitReference(reference.id)).toEqual({ prefix, raiseId });
      }),
    );
  });

  it('is taken apart so that the parts are the whole, or not at all', () => {
    const id = fc.oneof(
      fc.string(),
      fc.tuple(fc.string({ maxLength: 8 }), fc.integer()).map(([a, b]) => a + b),
    );
    fc.assert(
      fc.property(id, (id) => {
        const split = splitReference(id);
        if (split === null) return;
        expect(split.prefix + split.raiseId).toBe(id.trim());
        expect(split.raiseId).toMatch(/^[1-9]\d{0,14}$/);
        expect(split.prefix).not.toMatch(/\d$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('of any length is read at once', () => {
    const started = performance.now();
    for (const part of ['a', '1', '-', 'a-', '0', 'a1', ' ']) splitReference(part.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

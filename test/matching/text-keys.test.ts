import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  emailKey,
  nameKey,
  organizationKey,
  phoneKey,
  plainText,
} from '../../src/core/matching/text-keys.ts';

describe('names', () => {
  test.each<[string, string]>([
    ['Ann Archer', 'ANN ARCHER'],
    ['Ann Archer', '  ann\tarcher '],
    ['Ann Archer', 'Mrs. Ann Archer'],
    ['Ann Archer', 'Dr. Ann Archer, Ph.D.'],
    ['Martin King', 'Rev. Martin King, Jr.'],
    ['John Smith', 'John Smith III'],
    ['José García', 'Jose Garcia'],
    // The same letters, composed and taken apart.
    ['José', 'Jose\u0301'],
    ['Jürgen Groß', 'JURGEN GROSS'],
    ['GROẞ', 'Groß'],
    ['Søren Łukasz', 'Soren Lukasz'],
    ['Đặng Thị Hồng', 'Dang Thi Hong'],
    ['O’Brien', "O'Brien"],
    ['O’Brien', 'OBrien'],
    ['Smith-Jones', 'Smith Jones'],
    ['İpek Çelik', 'Ipek Celik'],
    ['Ａｎｎ', 'Ann'],
    ['Анна Иванова', 'анна  иванова'],
    ['李 小龙', ' 李  小龙 '],
  ])('%j and %j are one', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
    expect(nameKey(a)).not.toBeNull();
  });

  test.each<[string, string]>([
    ['Ann Archer', 'Anna Archer'],
    ['Ann Archer', 'Archer Ann'],
    ['Ann Archer', 'Archer'],
    ['李小龙', '李小虎'],
    ['Drew Hall', 'Hall'],
  ])('%j and %j are two', (a, b) => {
    expect(nameKey(a)).not.toBe(nameKey(b));
  });

  test.each<[string | null, string | null]>([
    [null, null],
    ['', null],
    [' . ', null],
    // Nothing but honorifics is a name after all.
    ['Dr. Lord', 'dr lord'],
  ])('%j has the key %j', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  test.each(
    `Mr Mrs Ms Miss Mx Dr Prof Professor Rev Reverend Fr Father Sr Sister Br Hon Sir Dame Lady Lord Rabbi Pastor Capt Col
    Gen Lt Maj Sgt Herr Frau Mme Mlle M Jr Junior Senior II III IV Ph.D. M.D. Esq D.D.S. CPA`.split(
      /\s+/,
    ),
  )('%s counts before and after a name for nothing, and is kept where nothing else is', (word) => {
    expect(nameKey(`${word} Ann Archer`)).toBe('ann archer');
    expect(nameKey(`Ann Archer, ${word}`)).toBe('ann archer');
    expect(nameKey(word)).toBe(word.toLowerCase().replaceAll('.', ''));
  });

  it('have a key that is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const key = nameKey(text);
        if (key !== null) expect(nameKey(key)).toBe(key);
        expect(plainText(plainText(text))).toBe(plainText(text));
      }),
    );
  });
});

describe('organizations', () => {
  test.each<[string, string]>([
    ['Acme, Inc.', 'ACME'],
    ['Acme LLC', 'Acme L.L.C.'],
    ['Smith & Sons', 'Smith and Sons'],
    ['Fundación Niños', 'Fundacion Ninos'],
    ['Grün GmbH', 'Grun'],
  ])('%j and %j are one', (a, b) => {
    expect(organizationKey(a)).toBe(organizationKey(b));
    expect(organizationKey(a)).not.toBeNull();
  });

  test.each<[string, string]>([
    ['Acme', 'Acme Foundation'],
    // Only whole words at the end are forms of companies.
    ['Costco', 'Cost'],
    ['Inc Magazine', 'Magazine'],
  ])('%j and %j are two', (a, b) => {
    expect(organizationKey(a)).not.toBe(organizationKey(b));
  });

  it('of no name have no key', () => {
    expect([null, '', '  '].map(organizationKey)).toEqual([null, null, null]);
  });
});

describe('phones', () => {
  test.each<[string, string, string | null]>([
    ['(602) 555-0123', 'US', '+16025550123'],
    ['602.555.0123', 'US', '+16025550123'],
    ['+1 602 555 0123', 'US', '+16025550123'],
    ['1-602-555-0123', 'US', '+16025550123'],
    ['(602) 555-0123 ext. 4', 'US', '+16025550123'],
    ['+44 20 7946 0018', 'US', '+442079460018'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['09 123 4567', 'NZ', '+6491234567'],
    // No number at all: its digits.
    ['x7', 'US', '7'],
    ['ext', 'US', null],
    ['', 'US', null],
  ])('%j in %s is %j', (phone, country, key) => {
    expect(phoneKey(phone, country)).toBe(key);
    expect(phoneKey(phone, country)).toBe(key);
  });

  it('of two texts are two keys, in one country and in two', () => {
    expect(phoneKey('602-555-0124', 'US')).not.toBe(phoneKey('602-555-0125', 'US'));
    expect(phoneKey('09 123 4567', 'NZ')).not.toBe(phoneKey('09 123 4567', 'US'));
  });

  it('without country differ by the country they are in', () => {
    expect(phoneKey('020 7946 0018', 'GB')).not.toBe(phoneKey('020 7946 0018', 'DE'));
    expect(phoneKey(null, 'US')).toBeNull();
  });
});

test.each<[string | null, string | null]>([
  [' Ann@Example.ORG ', 'ann@example.org'],
  ['', null],
  ['  ', null],
  [null, null],
])('email %j has the key %j', (email, key) => {
  expect(emailKey(email)).toBe(key);
});

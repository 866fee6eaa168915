import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamName } from '../../src/core/connectors/connector.ts';
import { parsePage, parseRecord } from '../../src/core/connectors/stored-answers.ts';
import { readAddress } from '../../src/core/connectors/wire/address.ts';
import { quickDay, quickInstant } from '../../src/core/connectors/wire/quick-dates.ts';
import { parseDay } from '../../src/core/model/days.ts';
import { parseInstant } from '../../src/core/model/instants.ts';
import { checkTypes } from './record-types.ts';

const STREAMS: readonly StreamName[] = [
  'raise.donors',
  'raise.gifts',
  'raise.recurring_gifts',
  'raise.campaigns',
  'crm.contacts',
  'crm.gifts',
  'crm.recurring_gifts',
];
const MEMBERS = [
  'id',
  'amount',
  'currency',
  'currencyCode',
  'date',
  'giftDate',
  'startDate',
  'createdDate',
  'createDateTimeUtc',
  'crmKey',
  'crmKeyUrls',
  'transactionSource',
  'transactionId',
  'contactId',
  'donorId',
  'donor',
  'projects',
  'giftDesignations',
  'contactReferences',
  'contactIndividuals',
  'primaryAddress',
  'address',
  'donorEmailAddresses',
  'donorPaidCosts',
  'frequency',
  'formattedFrequency',
  'status',
  'statusText',
  'campaign',
  'isTestMode',
  'isArchived',
  'name',
  '__proto__',
  'constructor',
  'tieoutSkipped',
];
const likely = fc.constantFrom<unknown>(
  1,
  '1',
  10.5,
  'USD',
  '2026-03-10T12:00:00',
  '$5.00',
  null,
  true,
  [],
  {},
  '\ud800',
  1e300,
  -0,
  'Monthly',
);
const member = fc.oneof(likely, likely, fc.jsonValue());
const row = fc
  .dictionary(
    fc.constantFrom(...MEMBERS),
    fc.oneof(member, fc.array(fc.dictionary(fc.string(), member))),
  )
  .map((value): unknown => value);

describe('bodies that nobody expects', () => {
  test.each([
    ['null', 'null'],
    ['a list', '[1]'],
    ['a number', '7'],
    ['a text', '"x"'],
    ['true', 'true'],
    ['nothing in it', '{}'],
  ])('%s is quarantined', (_, text) => {
    for (const stream of STREAMS)
      expect(parseRecord(stream, text)).toMatchObject({ kind: 'unreadable', record: { id: null } });
  });

  test('a name of one megabyte, and the like', () => {
    const text = JSON.stringify({
      id: 5,
      name: 'x'.repeat(1_048_576),
      email: `${' '.repeat(1_048_576)}a`,
      crmKey: 'k'.repeat(1_048_576),
    });
    const read = parseRecord('raise.donors', text);
    expect(read).toMatchObject({
      kind: 'unreadable',
      record: { id: '5', why: expect.stringContaining('too long') as string },
    });
    const long = JSON.stringify({
      id: 5,
      amount: '1'.repeat(1_048_576),
      currencyCode: 'USD',
      giftDate: '2'.repeat(1_048_576),
    });
    expect(parseRecord('crm.gifts', long)).toMatchObject({
      kind: 'unreadable',
      record: { id: '5', day: null },
    });
  });

  test.each(['[', '{"a":'])(
    '%s twenty thousand levels deep is one record that can’t be read',
    (open) => {
      const closed =
        open.repeat(20_000) + (open === '[' ? ']'.repeat(20_000) : `1${'}'.repeat(20_000)}`);
      const row = `{"id":"x","other":${closed}}`;
      const digests = [row, ` ${row}`, row.replace('"x"', '"y"')].map((text) => {
        const read = parseRecord('raise.gifts', text);
        return read.kind === 'unreadable' && read.record.bodyDigest;
      });
      expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
      expect([digests[1] === digests[0], digests[2] === digests[0]]).toEqual([true, false]);
      expect(
        parsePage('raise.gifts', `{"items":[${row},{"id":7,"deep":${closed}}],"total":2}`),
      ).toHaveLength(2);
    },
  );

  test('__proto__ members reach no prototype and stay what they are', () => {
    const read = parseRecord(
      'raise.donors',
      '{"id":5,"__proto__":{"isTestMode":true},"crmKeyUrls":{"__proto__":"https://x"}}',
    );
    expect(read).toMatchObject({ kind: 'record', record: { isTestMode: false } });
    expect(read.kind === 'record' && Object.entries(read.record.crmKeyUrls)).toEqual([
      ['__proto__', 'https://x'],
    ]);
    expect(({} as Record<string, unknown>)['isTestMode']).toBeUndefined();
  });

  test('lone surrogates in what is compared are no name of anybody; elsewhere they become what they would be in the store', () => {
    const read = parseRecord('crm.contacts', '{"id":5,"name":"a\\ud800b"}');
    expect(read).toMatchObject({
      kind: 'unreadable',
      record: { id: '5', why: 'name: damaged characters' },
    });
    const other = parseRecord('crm.contacts', '{"id":5,"name":"a","contactType":"b\\ud800"}');
    expect(other).toMatchObject({ kind: 'record', record: { contactType: 'b\ufffd' } });
  });

  test('a key that is too long is no key, and is not cut to one', () => {
    const read = (length: number) =>
      parseRecord('raise.donors', JSON.stringify({ id: 5, crmKey: '1'.repeat(length) }));
    expect(read(500)).toMatchObject({ kind: 'record' });
    expect(read(501)).toMatchObject({
      kind: 'unreadable',
      record: { id: '5', why: 'crmKey: too long' },
    });
  });

  test('equal bodies have equal digests, others do not', () => {
    const digest = (text: string): unknown => {
      const read = parseRecord('crm.gifts', text);
      return read.kind === 'unreadable' && read.record.bodyDigest;
    };
    expect(digest('{"id":1}')).toBe(digest(' {"id": 1}'));
    expect(digest('{"id":1}')).not.toBe(digest('{"id":2}'));
  });

  test('never throws, and never a value of another type', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STREAMS), fc.oneof(row, fc.jsonValue()), (stream, value) => {
        const [read] = parsePage(stream, JSON.stringify({ list: [value], total: 1 }));
        expect(read).toBeDefined();
        if (read) checkTypes(read.record as unknown as Record<string, unknown>);
        expect(parsePage(stream, JSON.stringify({ items: [value] }))).toEqual([read]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('quick dates say what the slow ones say', () => {
  const digits = (most: number, width: number): fc.Arbitrary<string> =>
    fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(width, '0'));
  const near = fc
    .tuple(
      digits(9999, 4),
      digits(13, 2),
      digits(32, 2),
      fc.constantFrom('T', ' '),
      digits(25, 2),
      digits(61, 2),
      digits(61, 2),
      fc.constantFrom('', '.', '.5', '.017', '.1234567', '.x', ','),
      fc.constantFrom('', 'Z', 'z', '+02:00', ' ', 'ZZ'),
    )
    .map(
      ([y, m, d, t, hh, mm, ss, fraction, zone]) =>
        `${y}-${m}-${d}${t}${hh}:${mm}:${ss}${fraction}${zone}`,
    );

  test('for texts that are nearly right, and for any text', () => {
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (text) => {
        expect(quickInstant(text)).toBe(parseInstant(text));
        expect(quickDay(text)).toBe(parseDay(text));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('addresses of one household', () => {
  const line = (address1: unknown, address2: unknown = null): string | undefined =>
    readAddress({ address1, address2 })?.line;

  test.each([
    ['12 North Main Street', '12 n. main st'],
    ['12 Main Street Apt 4', '12 main st., Apt. #4'],
    ['12 Main Street Suite 4', '12 MAIN ST STE 4'],
    ["5 O'Hara Lane", '5 OHara Ln'],
    ['Rue de l’Église 7', 'rue de leglise 7'],
    ['P.O. Box 12', 'PO Box 12'],
    ['Königstraße 3', 'konigstrasse 3'],
  ])('%s = %s', (a, b) => {
    expect(line(a)).toBe(line(b));
  });

  test('the unit may stand in the second line', () => {
    expect(line('12 Main St', 'Apt 4')).toBe(line('12 Main St Unit 4'));
  });

  test.each([
    ['12 Main St', '13 Main St'],
    ['12 Main St Apt 4', '12 Main St Apt 5'],
    ['12 N Main St', '12 S Main St'],
  ])('%s is not %s', (a, b) => {
    expect(line(a)).not.toBe(line(b));
  });

  test('a town alone is no household; codes are compact', () => {
    expect(readAddress({ address1: ' ', city: 'Tulsa' })).toBeNull();
    expect(readAddress({ address1: 'x', city: 'Saint-Étienne', postal: 'sw1a 1aa' })).toEqual({
      line: 'x',
      city: 'saint etienne',
      postal: 'sw1a1aa',
    });
  });
});

import { describe, expect, test } from 'vitest';
import { parsePage, parseRecord } from '../../src/core/connectors/stored-answers.ts';

const DAY = Date.UTC(2024, 1, 29) / 86_400_000;

function gift(given: Record<string, unknown> = {}): string {
  return JSON.stringify({
    id: 901,
    transactionSource: 'RaiseDonors',
    transactionId: 4711,
    contactId: 31,
    contactName: 'Ada Example',
    giftType: 'Credit',
    giftDate: '2024-02-29T00:00:00',
    giftDateFormatted: '2/29/2024',
    amount: 19.99,
    amountFormatted: '$19.99',
    currencyCode: 'USD',
    exchangeRate: 1.0,
    baseCurrencyCode: 'USD',
    createDateTimeUtc: '2024-02-29T23:10:47.0170000',
    modifiedDateTimeUtc: '2024-03-01T08:00:00.5Z',
    contactPassthroughId: null,
    giftDesignations: [{ id: 1, projectId: 3, project: ' Wells ', amountDesignated: 19.99 }],
    customFields: [],
    ...given,
  });
}

describe('CRM+ gift', () => {
  test('the full form', () => {
    expect(parseRecord('crm.gifts', gift())).toEqual({
      kind: 'record',
      record: {
        id: '901',
        reference: { source: 'RaiseDonors', id: '4711' },
        contactId: '31',
        contactPassthroughId: null,
        giftType: 'Credit',
        isReversal: false,
        amountMinor: 1999,
        currency: 'USD',
        day: DAY,
        designations: [{ name: 'Wells', amountMinor: 1999 }],
        createdAt: Date.UTC(2024, 1, 29, 23, 10, 47, 17),
        modifiedAt: Date.UTC(2024, 2, 1, 8, 0, 0, 500),
      },
    });
  });

  test('the abbreviated form has amounts and days, and no reference', () => {
    const text = JSON.stringify({
      id: 1,
      contactId: 1,
      giftType: 'Cash',
      giftDate: '2/29/2024',
      amount: '$1,210.50',
      currencyCode: 'USD',
    });
    expect(parseRecord('crm.gifts', text)).toMatchObject({
      kind: 'record',
      record: { amountMinor: 121_050, day: DAY, reference: null, designations: [] },
    });
  });

  test.each([
    [{ id: '901' }, { id: '901' }],
    [{ transactionId: ' rd2-5 ' }, { reference: { source: 'RaiseDonors', id: 'rd2-5' } }],
    [{ transactionId: null }, { reference: null }],
    [{ transactionSource: '  ' }, { reference: null }],
    [
      { giftType: 'Reversing Transaction', amount: -19.99 },
      { isReversal: true, amountMinor: -1999 },
    ],
    [{ giftType: null }, { giftType: null, isReversal: false }],
    [{ currencyCode: null }, { currency: 'USD' }],
    [
      { currencyCode: 'jpy', amount: 500, giftDesignations: [] },
      { currency: 'JPY', amountMinor: 500 },
    ],
    [
      { currencyCode: 'KWD', amount: 1.234, giftDesignations: [] },
      { currency: 'KWD', amountMinor: 1234 },
    ],
    [
      { contactId: '31', contactPassthroughId: 88 },
      { contactId: '31', contactPassthroughId: '88' },
    ],
    [{ contactId: 0 }, { contactId: null }],
    [{ giftDesignations: null }, { designations: [] }],
    [
      { giftDesignations: [null, 5, { project: 'A' }, { amountDesignated: '5.00' }] },
      { designations: [{ name: null, amountMinor: 500 }] },
    ],
    [
      { createDateTimeUtc: 'soon', modifiedDateTimeUtc: 7 },
      { createdAt: null, modifiedAt: null },
    ],
    [
      { createDateTimeUtc: '9/14/2023', modifiedDateTimeUtc: '0001-01-01T00:00:00' },
      { createdAt: Date.UTC(2023, 8, 14), modifiedAt: null },
    ],
  ])('%j', (given, expected) => {
    expect(parseRecord('crm.gifts', gift(given))).toMatchObject({
      kind: 'record',
      record: expected,
    });
  });

  test.each([
    [{ id: null }, 'id: missing', null],
    [{ id: 'G-7' }, 'id: not an id', null],
    [{ id: -4 }, 'id: not an id', null],
    [{ id: 1.5 }, 'id: not an id', null],
    [{ id: 2 ** 53 }, 'id: not an id', null],
    [{ id: '99999999999999999' }, 'id: not an id', null],
    [{ amount: null }, 'amount: missing', '901'],
    [{ amount: 'ten' }, 'amount: not a number', '901'],
    [{ amount: 0.1 + 0.2 }, 'amount: more decimals than its currency has', '901'],
    [{ amount: 1e15 }, 'amount: too large', '901'],
    [{ amount: '9'.repeat(100) }, 'amount: not a number', '901'],
    [{ amount: { value: 5 } }, 'amount: not a number', '901'],
    [{ currencyCode: 'Dollars' }, 'currencyCode: not a currency code', '901'],
    [{ currencyCode: null, baseCurrencyCode: null }, 'currencyCode: missing', '901'],
    [{ giftDate: '2024-02-30T00:00:00' }, 'giftDate: not a day', '901'],
    [{ giftDate: null }, 'giftDate: missing', '901'],
    [{ transactionId: { id: 5 } }, 'transactionId: not a text', '901'],
    [{ transactionId: 4.5 }, 'transactionId: not a text', '901'],
    [{ transactionId: 'x'.repeat(501) }, 'transactionId: too long', '901'],
    [{ contactId: 'c' }, 'contactId: not an id', '901'],
    [
      { giftDesignations: [{ project: 'A', amountDesignated: 'all' }] },
      'giftDesignations.amountDesignated: not a number',
      '901',
    ],
  ])('quarantined: %j', (given, why, id) => {
    const row = parseRecord('crm.gifts', gift(given));
    expect(row).toMatchObject({ kind: 'unreadable', record: { why, id, crmKey: null } });
    expect(row.kind === 'unreadable' && row.record.bodyDigest).toMatch(/^[0-9a-f]{64}$/);
    if (!('transactionId' in given))
      expect(row.record.reference).toEqual({ source: 'RaiseDonors', id: '4711' });
    expect(row.kind === 'unreadable' && row.record.day).toBe(DAY);
  });
});

describe('CRM+ contact', () => {
  const contact = {
    id: 31,
    contactType: 'Household',
    name: 'The Exämples',
    mergedIntoContactId: null,
    address: {
      id: 8,
      address1: '12 North Main Street',
      address2: 'Apt. #4',
      city: 'Tulsa',
      state: 'OK',
      postal: '74103-1234',
    },
    contactIndividuals: [
      {
        id: 2,
        firstName: 'Ada',
        lastName: 'Example ',
        contactMethods: [
          { type: 'Home Email', value: ' ada@example.org' },
          { type: 'Work E-Mail', value: 'work@example.org' },
          { type: 'Home Email', value: 'ada@example.org' },
          { type: 'Mobile Phone', value: '555-0101' },
          { type: 'Cell', value: '555-0102' },
          { type: 'Fax', value: '555-0103' },
          { type: 'Fax Phone', value: '555-0104' },
          { type: 'Website', value: 'example.org' },
          { type: 'Home Email', value: '' },
        ],
      },
      { firstName: null, lastName: 'Other', contactMethods: null },
    ],
    contactReferences: [
      { source: 'RaiseDonors', id: 77 },
      { source: 'Legacy', id: 'x-1' },
      { source: null, id: '5' },
    ],
    createDateTimeUtc: '2024-02-29T14:20:56.34',
    modifiedDateTimeUtc: null,
  };

  test('the full form', () => {
    expect(parseRecord('crm.contacts', JSON.stringify(contact))).toEqual({
      kind: 'record',
      record: {
        id: '31',
        contactType: 'Household',
        name: 'The Exämples',
        mergedIntoContactId: null,
        isArchived: null,
        individuals: [
          {
            firstName: 'Ada',
            lastName: 'Example',
            emails: ['ada@example.org', 'work@example.org'],
            phones: ['555-0101', '555-0102'],
          },
          { firstName: null, lastName: 'Other', emails: [], phones: [] },
        ],
        addresses: [{ line: '12 n main st unit 4', city: 'tulsa', postal: '74103' }],
        references: [
          { source: 'RaiseDonors', id: '77' },
          { source: 'Legacy', id: 'x-1' },
        ],
        createdAt: Date.UTC(2024, 1, 29, 14, 20, 56, 340),
        modifiedAt: null,
      },
    });
  });

  test.each([
    [{ isArchived: true }, { isArchived: true }],
    [{ isArchived: false }, { isArchived: false }],
    [{ isArchived: 'no' }, { isArchived: null }],
    [{ mergedIntoContactId: 99 }, { mergedIntoContactId: '99' }],
    [
      { contactReferences: null, contactIndividuals: null },
      { references: [], individuals: [] },
    ],
  ])('%j', (given, expected) => {
    expect(parseRecord('crm.contacts', JSON.stringify({ ...contact, ...given }))).toMatchObject({
      kind: 'record',
      record: expected,
    });
  });

  test.each([
    [{ mergedIntoContactId: 'them' }, 'mergedIntoContactId: not an id'],
    [{ contactReferences: 'RaiseDonors 77' }, 'contactReferences: not a list'],
    [
      { contactReferences: [{ source: 'RaiseDonors', id: ['77'] }] },
      'contactReferences: not a text',
    ],
    [{ contactIndividuals: {} }, 'contactIndividuals: not a list'],
    [{ contactIndividuals: ['nobody'] }, 'contactIndividuals: not an object'],
    [{ name: 7 }, 'name: not a text'],
  ])('quarantined, because it would mislead: %j', (given, why) => {
    expect(parseRecord('crm.contacts', JSON.stringify({ ...contact, ...given }))).toMatchObject({
      kind: 'unreadable',
      record: { id: '31', why },
    });
  });

  test('a quarantined contact still tells its reference', () => {
    const text = JSON.stringify({ ...contact, id: 'x' });
    expect(parseRecord('crm.contacts', text)).toMatchObject({
      kind: 'unreadable',
      record: { reference: { source: 'RaiseDonors', id: '77' } },
    });
  });
});

describe('CRM+ recurring gift', () => {
  const schedule = {
    id: 5,
    transactionSource: 'RaiseDonors',
    transactionId: 'rd2-9',
    contactId: 31,
    startDate: '2024-02-29T00:00:00',
    amount: 1000,
    frequency: 'Monthly',
    cancelDateTimeUtc: null,
    createDateTimeUtc: '2024-02-29T19:44:49.317',
    status: 'UpToDate',
  };

  test.each([
    [
      {},
      {
        id: '5',
        reference: { source: 'RaiseDonors', id: 'rd2-9' },
        amountText: '1000',
        frequency: 12,
        startDay: DAY,
        isCancelled: false,
      },
    ],
    [{ amount: 19.9 }, { amountText: '19.9' }],
    [{ amount: 0 }, { amountText: '0' }],
    [{ amount: -10.05 }, { amountText: '-10.05' }],
    [{ amount: '$1,200.00' }, { amountText: '1200' }],
    [{ amount: 12.345 }, { amountText: '12.345' }],
    [{ cancelDateTimeUtc: '2024-03-01T00:00:00' }, { isCancelled: true }],
    [{ cancelDateTimeUtc: '' }, { isCancelled: false }],
    [{ cancelDateTimeUtc: '0001-01-01T00:00:00' }, { isCancelled: false }],
    [{ frequency: 'Weekly' }, { frequency: 52 }],
    [{ frequency: 'Bimonthly' }, { frequency: null, frequencyText: 'Bimonthly' }],
    [{ frequency: 'Quarterly' }, { frequency: 4 }],
    [{ frequency: 'Semiannually' }, { frequency: 2 }],
    [{ frequency: 'Annually' }, { frequency: 1 }],
    [{ frequency: 'Biennially' }, { frequency: 0.5 }],
    [{ frequency: 'Now and then' }, { frequency: null, frequencyText: 'Now and then' }],
    [
      { frequency: 12, startDate: null },
      { frequency: null, frequencyText: null, startDay: null },
    ],
  ])('%j', (given, expected) => {
    expect(
      parseRecord('crm.recurring_gifts', JSON.stringify({ ...schedule, ...given })),
    ).toMatchObject({ kind: 'record', record: expected });
  });

  test.each([
    [{ amount: 'x' }, 'amount: not a number'],
    [{ amount: 1e-9 }, 'amount: more decimals than its currency has'],
    [{ startDate: 'someday' }, 'startDate: not a day'],
  ])('quarantined: %j', (given, why) => {
    expect(
      parseRecord('crm.recurring_gifts', JSON.stringify({ ...schedule, ...given })),
    ).toMatchObject({ kind: 'unreadable', record: { id: '5', why } });
  });
});

test('a stored page that is none is a failure', () => {
  expect(() => parsePage('crm.gifts', '{"list"')).toThrow(
    expect.objectContaining({ kind: 'bad_answer' }),
  );
  expect(() => parsePage('crm.gifts', '[]')).toThrow(
    expect.objectContaining({ kind: 'bad_answer' }),
  );
});

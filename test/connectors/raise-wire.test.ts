import { describe, expect, test } from 'vitest';
import { parseRecord } from '../../src/core/connectors/stored-answers.ts';

const DAY = Date.UTC(2024, 1, 29) / 86_400_000;
const CREATED = Date.UTC(2024, 1, 29, 12);

const GIFT = {
  id: 4711,
  currency: 'USD',
  amount: 60,
  formattedAmount: '$60.00',
  date: '2024-02-29T23:30:00',
  createdDate: '2024-02-29T12:00:00',
  modifiedDate: '2024-02-29T12:00:00',
  status: 1,
  statusText: 'Approved',
  transactionId: 'pi_1',
  campaignName: 'Spring',
  donorId: 77,
  recurringGiftId: null,
  donorPaidCosts: 1.8,
  isTestMode: false,
  isAnonymous: false,
  projects: [
    {
      projectId: 1,
      name: 'Wells',
      amount: '40.00',
      currencyExchange: { nativeAmount: 40, nativeCurrencyCode: 'EUR' },
    },
    { projectId: 2, name: null, amount: '$20.00' },
  ],
};

describe('Raise gift', () => {
  test('the documented form, without key and campaign id', () => {
    expect(parseRecord('raise.gifts', JSON.stringify(GIFT))).toEqual({
      kind: 'record',
      record: {
        id: '4711',
        donorId: '77',
        amountMinor: 6000,
        currency: 'USD',
        day: DAY,
        statusText: 'Approved',
        donorPaidCostsMinor: 180,
        projects: [
          { name: 'Wells', amountMinor: 4000 },
          { name: null, amountMinor: 2000 },
        ],
        campaignId: null,
        campaignName: 'Spring',
        canSync: null,
        recurringGiftId: null,
        isTestMode: false,
        createdAt: CREATED,
        modifiedAt: CREATED,
        crmKey: null,
        crmKeyUrls: {},
      },
    });
  });

  test.each([
    [{ currency: null, currencyCode: 'eur' }, { currency: 'EUR' }],
    [{ currency: null }, { currency: 'EUR' }],
    [{ donorPaidCosts: null }, { donorPaidCostsMinor: 0 }],
    [{ donorPaidCosts: false }, { donorPaidCostsMinor: 0 }],
    [{ donorPaidCosts: true }, { donorPaidCostsMinor: 0 }],
    [{ donorPaidCosts: '' }, { donorPaidCostsMinor: 0 }],
    [{ donorPaidCosts: 'false' }, { donorPaidCostsMinor: 0 }],
    [{ donorPaidCosts: '$2.05' }, { donorPaidCostsMinor: 205 }],
    [{ donorPaidCosts: 2.0349999 }, { donorPaidCostsMinor: 203 }],
    [{ donorId: null, donor: { id: '78', email: 'x' } }, { donorId: '78' }],
    [{ donorId: undefined }, { donorId: null }],
    [{ statusText: null, status: { id: 3, display: 'Refunded' } }, { statusText: 'Refunded' }],
    [{ statusText: null, status: 3 }, { statusText: null }],
    [{ statusText: null, status: '3' }, { statusText: null }],
    [{ statusText: ' ', statusDisplay: 'ChargeBack' }, { statusText: 'ChargeBack' }],
    [
      { campaignId: 9, campaignName: null, campaign: { id: 8, name: 'Autumn', canSync: false } },
      { campaignId: '9', campaignName: 'Autumn', canSync: false },
    ],
    [
      { campaign: { id: 8, canSync: true } },
      { campaignId: '8', campaignName: 'Spring', canSync: true },
    ],
    [{ canSync: 'yes' }, { canSync: null }],
    [
      { recurringGiftId: 12, isTestMode: true },
      { recurringGiftId: '12', isTestMode: true },
    ],
    [{ isTestMode: 'True' }, { isTestMode: true }],
    [
      { crmKey: ' 55 ', crmKeyUrls: { Virtuous: { url: 'https://a/55', label: 'x' } } },
      { crmKey: '55', crmKeyUrls: { Virtuous: 'https://a/55' } },
    ],
    [
      {
        crmKey: 55,
        crmKeyUrls: { a: 'https://b', b: { uri: 'https://c' }, c: { link: 'x' }, d: null },
      },
      { crmKey: '55', crmKeyUrls: { a: 'https://b', b: 'https://c' } },
    ],
    [
      { crmKey: '', crmKeyUrls: [] },
      { crmKey: null, crmKeyUrls: {} },
    ],
    [{ projects: null }, { projects: [] }],
    [
      {
        projects: [
          { name: 'A', amount: null, currencyExchange: { nativeAmount: 12.5 } },
          { name: 'B' },
        ],
      },
      { projects: [{ name: 'A', amountMinor: 1250 }] },
    ],
    [
      { amount: '1,060.00', currency: 'JPY', donorPaidCosts: 0, projects: [] },
      { amountMinor: 1060 },
    ],
  ])('%j', (given, expected) => {
    expect(parseRecord('raise.gifts', JSON.stringify({ ...GIFT, ...given }))).toMatchObject({
      kind: 'record',
      record: expected,
    });
  });

  test.each([
    [{ currency: null, projects: [] }, 'currency: missing'],
    [{ currency: 'US' }, 'currency: not a currency code'],
    [{ amount: '' }, 'amount: missing'],
    [{ date: 'yesterday' }, 'date: not a day'],
    [{ donorId: 'd-1' }, 'donorId: not an id'],
    [{ crmKey: { id: 5 } }, 'crmKey: not a text'],
    [{ donorPaidCosts: 'some' }, 'donorPaidCosts: not a number'],
    [
      { projects: [{ name: 'A', amount: '1.005' }] },
      'projects.amount: more decimals than its currency has',
    ],
    [{ id: 1, amount: undefined, metadata: ['1', '$10.00'] }, 'amount: missing'],
  ])('quarantined: %j', (given, why) => {
    expect(
      parseRecord('raise.gifts', JSON.stringify({ ...GIFT, crmKey: '55', ...given })),
    ).toMatchObject({
      kind: 'unreadable',
      record: { why, reference: null, crmKey: 'crmKey' in given ? null : '55', day: DAY },
    });
  });
});

describe('Raise donor', () => {
  const DONOR = {
    id: 77,
    name: 'Ada Example',
    firstName: 'Ada',
    lastName: 'Example',
    email: 'ada@example.org',
    phone: '555-0101',
    createdDate: '2024-02-29T12:00:00',
    modifiedDate: null,
    isOrganization: false,
    organizationName: null,
    crmKeyUrls: {},
    crmKey: '31',
    crmSecondKey: null,
    isTestMode: false,
    isArchived: false,
    isGDPRDeleted: false,
    primaryAddress: {
      address1: '12 N. Main St.',
      address2: 'Suite 4',
      city: 'Tulsa',
      postal: '74103',
    },
    donorAddresses: [
      { address1: '12 North Main Street, Suite #4', city: 'TULSA', postal: '74103-0001' },
      { address1: null, city: 'Tulsa' },
      null,
    ],
    donorEmailAddresses: [
      { value: 'ada@example.org', isEmail: true, isPhone: false },
      { value: 'b@example.org' },
      { value: '555', isPhone: true },
    ],
    donorPhoneNumbers: [{ value: '555-0102', isPhone: true }, { value: null }],
  };

  test('the documented form', () => {
    expect(parseRecord('raise.donors', JSON.stringify(DONOR))).toEqual({
      kind: 'record',
      record: {
        id: '77',
        name: 'Ada Example',
        firstName: 'Ada',
        lastName: 'Example',
        isOrganization: false,
        organizationName: null,
        email: 'ada@example.org',
        phone: '555-0101',
        emails: ['ada@example.org', 'b@example.org'],
        phones: ['555-0101', '555-0102'],
        addresses: [{ line: '12 n main st unit 4', city: 'tulsa', postal: '74103' }],
        isTestMode: false,
        isArchived: false,
        isErased: false,
        createdAt: CREATED,
        modifiedAt: null,
        crmKey: '31',
        crmKeyUrls: {},
      },
    });
  });

  test('an erased donor without names, and one with nothing but an id', () => {
    const erased = {
      id: 78,
      name: null,
      firstName: null,
      lastName: null,
      email: null,
      isGDPRDeleted: true,
      isArchived: true,
    };
    expect(parseRecord('raise.donors', JSON.stringify(erased))).toMatchObject({
      kind: 'record',
      record: { name: null, isErased: true, isArchived: true, emails: [] },
    });
    expect(parseRecord('raise.donors', '{"id":79}')).toMatchObject({
      kind: 'record',
      record: { id: '79', isTestMode: false, addresses: [] },
    });
  });
});

describe('Raise recurring gift and campaign', () => {
  const SCHEDULE = {
    id: 9,
    organizationId: 4101,
    createdDate: '2024-02-29T12:00:00',
    amount: 25,
    currencyCode: 'EUR',
    baseCurrencyCode: 'USD',
    donor: { id: 77 },
    frequency: 12,
    formattedFrequency: 'Monthly',
    startDate: '2024-02-29T00:00:00',
    status: 1,
    crmKey: null,
    crmKeyUrls: {},
  };

  test.each([
    [
      {},
      {
        id: '9',
        organizationId: '4101',
        donorId: '77',
        amountMinor: 2500,
        currency: 'EUR',
        frequency: 12,
        frequencyText: 'Monthly',
        startDay: DAY,
        statusText: null,
        createdAt: CREATED,
      },
    ],
    [{ currencyCode: null }, { currency: 'USD' }],
    [{ currencyCode: null, baseCurrencyCode: null, currency: 'CAD' }, { currency: 'CAD' }],
    [{ donor: null, donorId: 78 }, { donorId: '78' }],
    [
      { frequency: 4, formattedFrequency: null },
      { frequency: 4, frequencyText: null },
    ],
    [{ frequency: '26', formattedFrequency: '' }, { frequency: 26 }],
    [{ frequency: 100, formattedFrequency: null }, { frequency: null }],
    [
      { frequency: 0, formattedFrequency: 'One Time' },
      { frequency: null, frequencyText: 'One Time' },
    ],
    [{ frequency: 1, formattedFrequency: 'Every 3 months' }, { frequency: 4 }],
    [{ frequency: 26, formattedFrequency: 'Bi-Monthly' }, { frequency: 26 }],
    [{ frequency: 100, formattedFrequency: 'Biennially' }, { frequency: 0.5 }],
    [{ formattedStatus: 'Active' }, { statusText: 'Active' }],
    [{ statusDisplay: 'Paused' }, { statusText: 'Paused' }],
    [
      { startDate: null, isTestMode: true },
      { startDay: null, isTestMode: true },
    ],
  ])('schedule %j', (given, expected) => {
    expect(
      parseRecord('raise.recurring_gifts', JSON.stringify({ ...SCHEDULE, ...given })),
    ).toMatchObject({ kind: 'record', record: expected });
  });

  test('a schedule without a currency is quarantined', () => {
    const text = JSON.stringify({
      ...SCHEDULE,
      currencyCode: null,
      baseCurrencyCode: null,
      crmKey: '5',
    });
    expect(parseRecord('raise.recurring_gifts', text)).toMatchObject({
      kind: 'unreadable',
      record: { id: '9', crmKey: '5', why: 'currencyCode: missing' },
    });
  });

  test.each([
    [
      { id: 3, name: 'Spring', canSync: false },
      { id: '3', name: 'Spring', canSync: false },
    ],
    [
      { id: '3', name: '', canSync: null },
      { id: '3', name: null, canSync: null },
    ],
  ])('campaign %j', (given, expected) => {
    expect(parseRecord('raise.campaigns', JSON.stringify(given))).toEqual({
      kind: 'record',
      record: expected,
    });
  });
});

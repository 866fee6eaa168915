import { describe, expect, it, test } from 'vitest';
import { compareDonor } from '../../src/core/matching/compare-donor.ts';
import {
  compareGift,
  isAmountOf,
  netSum,
  positiveSum,
  type Tolerances,
} from '../../src/core/matching/compare-gift.ts';
import { compareSchedule } from '../../src/core/matching/compare-schedule.ts';
import type { FieldDifference, FieldName } from '../../src/core/model/finding.ts';
import type {
  CrmContact,
  CrmGift,
  CrmSchedule,
  RaiseDonor,
  RaiseGift,
  RaiseSchedule,
} from '../../src/core/model/records.ts';
import { contact, crmGift, crmSchedule, day, donor, gift, person, schedule } from './records.ts';

const EXACT: Tolerances = { dateDays: 1, amountMinor: 0 };
const names = (fields: readonly FieldDifference[]): FieldName[] => fields.map((d) => d.field);

describe('donor and contact', () => {
  test.each<[string, FieldName[], Partial<RaiseDonor>, Partial<CrmContact>]>([
    ['agree', [], {}, {}],
    [
      'differ by case, accents and honorifics',
      [],
      { name: 'Ánn  ARCHER', lastName: 'ARCHER' },
      { individuals: [person({ lastName: 'Archer Jr.' })] },
    ],
    ['differ in the first name', ['name'], { name: 'Anna Archer', firstName: 'Anna' }, {}],
    [
      'any person of a household',
      [],
      {},
      { name: 'The Bakers', individuals: [person({ firstName: 'Bob' }), person()] },
    ],
    ['the contact itself has the name', [], {}, { individuals: [] }],
    ['a donor without any name', [], { name: null, firstName: null, lastName: null }, {}],
    [
      'any email of any person',
      [],
      { email: 'A@x.org' },
      { individuals: [person({ emails: ['b@x.org'] }), person({ emails: ['a@x.org'] })] },
    ],
    [
      'another email',
      ['email'],
      { email: 'a@x.org' },
      { individuals: [person({ emails: ['b@x.org'] })] },
    ],
    ['an email that CRM+ lacks', ['email'], { email: 'a@x.org' }, {}],
    ['an email that Raise lacks', [], {}, { individuals: [person({ emails: ['b@x.org'] })] }],
    [
      'a phone in another notation',
      [],
      { phone: '(602) 555-0123' },
      { individuals: [person({ phones: ['+16025550123'] })] },
    ],
    [
      'another phone',
      ['phone'],
      { phone: '602-555-0123' },
      { individuals: [person({ phones: ['602-555-0124'] })] },
    ],
    ['a phone that CRM+ lacks', ['phone'], { phone: '602-555-0123' }, {}],
    ['archived in CRM+', ['archived'], {}, { isArchived: true }],
    ['archived in Raise', ['archived'], { isArchived: true }, {}],
    ['archived on both sides', [], { isArchived: true }, { isArchived: true }],
    ['CRM+ does not tell', [], { isArchived: true }, { isArchived: null }],
    [
      'an organization',
      [],
      { isOrganization: true, organizationName: 'Acme, Inc.' },
      { name: 'ACME', individuals: [] },
    ],
    [
      'another organization',
      ['organizationName'],
      { isOrganization: true, organizationName: 'Acme' },
      { name: 'Apex' },
    ],
    [
      'all of it',
      ['name', 'email', 'phone', 'archived'],
      {
        name: 'Zoe Zimmer',
        firstName: 'Zoe',
        lastName: 'Zimmer',
        email: 'z@x.org',
        phone: '602-555-0123',
      },
      { isArchived: true },
    ],
  ])('%s: %j', (_title, expected, raise, crm) => {
    expect(names(compareDonor(donor(raise), contact(crm), 'US'))).toEqual(expected);
  });

  it('are said with what both sides have', () => {
    const crm = contact({
      individuals: [person({ firstName: 'Bob', emails: ['b@x.org', 'c@x.org'] })],
      name: 'B',
    });
    expect(compareDonor(donor({ email: 'a@x.org', phone: '602-555-0123' }), crm, 'US')).toEqual([
      { field: 'name', raise: 'Ann Archer', crm: 'Bob Archer' },
      { field: 'email', raise: 'a@x.org', crm: 'b@x.org, c@x.org' },
      { field: 'phone', raise: '602-555-0123', crm: null },
    ]);
  });
});

describe('gift and CRM+ gifts', () => {
  const wells = (amountMinor: number) => ({ name: 'Wells', amountMinor });
  const food = (amountMinor: number) => ({ name: 'Food', amountMinor });
  const fees = (amountMinor: number) => ({ name: 'Processing Fees', amountMinor });
  const reversal = (given: Partial<CrmGift> = {}): Partial<CrmGift> => ({
    id: '3009',
    isReversal: true,
    amountMinor: -10_000,
    ...given,
  });
  test.each<[string, FieldName[], Partial<RaiseGift>, Partial<CrmGift>[]]>([
    ['agree', [], {}, [{}]],
    ['a cent less', ['amount'], {}, [{ amountMinor: 9_999 }]],
    ['a split gift', [], {}, [{ amountMinor: 4_000 }, { id: '3002', amountMinor: 6_000 }]],
    ['a split gift, one part missing', ['amount'], {}, [{ amountMinor: 4_000 }]],
    ['costs in CRM+', [], { donorPaidCostsMinor: 300 }, [{ amountMinor: 10_300 }]],
    ['costs not in CRM+', [], { donorPaidCostsMinor: 300 }, [{}]],
    ['half of the costs', ['amount'], { donorPaidCostsMinor: 300 }, [{ amountMinor: 10_150 }]],
    ['another currency', ['currency'], {}, [{ currency: 'CAD' }]],
    ['one part in another currency', ['currency'], {}, [{}, { id: '3002', currency: 'CAD' }]],
    ['the day after', [], {}, [{ day: day('2026-03-11') }]],
    ['the day before', [], {}, [{ day: day('2026-03-09') }]],
    ['two days after', ['date'], {}, [{ day: day('2026-03-12') }]],
    [
      'one part two days before',
      ['date'],
      {},
      [{ amountMinor: 4_000 }, { amountMinor: 6_000, day: day('2026-03-08') }],
    ],
    [
      'a reversal’s own day',
      [],
      { statusText: 'Refunded' },
      [{}, reversal({ day: day('2026-06-01') })],
    ],
    ['refunded, but never reversed', [], { statusText: 'Refunded' }, [{}]],
    ['reversed, but approved', ['amount'], {}, [{}, reversal()]],
    ['refunded, another amount', ['amount'], { statusText: 'Refunded' }, [{ amountMinor: 9_000 }]],
    ['a status that should not be there', ['status'], { statusText: 'Declined' }, [{}]],
    ['a status nobody knows', [], { statusText: 'Sparkling' }, [{}]],
    [
      'the same project',
      [],
      { projects: [wells(10_000)] },
      [{ designations: [{ name: ' WELLS ', amountMinor: 10_000 }] }],
    ],
    [
      'another project',
      ['projects'],
      { projects: [wells(10_000)] },
      [{ designations: [food(10_000)] }],
    ],
    [
      'another share',
      ['projects'],
      { projects: [wells(6_000), food(4_000)] },
      [{ designations: [wells(5_000), food(5_000)] }],
    ],
    [
      'parts of one project',
      [],
      { projects: [wells(10_000)] },
      [{ designations: [wells(4_000), wells(6_000)] }],
    ],
    [
      'parts over gifts',
      [],
      { projects: [wells(6_000), food(4_000)] },
      [
        { amountMinor: 6_000, designations: [wells(6_000)] },
        { amountMinor: 4_000, designations: [food(4_000)] },
      ],
    ],
    [
      'one side names none',
      [],
      { projects: [wells(10_000)] },
      [{ designations: [{ name: null, amountMinor: 10_000 }] }],
    ],
    ['CRM+ has none', [], { projects: [wells(10_000)] }, [{}]],
    [
      'costs as a designation',
      [],
      { projects: [wells(10_000)], donorPaidCostsMinor: 300 },
      [{ amountMinor: 10_300, designations: [wells(10_000), fees(300)] }],
    ],
    [
      'costs inside a project',
      [],
      { projects: [wells(10_000)], donorPaidCostsMinor: 300 },
      [{ amountMinor: 10_300, designations: [wells(10_300)] }],
    ],
    ['amount and day', ['amount', 'date'], {}, [{ amountMinor: 1, day: day('2026-04-01') }]],
    ['a reversal of 0 without original', ['amount'], {}, [reversal({ amountMinor: 0 })]],
  ])('%s: %j', (_title, expected, raise, group) => {
    expect(names(compareGift(gift(raise), group.map(crmGift), EXACT))).toEqual(expected);
  });

  it('keep to the tolerances given', () => {
    const raise = gift();
    const loose = { dateDays: 3, amountMinor: 5 };
    expect(
      compareGift(raise, [crmGift({ amountMinor: 10_005, day: raise.day + 3 })], loose),
    ).toEqual([]);
    expect(
      names(compareGift(raise, [crmGift({ amountMinor: 10_006, day: raise.day + 4 })], loose)),
    ).toEqual(['amount', 'date']);
    expect(
      names(compareGift(raise, [crmGift({ day: raise.day + 1 })], { dateDays: 0, amountMinor: 0 })),
    ).toEqual(['date']);
  });

  it('are said as people write them', () => {
    const raise = gift({ amountMinor: 5_000, currency: 'KWD', projects: [wells(5_000)] });
    const crm = crmGift({
      amountMinor: 5_001,
      currency: 'KWD',
      day: day('2026-03-20'),
      designations: [food(5_001)],
    });
    expect(compareGift(raise, [crm], EXACT)).toEqual([
      { field: 'amount', raise: '5.000', crm: '5.001' },
      { field: 'date', raise: '2026-03-10', crm: '2026-03-20' },
      { field: 'projects', raise: 'Wells 5.000 KWD', crm: 'Food 5.001 KWD' },
    ]);
  });

  it('are never summed over currencies', () => {
    const group = [
      crmGift(),
      crmGift({ currency: 'CAD' }),
      crmGift({ isReversal: true, amountMinor: -2_500 }),
    ];
    expect([positiveSum(group, 'USD'), netSum(group, 'USD'), netSum(group, 'EUR')]).toEqual([
      10_000, 7_500, 0,
    ]);
  });

  it('are the gift with or without its costs, and nothing between', () => {
    const raise = gift({ donorPaidCostsMinor: 300 });
    const sums = [9_999, 10_000, 10_001, 10_299, 10_300, 10_301];
    expect(sums.filter((sum) => isAmountOf(raise, sum, 0))).toEqual([10_000, 10_300]);
    expect(sums.filter((sum) => isAmountOf(raise, sum, 1))).toEqual(sums);
  });
});

describe('schedule and CRM+ schedule', () => {
  test.each<[string, FieldName[], Partial<RaiseSchedule>, Partial<CrmSchedule>]>([
    ['agree', [], {}, {}],
    ['another amount', ['amount'], {}, { amountText: '25.01' }],
    ['an amount of more decimals than the currency has', ['amount'], {}, { amountText: '25.001' }],
    ['yen', [], { amountMinor: 25, currency: 'JPY' }, { amountText: '25.00' }],
    ['dinars', [], { amountMinor: 25_000, currency: 'KWD' }, { amountText: '25' }],
    ['another frequency', ['frequency'], {}, { frequency: 52, frequencyText: 'Weekly' }],
    ['a frequency nobody understands', [], { frequency: null }, { frequency: 52 }],
    ['a frequency CRM+ does not tell', [], {}, { frequency: null }],
    ['cancelled in CRM+', ['status'], { statusText: 'Active' }, { isCancelled: true }],
    ['cancelled in Raise', ['status'], { statusText: 'Cancelled' }, {}],
    ['cancelled on both sides', [], { statusText: 'Cancelled' }, { isCancelled: true }],
    ['a status nobody understands', [], { statusText: null }, { isCancelled: true }],
    ['started a day later', [], {}, { startDay: day('2026-01-16') }],
    ['started two days later', ['startDate'], {}, { startDay: day('2026-01-17') }],
    ['no start in CRM+', [], {}, { startDay: null }],
    ['no start in Raise', [], { startDay: null }, {}],
    [
      'all of it',
      ['amount', 'frequency', 'status', 'startDate'],
      { statusText: 'Active' },
      { amountText: '1', frequency: 1, isCancelled: true, startDay: 0 },
    ],
  ])('%s: %j', (_title, expected, raise, crm) => {
    expect(names(compareSchedule(schedule(raise), crmSchedule(crm), EXACT))).toEqual(expected);
  });

  it('are said as people write them', () => {
    const crm = crmSchedule({ amountText: 'many', frequency: 52, frequencyText: 'Weekly' });
    expect(compareSchedule(schedule({ frequencyText: null }), crm, EXACT)).toEqual([
      { field: 'amount', raise: '25.00', crm: 'many' },
      { field: 'frequency', raise: '12 a year', crm: 'Weekly' },
    ]);
  });
});

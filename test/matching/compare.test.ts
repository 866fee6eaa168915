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
    ['only the parts of a name', [], { name: null }, { name: 'Ann Archer', individuals: [] }],
    [
      'only the parts of a name, another person',
      ['name'],
      { name: null, firstName: 'Zoe' },
      { name: 'Ann Archer', individuals: [] },
    ],
    ['a person, by the parts alone', [], {}, { name: 'The Bakers' }],
    ['a surname alone on both sides', [], { name: null, firstName: null }, { name: 'Archer' }],
    [
      'the same surname, no first name',
      ['name'],
      {},
      { name: 'X', individuals: [person({ firstName: null })] },
    ],
    [
      'names of nobody',
      ['name'],
      {},
      { name: null, individuals: [person({ firstName: '', lastName: '' })] },
    ],
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
      'an organization by its plain name',
      [],
      { isOrganization: true, name: 'Acme Inc' },
      { name: 'Acme' },
    ],
    [
      'an organization without any name',
      [],
      { isOrganization: true, name: null },
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

describe('the name of a donor and its contact', () => {
  const said = (raise: Partial<RaiseDonor>, crm: Partial<CrmContact>) =>
    compareDonor(donor(raise), contact(crm), 'US');
  const zoe = { name: null, firstName: 'Zoe', lastName: 'Zimmer' };

  it('is said from its parts where there is no whole one', () => {
    expect(said(zoe, {})).toEqual([{ field: 'name', raise: 'Zoe Zimmer', crm: 'Ann Archer' }]);
    expect(said({ ...zoe, firstName: null }, {})).toMatchObject([{ raise: 'Zimmer' }]);
  });

  it('is said with everybody who has one, else by the contact’s own', () => {
    const nameless = person({ firstName: null, lastName: null });
    const individuals = [person({ firstName: null }), nameless, person({ lastName: null })];
    expect(said(zoe, { individuals })).toMatchObject([{ crm: 'Archer, Ann' }]);
    expect(said(zoe, { individuals: [nameless], name: 'The Bakers' })).toMatchObject([
      { crm: 'The Bakers' },
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
    ['Raise has none', [], {}, [{ designations: [wells(10_000)] }]],
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
    [
      'costs over two projects',
      [],
      { projects: [wells(6_000), food(4_000)], donorPaidCostsMinor: 300 },
      [{ amountMinor: 10_300, designations: [wells(6_100), food(4_200)] }],
    ],
    [
      'costs on one project, a shift between others',
      ['projects'],
      { projects: [wells(6_000), food(4_000)], donorPaidCostsMinor: 300 },
      [{ amountMinor: 10_300, designations: [wells(5_900), food(4_400)] }],
    ],
    [
      'more inside a project than the costs',
      ['projects'],
      { projects: [wells(10_000)], donorPaidCostsMinor: 300 },
      [{ amountMinor: 10_300, designations: [wells(10_301)] }],
    ],
    [
      'costs on a project that Raise does not name',
      ['projects'],
      { projects: [wells(10_000)], donorPaidCostsMinor: 300 },
      [{ amountMinor: 10_300, designations: [wells(10_000), food(300)] }],
    ],
    [
      'a project of nothing, and the costs on the other',
      ['projects'],
      { projects: [wells(10_000), food(0)], donorPaidCostsMinor: 300 },
      [{ amountMinor: 10_300, designations: [wells(10_300)] }],
    ],
    [
      'another share that comes to the same, without costs',
      ['projects'],
      { projects: [wells(5_000), food(5_000)] },
      [{ designations: [wells(6_000), food(4_000)] }],
    ],
    [
      'another currency, so nothing of the split is said',
      ['currency'],
      { projects: [wells(10_000)] },
      [{ currency: 'CAD', designations: [food(10_000)] }],
    ],
    [
      'refunded and brought to 0 in place',
      [],
      { statusText: 'Refunded', projects: [wells(10_000)] },
      [{ amountMinor: 0, designations: [wells(0)] }],
    ],
    ['brought to 0, and not refunded', ['amount'], {}, [{ amountMinor: 0 }]],
    [
      'refunded, and the split is another',
      ['projects'],
      { statusText: 'Refunded', projects: [wells(10_000)] },
      [{ designations: [food(10_000)] }],
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

  it('name every share of a split, in the order of their names', () => {
    const raise = gift({ projects: [wells(4_000), food(6_000)] });
    const designations = [{ name: null, amountMinor: 1 }, wells(9_999), fees(300)];
    expect(compareGift(raise, [crmGift({ designations: designations.slice(1) })], EXACT)).toEqual([
      {
        field: 'projects',
        raise: 'Food 60.00 USD; Wells 40.00 USD',
        crm: 'Processing Fees 3.00 USD; Wells 99.99 USD',
      },
    ]);
    expect(compareGift(raise, [crmGift({ designations })], EXACT)).toEqual([]);
  });

  it('say a status that should not be there', () => {
    const raise = gift({ statusText: 'Declined' });
    expect(compareGift(raise, [crmGift()], EXACT)).toEqual([
      { field: 'status', raise: 'Declined', crm: 'in CRM+' },
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

  it('say which side is cancelled, in either direction', () => {
    const said = (statusText: string, isCancelled: boolean) =>
      compareSchedule(schedule({ statusText }), crmSchedule({ isCancelled }), EXACT);
    expect(said('Active', true)).toEqual([{ field: 'status', raise: 'Active', crm: 'cancelled' }]);
    expect(said('Cancelled', false)).toEqual([
      { field: 'status', raise: 'Cancelled', crm: 'active' },
    ]);
  });

  it('say days and words as both sides have them', () => {
    const crm = crmSchedule({
      frequency: 4,
      frequencyText: 'Quarterly',
      startDay: day('2026-02-15'),
    });
    expect(compareSchedule(schedule(), crm, EXACT)).toEqual([
      { field: 'frequency', raise: 'Monthly', crm: 'Quarterly' },
      { field: 'startDate', raise: '2026-01-15', crm: '2026-02-15' },
    ]);
  });
});

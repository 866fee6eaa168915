import * as fc from 'fast-check';
import type {
  CrmOnlyCase,
  DonorCase,
  GiftCase,
  Listing,
  ScheduleCase,
} from '../../src/core/checks/case.ts';
import type { FailureKind } from '../../src/core/model/failure.ts';
import type { KeyReading } from '../../src/core/model/links.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import {
  contact,
  crmGift,
  crmSchedule,
  day,
  donor,
  gift,
  person,
  schedule,
} from '../matching/records.ts';
import { AS_OF, COMPLETE, crmOnlyCase, donorCase, giftCase, RULES, scheduleCase } from './cases.ts';

const HOUR = 3_600_000;
const failure = fc.constantFrom<FailureKind>(
  'not_permitted',
  'sign_in_refused',
  'quota',
  'server_error',
  'network',
  'timed_out',
  'bad_answer',
  'incomplete_listing',
  'refused_by_allow_list',
);
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: fc.constantFrom(...others) },
  );

/** Old, just inside the lag window, just outside it, unknown. */
const instant = mostly<number | null>(
  AS_OF - 500 * HOUR,
  AS_OF - 23 * HOUR,
  AS_OF - 24 * HOUR,
  null,
);
const canSync = mostly<boolean | null>(null, true, false);
const rules = fc.boolean().map((includeTestMode) => ({ ...RULES, includeTestMode }));
const ids = (...all: string[]) => fc.subarray(all);

const OF_A_PERIOD = { ...COMPLETE, isWhole: false };
const listing: fc.Arbitrary<Listing> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(COMPLETE, COMPLETE, OF_A_PERIOD, { ...OF_A_PERIOD, isList: false }),
  },
  {
    weight: 1,
    arbitrary: fc.option(failure).map((f) => ({ ...COMPLETE, isComplete: false, failure: f })),
  },
);

const notFound: fc.Arbitrary<Outcome<never>> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'absent' as const }) },
  { weight: 1, arbitrary: failure.map((f) => ({ kind: 'unknown' as const, failure: f })) },
  {
    weight: 1,
    arbitrary: fc.constant({ kind: 'unreadable' as const, why: 'amount: not a number' }),
  },
);

const key = (crmId: string): fc.Arbitrary<KeyReading> =>
  fc.constantFrom<KeyReading>(
    { kind: 'none' },
    { kind: 'crm', crmId },
    { kind: 'crm', crmId },
    { kind: 'foreign', key: '003Ab00000CdEfG' },
    { kind: 'malformed', key: 'n/a' },
  );

/** What every Raise record's case has. The key names `crmId`; look-ups find what refers, as the audit sees to. */
function common<T>(crmId: string, record: fc.Arbitrary<T>, other: fc.Arbitrary<T>) {
  return fc
    .record({
      rules,
      listing,
      hasConvention: fc.boolean(),
      linkedUnknown: fc.option(failure, { freq: 1 }).map((kind) => () => kind),
      exclusionUnknown: fc.option(failure, { freq: 1 }).map((kind) => () => kind),
      campaignCanSync: canSync,
      key: key(crmId),
      linked: fc.oneof(
        record.map((r): Outcome<T> => ({ kind: 'found', record: r })),
        notFound,
      ),
      refersItself: fc.boolean(),
      others: fc.array(other, { maxLength: 1 }),
      missed: notFound,
      unreadable: mostly<{ crmId: string | null; why: string } | null>(
        null,
        { crmId, why: 'giftDate: no day' },
        { crmId: null, why: 'amount: not a number' },
      ),
      named: ids('501', '777'),
    })
    .map(({ linked, refersItself, others, missed, named, ...rest }) => {
      const isFound = rest.key.kind === 'crm' && linked.kind === 'found';
      const referring = [...(isFound && refersItself ? [linked.record] : []), ...others];
      const [first] = referring;
      const looked: Outcome<T> = first === undefined ? missed : { kind: 'found', record: first };
      return {
        ...rest,
        target: () => (rest.key.kind === 'crm' ? linked : null),
        referring,
        lookUp: () => [looked],
        namedBy: () => named,
      };
    });
}

const contacts = fc
  .record({
    isArchived: fc.constantFrom(true, false, null),
    mergedIntoContactId: mostly<string | null>(null, '9100'),
    lastName: mostly('Archer', 'Zimmer'),
  })
  .map(({ lastName, ...given }) =>
    contact({ ...given, name: `Ann ${lastName}`, individuals: [person({ lastName })] }),
  );

export const donorCases: fc.Arbitrary<DonorCase> = fc
  .record({
    common: common(
      '9001',
      contacts,
      contacts.map((c) => ({ ...c, id: '9005', mergedIntoContactId: null })),
    ),
    flags: fc.record({
      isErased: mostly(false, true),
      isArchived: fc.boolean(),
      isTestMode: mostly(false, true),
      createdAt: instant,
      modifiedAt: instant,
    }),
    others: ids('502', '503'),
    isIntruder: fc.boolean(),
    isHousehold: fc.boolean(),
    hasSurvivor: fc.boolean(),
  })
  .map(({ common, flags, others, isIntruder, isHousehold, hasSurvivor }) => {
    const target = common.target();
    const chain =
      target?.kind === 'found'
        ? [target.record, ...(hasSurvivor ? [contact({ id: '9100' })] : [])]
        : [];
    return donorCase({
      ...common,
      raise: donor(flags),
      sharers: () => ({ others, isIntruder: isIntruder && others.length > 0 }),
      isHouseholdWith: () => isHousehold,
      mergeChain: () => chain,
    });
  });

const rightful = fc.option(
  fc
    .record({ ids: fc.constantFrom(['9001'], ['9002', '9003']), isRight: fc.boolean() })
    .map(({ ids, isRight }) => ({ ids, isRightful: () => isRight })),
);

const gifts = (id: string) =>
  fc
    .record({
      amountMinor: mostly(10_000, 10_300, 99, -10_000),
      isReversal: mostly(false, true),
      currency: mostly('USD', 'CAD'),
      contactId: mostly<string | null>('9001', '9009', null),
      contactPassthroughId: mostly<string | null>(null, '9001'),
      day: mostly(day('2026-03-10'), day('2026-03-11'), day('2026-03-14')),
    })
    .map((given) => crmGift({ id, ...given }));

const giftFlags = fc.record({
  statusText: mostly<string | null>(
    'Approved',
    'Refunded',
    'ChargeBack',
    'Declined',
    'Sparkling',
    null,
  ),
  donorPaidCostsMinor: mostly(0, 300),
  isTestMode: mostly(false, true),
  createdAt: instant,
  modifiedAt: instant,
});

export const giftCases: fc.Arbitrary<GiftCase> = fc
  .record({
    common: common('3001', gifts('3001'), gifts('3005')),
    flags: giftFlags,
    donor: fc.option(fc.boolean().map((isTestMode) => donor({ isTestMode }))),
    sharers: ids('501', '7002'),
    reversals: fc.array(
      fc.constant(crmGift({ id: '3090', isReversal: true, amountMinor: -10_000 })),
      { maxLength: 1 },
    ),
    taken: ids('3091', '3092'),
    rightful,
    entry: fc.option(fc.constant(crmGift({ id: '3055' }))),
  })
  .map(({ common, flags, sharers, reversals, taken, rightful, entry, ...given }) =>
    giftCase({
      ...common,
      ...given,
      raise: gift(flags),
      sharers: () => sharers,
      pairedReversals: reversals,
      takenReversals: taken,
      rightfulContacts: () => rightful,
      manualEntry: () => entry,
    }),
  );

const schedules = (id: string) =>
  fc
    .record({
      amountText: mostly('25.00', '30'),
      isCancelled: fc.boolean(),
      contactId: mostly<string | null>('9001', '9009', null),
    })
    .map((given) => crmSchedule({ id, ...given }));

export const scheduleCases: fc.Arbitrary<ScheduleCase> = fc
  .record({
    common: common('4001', schedules('4001'), schedules('4005')),
    flags: fc.record({
      statusText: mostly<string | null>(null, 'Active', 'Cancelled', 'Declined'),
      isTestMode: mostly(false, true),
      createdAt: instant,
      modifiedAt: instant,
    }),
    donor: fc.option(fc.boolean().map((isTestMode) => donor({ isTestMode }))),
    sharers: ids('501', '8002'),
    rightful,
  })
  .map(({ common, flags, sharers, rightful, ...given }) =>
    scheduleCase({
      ...common,
      ...given,
      raise: schedule(flags),
      sharers: () => sharers,
      rightfulContacts: () => rightful,
    }),
  );

export const crmOnlyCases: fc.Arbitrary<CrmOnlyCase> = fc
  .record({
    type: fc.constantFrom('donor' as const, 'gift' as const, 'recurring_gift' as const),
    crmId: mostly<string | null>('3001', null),
    raiseIds: ids('7998', '7999'),
    isLegacy: fc.boolean(),
    unreadable: mostly<string | null>(null, 'amount: not a number'),
    listing,
    looked: fc.oneof(notFound, fc.constant({ kind: 'found' as const, record: {} })),
    survivors: ids('601', '602'),
  })
  .map(({ looked, survivors, ...given }) =>
    crmOnlyCase({
      ...given,
      lookUp: () => given.raiseIds.map(() => looked),
      possibleSurvivors: () => survivors,
    }),
  );

import * as fc from 'fast-check';
import {
  NOBODY,
  SORT_COLUMNS,
  type FindingQuery,
  type FindingSort,
} from '../../src/core/model/finding-query.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { isActionable, stateEntry, whoActs } from '../../src/core/model/states.ts';
import { TRIAGE_STATUSES } from '../../src/core/model/triage.ts';
import type { TriagePatch } from '../../src/core/model/triage-step.ts';
import { FINDING_CAUSES, makeFinding } from '../support/report-factory.ts';
import { AS_OF } from './stored-run.ts';

const CAMPAIGNS = [
  'Été',
  'été 10',
  'Spring 9',
  'spring 10',
  '100 % you',
  'A_B',
  'back\\slash',
  '[x]*?',
];
const DAYS = ['1999-12-31', '2025-03-01', '2025-03-02', '2026-01-15'];
const CURRENCIES = ['USD', 'EUR', 'KWD'];
const SEVERITIES = ['high', 'medium', 'low'] as const;
const SOUGHT = [
  '',
  ' ',
  '1',
  '10',
  'é',
  'ÉT',
  'spring',
  ' 9 ',
  '%',
  '_',
  '\\',
  '[',
  ']',
  '*',
  '?',
  'gift',
  'x',
];
const orNull = <T>(values: readonly T[]): fc.Arbitrary<T | null> =>
  fc.constantFrom(null, ...values);

/** Few values, so that many are the same. */
export const someFindings: fc.Arbitrary<Finding[]> = fc
  .array(
    fc
      .record({
        of: fc.constantFrom(...FINDING_CAUSES),
        raiseId: orNull(['9', '10', '101', '1000', 'x_1']),
        crmId: orNull(['7', '70', '7%', '700']),
        amountMinor: orNull([-500, 0, 1, 2_500, 99_999]),
        currency: orNull(CURRENCIES),
        date: orNull(DAYS),
        campaignName: orNull(CAMPAIGNS),
        isTestMode: orNull([true, false]),
        severity: fc.constantFrom(...SEVERITIES),
        evidence: fc.constantFrom('Raise has gift 1.', 'CRM+ has É.', '100 % [x]', ''),
      })
      .map(({ of: [state, cause], ...rest }) => ({
        ...rest,
        state,
        cause,
        recordType:
          stateEntry(state).for[rest.amountMinor === null ? 0 : stateEntry(state).for.length - 1] ??
          'gift',
        actionable: isActionable(state, cause),
        whoActs: whoActs(state, cause),
        firstSeenUtc: AS_OF,
      })),
    { maxLength: 60 },
  )
  .map((given) => given.map((one, at) => makeFinding(one, at + 1)));

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 1 });
const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const some = <T>(values: readonly T[]): fc.Arbitrary<T[] | undefined> =>
  rarely(fc.uniqueArray(fc.constantFrom(...values)));

export const anyQuery: fc.Arbitrary<FindingQuery> = fc.record({
  states: some(FINDING_CAUSES.map(([state]) => state)),
  causes: some(FINDING_CAUSES.map(([, cause]) => cause)),
  recordTypes: some(['donor', 'gift', 'recurring_gift'] as const),
  severities: some(SEVERITIES),
  actors: some(['customer_admin', 'platform_support', 'consultant', 'nobody'] as const),
  changes: some(['new', 'persisting', 'reappeared'] as const),
  currencies: some([...CURRENCIES, 'GBP']),
  actionable: rarely(fc.boolean()),
  isTestMode: rarely(fc.boolean()),
  amountFromMinor: rarely(fc.constantFrom(-500, 0, 1, 2_500)),
  amountToMinor: rarely(fc.constantFrom(0, 1, 2_500)),
  fromDay: rarely(fc.constantFrom(...DAYS, '2025-12-01')),
  toDay: rarely(fc.constantFrom(...DAYS, '2025-12-01')),
  raiseId: rarely(fc.constantFrom(...SOUGHT)),
  crmId: rarely(fc.constantFrom(...SOUGHT)),
  campaign: rarely(fc.constantFrom(...SOUGHT)),
  statuses: some(TRIAGE_STATUSES),
  owners: some([NOBODY, 'Ana', 'bo']),
  accepted: rarely(fc.boolean()),
  note: rarely(fc.constantFrom(...SOUGHT)),
  search: maybe(fc.constantFrom(...SOUGHT)),
});

/** What persons decided, each of some findings. */
export const someDecisions: fc.Arbitrary<{ which: number[]; patch: TriagePatch }[]> = fc.array(
  fc.record({
    which: fc.array(fc.nat(59), { minLength: 1, maxLength: 20 }),
    patch: fc.record(
      {
        status: fc.constantFrom(...TRIAGE_STATUSES),
        owner: fc.constantFrom(null, 'Ana', 'bo'),
        note: fc.constantFrom(null, 'Gift 10 %', 'été', '[x]'),
        accept: fc.constantFrom(
          null,
          { untilDay: null, reason: 'agreed' },
          { untilDay: '2026-05-01', reason: 'small' },
          { untilDay: '2026-04-01', reason: 'agreed' },
        ),
      },
      { requiredKeys: [] },
    ),
  }),
  { maxLength: 5 },
);

export const anySort: fc.Arbitrary<FindingSort> = fc.array(
  fc.record({ column: fc.constantFrom(...SORT_COLUMNS), isDescending: fc.boolean() }),
  { maxLength: 3 },
);

import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { reopening, type AcceptedBasis, type HeldTriage } from '../../src/core/model/reopening.ts';

const BASIS: AcceptedBasis = {
  cause: 'fields_differ',
  amountMinor: 2_500,
  currency: 'USD',
  fields: [
    { field: 'date', raise: '2026-01-15', crm: '2026-02-01' },
    { field: 'email', raise: 'a@example.org', crm: null },
  ],
  relatedRaiseIds: ['1', '2'],
  relatedCrmIds: [],
};
const ACCEPTED_AT = '2026-03-01T10:00:00.000Z';

const held = (given: Partial<HeldTriage> = {}): HeldTriage => ({
  status: 'open',
  accepted: { untilDay: null, reason: 'agreed', atUtc: ACCEPTED_AT },
  basis: { said: BASIS, asOfUtc: '2026-03-01T06:00:00.000Z' },
  resolvedUtc: null,
  ...given,
});
const runOn = (day: string) => ({ asOfUtc: `${day}T06:00:00.000Z`, asOfDay: day });
const LATER = runOn('2026-03-05');

describe('a finding that somebody accepted', () => {
  test.for<[string, Partial<AcceptedBasis>, string]>([
    ['cause', { cause: 'within_lag_window' }, 'the cause was'],
    ['amount', { amountMinor: 9_900 }, 'the amount was 25.00 USD, now 99.00 USD'],
    ['amount, gone', { amountMinor: null }, 'the amount was 25.00 USD, now USD'],
    ['currency', { currency: 'EUR' }, 'the amount was 25.00 USD, now 25.00 EUR'],
    [
      'a value',
      { fields: [{ field: 'date', raise: '2026-01-15', crm: null }, ...BASIS.fields.slice(1)] },
      'the date was 2026-01-15 in Raise and 2026-02-01 in CRM+, now 2026-01-15 in Raise and nothing in CRM+',
    ],
    ['a field less', { fields: BASIS.fields.slice(1) }, 'the date does not differ any more'],
    [
      'a field more',
      { fields: [...BASIS.fields, { field: 'startDate', raise: null, crm: '2026-01-01' }] },
      'the start date differs now',
    ],
    ['a related id', { relatedCrmIds: ['9'] }, 'related CRM+ records were none, now 9'],
    ['a related id less', { relatedRaiseIds: ['2'] }, 'related Raise records were 1, 2, now 2'],
  ])('is opened again when its %s changes, and says so', ([, change, words]) => {
    const found = reopening(held(), { ...BASIS, ...change }, LATER);
    expect(found?.kind).toBe('changed');
    expect(found?.why).toContain(words);
  });

  it('never tells a donor’s own values', () => {
    const fields = [{ field: 'email' as const, raise: 'b@example.org', crm: 'c@example.org' }];
    const found = reopening(held(), { ...BASIS, fields }, LATER);
    expect(found?.why).toContain('the email differs in another way');
    expect(found?.why).not.toContain('example.org');
  });

  it('stays accepted whatever the order of what it lists, and however often it is found', () => {
    const same = { ...BASIS, fields: BASIS.fields.toReversed(), relatedRaiseIds: ['2', '1'] };
    expect(reopening(held(), same, LATER)).toBeNull();
  });

  it('is not judged by a run that looked before it was accepted', () => {
    expect(reopening(held(), { ...BASIS, amountMinor: 1 }, runOn('2026-02-20'))).toBeNull();
  });

  it('holds on its last day, and is opened again after it', () => {
    const until = held({ accepted: { untilDay: '2026-03-05', reason: 'x', atUtc: ACCEPTED_AT } });
    expect(reopening(until, BASIS, LATER)).toBeNull();
    expect(reopening(until, BASIS, runOn('2026-03-06'))?.kind).toBe('lapsed');
  });
});

describe('a finding that somebody called resolved', () => {
  const resolved = held({
    status: 'resolved',
    accepted: null,
    basis: null,
    resolvedUtc: ACCEPTED_AT,
  });

  it('is opened again by a run that looked later, and by no other', () => {
    expect(reopening(resolved, BASIS, LATER)?.kind).toBe('still_there');
    expect(reopening(resolved, BASIS, runOn('2026-03-01'))).toBeNull();
  });
});

test('nothing else is ever opened again, and whatever is says why in one sentence', () => {
  const day = fc.constantFrom('2026-02-20', '2026-03-01', '2026-03-05', '2026-04-01');
  const said = fc.record({
    cause: fc.constantFrom(BASIS.cause, 'within_lag_window' as const),
    amountMinor: fc.constantFrom(null, 0, 2_500),
    currency: fc.constantFrom(null, 'USD'),
    fields: fc.subarray([...BASIS.fields]),
    relatedRaiseIds: fc.subarray(['1', '2', '3']),
    relatedCrmIds: fc.subarray(['7']),
  });
  const decided = fc.record({
    status: fc.constantFrom(
      'open' as const,
      'expected' as const,
      'reported' as const,
      'resolved' as const,
    ),
    accepted: fc.option(
      fc.record({ untilDay: fc.option(day), reason: fc.string(), atUtc: fc.constant(ACCEPTED_AT) }),
    ),
    basis: fc.record({ said, asOfUtc: day.map((each) => `${each}T06:00:00.000Z`) }),
    resolvedUtc: fc.option(day.map((each) => `${each}T10:00:00.000Z`)),
  });
  fc.assert(
    fc.property(decided, said, day, (given, finding, at) => {
      const run = runOn(at);
      const found = reopening(given, finding, run);
      if (given.accepted === null && given.status !== 'resolved') expect(found).toBeNull();
      const isSame = JSON.stringify(given.basis.said) === JSON.stringify(finding);
      const hasLapsed = given.accepted?.untilDay != null && given.accepted.untilDay < at;
      if (given.status !== 'resolved' && isSame && !hasLapsed) expect(found).toBeNull();
      if (given.accepted !== null && hasLapsed) expect(found).not.toBeNull();
      if (found !== null) expect(found.why).toMatch(/^It .+\.$/);
    }),
  );
});

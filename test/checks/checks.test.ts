import { describe, expect, it, test } from 'vitest';
import type { Verdict } from '../../src/core/checks/case.ts';
import { classify } from '../../src/core/checks/check-list.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import { contact, crmGift, crmSchedule, day, donor, gift, schedule } from '../matching/records.ts';
import {
  AS_OF,
  COMPLETE,
  crmOnlyCase,
  donorCase,
  giftCase,
  keyOn,
  linkedDonor,
  linkedGift,
  linkedSchedule,
  RULES,
  scheduleCase,
} from './cases.ts';

const HOUR = 3_600_000;
const YOUNG = { createdAt: AS_OF - HOUR, modifiedAt: AS_OF - HOUR };
const said = (verdict: Verdict | null): string =>
  verdict === null
    ? 'nothing'
    : verdict.state === 'consistent'
      ? 'consistent'
      : `${verdict.state} ${verdict.cause} ${verdict.crmId ?? '-'}`;
const absent = (): Outcome<never> => ({ kind: 'absent' });
const unknown = (): Outcome<never> => ({ kind: 'unknown', failure: 'quota' });
const unreadable = (): Outcome<never> => ({ kind: 'unreadable', why: 'name: not a text' });
const found =
  <T>(record: T) =>
  (): Outcome<T> => ({ kind: 'found', record });
const foreign = { kind: 'foreign', key: '003Ab00000CdEfG' } as const;
const malformed = { kind: 'malformed', key: '0123' } as const;
const campaign = { campaignId: '77', campaignName: 'Gala' };
const rightful = () => ({ ids: ['9001'], isRightful: (id: string) => id === '9007' });
const reversal = crmGift({ id: '3090', isReversal: true, amountMinor: -10_000 });

describe('a donor', () => {
  test.each([
    ['consistent', linkedDonor()],
    [
      'unreadable not_parseable 9001',
      linkedDonor({ target: unreadable, unreadable: { crmId: '9001', why: 'x' } }),
    ],
    // The contact was no row of the listing, and the direct read could not be parsed: nothing is known of it.
    ['unreadable not_parseable 9001', linkedDonor({ target: unreadable })],
    ['crm_unreachable quota 9001', linkedDonor({ target: unknown })],
    ['crm_unreachable quota -', donorCase({ lookUp: () => [absent(), unknown()] })],
    ['crm_unreachable bad_answer -', donorCase({ lookUp: () => [unreadable()] })],
    [
      'crm_unreachable incomplete_listing -',
      donorCase({ listing: { ...COMPLETE, isComplete: false, failure: null } }),
    ],
    [
      'crm_unreachable server_error -',
      donorCase({ listing: { ...COMPLETE, isComplete: false, failure: 'server_error' } }),
    ],
    ['orphaned_crm_key crm_record_absent 9001', linkedDonor({ target: absent })],
    // A key that is no id needs no read.
    [
      'orphaned_crm_key crm_key_malformed 0123',
      donorCase({ key: malformed, listing: { ...COMPLETE, isComplete: false, failure: 'quota' } }),
    ],
    [
      'merged_in_crm merged 9001',
      linkedDonor({ target: found(contact({ mergedIntoContactId: '9002' })) }),
    ],
    [
      'duplicate_link not_one_household 9001',
      linkedDonor({ sharers: () => ({ others: ['502'], isIntruder: true }) }),
    ],
    ['consistent', linkedDonor({ sharers: () => ({ others: ['502'], isIntruder: false }) })],
    [
      'orphaned_crm_key crm_record_absent 9001',
      linkedDonor({ target: absent, sharers: () => ({ others: ['502'], isIntruder: true }) }),
    ],
    ['link_mismatch refers_to_other_record 9001', linkedDonor({ namedBy: () => ['777'] })],
    ['consistent', linkedDonor({ namedBy: () => ['777', '501'] })],
    ['consistent', linkedDonor({ namedBy: () => ['777'], isHouseholdWith: (id) => id === '777' })],
    ['link_mismatch one_way_link 9001', donorCase({ referring: [contact()] })],
    ['link_mismatch one_way_link 9001', donorCase({ key: foreign, referring: [contact()] })],
    ['excluded archived_or_erased -', donorCase({ raise: donor({ isErased: true }) })],
    [
      'excluded archived_or_erased 9001',
      linkedDonor({ raise: donor({ isErased: true }), target: () => null }),
    ],
    [
      'excluded archived_or_erased -',
      donorCase({ raise: donor({ isArchived: true, isTestMode: true }) }),
    ],
    ['excluded test_mode -', donorCase({ raise: donor({ isTestMode: true }) })],
    [
      'missing_in_crm overdue -',
      donorCase({ raise: donor({ isTestMode: true }), rules: { ...RULES, includeTestMode: true } }),
    ],
    ['excluded foreign_crm_key -', donorCase({ key: foreign })],
    ['missing_in_crm overdue -', donorCase()],
    [
      'not_yet_synced within_lag_window -',
      donorCase({ raise: donor(YOUNG), lookUp: () => [unknown()] }),
    ],
    ['field_drift fields_differ 9001', linkedDonor({ raise: donor({ email: 'a@x.org' }) })],
    [
      'field_drift within_lag_window 9001',
      linkedDonor({ raise: donor({ email: 'a@x.org', modifiedAt: AS_OF - HOUR }) }),
    ],
  ])('%s', (expected, c) => {
    expect(said(classify(c))).toBe(expected);
  });

  it('merged away is followed to the survivor', () => {
    const merged = contact({ mergedIntoContactId: '9002' });
    const chain = [merged, contact({ id: '9002', mergedIntoContactId: '9003' })];
    const survivorOf = (...more: ReturnType<typeof contact>[]) =>
      classify(linkedDonor({ target: found(merged), mergeChain: () => [...chain, ...more] }));
    expect(survivorOf(contact({ id: '9003' }))).toMatchObject({
      relatedCrmIds: ['9003'],
      evidence: 'Contact 9001 was merged into 9003.',
    });
    expect(survivorOf()).toMatchObject({
      relatedCrmIds: ['9003'],
      evidence: 'Contact 9001 was merged into 9003, which could not be found.',
    });
  });
});

describe('a gift', () => {
  test.each([
    ['consistent', linkedGift()],
    ['unreadable not_parseable -', linkedGift({ unreadable: { crmId: null, why: 'x' } })],
    ['unreadable not_parseable 3001', giftCase({ key: keyOn('3001'), target: unreadable })],
    [
      'duplicate_link crm_gifts_exceed_gift 3001',
      linkedGift({ referring: [crmGift({ id: '3002' }), crmGift()] }),
    ],
    ['consistent', linkedGift({ referring: [crmGift(), crmGift({ id: '3002' }), reversal] })],
    [
      'field_drift fields_differ 3001',
      linkedGift({ referring: [crmGift({ amountMinor: 20_000 })] }),
    ],
    [
      'consistent',
      linkedGift({
        raise: gift({ donorPaidCostsMinor: 300 }),
        referring: [crmGift(), crmGift({ id: '3002', amountMinor: 300 })],
      }),
    ],
    [
      'duplicate_link raise_records_share_target 3001',
      giftCase({ key: keyOn('3001'), target: found(crmGift()), sharers: () => ['7002'] }),
    ],
    [
      'consistent',
      giftCase({
        key: keyOn('3001'),
        target: found(crmGift()),
        sharers: () => ['7002'],
        namedBy: () => ['7001'],
      }),
    ],
    [
      'orphaned_crm_key crm_record_absent 3001',
      giftCase({ key: keyOn('3001'), target: absent, sharers: () => ['7002'] }),
    ],
    [
      'link_mismatch refers_to_other_record 3001',
      giftCase({ key: keyOn('3001'), target: found(crmGift()), namedBy: () => ['7009'] }),
    ],
    [
      'link_mismatch wrong_contact 3001',
      linkedGift({ referring: [crmGift({ contactId: '9009' })], rightfulContacts: rightful }),
    ],
    [
      'consistent',
      linkedGift({ referring: [crmGift({ contactId: '9007' })], rightfulContacts: rightful }),
    ],
    [
      'consistent',
      linkedGift({
        referring: [crmGift({ contactId: '9009', contactPassthroughId: '9001' })],
        rightfulContacts: rightful,
      }),
    ],
    ['consistent', linkedGift({ referring: [crmGift({ contactId: '9009' })] })],
    [
      'excluded test_mode -',
      giftCase({ donor: donor({ isTestMode: true }), campaignCanSync: false }),
    ],
    [
      'excluded status_not_synced -',
      giftCase({ raise: gift({ statusText: 'Declined' }), campaignCanSync: false }),
    ],
    ['excluded status_not_synced -', giftCase({ raise: gift({ statusText: 'Refunded' }) })],
    [
      'excluded campaign_not_synced -',
      giftCase({ raise: gift(campaign), campaignCanSync: false, key: foreign }),
    ],
    ['excluded foreign_crm_key -', giftCase({ key: foreign })],
    ['missing_in_crm overdue -', giftCase({ campaignCanSync: null })],
    [
      'missing_in_crm possible_manual_entry -',
      giftCase({ manualEntry: () => crmGift({ id: '3055' }) }),
    ],
    [
      'not_yet_synced within_lag_window -',
      giftCase({ raise: gift(YOUNG), manualEntry: () => crmGift() }),
    ],
    [
      'excluded status_not_synced -',
      giftCase({ raise: gift({ ...YOUNG, statusText: 'Pending' }) }),
    ],
    [
      'refund_not_reversed no_reversal 3001',
      linkedGift({ raise: gift({ statusText: 'Refunded' }) }),
    ],
    [
      'refund_not_reversed partial_reversal 3001',
      linkedGift({
        raise: gift({ statusText: 'ChargeBack' }),
        referring: [crmGift(), { ...reversal, amountMinor: -9_000 }],
      }),
    ],
    [
      'consistent',
      linkedGift({ raise: gift({ statusText: 'Refunded' }), pairedReversals: [reversal] }),
    ],
    ['field_drift fields_differ 3001', linkedGift({ raise: gift({ statusText: 'Declined' }) })],
    [
      'field_drift fields_differ 3001',
      linkedGift({ referring: [crmGift({ day: day('2026-04-10') })] }),
    ],
  ])('%s', (expected, c) => {
    expect(said(classify(c))).toBe(expected);
  });

  it('is just outside the lag window when it is as old as the window', () => {
    const aged = (ms: number) =>
      said(classify(giftCase({ raise: gift({ createdAt: AS_OF - ms }) })));
    expect([aged(24 * HOUR - 1), aged(24 * HOUR)]).toEqual([
      'not_yet_synced within_lag_window -',
      'missing_in_crm overdue -',
    ]);
  });

  it('that is refunded names the reversals that others took', () => {
    const c = linkedGift({
      raise: gift({ statusText: 'Refunded' }),
      takenReversals: ['3091', '3092'],
    });
    expect(classify(c).evidence).toContain('3091, 3092');
  });

  it('that cannot be looked up directly is not said to have been', () => {
    expect(classify(giftCase({ hasConvention: false, lookUp: () => [] })).evidence).not.toContain(
      'twice',
    );
    expect(classify(giftCase()).evidence).toContain('twice');
    expect(classify(giftCase()).evidence).toContain('wait in CRM+ for a person');
  });
});

describe('where single records were read instead of a list', () => {
  const listing = { ...COMPLETE, isList: false };
  const young = gift(YOUNG);
  test.each([
    ['missing_in_crm overdue -', giftCase({ listing })],
    ['crm_unreachable quota -', giftCase({ listing, lookUp: () => [unknown()] })],
    // What a list would have told without a call must be asked for.
    ['crm_unreachable quota -', giftCase({ listing, raise: young, lookUp: () => [unknown()] })],
    ['not_yet_synced within_lag_window -', giftCase({ listing, raise: young })],
    [
      'crm_unreachable incomplete_listing -',
      giftCase({ listing, hasConvention: false, lookUp: () => [] }),
    ],
  ])('%s', (expected, c) => {
    expect(said(classify(c))).toBe(expected);
  });

  it('no list is said to have been read', () => {
    expect(classify(giftCase({ listing })).evidence).toContain('no list was read');
    expect(classify(giftCase()).evidence).toContain('complete CRM+ listing');
  });
});

describe('a recurring gift', () => {
  const onOther = crmSchedule({ contactId: '9009' });
  test.each([
    ['consistent', linkedSchedule()],
    ['consistent', scheduleCase({ referring: [crmSchedule()] })],
    ['unreadable not_parseable 4001', linkedSchedule({ target: unreadable })],
    [
      'duplicate_link raise_records_share_target 4001',
      linkedSchedule({ sharers: () => ['8002'], namedBy: () => ['8002'] }),
    ],
    ['orphaned_crm_key crm_record_absent 4001', linkedSchedule({ target: absent })],
    ['link_mismatch refers_to_other_record 4001', linkedSchedule({ namedBy: () => ['8009'] })],
    ['excluded status_not_synced -', scheduleCase({ raise: schedule({ statusText: 'Declined' }) })],
    ['missing_in_crm overdue -', scheduleCase({ raise: schedule({ statusText: 'Cancelled' }) })],
    [
      'field_drift fields_differ 4001',
      linkedSchedule({ target: found(onOther), rightfulContacts: rightful }),
    ],
    ['consistent', linkedSchedule({ target: found(onOther) })],
    ['not_yet_synced within_lag_window -', scheduleCase({ raise: schedule(YOUNG) })],
  ])('%s', (expected, c) => {
    expect(said(classify(c))).toBe(expected);
  });
});

describe('a CRM+ record that names Raise records', () => {
  test.each([
    ['missing_in_raise raise_record_absent 3001', crmOnlyCase()],
    [
      'missing_in_raise possibly_merged_in_raise 9001',
      crmOnlyCase({ type: 'donor', crmId: '9001', possibleSurvivors: () => ['601'] }),
    ],
    [
      'missing_in_raise raise_record_absent 3001',
      crmOnlyCase({ possibleSurvivors: () => ['601'] }),
    ],
    ['missing_in_raise legacy_id 3001', crmOnlyCase({ isLegacy: true, lookUp: () => [] })],
    ['raise_unreachable quota 3001', crmOnlyCase({ lookUp: () => [unknown()] })],
    ['raise_unreachable bad_answer 3001', crmOnlyCase({ lookUp: () => [unreadable()] })],
    [
      'raise_unreachable server_error 3001',
      crmOnlyCase({ listing: { ...COMPLETE, isComplete: false, failure: 'server_error' } }),
    ],
    ['unreadable not_parseable -', crmOnlyCase({ crmId: null, raiseIds: [], unreadable: 'x' })],
    ['nothing', crmOnlyCase({ lookUp: () => [found({})()] })],
    ['nothing', crmOnlyCase({ raiseIds: [] })],
  ])('%s', (expected, c) => {
    expect(said(classify(c))).toBe(expected);
  });
});

import { describe, expect, it, test } from 'vitest';
import { classify } from '../../src/core/checks/check-list.ts';
import { crmGift, crmSchedule, day, donor, gift, schedule } from '../matching/records.ts';
import { absent, FOREIGN, found, HOUR, said, unknown, unreadable, YOUNG } from './answers.ts';
import {
  AS_OF,
  COMPLETE,
  crmOnlyCase,
  giftCase,
  keyOn,
  linkedGift,
  linkedSchedule,
  scheduleCase,
} from './cases.ts';

const campaign = { campaignId: '77', campaignName: 'Gala' };
const rightful = () => ({ ids: ['9001'], isRightful: (id: string) => id === '9007' });
const reversal = crmGift({ id: '3090', isReversal: true, amountMinor: -10_000 });

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
      giftCase({ raise: gift(campaign), campaignCanSync: false, key: FOREIGN }),
    ],
    ['excluded foreign_crm_key -', giftCase({ key: FOREIGN })],
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

  it('tells instants as people write them, to the second', () => {
    expect(classify(giftCase()).evidence).toMatch(
      /^Created \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, as of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC; syncing may take 24 h; /,
    );
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

describe('where the list was of a period', () => {
  const listing = { ...COMPLETE, isWhole: false };
  const unaskable = { listing, hasConvention: false, lookUp: () => [] };
  test.each([
    ['missing_in_crm overdue -', giftCase({ listing })],
    ['crm_unreachable incomplete_listing -', giftCase(unaskable)],
    ['not_yet_synced within_lag_window -', giftCase({ ...unaskable, raise: gift(YOUNG) })],
    [
      'excluded status_not_synced -',
      giftCase({ ...unaskable, raise: gift({ statusText: 'Declined' }) }),
    ],
  ])('%s', (expected, c) => {
    expect(said(classify(c))).toBe(expected);
  });
});

describe('where single records were read instead of a list', () => {
  const listing = { ...COMPLETE, isList: false, isWhole: false };
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

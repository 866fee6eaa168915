import { describe, expect, it } from 'vitest';
import { classify } from '../../src/core/checks/check-list.ts';
import { contact, crmGift, donor, gift } from '../matching/records.ts';
import { absent, FOREIGN, found, unreadable } from './answers.ts';
import {
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

// The whole verdict, word for word, of how records are linked.
const other = crmGift({ id: '3002' });
const reversal = crmGift({ id: '3090', isReversal: true, amountMinor: -10_000 });
const rightful = () => ({ ids: ['9001', '9002'], isRightful: (id: string) => id === '9007' });

describe('unreadable', () => {
  const parsed = (crmId: string | null, why: string) => ({
    state: 'unreadable',
    cause: 'not_parseable',
    crmId,
    evidence: `CRM+ record ${crmId ?? 'of unknown id'} could not be parsed: ${why}.`,
  });
  it('is said with why', () => {
    const bad = { crmId: null, why: 'id: missing' };
    expect(classify(donorCase({ unreadable: bad }))).toEqual(parsed(null, 'id: missing'));
    expect(classify(giftCase({ unreadable: { ...bad, crmId: '3' } }))).toEqual(
      parsed('3', 'id: missing'),
    );
    expect(classify(scheduleCase({ unreadable: bad }))).toEqual(parsed(null, 'id: missing'));
    expect(classify(giftCase({ key: keyOn('3001'), target: unreadable }))).toEqual(
      parsed('3001', 'name: not a text'),
    );
    expect(classify(linkedDonor({ target: unreadable }))).toEqual(
      parsed('9001', 'name: not a text'),
    );
    expect(classify(giftCase({ target: unreadable }))).toEqual(parsed(null, 'name: not a text'));
    expect(classify(crmOnlyCase({ unreadable: 'amount: missing' }))).toEqual(
      parsed('3001', 'amount: missing'),
    );
  });
});

describe('duplicates', () => {
  const state = 'duplicate_link';
  it('of donors name who shares the contact', () => {
    const sharers = () => ({ others: ['502', '503'], isIntruder: true });
    const evidence =
      'Contact 9001 is also the link of donor 502, 503; no surname, address, email or phone connects them.';
    expect(classify(linkedDonor({ sharers }))).toEqual({
      state,
      cause: 'not_one_household',
      crmId: '9001',
      relatedRaiseIds: ['502', '503'],
      evidence,
    });
    expect(classify(linkedDonor({ sharers, raise: donor({ isErased: true }) })).state).toBe(
      'excluded',
    );
    expect(classify(donorCase({ sharers })).state).toBe('missing_in_crm');
  });

  it('of gifts and schedules say whom the CRM+ record names', () => {
    const shared = {
      key: keyOn('3001'),
      target: found(crmGift()),
      sharers: () => ['7002', '7003'],
    };
    const verdict = { state, cause: 'raise_records_share_target', crmId: '3001' };
    expect(classify(giftCase(shared))).toEqual({
      ...verdict,
      relatedRaiseIds: ['7002', '7003'],
      evidence:
        'CRM+ record 3001 is also the counterpart of 7002, 7003; it refers to none of them.',
    });
    expect(classify(giftCase({ ...shared, namedBy: () => ['7003', '7009'] }))).toEqual({
      ...verdict,
      relatedRaiseIds: ['7003'],
      evidence: 'CRM+ record 3001 is also the counterpart of 7002, 7003; it refers to 7003, 7009.',
    });
    expect(classify(giftCase({ ...shared, namedBy: () => ['7009'] }))).toMatchObject({
      ...verdict,
      relatedRaiseIds: ['7002', '7003'],
    });
    expect(
      classify(giftCase({ ...shared, namedBy: (id) => (id === '3001' ? ['7001'] : []) })).state,
    ).toBe('consistent');
    expect(classify(giftCase({ sharers: () => ['7002'] })).state).toBe('missing_in_crm');
    expect(classify(linkedSchedule({ sharers: () => ['8002'], target: absent })).state).toBe(
      'orphaned_crm_key',
    );
  });

  it('of one gift written twice say what they add up to', () => {
    const verdict = {
      state,
      cause: 'crm_gifts_exceed_gift',
      crmId: '3001',
      relatedCrmIds: ['3002'],
    };
    expect(classify(linkedGift({ referring: [other, crmGift()] }))).toEqual({
      ...verdict,
      evidence: '2 CRM+ gifts add up to 200.00 USD; the gift is 100.00 USD.',
    });
    const costs = {
      raise: gift({ donorPaidCostsMinor: 300 }),
      referring: [crmGift(), crmGift({ id: '3002', amountMinor: 301 })],
    };
    expect(classify(linkedGift(costs))).toEqual({
      ...verdict,
      evidence:
        '2 CRM+ gifts add up to 103.01 USD; the gift is 100.00 USD plus 3.00 USD covered costs.',
    });
    const rules = { ...RULES, tolerances: { dateDays: 1, amountMinor: 1 } };
    expect(classify(linkedGift({ ...costs, rules })).state).toBe('consistent');
    const small = { ...reversal, amountMinor: -1 };
    expect(classify(linkedGift({ ...costs, pairedReversals: [small] })).state).toBe('consistent');
    // In another currency, or a reversal: no second gift.
    expect(
      classify(
        linkedGift({
          referring: [crmGift({ amountMinor: 20_000 }), { ...other, currency: 'CAD' }],
        }),
      ).state,
    ).toBe('field_drift');
    expect(
      classify(
        linkedGift({
          referring: [crmGift({ amountMinor: 20_000 }), { ...reversal, amountMinor: -1 }],
        }),
      ).state,
    ).toBe('field_drift');
    expect(
      classify(
        giftCase({
          key: keyOn('3002'),
          target: found(other),
          referring: [crmGift({ id: '3010' })],
        }),
      ),
    ).toMatchObject({ crmId: '3002', relatedCrmIds: ['3010'] });
    expect(
      classify(giftCase({ key: keyOn('3001'), target: found(crmGift()), referring: [crmGift()] }))
        .state,
    ).toBe('consistent');
  });
});

describe('links', () => {
  it('that lead nowhere say what was answered', () => {
    expect(classify(linkedDonor({ target: absent }))).toEqual({
      state: 'orphaned_crm_key',
      cause: 'crm_record_absent',
      crmId: '9001',
      evidence: 'crmKey is 9001; CRM+ answered twice that it has no such record.',
    });
    expect(classify(giftCase({ key: { kind: 'malformed', key: 'x1' } }))).toEqual({
      state: 'orphaned_crm_key',
      cause: 'crm_key_malformed',
      crmId: 'x1',
      evidence: 'crmKey "x1" is no CRM+ id.',
    });
    expect(
      classify(
        donorCase({ raise: donor({ isErased: true }), key: { kind: 'malformed', key: 'x1' } }),
      ),
    ).toMatchObject({ state: 'excluded', crmId: null });
  });

  it('that lead to one merged away name the survivor', () => {
    const merged = contact({ mergedIntoContactId: '9002' });
    const verdict = {
      state: 'merged_in_crm',
      cause: 'merged',
      crmId: '9001',
      relatedCrmIds: ['9002'],
      evidence: 'Contact 9001 was merged into 9002.',
    };
    expect(classify(linkedDonor({ target: found(merged) }))).toEqual(verdict);
    expect(
      classify(
        linkedDonor({ target: found(merged), mergeChain: () => [merged, contact({ id: '9002' })] }),
      ),
    ).toEqual(verdict);
    expect(
      classify(linkedDonor({ target: found(merged), raise: donor({ isErased: true }) })).state,
    ).toBe('excluded');
  });

  it('that do not point at each other say where they point', () => {
    const state = 'link_mismatch';
    expect(
      classify(linkedDonor({ namedBy: (id) => (id === '9001' ? ['777', '778'] : []) })),
    ).toEqual({
      state,
      cause: 'refers_to_other_record',
      crmId: '9001',
      relatedRaiseIds: ['777', '778'],
      evidence: 'CRM+ record 9001 refers to Raise record 777, 778, not to 501.',
    });
    expect(classify(linkedSchedule({ namedBy: () => ['8002'] }))).toMatchObject({
      state,
      evidence: 'CRM+ record 4001 refers to Raise record 8002, not to 8001.',
    });
    const referring = [contact(), contact({ id: '9002' })];
    const oneWay = { state, cause: 'one_way_link', crmId: '9001', relatedCrmIds: ['9002'] };
    expect(classify(donorCase({ referring }))).toEqual({
      ...oneWay,
      evidence: 'Contact 9001 refers to donor 501, whose crmKey is empty.',
    });
    expect(classify(donorCase({ referring, key: FOREIGN }))).toEqual({
      ...oneWay,
      evidence: 'Contact 9001 refers to donor 501, whose crmKey is another CRM’s.',
    });
    expect(classify(donorCase({ referring, raise: donor({ isErased: true }) })).state).toBe(
      'excluded',
    );
    expect(classify(giftCase({ referring: [crmGift()], namedBy: () => ['7009'] })).state).toBe(
      'consistent',
    );
  });

  it('of a gift on a stranger’s contact name both contacts', () => {
    const stray = crmGift({ contactId: '9009' });
    const verdict = {
      state: 'link_mismatch',
      cause: 'wrong_contact',
      crmId: '3001',
      evidence: 'CRM+ gift 3001 sits on contact 9009; donor 501 is contact 9001, 9002.',
      fields: [{ field: 'contact', raise: '9001, 9002', crm: '9009' }],
    };
    expect(classify(linkedGift({ referring: [stray], rightfulContacts: rightful }))).toEqual(
      verdict,
    );
    const passing = (given: object) =>
      classify(linkedGift({ referring: [{ ...stray, ...given }], rightfulContacts: rightful }))
        .state;
    expect([
      passing({ contactId: '9002' }),
      passing({ contactPassthroughId: '9007' }),
      passing({ contactId: null }),
      passing({ contactPassthroughId: '9010' }),
    ]).toEqual(['consistent', 'consistent', 'consistent', 'link_mismatch']);
    expect(
      classify(
        linkedGift({
          referring: [crmGift(), { ...stray, id: '3090', isReversal: true, amountMinor: 0 }],
          rightfulContacts: rightful,
        }),
      ).state,
    ).toBe('consistent');
    const halves = [crmGift({ amountMinor: 4_000 }), { ...stray, id: '3002', amountMinor: 6_000 }];
    expect(classify(linkedGift({ referring: halves, rightfulContacts: rightful }))).toMatchObject({
      crmId: '3002',
    });
  });
});

import { describe, expect, test } from 'vitest';
import { classify } from '../../src/core/checks/check-list.ts';
import { contact, crmGift, crmSchedule, donor, gift, schedule } from '../matching/records.ts';
import { found, HOUR } from './answers.ts';
import { AS_OF, giftCase, linkedDonor, linkedGift, linkedSchedule, RULES } from './cases.ts';

// The whole verdict, word for word, of records that are linked and say different things.
const reversal = crmGift({ id: '3090', isReversal: true, amountMinor: -10_000 });
const rightful = () => ({ ids: ['9001', '9002'], isRightful: (id: string) => id === '9007' });

describe('refunds', () => {
  const refunded = gift({ statusText: 'Refunded' });
  const say = (c: Parameters<typeof linkedGift>[0]) =>
    classify(linkedGift({ raise: refunded, ...c }));
  test('that CRM+ still counts are said with what it nets to', () => {
    const state = 'refund_not_reversed';
    expect(say({})).toEqual({
      state,
      cause: 'no_reversal',
      crmId: '3001',
      relatedCrmIds: [],
      evidence: 'The gift is "Refunded" in Raise; CRM+ nets to 100.00 USD with 0 reversals.',
    });
    const partial = { ...reversal, amountMinor: -9_999 };
    expect(say({ referring: [partial, crmGift()], takenReversals: ['3091', '3092'] })).toEqual({
      state,
      cause: 'partial_reversal',
      crmId: '3001',
      relatedCrmIds: ['3090'],
      evidence:
        'The gift is "Refunded" in Raise; CRM+ nets to 0.01 USD with 1 reversal. Reversals that would fit were taken by other gifts: 3091, 3092.',
    });
    expect(say({ referring: [reversal] })).toMatchObject({
      state,
      crmId: '3090',
      relatedCrmIds: [],
      evidence: 'The gift is "Refunded" in Raise; CRM+ nets to -100.00 USD with 1 reversal.',
    });
    const two = [
      crmGift({ id: '3010', amountMinor: 5_000 }),
      crmGift({ id: '3009', amountMinor: 5_000 }),
    ];
    expect(say({ referring: two })).toMatchObject({ crmId: '3009', relatedCrmIds: ['3010'] });
  });

  test('that come to nothing, within the tolerance, are none', () => {
    const rules = { ...RULES, tolerances: { dateDays: 1, amountMinor: 1 } };
    const almost = { ...reversal, amountMinor: -9_999 };
    expect(say({ rules, referring: [crmGift(), almost] }).state).toBe('consistent');
    expect(say({ rules, referring: [crmGift(), { ...reversal, amountMinor: -9_998 }] }).state).toBe(
      'refund_not_reversed',
    );
    expect(classify(giftCase({ raise: refunded })).state).toBe('excluded');
    expect(classify(linkedGift({ pairedReversals: [reversal] })).state).toBe('field_drift');
  });
});

describe('drift', () => {
  const state = 'field_drift';
  const late = { modifiedAt: AS_OF - HOUR };
  test('names the records and may wait for the lag window', () => {
    const referring = [
      crmGift({ id: '3010', amountMinor: 4_000 }),
      crmGift({ id: '3009', amountMinor: 5_999 }),
    ];
    const verdict = classify(linkedGift({ referring }));
    expect(verdict).toMatchObject({
      state,
      cause: 'fields_differ',
      crmId: '3009',
      relatedCrmIds: ['3010'],
      fields: [{ field: 'amount', raise: '100.00', crm: '99.99' }],
    });
    expect(verdict.evidence).toMatch(/^\S.*100\.00.*99\.99\S*$/);
    const young = classify(linkedGift({ referring, raise: gift(late) }));
    expect(young).toMatchObject({
      state,
      cause: 'within_lag_window',
      evidence: `${verdict.evidence} Modified 2026-03-20 11:00:00 UTC, as of 2026-03-20 12:00:00 UTC; syncing may take 24 h.`,
    });
  });

  test('of a record that CRM+ changed after Raise’s was read is not of one moment', () => {
    const changed = (modifiedAt: number | null, readAt: number | null) =>
      classify(
        linkedGift({ referring: [crmGift({ amountMinor: 1, modifiedAt })], readAt: () => readAt }),
      );
    const moment =
      'CRM+ changed its record after that of Raise was read: the two are not of one moment, so the next audit tells.';
    expect(changed(101, 100)).toMatchObject({
      cause: 'within_lag_window',
      evidence: expect.stringMatching(/ CRM\+ changed/) as string,
    });
    expect(changed(101, 100).evidence.endsWith(moment)).toBe(true);
    expect(
      [changed(100, 100), changed(null, 100), changed(101, null)].map(({ cause }) => cause),
    ).toEqual(Array.from({ length: 3 }, () => 'fields_differ'));
  });

  test('of a schedule includes the contact it sits on', () => {
    const on = (contactId: string | null) =>
      classify(
        linkedSchedule({ target: found(crmSchedule({ contactId })), rightfulContacts: rightful }),
      );
    expect(on('9009')).toMatchObject({
      state,
      crmId: '4001',
      relatedCrmIds: [],
      fields: [{ field: 'contact', raise: '9001, 9002', crm: '9009' }],
    });
    expect([on('9002'), on('9007'), on(null)].map((verdict) => verdict.state)).toEqual([
      'consistent',
      'consistent',
      'consistent',
    ]);
    expect(classify(linkedSchedule({ raise: schedule({ amountMinor: 1 }) }))).toMatchObject({
      state,
      cause: 'fields_differ',
    });
  });

  test('is compared under the rules of the run', () => {
    const rules = { ...RULES, tolerances: { dateDays: 9, amountMinor: 500 }, country: 'NZ' };
    const far = crmGift({ amountMinor: 9_500, day: gift().day + 9 });
    expect(classify(linkedGift({ rules, referring: [far] })).state).toBe('consistent');
    expect(classify(linkedSchedule({ rules, raise: schedule({ amountMinor: 3_000 }) })).state).toBe(
      'consistent',
    );
    const there = contact({
      individuals: [
        { firstName: 'Ann', lastName: 'Archer', emails: [], phones: ['+64 9 123 4567'] },
      ],
    });
    const dialled = (country: string) =>
      classify(
        linkedDonor({
          rules: { ...rules, country },
          raise: donor({ phone: '09 123 4567' }),
          target: found(there),
        }),
      ).state;
    expect([dialled('NZ'), dialled('US')]).toEqual(['consistent', state]);
  });

  test('without any is said so', () => {
    expect(classify(linkedDonor())).toEqual({
      state: 'consistent',
      cause: 'agrees',
      evidence: 'Both records exist, are linked, and agree.',
    });
  });
});

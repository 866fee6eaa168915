import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  giftStanding,
  isScheduleCancelled,
  isScheduleNeverSynced,
  type GiftStanding,
} from '../../src/core/model/gift-status.ts';
import { amountsByProject, isFeeDesignation, splitKey } from '../../src/core/model/projects.ts';

describe('gift status', () => {
  test.each<[string | null, GiftStanding]>([
    ['Approved', 'syncs'],
    ['Settled', 'syncs'],
    ['Processed', 'syncs'],
    ['Partially Approved', 'syncs'],
    ['', 'syncs'],
    [null, 'syncs'],
    ['Refunded', 'refunded'],
    ['refund', 'refunded'],
    ['ChargeBack', 'refunded'],
    ['Charge Back', 'refunded'],
    ['Charge-back', 'refunded'],
    ['Declined', 'not_synced'],
    ['Pending', 'not_synced'],
    ['Failed', 'not_synced'],
    ['Voided', 'not_synced'],
    ['Void', 'not_synced'],
    ['Cancelled', 'not_synced'],
    ['Canceled', 'not_synced'],
    ['Processing', 'not_synced'],
    ['Error', 'not_synced'],
    ['Expired', 'not_synced'],
    ['Rejected', 'not_synced'],
    ['Abandoned', 'not_synced'],
  ])('%j %s', (text, standing) => {
    expect(giftStanding(text)).toBe(standing);
  });
});

describe('schedule status', () => {
  test.each<[string | null, boolean, boolean | null]>([
    [null, false, null],
    ['Active', false, false],
    ['Current', false, false],
    ['Up to date', false, false],
    ['Inactive', false, true],
    ['Cancelled', false, true],
    ['Ended', false, true],
    ['Complete', false, true],
    ['Paused', false, null],
    ['Declined', true, null],
    ['Pending', true, null],
    ['Failed', true, null],
    ['Voided', true, null],
    ['Rejected', true, null],
  ])('%j: never synced %s, cancelled %s', (text, isNever, isCancelled) => {
    expect(isScheduleNeverSynced(text)).toBe(isNever);
    expect(isScheduleCancelled(text)).toBe(isCancelled);
  });
});

describe('projects', () => {
  test.each<[string | null, boolean]>([
    ['Processing Fees', true],
    ['processing fee', true],
    ['CREDITCARDCOSTS', true],
    ['Credit Card Fees', true],
    ['Donor-covered costs', true],
    ['Fees', true],
    ['Wells', false],
    ['Tuition fees', false],
    ['Costa Rica', false],
    ['', false],
    [null, false],
  ])('%j is for covered costs: %s', (name, expected) => {
    expect(isFeeDesignation(name)).toBe(expected);
  });

  it('are summed by name, without case, accents and spacing', () => {
    const shares = [
      { name: 'Água  Limpa', amountMinor: 100 },
      { name: 'agua limpa ', amountMinor: 50 },
      { name: 'Wells', amountMinor: 7 },
    ];
    expect([...(amountsByProject(shares) ?? [])]).toEqual([
      ['agua limpa', 150],
      ['wells', 7],
    ]);
  });

  it('cannot be compared where a share has no name, or where there is none', () => {
    expect(amountsByProject([])).toBeNull();
    for (const name of [null, '', '  ']) {
      expect(
        splitKey([
          { name: 'Wells', amountMinor: 1 },
          { name, amountMinor: 1 },
        ]),
      ).toBeNull();
    }
  });

  it('have one key for a split, whatever its order and its parts', () => {
    const name = fc.constantFrom('Wells', 'Schools', 'Food', 'Água');
    const share = fc.record({ name, amountMinor: fc.nat(1000) });
    const shares = fc.array(share, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(shares, shares, (a, b) => {
        const parts = a.flatMap((s) => [
          { name: s.name.toUpperCase(), amountMinor: s.amountMinor - 1 },
          { name: ` ${s.name}`, amountMinor: 1 },
        ]);
        expect(splitKey(a.toReversed())).toBe(splitKey(a));
        expect(splitKey(parts)).toBe(splitKey(a));
        const sums = (all: typeof a): unknown => Object.fromEntries(amountsByProject(all) ?? []);
        const isSame = isDeepStrictEqual(sums(a), sums(b));
        expect(splitKey(a) === splitKey(b)).toBe(isSame);
      }),
    );
  });
});

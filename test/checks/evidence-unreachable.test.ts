import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/core/checks/case.ts';
import { classify } from '../../src/core/checks/check-list.ts';
import type { FailureKind } from '../../src/core/model/failure.ts';
import { crmGift, donor, gift } from '../matching/records.ts';
import { absent, HOUR, unknown, unreadable, YOUNG } from './answers.ts';
import { AS_OF, COMPLETE, crmOnlyCase, donorCase, giftCase, keyOn, scheduleCase } from './cases.ts';

const failed = (failure: FailureKind) => ({ ...COMPLETE, isComplete: false, failure });

describe('unreachable', () => {
  const linked = { key: keyOn('3001'), target: unknown };
  test.each<[string, Verdict | null, object]>([
    [
      'the linked record',
      classify(giftCase(linked)),
      {
        state: 'crm_unreachable',
        cause: 'quota',
        crmId: '3001',
        evidence: /^CRM\+ record 3001 could not be read: .+\.$/,
      },
    ],
    [
      'what a link rests on',
      classify(giftCase({ referring: [crmGift()], linkedUnknown: () => 'network' })),
      {
        state: 'crm_unreachable',
        cause: 'network',
        crmId: null,
        evidence: /^What its link rests on in CRM\+ could not be read: .+\.$/,
      },
    ],
    [
      'the list',
      classify(giftCase({ listing: failed('server_error') })),
      {
        state: 'crm_unreachable',
        cause: 'server_error',
        crmId: null,
        evidence: /^CRM\+ has not been read completely: .+\.$/,
      },
    ],
    [
      'single records without a convention',
      classify(giftCase({ listing: { ...COMPLETE, isList: false }, hasConvention: false })),
      {
        state: 'crm_unreachable',
        cause: 'incomplete_listing',
        crmId: null,
        evidence:
          /^No list was read, and no link convention is known by which it could be asked for: .+\.$/,
      },
    ],
    [
      'a part of the list without a convention',
      classify(giftCase({ listing: { ...COMPLETE, isWhole: false }, hasConvention: false })),
      {
        state: 'crm_unreachable',
        cause: 'incomplete_listing',
        crmId: null,
        evidence:
          /^Only a part of the list was read, and no link convention is known by which it could be asked for: .+\.$/,
      },
    ],
    [
      'the look-up',
      classify(giftCase({ lookUp: () => [absent(), unknown()] })),
      {
        state: 'crm_unreachable',
        cause: 'quota',
        crmId: null,
        evidence: /^A direct read in CRM\+ gave no answer: .+\.$/,
      },
    ],
    [
      'what excludes',
      classify(giftCase({ exclusionUnknown: () => 'timed_out' })),
      {
        state: 'raise_unreachable',
        cause: 'timed_out',
        crmId: null,
        evidence: /^Its donor or its campaign could not be read in Raise: .+\.$/,
      },
    ],
    [
      'the Raise record',
      classify(crmOnlyCase({ raiseIds: ['7998', '7999'], lookUp: () => [unreadable()] })),
      {
        state: 'raise_unreachable',
        cause: 'bad_answer',
        crmId: '3001',
        evidence: /^Raise record 7998, 7999 could not be read: .+\.$/,
      },
    ],
    // A failure that no state has a word for is a bad answer.
    [
      'for a reason of no name',
      classify(giftCase({ listing: failed('storage') })),
      {
        state: 'crm_unreachable',
        cause: 'bad_answer',
        crmId: null,
        evidence: /^CRM\+ has not been read completely: .+\.$/,
      },
    ],
  ])('%s', (_title, verdict, expected) => {
    const { evidence, ...rest } = expected as { evidence: RegExp };
    const { evidence: said, ...others } = verdict ?? { evidence: '' };
    expect(others).toEqual(rest);
    expect(said).toMatch(evidence);
    expect(said).not.toContain('undefined');
  });

  test('what names nobody, or an older generation, waits for no answer of Raise', () => {
    const listing = failed('quota');
    expect(classify(crmOnlyCase({ listing, raiseIds: [] }))).toBeNull();
    expect(classify(crmOnlyCase({ listing, isLegacy: true }))?.cause).toBe('legacy_id');
    expect(classify(crmOnlyCase({ listing }))?.cause).toBe('quota');
  });

  test('nothing of what is excluded, young, linked or malformed asks whether it is expected', () => {
    const exclusionUnknown = () => 'quota' as const;
    const cases = [
      giftCase({ exclusionUnknown, raise: gift({ statusText: 'Declined' }) }),
      giftCase({ exclusionUnknown, raise: gift(YOUNG) }),
      giftCase({ exclusionUnknown, referring: [crmGift()] }),
      giftCase({ exclusionUnknown, key: keyOn('3001'), target: absent }),
      scheduleCase({ exclusionUnknown, key: { kind: 'malformed', key: 'x' } }),
      donorCase({ exclusionUnknown }),
    ];
    expect(cases.map((c) => classify(c).state)).toEqual([
      'excluded',
      'not_yet_synced',
      'consistent',
      'orphaned_crm_key',
      'orphaned_crm_key',
      'missing_in_crm',
    ]);
    expect(classify(scheduleCase({ exclusionUnknown })).state).toBe('raise_unreachable');
  });

  test('a record is as young as its age in the run', () => {
    const aged = (ms: number | null) =>
      classify(donorCase({ raise: donor({ createdAt: ms === null ? null : AS_OF - ms }) })).state;
    expect([aged(24 * HOUR - 1), aged(24 * HOUR), aged(-HOUR), aged(null)]).toEqual([
      'not_yet_synced',
      'missing_in_crm',
      'not_yet_synced',
      'missing_in_crm',
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/core/checks/case.ts';
import { CHECKS, classify } from '../../src/core/checks/check-list.ts';
import { STATE_ORDER } from '../../src/core/model/states.ts';
import { crmGift, day, donor, gift, schedule } from '../matching/records.ts';
import { absent, FOREIGN, found, YOUNG } from './answers.ts';
import { COMPLETE, crmOnlyCase, donorCase, giftCase, RULES, scheduleCase } from './cases.ts';

// The whole verdict, word for word: these sentences are what a customer's administrator is shown.
const at = 'as of 2026-03-20 12:00:00 UTC; syncing may take 24 h';
const AGED = `Created 2026-03-01 12:00:00 UTC, ${at}`;
const say = (cause: string, evidence: string, more: object = {}): object => ({
  crmId: null,
  ...more,
  cause,
  evidence,
});

test('each check is of its state, in the order of the states', () => {
  const asked = STATE_ORDER.filter((state) => state !== 'consistent');
  expect(CHECKS.map(({ state }) => state)).toEqual(asked);
});

describe('missing', () => {
  const listed = 'the complete CRM+ listing has no such record';
  const twice = 'and looking it up by its reference found none, twice';
  const unaskable = 'no link convention is known by which it could be asked for directly';
  const entry = crmGift({ id: '3055', day: day('2026-03-12') });
  test.each<[string, Verdict, object]>([
    ['a donor', classify(donorCase()), say('overdue', `${AGED}; ${listed}, ${twice}.`)],
    [
      'a gift',
      classify(giftCase()),
      say(
        'overdue',
        `${AGED}; ${listed}, ${twice}. Imported gifts may wait in CRM+ for a person’s review.`,
      ),
    ],
    ['a recurring gift', classify(scheduleCase()), say('overdue', `${AGED}; ${listed}.`)],
    [
      'of unknown age',
      classify(donorCase({ raise: donor({ createdAt: null }) })),
      say('overdue', `Created at an unknown time, ${at}; ${listed}, ${twice}.`),
    ],
    [
      'without a convention',
      classify(donorCase({ hasConvention: false, lookUp: () => [] })),
      say('overdue', `${AGED}; ${listed}; ${unaskable}.`),
    ],
    [
      'without a list',
      classify(donorCase({ listing: { ...COMPLETE, isList: false } })),
      say('overdue', `${AGED}; no list was read, ${twice}.`),
    ],
    [
      'that may be entered by hand',
      classify(giftCase({ manualEntry: () => entry })),
      say(
        'possible_manual_entry',
        'It has no counterpart; CRM+ gift 3055 of 100.00 USD on 2026-03-12, unlinked and on the same contact, may be it.',
        { relatedCrmIds: ['3055'] },
      ),
    ],
  ])('%s', (_title, verdict, expected) =>
    expect(verdict).toEqual({ state: 'missing_in_crm', ...expected }),
  );

  test('not yet, while it is young', () => {
    for (const verdict of [
      classify(donorCase({ raise: donor(YOUNG) })),
      classify(giftCase({ raise: gift(YOUNG) })),
      classify(scheduleCase({ raise: schedule(YOUNG) })),
    ])
      expect(verdict).toEqual({
        state: 'not_yet_synced',
        ...say('within_lag_window', `Created 2026-03-20 11:00:00 UTC, ${at}.`),
      });
  });

  test('in Raise', () => {
    const only = (given: Parameters<typeof crmOnlyCase>[0]) =>
      classify(crmOnlyCase({ raiseIds: ['7998', '7999'], ...given }));
    const state = 'missing_in_raise';
    expect(only({})).toEqual({
      state,
      crmId: '3001',
      relatedRaiseIds: ['7999'],
      cause: 'raise_record_absent',
      evidence: 'It refers to Raise record 7998; Raise answered twice that it has no such record.',
    });
    expect(only({ isLegacy: true })).toEqual({
      state,
      crmId: '3001',
      relatedRaiseIds: ['7999'],
      cause: 'legacy_id',
      evidence:
        'It refers to 7998 in the form of the older generation, of which Raise has no records.',
    });
    expect(only({ type: 'donor', possibleSurvivors: () => ['601', '602'] })).toEqual({
      state,
      crmId: '3001',
      relatedRaiseIds: ['7999', '601', '602'],
      cause: 'possibly_merged_in_raise',
      evidence:
        'Raise answered twice that it has no donor 7998; donor 601, 602 has the contact’s email, or name and phone.',
    });
    expect(only({ lookUp: () => [absent(), found({})()] })).toBeNull();
  });
});

describe('excluded', () => {
  const campaign = { campaignId: '77', campaignName: 'Gala' };
  test.each<[Verdict, string, string]>([
    [
      classify(donorCase({ raise: donor({ isErased: true }) })),
      'archived_or_erased',
      'Donor 501 was erased in Raise.',
    ],
    [
      classify(donorCase({ raise: donor({ isArchived: true }) })),
      'archived_or_erased',
      'Donor 501 is archived in Raise and has no contact.',
    ],
    [
      classify(donorCase({ raise: donor({ isTestMode: true }) })),
      'test_mode',
      'It is a test-mode record.',
    ],
    [
      classify(giftCase({ raise: gift({ isTestMode: true }) })),
      'test_mode',
      'It is a test-mode record.',
    ],
    [
      classify(giftCase({ donor: donor({ isTestMode: true }) })),
      'test_mode',
      'Its donor is a test-mode record.',
    ],
    [
      classify(giftCase({ raise: gift({ statusText: 'Declined' }) })),
      'status_not_synced',
      'Its status is "Declined", and no CRM+ gift refers to it.',
    ],
    [
      classify(scheduleCase({ raise: schedule({ statusText: 'Declined' }) })),
      'status_not_synced',
      'Its status is "Declined".',
    ],
    [
      classify(giftCase({ raise: gift(campaign), campaignCanSync: false })),
      'campaign_not_synced',
      'Its campaign "Gala" has canSync = false.',
    ],
    [
      classify(giftCase({ raise: gift({ campaignId: '77' }), campaignCanSync: false })),
      'campaign_not_synced',
      'Its campaign "77" has canSync = false.',
    ],
    [
      classify(scheduleCase({ campaignCanSync: false })),
      'campaign_not_synced',
      'Its campaign "?" has canSync = false.',
    ],
    [
      classify(donorCase({ key: FOREIGN })),
      'foreign_crm_key',
      `Its crmKey "${FOREIGN.key}" belongs to another CRM.`,
    ],
  ])('%#', (verdict, cause, evidence) =>
    expect(verdict).toEqual({ state: 'excluded', ...say(cause, evidence) }),
  );

  test('not where test mode is audited, where the campaign syncs, or where the donor is unknown', () => {
    const rules = { ...RULES, includeTestMode: true };
    const cases = [
      donorCase({ rules, raise: donor({ isTestMode: true }) }),
      giftCase({ rules, donor: donor({ isTestMode: true }) }),
      giftCase({ campaignCanSync: true }),
      giftCase({ donor: null }),
      donorCase({ campaignCanSync: false }),
      scheduleCase({ raise: schedule({ statusText: 'Cancelled' }) }),
    ];
    expect(cases.map((c) => classify(c).state)).toEqual(cases.map(() => 'missing_in_crm'));
  });
});

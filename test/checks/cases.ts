import type {
  CrmOnlyCase,
  DonorCase,
  GiftCase,
  Rules,
  ScheduleCase,
} from '../../src/core/checks/case.ts';
import type { KeyReading } from '../../src/core/model/links.ts';
import { contact, crmGift, crmSchedule, donor, gift, schedule } from '../matching/records.ts';

const HOUR = 3_600_000;
export const AS_OF = Date.UTC(2026, 2, 20, 12);

export const RULES: Rules = {
  asOfMs: AS_OF,
  lagMs: 24 * HOUR,
  tolerances: { dateDays: 1, amountMinor: 0 },
  includeTestMode: false,
  country: 'US',
};

export const COMPLETE = { isComplete: true, isList: true, isWhole: true, failure: null };
export const NO_KEY: KeyReading = { kind: 'none' };
export const keyOn = (crmId: string): KeyReading => ({ kind: 'crm', crmId });

/** Cases of a record that was read, with nothing in CRM+; what a test doesn't care about says nothing. */
export function donorCase(given: Partial<DonorCase> = {}): DonorCase {
  return {
    type: 'donor',
    raise: donor(),
    rules: RULES,
    readAt: () => null,
    key: NO_KEY,
    listing: COMPLETE,
    target: () => null,
    referring: [],
    unreadable: null,
    lookUp: () => [{ kind: 'absent' }],
    hasConvention: true,
    linkedUnknown: () => null,
    exclusionUnknown: () => null,
    campaignCanSync: null,
    sharers: () => ({ others: [], isIntruder: false }),
    namedBy: () => [],
    isHouseholdWith: () => false,
    mergeChain: () => [],
    ...given,
  };
}

export function giftCase(given: Partial<GiftCase> = {}): GiftCase {
  return {
    type: 'gift',
    raise: gift(),
    rules: RULES,
    readAt: () => null,
    key: NO_KEY,
    donor: donor(),
    listing: COMPLETE,
    target: () => null,
    referring: [],
    unreadable: null,
    lookUp: () => [{ kind: 'absent' }],
    hasConvention: true,
    linkedUnknown: () => null,
    exclusionUnknown: () => null,
    campaignCanSync: null,
    sharers: () => [],
    namedBy: () => [],
    pairedReversals: [],
    takenReversals: [],
    rightfulContacts: () => null,
    manualEntry: () => null,
    ...given,
  };
}

export function scheduleCase(given: Partial<ScheduleCase> = {}): ScheduleCase {
  return {
    type: 'recurring_gift',
    raise: schedule(),
    rules: RULES,
    readAt: () => null,
    key: NO_KEY,
    donor: donor(),
    listing: COMPLETE,
    target: () => null,
    referring: [],
    unreadable: null,
    lookUp: () => [{ kind: 'absent' }],
    hasConvention: true,
    linkedUnknown: () => null,
    exclusionUnknown: () => null,
    campaignCanSync: null,
    sharers: () => [],
    namedBy: () => [],
    rightfulContacts: () => null,
    ...given,
  };
}

export function crmOnlyCase(given: Partial<CrmOnlyCase> = {}): CrmOnlyCase {
  return {
    type: 'gift',
    crmId: '3001',
    raiseIds: ['7999'],
    isLegacy: false,
    unreadable: null,
    listing: COMPLETE,
    lookUp: () => [{ kind: 'absent' }],
    possibleSurvivors: () => [],
    ...given,
  };
}

/** The same with a counterpart that its key names, and that agrees. */
export function linkedDonor(given: Partial<DonorCase> = {}): DonorCase {
  const record = contact();
  return donorCase({ key: keyOn(record.id), target: () => ({ kind: 'found', record }), ...given });
}

export function linkedGift(given: Partial<GiftCase> = {}): GiftCase {
  return giftCase({ referring: [crmGift()], ...given });
}

export function linkedSchedule(given: Partial<ScheduleCase> = {}): ScheduleCase {
  const record = crmSchedule();
  return scheduleCase({
    key: keyOn(record.id),
    target: () => ({ kind: 'found', record }),
    ...given,
  });
}

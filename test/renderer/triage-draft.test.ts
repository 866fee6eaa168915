import { describe, expect, it, test } from 'vitest';
import type { Triage } from '../../src/core/model/triage.ts';
import {
  acceptanceErrors,
  acceptancePatch,
  usualDays,
} from '../../src/renderer/pages/findings/triage/acceptance-draft.ts';
import { askedBy, statusPatch } from '../../src/renderer/pages/findings/triage/patches.ts';
import {
  canTakeAway,
  commonText,
  type TriageTarget,
} from '../../src/renderer/pages/findings/triage/targets.ts';
import { triageWords } from '../../src/renderer/words/triage.ts';

const TODAY = '2026-11-29';
const words = triageWords.acceptForm;

describe('an acceptance that is typed', () => {
  it('takes today and later, and no day that has passed at the customer’s', () => {
    const draft = { isForGood: false, reason: ' agreed ' };
    expect(acceptancePatch({ ...draft, untilDay: TODAY }, TODAY)).toEqual({
      accept: { untilDay: TODAY, reason: 'agreed' },
    });
    expect(acceptanceErrors({ ...draft, untilDay: '2026-11-28' }, TODAY).untilDay).toBe(
      words.dayPast(TODAY),
    );
    expect(acceptanceErrors({ ...draft, untilDay: '' }, TODAY).untilDay).toBe(words.dayEmpty);
    expect(acceptancePatch({ ...draft, untilDay: '' }, TODAY)).toBeNull();
  });

  it('needs a reason of at most 500 characters, and no day for good', () => {
    const draft = { isForGood: true, untilDay: '2020-01-01' };
    expect(acceptancePatch({ ...draft, reason: 'x'.repeat(500) }, TODAY)).toEqual({
      accept: { untilDay: null, reason: 'x'.repeat(500) },
    });
    expect(acceptanceErrors({ ...draft, reason: '  ' }, TODAY).reason).toBe(words.reasonEmpty);
    expect(acceptanceErrors({ ...draft, reason: 'x'.repeat(501) }, TODAY).reason).toBe(
      triageWords.tooLong(500, 501),
    );
  });

  it('offers days from today on, over the end of a year too', () => {
    expect(usualDays('2026-12-15').map(({ day }) => day)).toEqual([
      '2026-12-31',
      '2027-01-14',
      '2027-03-15',
    ]);
  });
});

const OPEN: Triage = {
  status: 'open',
  owner: null,
  note: null,
  accepted: null,
  reopened: null,
  changedUtc: '2026-11-29T08:00:00.000Z',
};
const rows = (...triages: (Triage | null)[]): TriageTarget => ({
  kind: 'rows',
  rows: triages.map((triage, at) => ({ id: String(at), triage })),
});

test('marking as open takes an acceptance back, and says so only where there may be one', () => {
  const accepted = { untilDay: null, reason: 'agreed', atUtc: OPEN.changedUtc };
  expect(statusPatch('open', rows(null, OPEN))).toEqual({ status: 'open' });
  expect(statusPatch('open', rows(null, { ...OPEN, accepted }))).toEqual({
    status: 'open',
    accept: null,
  });
  expect(statusPatch('reported', rows({ ...OPEN, accepted }))).toEqual({ status: 'reported' });
});

test('a form begins with what all findings have in common', () => {
  const ana = { ...OPEN, owner: 'Ana' };
  expect(commonText(rows(ana, ana), 'owner')).toEqual({ kind: 'same', value: 'Ana' });
  expect(commonText(rows(ana, null), 'owner')).toEqual({ kind: 'differs' });
  expect(canTakeAway(commonText(rows(null, OPEN), 'owner'))).toBe(false);
  expect(canTakeAway(commonText(rows(null, ana), 'owner'))).toBe(true);
});

test('every key asks for one thing, and those of the details for none', () => {
  const asked = ['o', 'e', 'r', 'd', 'a', 'n', 'w'].map((key) => JSON.stringify(askedBy(key)));
  expect(new Set(asked).size).toBe(7);
  for (const key of ['j', 'k', '?', ' ', 'Enter', 'Escape']) expect(askedBy(key)).toBeNull();
});

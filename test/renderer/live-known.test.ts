import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/model/finding.ts';
import { ARRIVALS } from '../../src/core/model/live-row.ts';
import type { ShownLiveRow, ShownVerdict } from '../../src/core/model/live-status.ts';
import { RECORD_TYPES } from '../../src/core/model/record-type.ts';
import { STATES } from '../../src/core/model/states.ts';
import { knownOf } from '../../src/renderer/pages/live/known-words.ts';
import { liveWords } from '../../src/renderer/words/live.ts';

const { known } = liveWords;
const NOW = Date.parse('2026-11-29T12:00:00Z');
const AT = { nowMs: NOW, limitMinutes: 60 };
const MINUTE = 60_000;

const ROW: ShownLiveRow = {
  key: 1,
  recordType: 'gift',
  raiseId: '12',
  loneCrmId: null,
  crmIds: [],
  arrival: 'only_raise',
  raiseFirstMs: NOW,
  raiseLastMs: NOW,
  crmFirstMs: null,
  crmLastMs: null,
  raiseDeletedMs: null,
  crmDeletedMs: null,
  sinceMs: NOW - 61 * MINUTE,
  lastMs: NOW,
  raiseAmountMinor: 2500,
  crmAmountMinor: null,
  currency: 'USD',
  date: '2026-11-29',
  campaignName: null,
  isTestMode: false,
  expected: null,
  created: 1,
  updated: 0,
  deleted: 0,
  events: 1,
  version: 'v',
  verdict: null,
};
const MISSING = {
  state: 'missing_in_crm',
  cause: 'overdue',
  actionable: true,
  evidence: 'Gift 12 of Raise; CRM+ answered 404 twice.',
} as Finding;
const FOUND: ShownVerdict = {
  outcome: 'finding',
  finding: MISSING,
  sentence: null,
  checkedUtc: '2026-11-29T11:59:00Z',
  isOutdated: false,
  audit: null,
  triage: null,
};
const AGREES: ShownVerdict = { ...FOUND, outcome: 'agrees', finding: null };

describe('what is said of a row', () => {
  test('names a state only where a direct read has found it, and nothing missing that is only silent', () => {
    const titles = Object.values(STATES).map(({ title }) => title);
    fc.assert(
      fc.property(
        fc.record({
          arrival: fc.constantFrom(...ARRIVALS),
          recordType: fc.constantFrom(...RECORD_TYPES),
          sinceMs: fc.option(fc.integer({ min: NOW - 500 * MINUTE, max: NOW })),
          isTestMode: fc.boolean(),
          expected: fc.constantFrom(null, 'status_not_synced' as const),
          verdict: fc.constantFrom(
            null,
            AGREES,
            { ...AGREES, isOutdated: true },
            { ...AGREES, outcome: 'undecided' as const, sentence: 'CRM+ could not be reached.' },
          ),
        }),
        (part) => {
          const { words } = knownOf({ ...ROW, ...part }, AT);
          expect(words).not.toMatch(/missing|lost|absent/i);
          expect(titles.filter((title) => words.startsWith(`${title}:`))).toEqual([]);
        },
      ),
    );
  });

  test('follows the time and the reads', () => {
    const words = (part: Partial<ShownLiveRow>) => knownOf({ ...ROW, ...part }, AT).words;
    expect(words({ sinceMs: NOW - 59 * MINUTE })).toBe(known.inTime(60));
    expect(words({})).toBe(known.toConfirm);
    expect(words({ expected: 'campaign_not_synced' })).toMatch(/^No counterpart expected: /);
    expect(words({ recordType: 'donor' })).toBe(known.notWaitedFor);
    expect(words({ verdict: AGREES })).toBe(known.inBoth);
    expect(words({ verdict: AGREES, arrival: 'both' })).toBe(known.arrived);
    expect(words({ arrival: 'both' })).toBe(known.both);
    expect(knownOf({ ...ROW, verdict: FOUND }, AT)).toEqual({
      tone: 'bad',
      words: 'Missing in CRM+: overdue',
      more: MISSING.evidence,
    });
    // A person lives with it, or an audit has looked at it since.
    const accepted = { untilDay: null, reason: 'A test', atUtc: FOUND.checkedUtc };
    const triage = { status: 'open', accepted } as ShownVerdict['triage'];
    expect(knownOf({ ...ROW, verdict: { ...FOUND, triage } }, AT).tone).toBe('quiet');
    const audit = { runId: 'r1', asOfUtc: '2026-11-29T11:59:30Z', isOpen: true };
    expect(words({ verdict: { ...FOUND, audit } })).toBe('Missing in CRM+: overdue');
    expect(words({ verdict: { ...FOUND, audit: { ...audit, isOpen: false } } })).toMatch(
      /^Settled: the audit of .* did not find it any more$/,
    );
    // An event is a hint: only another read undoes what reading has found.
    const outdated = { ...FOUND, isOutdated: true };
    expect(words({ verdict: outdated, arrival: 'both' })).toBe(known.again);
    expect(words({ verdict: FOUND, arrival: 'both' })).toBe('Missing in CRM+: overdue');
  });
});

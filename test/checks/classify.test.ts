import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  Check,
  CrmOnlyCase,
  DonorCase,
  GiftCase,
  ScheduleCase,
  Verdict,
} from '../../src/core/checks/case.ts';
import { CHECKS, classify } from '../../src/core/checks/check-list.ts';
import { causeEntry, STATE_ORDER, stateEntry } from '../../src/core/model/states.ts';
import { crmOnlyCases, donorCases, giftCases, scheduleCases } from './facts.ts';

type RaiseCase = DonorCase | GiftCase | ScheduleCase;
type AnyCase = RaiseCase | CrmOnlyCase;

const raiseCases: fc.Arbitrary<RaiseCase> = fc.oneof(donorCases, giftCases, scheduleCases);
const RUNS = { numRuns: 3000 };

/** Asks one check alone. */
function alone(check: Check, c: AnyCase): Verdict | null {
  if ('raiseIds' in c) return check.crmOnly?.(c) ?? null;
  switch (c.type) {
    case 'donor':
      return check.donor?.(c) ?? null;
    case 'gift':
      return check.gift?.(c) ?? null;
    case 'recurring_gift':
      return check.schedule?.(c) ?? null;
  }
}

/** The verdict of the first state, in the order of the contract, whose check answers. */
function firstOf(c: AnyCase): Verdict | null {
  for (const state of STATE_ORDER) {
    for (const check of CHECKS) {
      const verdict = check.state === state ? alone(check, c) : null;
      if (verdict !== null) return verdict;
    }
  }
  return null;
}

/** Whether anything readable in CRM+ belongs to the record. */
const isInCrm = (c: RaiseCase): boolean => c.referring.length > 0 || c.target()?.kind === 'found';

/** The ids on which a verdict rests, which its evidence must therefore name. */
function restsOn(verdict: Verdict, c: AnyCase): (string | null | undefined)[] {
  const { crmId, relatedRaiseIds = [], relatedCrmIds = [] } = verdict;
  if ('raiseIds' in c) return verdict.state === 'unreadable' ? [c.crmId] : [c.raiseIds[0]];
  switch (verdict.cause) {
    case 'raise_records_share_target':
    case 'not_one_household':
    case 'refers_to_other_record':
      return [crmId, ...relatedRaiseIds];
    case 'one_way_link':
      return [crmId, c.raise.id];
    case 'possible_manual_entry':
    case 'merged':
      return [crmId, ...relatedCrmIds];
    case 'fields_differ':
      return (verdict.fields ?? []).flatMap(({ field, raise, crm }) => [field, raise, crm]);
    case 'crm_record_absent':
    case 'crm_key_malformed':
    case 'wrong_contact':
    case 'not_parseable':
      return [crmId];
    default:
      return verdict.state === 'crm_unreachable' ? [crmId] : [];
  }
}

function expectWell(verdict: Verdict, c: AnyCase): void {
  expect(stateEntry(verdict.state).for).toContain(c.type);
  expect(() => causeEntry(verdict.state, verdict.cause)).not.toThrow();
  expect(verdict.evidence).toMatch(/^\S.*\.$/s);
  expect(verdict.evidence).not.toMatch(/undefined|null|NaN|\[object|\.\./);
  for (const id of restsOn(verdict, c)) if (id != null) expect(verdict.evidence).toContain(id);
}

describe('whatever the facts of a Raise record', () => {
  it('exactly one verdict comes back: of the first state that applies, else consistent', () => {
    fc.assert(
      fc.property(raiseCases, (c) => {
        const verdict = classify(c);
        const first = firstOf(c);
        if (first === null) expect(verdict.state).toBe('consistent');
        else expect(verdict).toEqual(first);
        expectWell(verdict, c);
      }),
      RUNS,
    );
  });

  it('a check answers with its own state only', () => {
    fc.assert(
      fc.property(raiseCases, (c) => {
        for (const check of CHECKS) expect(alone(check, c)?.state ?? check.state).toBe(check.state);
      }),
      RUNS,
    );
  });

  it('nothing is consistent or compared without a counterpart, nor missing with one', () => {
    fc.assert(
      fc.property(raiseCases, (c) => {
        const { state } = classify(c);
        if (['consistent', 'field_drift', 'refund_not_reversed'].includes(state))
          expect(isInCrm(c) || (c.type === 'gift' && c.pairedReversals.length > 0)).toBe(true);
        if (['missing_in_crm', 'not_yet_synced'].includes(state)) expect(isInCrm(c)).toBe(false);
        if (state === 'excluded')
          expect(isInCrm(c) && !(c.type === 'donor' && c.raise.isErased)).toBe(false);
      }),
      RUNS,
    );
  });

  it('nothing is called missing unless all was read, and every direct read said absent', () => {
    fc.assert(
      fc.property(raiseCases, (c) => {
        if (classify(c).state !== 'missing_in_crm') return;
        expect(c.listing.isComplete).toBe(true);
        expect(c.lookUp().map((outcome) => outcome.kind)).toEqual(['absent']);
        expect(c.key.kind).toBe('none');
      }),
      RUNS,
    );
  });

  it('an erased donor is read, or excluded', () => {
    fc.assert(
      fc.property(donorCases, (c) => {
        if (!c.raise.isErased) return;
        expect(['unreadable', 'crm_unreachable', 'excluded']).toContain(classify(c).state);
      }),
      RUNS,
    );
  });
});

describe('whatever the facts of a CRM+ record that names Raise records', () => {
  it('at most one verdict comes back: of the first state that applies', () => {
    fc.assert(
      fc.property(crmOnlyCases, (c) => {
        const verdict = classify(c);
        expect(verdict).toEqual(firstOf(c));
        if (verdict !== null) expectWell(verdict, c);
      }),
      RUNS,
    );
  });

  it('nothing comes back only if it names nobody, or somebody whom Raise has', () => {
    fc.assert(
      fc.property(crmOnlyCases, (c) => {
        if (classify(c) !== null) return;
        expect(c.raiseIds.length === 0 || c.lookUp().every((o) => o.kind === 'found')).toBe(true);
      }),
      RUNS,
    );
  });

  it('Raise is said to lack a record only if every read of it said absent', () => {
    fc.assert(
      fc.property(crmOnlyCases, (c) => {
        const verdict = classify(c);
        if (verdict?.state !== 'missing_in_raise' || verdict.cause === 'legacy_id') return;
        expect(c.lookUp().every((outcome) => outcome.kind === 'absent')).toBe(true);
      }),
      RUNS,
    );
  });
});

it('the facts drawn here reach every state and cause that a check can give', () => {
  const seen = new Set<string>();
  for (const c of fc.sample(
    fc.oneof<fc.Arbitrary<AnyCase>[]>(donorCases, giftCases, scheduleCases, crmOnlyCases),
    { numRuns: 20_000, seed: 7 },
  )) {
    const verdict = 'raiseIds' in c ? classify(c) : classify(c);
    if (verdict !== null) seen.add(`${verdict.state} ${verdict.cause}`);
  }
  const every = STATE_ORDER.flatMap((state) =>
    Object.keys(stateEntry(state).causes).map((cause) => `${state} ${cause}`),
  );
  // Not given by checks: excluded for want of CRM+, and the tie-out's three kinds of consistent. Failures that facts.ts doesn't draw.
  const elsewhere =
    /crm_not_used|donor_paid_costs|within_tolerance|project_not_told|unreachable (not_found|too_large)/;
  expect(every.filter((name) => !seen.has(name) && !elsewhere.test(name))).toEqual([]);
});

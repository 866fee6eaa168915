import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareGift } from '../../src/core/matching/compare-gift.ts';
import { giftStanding } from '../../src/core/model/gift-status.ts';
import { readKey, splitReference } from '../../src/core/model/links.ts';
import { isFeeDesignation, splitKey } from '../../src/core/model/projects.ts';
import type {
  CrmContact,
  CrmGift,
  RaiseDonor,
  RaiseGift,
  Reference,
} from '../../src/core/model/records.ts';
import type { StreamRow } from '../../src/core/model/streams.ts';
import type { CaptureFile } from '../../src/core/staging/capture-file.ts';
import {
  crmOnly,
  findGiftSuspects,
  giftSuspects,
  unlikePlainPairs,
  type MatchRules,
} from '../../src/core/staging/suspects.ts';
import { contact, crmGift, day, donor, gift } from '../matching/records.ts';
import { formsInUse, ref } from './rows.ts';
import { runThrough } from '../../src/core/model/steps.ts';
import { prepareForMatching } from '../../src/core/staging/prepare-for-matching.ts';
import { newCapture } from './temp-folder.ts';

interface SmallWorld {
  readonly donors: readonly RaiseDonor[];
  readonly gifts: readonly RaiseGift[];
  readonly contacts: readonly CrmContact[];
  readonly crmGifts: readonly CrmGift[];
  /** References of CRM+ gifts that could not be parsed. */
  readonly unreadable: readonly Reference[];
  readonly dateToleranceDays: number;
  readonly amountToleranceMinor: number;
}

const SOURCE = 'RaiseDonors';
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
const wells = { name: 'Wells', amountMinor: 10_000 };
const split = mostly(
  [],
  [wells],
  [{ ...wells, name: ' WELLS' }],
  [{ ...wells, name: 'Food' }],
  [{ ...wells, name: null }],
);
const reference = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: 11, max: 15 }).map((id): Reference => ref(String(id))),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Reference>(
      { source: 'Other', id: 'x-11' },
      { source: 'raisedonors', id: 'rd2-12' },
      { source: SOURCE, id: 'none' },
    ),
  },
);
const withIds = <T>(from: number, all: T[]) =>
  all.map((one, at) => ({ ...one, id: String(from + at) }));

const worlds: fc.Arbitrary<SmallWorld> = fc.record({
  donors: fc
    .array(fc.record({ crmKey: mostly<string | null>('9001', '9002', '9003', null, 'n/a') }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((all) => withIds(1, all).map(donor)),
  contacts: fc
    .subarray(['9001', '9002', '9003'])
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          mostly<string | null>(null, '9003').map((merged) =>
            contact({ id, mergedIntoContactId: merged === id ? null : merged }),
          ),
        ),
      ),
    ),
  gifts: fc
    .array(
      fc.record({
        donorId: mostly<string | null>('1', '2', '3', null),
        crmKey: mostly<string | null>(null, '301', '302', '399', 'n/a', '003Ab00000CdEfG'),
        statusText: mostly<string | null>('Approved', 'Refunded', 'Declined', null),
        donorPaidCostsMinor: mostly(0, 300),
        currency: mostly('USD', 'CAD'),
        projects: split,
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((all) => withIds(11, all).map(gift)),
  crmGifts: fc
    .array(
      fc.record({
        // Most gifts have their own counterpart.
        reference: mostly<Reference | null | 'own'>('own', null).chain((r) =>
          r === 'own'
            ? fc.oneof(
                { weight: 5, arbitrary: fc.constant('own' as const) },
                { weight: 1, arbitrary: reference },
              )
            : fc.constant(r),
        ),
        amountMinor: mostly(10_000, 10_300, 9_999, -10_000),
        isReversal: mostly(false, true),
        currency: mostly('USD', 'CAD'),
        day: mostly(day('2026-03-10'), day('2026-03-11'), day('2026-03-13')),
        contactId: mostly<string | null>('9001', '9002', '9009', null),
        contactPassthroughId: mostly<string | null>(null, '9001'),
        designations: split,
      }),
      { maxLength: 5 },
    )
    .map((all) =>
      withIds(301, all).map(({ reference, ...given }, at) =>
        crmGift({ ...given, reference: reference === 'own' ? ref(String(11 + at)) : reference }),
      ),
    ),
  unreadable: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(reference, { maxLength: 1 }) },
  ),
  dateToleranceDays: fc.constantFrom(0, 1, 3),
  amountToleranceMinor: mostly(0, 1),
});

/** Puts a world into the (emptied) file as a run would, and gives the rules under which RaiseDonors/rd2- is in use. */
function store(capture: CaptureFile, world: SmallWorld): MatchRules {
  capture.clearRows();
  const rows: StreamRow[] = [
    ...world.donors.map((record) => ({ kind: 'record', stream: 'raise.donors', record }) as const),
    ...world.gifts.map((record) => ({ kind: 'record', stream: 'raise.gifts', record }) as const),
    ...world.contacts.map(
      (record) => ({ kind: 'record', stream: 'crm.contacts', record }) as const,
    ),
    ...world.crmGifts.map((record) => ({ kind: 'record', stream: 'crm.gifts', record }) as const),
  ];
  for (const row of rows) if (row.kind === 'record') capture.writeRow(row.stream, row, 1);
  for (const [at, reference] of world.unreadable.entries()) {
    const record = {
      id: String(390 + at),
      reference,
      crmKey: null,
      why: 'x',
      bodyDigest: String(at),
      day: null,
    };
    capture.writeRow('crm.gifts', { kind: 'unreadable', record }, 1);
  }
  runThrough(prepareForMatching(capture.db));
  const { dateToleranceDays, amountToleranceMinor } = world;
  return { giftForms: formsInUse(capture.db), dateToleranceDays, amountToleranceMinor };
}

/** The id that a reference in the form in use names. */
function named(reference: Reference | null): string | null {
  if (reference === null || reference.source.toLowerCase() !== SOURCE.toLowerCase()) return null;
  const parts = splitReference(reference.id);
  return parts?.prefix === 'rd2-' ? parts.raiseId : null;
}

/** The pair of a gift that needs no closer look; null if it does. */
function plainPair(world: SmallWorld, raise: RaiseGift): CrmGift | null {
  const group = world.crmGifts.filter((crm) => named(crm.reference) === raise.id);
  const [crm] = group;
  if (crm === undefined || group.length > 1 || crm.isReversal || crm.currency !== raise.currency)
    return null;
  if (readKey(raise).kind !== 'none' || giftStanding(raise.statusText) !== 'syncs') return null;
  const off = [0, raise.donorPaidCostsMinor].map((costs) =>
    Math.abs(crm.amountMinor - raise.amountMinor - costs),
  );
  if (Math.min(...off) > world.amountToleranceMinor) return null;
  if (Math.abs(crm.day - raise.day) > world.dateToleranceDays) return null;
  const ours = splitKey(raise.projects);
  const theirs = splitKey(crm.designations.filter((share) => !isFeeDesignation(share.name)));
  if (ours !== null && theirs !== null && ours !== theirs) return null;
  // It sits on the contact that its donor's key names, which was not merged away.
  const giver = world.donors.find((d) => d.id === raise.donorId);
  const key = giver === undefined ? null : readKey(giver);
  if (key?.kind !== 'crm') return null;
  if (world.contacts.some((c) => c.id === key.crmId && c.mergedIntoContactId !== null)) return null;
  if (crm.contactId !== key.crmId && crm.contactPassthroughId !== key.crmId) return null;
  // Nor does anything else speak of it: an unreadable row, or a key on a record that names it.
  const refersIn = (reference: Reference | null): boolean =>
    reference !== null && splitReference(reference.id)?.raiseId === raise.id;
  if (world.unreadable.some(refersIn)) return null;
  const keyed = new Set(
    world.gifts.map((g) => readKey(g)).flatMap((k) => (k.kind === 'crm' ? [k.crmId] : [])),
  );
  return world.crmGifts.some((other) => keyed.has(other.id) && refersIn(other.reference))
    ? null
    : crm;
}

describe('gifts that need a closer look', () => {
  it('are exactly those that are no plain pair', () => {
    const capture = newCapture();
    let plain = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        const rules = store(capture, world);
        runThrough(findGiftSuspects(capture.db, rules));
        const suspects = world.gifts.filter((raise) => plainPair(world, raise) === null);
        expect(giftSuspects(capture.db)).toEqual(suspects.map(({ id }) => id));
        plain += world.gifts.length - suspects.length;
      }),
      { numRuns: 150 },
    );
    expect(plain).toBeGreaterThan(50);
  });

  it('leave nothing out in which a field differs', () => {
    const capture = newCapture();
    fc.assert(
      fc.property(worlds, (world) => {
        runThrough(findGiftSuspects(capture.db, store(capture, world)));
        const suspects = new Set(giftSuspects(capture.db));
        const { dateToleranceDays: dateDays, amountToleranceMinor: amountMinor } = world;
        for (const raise of world.gifts.filter(({ id }) => !suspects.has(id))) {
          const group = world.crmGifts.filter((crm) => named(crm.reference) === raise.id);
          expect(compareGift(raise, group, { dateDays, amountMinor })).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('explain to the cent what plain pairs differ by', () => {
    const capture = newCapture();
    fc.assert(
      fc.property(worlds, (world) => {
        const rules = store(capture, world);
        runThrough(findGiftSuspects(capture.db, rules));
        const pairs = world.gifts.map((raise) => ({ raise, crm: plainPair(world, raise) }));
        const differences = pairs.flatMap(({ raise, crm }) =>
          crm === null || raise.amountMinor === crm.amountMinor
            ? []
            : [[Number(raise.id), raise.amountMinor - crm.amountMinor]],
        );
        const told = [...unlikePlainPairs(capture.db, rules, null)].flat();
        expect(
          told
            .filter((pair) => pair.raiseAmount !== pair.crmAmount)
            .map((pair) => [pair.raiseId, pair.raiseAmount - pair.crmAmount]),
        ).toEqual(differences);
        expect([...unlikePlainPairs(capture.db, rules, { from: 0, to: 1 })]).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('are all, where no link convention is in use', () => {
    const capture = newCapture();
    const rules = store(capture, {
      donors: [donor({ crmKey: '9001' })],
      gifts: [gift()],
      contacts: [],
      crmGifts: [crmGift({ reference: ref('7001') })],
      unreadable: [],
      dateToleranceDays: 1,
      amountToleranceMinor: 0,
    });
    runThrough(findGiftSuspects(capture.db, { ...rules, giftForms: [] }));
    expect(giftSuspects(capture.db)).toEqual(['7001']);
  });
});

describe('CRM+ gifts that only claim to come from Raise', () => {
  it('are those that name a gift that was not read, and that no key names', () => {
    const capture = newCapture();
    fc.assert(
      fc.property(worlds, (world) => {
        const { giftForms } = store(capture, world);
        const isRead = new Set(world.gifts.map(({ id }) => id));
        const keyed = new Set(
          world.gifts.map((g) => readKey(g)).flatMap((k) => (k.kind === 'crm' ? [k.crmId] : [])),
        );
        const expected = world.crmGifts.filter((crm) => {
          const id = named(crm.reference);
          return id !== null && !isRead.has(id) && !keyed.has(crm.id);
        });
        expect(runThrough(crmOnly(capture.db, 'gift', giftForms, giftForms))).toEqual(
          expected.map((crm) => ({ crmId: crm.id, day: crm.day })),
        );
      }),
      { numRuns: 100 },
    );
  });
});

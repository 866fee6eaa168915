import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CrmContact, CrmGift, CrmSchedule } from '../../src/core/model/records.ts';
import type { RaiseDonor, RaiseGift, RaiseSchedule } from '../../src/core/model/records.ts';
import type { RecordType } from '../../src/core/model/record-type.ts';
import { runThrough } from '../../src/core/model/steps.ts';
import type { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { findForms } from '../../src/core/staging/link-forms.ts';
import { prepareForMatching } from '../../src/core/staging/prepare-for-matching.ts';
import { IMPORT, measureSyncLag, type MeasuredLag } from '../../src/core/staging/sync-lag.ts';
import { contact, crmGift, crmSchedule, donor, gift, schedule } from '../matching/records.ts';
import { ref } from './rows.ts';
import { newCapture } from './temp-folder.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);
const SETTLED = START + 500 * HOUR;

/** A Raise record and the CRM+ records that say they are it, by their times in hours since the start. */
interface Trail {
  readonly ours: number | null;
  readonly theirs: readonly (number | null)[];
  /** Whether the Raise record's key names the first of them. */
  readonly isKeyed: boolean;
  readonly isReversed: boolean;
}

interface World {
  readonly donors: RaiseDonor[];
  readonly gifts: RaiseGift[];
  readonly schedules: RaiseSchedule[];
  readonly contacts: CrmContact[];
  readonly crmGifts: CrmGift[];
  readonly crmSchedules: CrmSchedule[];
}

const instant = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: 0, max: 600, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const trail: fc.Arbitrary<Trail> = fc.record({
  ours: instant,
  theirs: fc.array(instant, { maxLength: 3 }),
  isKeyed: fc.boolean(),
  isReversed: fc.boolean(),
});
/** Records of long ago and of just now that CRM+ made in one hour: sometimes enough of them, and old enough, to be an import. */
const batch: fc.Arbitrary<Trail[]> = fc
  .tuple(fc.integer({ min: 15, max: 24 }), fc.integer({ min: 0, max: 24 }))
  .map(([size, old]) =>
    Array.from({ length: size }, (_, at) => ({
      ours: at < old ? -721 - at : 3,
      theirs: [4 + at / 100],
      isKeyed: true,
      isReversed: false,
    })),
  );
const worlds = fc
  .tuple(fc.array(trail, { maxLength: 40 }), batch, fc.boolean())
  .map(([trails, many, withBatch]) => worldOf(withBatch ? [...trails, ...many] : trails));

function worldOf(trails: readonly Trail[]): World {
  const at = (hours: number | null): number | null =>
    hours === null ? null : Math.round(START + hours * HOUR);
  const world: World = {
    donors: [],
    gifts: [],
    schedules: [],
    contacts: [],
    crmGifts: [],
    crmSchedules: [],
  };
  trails.forEach(({ ours, theirs, isKeyed, isReversed }, n) => {
    const id = String(1000 + n);
    const ids = theirs.map((_, part) => String(50_000 + n * 10 + part));
    const raise = { id, crmKey: isKeyed ? (ids[0] ?? null) : null, createdAt: at(ours) };
    world.donors.push(donor(raise));
    world.gifts.push(gift({ ...raise, donorId: null }));
    world.schedules.push(schedule(raise));
    theirs.forEach((created, part) => {
      const crm = { id: ids[part] ?? '', createdAt: at(created) };
      // A keyed gift's first counterpart says nothing of it: only the key pairs the two.
      const reference = isKeyed && part === 0 ? null : ref(id);
      world.contacts.push(contact({ ...crm, references: reference === null ? [] : [reference] }));
      world.crmGifts.push(crmGift({ ...crm, reference, isReversal: isReversed && part === 1 }));
      world.crmSchedules.push(crmSchedule({ ...crm, reference }));
    });
  });
  return world;
}

function store(capture: CaptureFile, world: World): void {
  capture.clearRows();
  const put = (stream: string, records: readonly unknown[]): void => {
    for (const record of records)
      capture.writeRow(stream as 'raise.gifts', { kind: 'record', stream, record } as never, 1);
  };
  put('raise.donors', world.donors);
  put('raise.gifts', world.gifts);
  put('raise.recurring_gifts', world.schedules);
  put('crm.contacts', world.contacts);
  put('crm.gifts', world.crmGifts);
  put('crm.recurring_gifts', world.crmSchedules);
  runThrough(prepareForMatching(capture.db));
  capture.db.exec(`DELETE FROM extra_pair;
    INSERT INTO extra_pair SELECT c.id, g.id FROM raise_gift g JOIN crm_gift c ON c.id = g.key_id`);
}

/** The same figures by walking over all pairs. */
function naive(
  world: World,
  type: RecordType,
): { readonly measured: MeasuredLag | null; readonly imported: number } {
  const { donors, gifts, schedules, contacts, crmGifts, crmSchedules } = world;
  const raise = { donor: donors, gift: gifts, recurring_gift: schedules }[type];
  const pairs = raise.flatMap(({ id, crmKey, createdAt: ours }) => {
    const refersTo = ({ reference }: CrmGift | CrmSchedule): boolean =>
      reference?.id === `rd2-${id}`;
    const ofType = {
      donor: contacts.filter((c) =>
        crmKey === null ? c.references.some((r) => r.id === `rd2-${id}`) : c.id === crmKey,
      ),
      gift: crmGifts.filter((c) => !c.isReversal && (refersTo(c) || c.id === crmKey)),
      recurring_gift: crmSchedules.filter((c) => (crmKey === null ? refersTo(c) : c.id === crmKey)),
    }[type];
    const referring = crmGifts.filter((c) => !c.isReversal && refersTo(c));
    const counted = type === 'gift' && referring.length > 0 ? referring : ofType;
    // Of several contacts or schedules the lowest id is the pair; of several gifts the earliest.
    const times =
      type === 'gift'
        ? counted.map((c) => c.createdAt).filter((t) => t !== null)
        : counted.slice(0, 1).map((c) => c.createdAt);
    const theirs = times.toSorted((a, b) => (a ?? 0) - (b ?? 0))[0] ?? null;
    return ours === null || theirs === null || theirs <= ours || ours > SETTLED
      ? []
      : [{ hour: Math.floor(theirs / HOUR), lag: theirs - ours }];
  });
  const isImport = (hour: number): boolean => {
    const together = pairs.filter((pair) => pair.hour === hour);
    const old = together.filter(({ lag }) => lag >= IMPORT.olderMs).length;
    return together.length >= IMPORT.pairs && old * 2 >= together.length;
  };
  const lags = pairs
    .filter(({ hour }) => !isImport(hour))
    .map(({ lag }) => lag)
    .sort((a, b) => a - b);
  const imported = pairs.length - lags.length;
  if (lags.length === 0) return { measured: null, imported };
  const rank = (share: number): number => lags[Math.ceil((share * lags.length) / 100) - 1] ?? NaN;
  const measured = { pairs: lags.length, p50Ms: rank(50), p95Ms: rank(95), p99Ms: rank(99) };
  return { measured, imported };
}

describe('the measured sync lag', () => {
  it('is that of all pairs, one by one', () => {
    const capture = newCapture();
    let imports = 0;
    let pairs = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        store(capture, world);
        for (const type of ['donor', 'gift', 'recurring_gift'] as const) {
          const forms = findForms(capture.db, type, null).map(({ id }) => id);
          const { measured, imported } = naive(world, type);
          expect(runThrough(measureSyncLag(capture.db, type, forms, SETTLED))).toEqual(measured);
          pairs += measured?.pairs ?? 0;
          if (imported > 0) imports += 1;
        }
      }),
      { numRuns: 80 },
    );
    expect(pairs).toBeGreaterThan(700);
    expect(imports).toBeGreaterThan(10);
  });

  it('leaves out an import, and keeps what came late by itself', () => {
    const capture = newCapture();
    const live = Array.from({ length: 200 }, (_, n): Trail => ({
      ours: n,
      theirs: [n + 2],
      isKeyed: false,
      isReversed: false,
    }));
    const late: Trail = { ours: 10, theirs: [310], isKeyed: false, isReversed: false };
    const imported = Array.from({ length: 400 }, (_, n): Trail => ({
      ours: -5000 - n,
      theirs: [77 + n / 1000],
      isKeyed: false,
      isReversed: false,
    }));
    store(capture, worldOf([...live, late, ...imported]));
    const forms = findForms(capture.db, 'gift', null).map(({ id }) => id);
    expect(runThrough(measureSyncLag(capture.db, 'gift', forms, SETTLED))).toEqual({
      pairs: 200,
      p50Ms: 2 * HOUR,
      p95Ms: 2 * HOUR,
      p99Ms: 2 * HOUR,
    });
    store(capture, worldOf([...live.slice(0, 50), late]));
    expect(runThrough(measureSyncLag(capture.db, 'gift', forms, SETTLED))?.p99Ms).toBe(300 * HOUR);
  });
});

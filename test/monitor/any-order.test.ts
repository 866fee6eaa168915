import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyNext } from '../../src/core/monitor/apply-deliveries.ts';
import type { NewDelivery } from '../../src/core/staging/live/deliveries.ts';
import { crmContactBody, crmGiftBody, raiseDonorBody, raiseGiftBody } from './bodies.ts';
import { delivery, LiveFolder, readEvents } from './live-folder.ts';

const few = fc.integer({ min: 1, max: 4 });
const changed = fc.constantFrom(
  '2026-11-20T10:00:00',
  '2026-11-20T11:00:00',
  '2026-11-21T10:00:00',
);
const what = fc.constantFrom('Create', 'Update', 'Delete');
const body: fc.Arbitrary<readonly ['raise' | 'crm', string]> = fc.oneof(
  fc
    .record({ id: few, amount: few, changed, crmKey: fc.option(fc.constantFrom('101', '102')) })
    .map(({ crmKey, ...gift }) => ['raise', raiseGiftBody(gift, { crmKey })] as const),
  fc
    .record({ id: few, changed, event: fc.constantFrom('GiftDeleted', 'GiftUpdated') })
    .map(({ event, ...gift }) => ['raise', raiseGiftBody(gift, { event })] as const),
  fc
    .record({ id: few.map((id) => id + 100), raiseId: fc.option(few), amount: few, changed, what })
    .map((gift) => ['crm', crmGiftBody(gift)] as const),
  fc
    .tuple(few, fc.subarray([1, 2, 3]), changed)
    .map(([id, donors, at]) => ['crm', crmContactBody(id, donors, at)] as const),
  fc
    .tuple(few, fc.option(few.map(String)), changed)
    .map(([id, key, at]) => ['raise', raiseDonorBody(id, key, at)] as const),
  fc.constantFrom('{', 'null', '{"models":[{}]}', '{"id":1}').map((text) => ['crm', text] as const),
);
const deliveries: fc.Arbitrary<NewDelivery[]> = fc.array(
  fc
    .tuple(body, fc.integer({ min: 1, max: 50 }))
    .map(([[product, text], at]) => delivery(product, text, at)),
  { minLength: 1, maxLength: 30 },
);

test('any order, any repetition, any split over batches and restarts gives the same rows', () => {
  fc.assert(
    fc.property(
      deliveries.chain((all) =>
        fc.record({
          all: fc.constant(all),
          shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
          batch: fc.integer({ min: 1, max: 7 }),
          restarts: fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
        }),
      ),
      ({ all, shuffled, batch, restarts }) => {
        using straight = new LiveFolder();
        using other = new LiveFolder();
        straight.take(all);
        for (let at = 0; at < shuffled.length; at += batch) {
          other.store.deliveries.add(shuffled.slice(at, at + batch));
          applyNext(other.store, readEvents, 1 + (at % 3));
          if (restarts[at % restarts.length] === true) other.reopen();
        }
        while (applyNext(other.store, readEvents, 2) > 0);
        expect(other.rows()).toEqual(straight.rows());
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test('one row a Raise id, and one a CRM+ record that names none, whatever came', () => {
  fc.assert(
    fc.property(deliveries, (all) => {
      using folder = new LiveFolder();
      folder.take(all);
      const rows = folder.rows();
      const keys = rows.map((row) => `${row.recordType} ${row.raiseId ?? `crm ${row.loneCrmId}`}`);
      expect(new Set(keys).size).toBe(keys.length);
      // Nothing that is in a Raise record's row has one of its own.
      const paired = new Set(
        rows
          .filter(({ raiseId }) => raiseId !== null)
          .flatMap(({ recordType, crmIds }) => crmIds.map((id) => `${recordType} ${id}`)),
      );
      for (const row of rows)
        if (row.loneCrmId !== null)
          expect(paired.has(`${row.recordType} ${row.loneCrmId}`)).toBe(false);
    }),
    { numRuns: 60 },
  );
}, 120_000);

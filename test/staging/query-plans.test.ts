import { describe, expect, it } from 'vitest';
import type { Db } from '../../src/core/staging/database.ts';
import { CapturedRecords } from '../../src/core/staging/captured-records.ts';
import { crmOnly, findGiftSuspects } from '../../src/core/staging/suspects.ts';
import { crmGiftRow, donorRow, formsInUse, page, raiseGiftRow, ref } from './rows.ts';
import { runThrough } from '../../src/core/model/steps.ts';
import { prepareForMatching } from '../../src/core/staging/prepare-for-matching.ts';
import { newCapture } from './temp-folder.ts';

describe('the plans of the big joins', () => {
  /** What SQLite would do for each statement that `work` gives it, as far as it reads `table`. */
  function plansOf(db: Db, work: (db: Db) => void, pattern: RegExp): string[] {
    const seen: string[] = [];
    const spied = new Proxy(db, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]): unknown => {
          if (name === 'exec' || name === 'prepare') seen.push(...String(given[0]).split(';'));
          return Reflect.apply(member, target, given);
        };
      },
    });
    work(spied);
    const [sql] = seen.filter((text) => pattern.test(text));
    const values = Array.from(sql?.matchAll(/\?/g) ?? [], () => 1);
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[];
    return steps.map((step) => step.detail);
  }

  it('read the covering indexes and not the rows', () => {
    const capture = newCapture();
    capture.beginStream('raise.gifts', null, 0);
    const numbers = Array.from({ length: 3_000 }, (_, n) => String(20_000 + n));
    capture.commitPage(
      'raise.gifts',
      page([donorRow({ crmKey: '9001' }), ...numbers.map((id) => raiseGiftRow({ id }))]),
    );
    capture.commitPage(
      'raise.gifts',
      page(numbers.map((id) => crmGiftRow({ id, reference: ref(id) }))),
    );
    runThrough(prepareForMatching(capture.db));
    const rules = {
      giftForms: formsInUse(capture.db),
      dateToleranceDays: 1,
      amountToleranceMinor: 0,
    };
    const suspects = plansOf(
      capture.db,
      (db) => runThrough(findGiftSuspects(db, rules)),
      /INSERT INTO gift_suspect\s+SELECT/,
    );
    expect(suspects).toContainEqual(
      expect.stringContaining('SEARCH g USING COVERING INDEX raise_gift_id (id>? AND id<?)'),
    );
    expect(suspects).toContainEqual(
      expect.stringContaining('SEARCH c USING COVERING INDEX crm_gift_ref (ref=?'),
    );
    expect(suspects.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
    const only = plansOf(
      capture.db,
      (db) => void runThrough(crmOnly(db, 'gift', rules.giftForms, rules.giftForms)),
      /FROM crm_gift c/,
    );
    expect(only).toContainEqual(
      expect.stringContaining('SEARCH c USING COVERING INDEX crm_gift_ref (ref>? AND ref<?)'),
    );
    expect(only).toContainEqual(
      expect.stringContaining('g USING COVERING INDEX raise_gift_id (id=?)'),
    );
    expect(only).toContainEqual(
      expect.stringContaining('k USING COVERING INDEX raise_gift_key (key_id=?)'),
    );
    // Quarantined rows are looked through one by one: for what little is left, and not for every gift.
    const place = (table: string): number => only.findIndex((step) => step.includes(` ${table} `));
    expect(place('u')).toBeGreaterThan(Math.max(place('g'), place('k')));
    const owned = plansOf(
      capture.db,
      (db) =>
        void new CapturedRecords(db, {
          donor: [],
          gift: rules.giftForms,
          recurring_gift: [],
        }).crmGiftsOwnedBy('20000'),
      /FROM extra_pair/,
    );
    expect(owned.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  });

  it('find single unreadable rows and contacts by their indexes', () => {
    const capture = newCapture();
    runThrough(prepareForMatching(capture.db));
    const forms = { donor: [1], gift: [1], recurring_gift: [1] };
    for (const [pattern, ask] of [
      [/ref = \?/, (r) => r.unreadableReferringTo('crm.gifts', 'gift', '1')],
      [/AND id = \?/, (r) => r.unreadableWithId('crm.gifts', '1')],
      [/FROM crm_contact/, (r) => r.contactsReferringTo('1')],
      [/contact = \?/, (r) => r.unlinkedGifts(['1'], 1, 'USD', 0, 1)],
    ] as const satisfies readonly (readonly [RegExp, (r: CapturedRecords) => unknown])[]) {
      const plan = plansOf(capture.db, (db) => void ask(new CapturedRecords(db, forms)), pattern);
      expect(plan.length).toBeGreaterThan(0);
      expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
    }
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { runThrough } from '../../src/core/model/steps.ts';
import type { StreamName, StreamRow } from '../../src/core/model/streams.ts';
import { CAPTURE_INDEXES, ROW_TABLES } from '../../src/core/staging/capture-schema.ts';
import { prepareForMatching } from '../../src/core/staging/prepare-for-matching.ts';
import { crmGiftRow, page, raiseGiftRow } from './rows.ts';
import { newCapture } from './temp-folder.ts';

type Version = readonly [id: number, createdAt: number];

/** One whose index by id is unique, and one whose isn't. */
const ROW: Partial<Record<StreamName, (given: { id: string; createdAt: number }) => StreamRow>> = {
  'raise.gifts': raiseGiftRow,
  'crm.gifts': crmGiftRow,
};

/** The last version of each id, by id. */
const lastOf = (versions: readonly Version[]): Version[] =>
  [...new Map(versions)].sort(([a], [b]) => a - b);

const versions = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(1000)), {
  maxLength: 20,
});

it.each(Object.keys(ROW) as (keyof typeof ROW)[])(
  'keeps the last version of each record of %s, and builds every index',
  (stream) => {
    fc.assert(
      fc.property(fc.array(versions, { maxLength: 3 }), (pages) => {
        const capture = newCapture();
        capture.beginStream(stream, null, 0);
        for (const rows of pages) {
          const made = rows.flatMap(([id, createdAt]) => {
            const row = ROW[stream]?.({ id: String(id), createdAt });
            return row === undefined ? [] : [row];
          });
          capture.commitPage(stream, page(made));
        }
        // Done again after a kill, it gives the same.
        for (let time = 0; time < 2; time += 1) runThrough(prepareForMatching(capture.db));
        const kept = capture.db
          .prepare(`SELECT id, created FROM ${ROW_TABLES[stream]} ORDER BY id`)
          .raw()
          .all();
        expect(kept).toEqual(lastOf(pages.flat()));
        const indexes = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql NOT NULL";
        expect(capture.db.prepare(indexes).pluck().get()).toBe(CAPTURE_INDEXES.length);
        capture.close();
      }),
      { numRuns: 5 },
    );
  },
);

import { runThrough } from '../../src/core/model/steps.ts';
import type { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { dropIndexes, prepareForMatching } from '../../src/core/staging/prepare-for-matching.ts';
import { crmOnly, findGiftSuspects, giftSuspects } from '../../src/core/staging/suspects.ts';
import type { Contender } from './contender.ts';

/** Tieout's own: indexes built, suspects found and listed, and what only CRM+ has. */
export const ours: Contender = {
  before: ({ db }) => dropIndexes(db),
  prepare: (capture) => {
    runThrough(prepareForMatching(capture.db));
    return capture;
  },
  match: (capture: CaptureFile) => {
    const { db } = capture;
    const sql = "SELECT id FROM link_form WHERE record_type = 'gift'";
    const giftForms = db.prepare(sql).pluck().all() as number[];
    runThrough(findGiftSuspects(db, { giftForms, dateToleranceDays: 1, amountToleranceMinor: 0 }));
    const strangers = runThrough(crmOnly(db, 'gift', giftForms, giftForms)).map(
      ({ crmId }) => crmId,
    );
    return [...giftSuspects(db), ...strangers];
  },
};

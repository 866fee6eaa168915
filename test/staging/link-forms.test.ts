import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { findForms } from '../../src/core/staging/link-forms.ts';
import { crmGiftRow, page, ref } from './rows.ts';
import { newCapture } from './temp-folder.ts';

it('samples at most 200 references, evenly and each once, the same ones every time', () => {
  const ids = fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 900 });
  fc.assert(
    fc.property(ids, (named) => {
      const capture = newCapture();
      capture.beginStream('crm.gifts', null, 0);
      const rows = named.map((id, at) =>
        crmGiftRow({ id: String(3001 + at), reference: ref(String(id)) }),
      );
      capture.commitPage('crm.gifts', page(rows));
      const distinct = [...new Set(named)].sort((a, b) => a - b);
      const step = Math.max(1, Math.ceil(distinct.length / 200));
      const sample = distinct.filter((_, at) => at % step === 0).map(String);
      const [form] = findForms(capture.db, 'gift', null);
      expect(form?.references ?? 0).toBe(distinct.length);
      expect(form?.sample ?? []).toEqual(sample);
      expect(sample.length).toBeLessThanOrEqual(200);
      capture.close();
    }),
    { numRuns: 8 },
  );
});

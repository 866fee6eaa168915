import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  directRead,
  directReads,
  forgetUnknownReads,
  putDirectRead,
} from '../../src/core/staging/direct-reads.ts';
import { newCapture } from './temp-folder.ts';

describe('direct reads', () => {
  it('are kept as they were answered, the last answer for each', () => {
    const db = newCapture().db;
    const outcome = fc.constantFrom(
      'found',
      'unreadable',
      'absent',
      'unknown',
      'absent_once' as const,
    );
    const read = fc.record({
      kind: fc.constantFrom('crm.gift' as const, 'crm.gift_by_reference' as const),
      key: fc.constantFrom('1', 'Raise\nrd2-1', 'Ra"ise\n'),
      outcome,
      failure: fc.option(fc.constantFrom('quota' as const, 'network' as const)),
      text: fc.option(fc.string({ unit: 'grapheme' })),
      askedAt: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(read, { maxLength: 6 }), (reads) => {
        db.exec('DELETE FROM direct_read');
        for (const one of reads) putDirectRead(db, one);
        const last = new Map(reads.map((one) => [`${one.kind} ${one.key}`, one]));
        expect(new Set(directReads(db))).toEqual(new Set(last.values()));
        for (const one of last.values()) expect(directRead(db, one.kind, one.key)).toEqual(one);
        forgetUnknownReads(db);
        expect(directReads(db, 'unknown')).toEqual([]);
        expect(directReads(db, 'absent').length).toBe(
          [...last.values()].filter((one) => one.outcome === 'absent').length,
        );
      }),
    );
    expect(directRead(db, 'crm.contact', '1')).toBeNull();
  });
});

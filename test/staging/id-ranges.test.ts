import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idRanges, inRange } from '../../src/core/staging/id-ranges.ts';

describe('ranges of ids', () => {
  const ids = fc.array(fc.integer({ min: -5, max: 30 }), { maxLength: 40 });

  it('have each row once, all rows of an id together, and not many more than asked for', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 7 }), (all, rows) => {
        const db = new Database(':memory:');
        try {
          db.exec(
            'CREATE TABLE it (id INTEGER, named INTEGER); CREATE INDEX it_named ON it (named)',
          );
          const insert = db.prepare('INSERT INTO it VALUES (?, ?)');
          for (const [at, id] of all.entries()) insert.run(at, id);
          const ranges = [...idRanges(db, 'it', 'named', rows)];
          const pieces = ranges.map(
            (range) =>
              db
                .prepare(`SELECT named FROM it WHERE ${inRange('named', range)} ORDER BY named`)
                .pluck()
                .all() as number[],
          );
          expect(pieces.flat()).toEqual(all.toSorted((a, b) => a - b));
          for (const piece of pieces)
            expect(piece.filter((id) => id !== piece.at(-1)).length).toBeLessThan(rows);
        } finally {
          db.close();
        }
      }),
    );
  });

  it('of an empty table are one, and rows that are added meanwhile are met', () => {
    const db = new Database(':memory:');
    db.exec('CREATE TABLE it (id INTEGER PRIMARY KEY)');
    const [only, ...others] = idRanges(db, 'it');
    expect(others).toEqual([]);
    db.exec(`INSERT INTO it VALUES (1), (${Number.MAX_SAFE_INTEGER})`);
    expect(only && db.prepare(`SELECT id FROM it WHERE ${inRange('id', only)}`).all()).toHaveLength(
      2,
    );
    db.close();
  });
});

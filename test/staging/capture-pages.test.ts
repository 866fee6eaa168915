import { describe, expect, it, test } from 'vitest';
import { runThrough } from '../../src/core/model/steps.ts';
import type { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { CAPTURE_INDEXES } from '../../src/core/staging/capture-schema.ts';
import { prepareForMatching } from '../../src/core/staging/prepare-for-matching.ts';
import { day } from '../matching/records.ts';
import { crmGiftRow, donorRow, page, raiseGiftRow } from './rows.ts';
import { newCapture } from './temp-folder.ts';

const all = (capture: CaptureFile, sql: string): unknown[] => capture.db.prepare(sql).raw().all();

/** SQLite refuses it: money is whole minor units. */
const broken = crmGiftRow({ id: '3009', amountMinor: 0.5 });

const indexes = (capture: CaptureFile): unknown =>
  all(capture, "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql NOT NULL")[0];

describe('newer versions of a sealed stream', () => {
  it('are committed with their marker, and leave the stream’s own place alone', () => {
    const capture = newCapture();
    capture.beginStream('crm.gifts', null, 1);
    capture.commitPage(
      'crm.gifts',
      page([crmGiftRow()], { cursor: 'own', total: 7, receivedAt: 5 }),
    );
    capture.endStream('crm.gifts', { state: 'sealed', at: 6 });
    const before = capture.snapshot('crm.gifts');
    const newer = page([crmGiftRow({ amountMinor: 1 })], {
      cursor: 'later',
      total: 99,
      receivedAt: 9,
      spent: '{"calls":2}',
    });
    capture.commitChanged('crm.gifts', 'marker', newer);
    expect(capture.snapshot('crm.gifts')).toEqual({ ...before, pages: 2 });
    expect([capture.fact('marker'), capture.fact('spent')]).toEqual(['later', '{"calls":2}']);
    expect(all(capture, 'SELECT id, amount, page FROM crm_gift ORDER BY page')).toEqual([
      [3001, 10_000, 1],
      [3001, 1, 2],
    ]);
  });

  it('leave neither rows nor page nor marker when one of them fails', () => {
    const capture = newCapture();
    capture.beginStream('crm.gifts', null, 1);
    capture.commitChanged(
      'crm.gifts',
      'marker',
      page([crmGiftRow()], { cursor: 'one', spent: 'first' }),
    );
    const bad = page([crmGiftRow({ id: '3002' }), broken], { cursor: 'two', spent: 'second' });
    expect(() => capture.commitChanged('crm.gifts', 'marker', bad)).toThrow();
    expect([capture.fact('marker'), capture.fact('spent')]).toEqual(['one', 'first']);
    expect(all(capture, 'SELECT id FROM crm_gift')).toEqual([[3001]]);
    expect(all(capture, 'SELECT pages FROM stream')).toEqual([[1]]);
  });

  it('can come after matching: its indexes are gone, and are built again', () => {
    const capture = newCapture();
    capture.beginStream('raise.donors', null, 0);
    runThrough(prepareForMatching(capture.db));
    expect(indexes(capture)).toEqual([CAPTURE_INDEXES.length]);
    capture.commitChanged(
      'raise.donors',
      'marker',
      page([donorRow(), donorRow({ name: 'Newer' })]),
    );
    expect(indexes(capture)).toEqual([0]);
    runThrough(prepareForMatching(capture.db));
    capture.clearRows();
    expect(indexes(capture)).toEqual([0]);
  });
});

test('what an answer without rows advertises is kept', () => {
  const capture = newCapture();
  capture.beginStream('crm.gifts', null, 0);
  capture.beginStream('raise.gifts', null, 0);
  capture.noteTotal('crm.gifts', 0);
  capture.noteTotal('crm.gifts', 4);
  expect(capture.snapshot('crm.gifts')).toMatchObject({ advertised: 0, pages: 0 });
  expect(capture.snapshot('raise.gifts')).toMatchObject({ advertised: null });
});

describe('a page', () => {
  it('is kept with its pass, rows, overlap, total and time, in the order of its coming', () => {
    const capture = newCapture();
    capture.beginStream('raise.gifts', null, 0);
    capture.commitPage('raise.gifts', page([raiseGiftRow()], { total: 3, receivedAt: 11 }));
    capture.beginPass('raise.gifts');
    capture.commitPage(
      'raise.gifts',
      page([raiseGiftRow(), raiseGiftRow({ id: '7002' })], { overlap: 1, receivedAt: 12 }),
    );
    // A stream that was never begun is at its first pass.
    capture.commitPage('crm.gifts', page([]));
    expect(
      all(
        capture,
        'SELECT seq, stream, pass, received_at, rows, overlap, total FROM page ORDER BY seq',
      ),
    ).toEqual([
      [1, 'raise.gifts', 1, 11, 1, 0, 3],
      [2, 'raise.gifts', 2, 12, 2, 1, null],
      [3, 'crm.gifts', 1, 1000, 0, 0, null],
    ]);
    expect(all(capture, 'SELECT id, page FROM raise_gift ORDER BY rowid')).toEqual([
      [7001, 1],
      [7002, 2],
    ]);
    expect([...capture.pages()].map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(capture.largestPages()).toEqual(
      new Map([
        ['raise.gifts', 2],
        ['crm.gifts', 0],
      ]),
    );
  });

  it('is told from others by its stream', () => {
    const capture = newCapture();
    capture.beginStream('raise.gifts', null, 1);
    capture.beginStream('crm.gifts', null, 2);
    capture.commitPage('crm.gifts', page([], { cursor: 'crm', total: 5, receivedAt: 3 }));
    capture.noteTotal('crm.gifts', 6);
    expect(capture.snapshot('crm.gifts')).toMatchObject({ advertised: 5 });
    capture.beginPass('crm.gifts');
    capture.endStream('crm.gifts', {
      state: 'partial',
      failure: 'quota',
      note: 'Spent.',
      isChanged: true,
      at: 4,
    });
    expect(capture.snapshot('raise.gifts')).toMatchObject({
      state: 'open',
      cursor: null,
      pass: 1,
      advertised: null,
      pages: 0,
      finishedAt: null,
      isChanged: false,
    });
    expect(
      capture
        .snapshots()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['crm.gifts', 'raise.gifts']);
    // What an end does not tell is not left from the one before.
    capture.endStream('crm.gifts', { state: 'sealed', at: 5 });
    expect(capture.snapshot('crm.gifts')).toMatchObject({
      failure: null,
      note: null,
      isChanged: false,
    });
  });

  it('writes creation days in the run’s zone, and leaves what is newer than the run to the next', () => {
    const capture = newCapture();
    capture.setFact('timeZone', 'Pacific/Auckland');
    capture.setFact('asOfMs', String(Date.UTC(2026, 2, 2)));
    capture.beginStream('raise.donors', null, 0);
    const evening = Date.UTC(2026, 2, 1, 20);
    capture.commitPage(
      'raise.donors',
      page([
        donorRow({ createdAt: evening }),
        donorRow({ id: '502', createdAt: Date.UTC(2026, 2, 3) }),
      ]),
    );
    expect(all(capture, 'SELECT id, day FROM raise_donor')).toEqual([[501, day('2026-03-02')]]);
    expect(all(capture, 'SELECT stream, id FROM late_row')).toEqual([['raise.donors', 502]]);
    const without = newCapture();
    without.commitPage('raise.donors', page([donorRow({ createdAt: evening })]));
    expect(all(without, 'SELECT day FROM raise_donor')).toEqual([[day('2026-03-01')]]);
  });
});

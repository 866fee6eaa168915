import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { crmGiftRow, page, raiseGiftRow, ref } from './rows.ts';
import { newCapture, tempFolder } from './temp-folder.ts';

const count = (capture: CaptureFile, table: string): unknown =>
  capture.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

/** A row that SQLite refuses: money is whole minor units. */
const broken = crmGiftRow({
  id: '3002',
  amountMinor: 1.5,
  reference: { source: 'New', id: 'n-1' },
});

describe('the checkpoint law', () => {
  it('rows, raw page, counters and marker come together', () => {
    const capture = newCapture();
    capture.beginStream('raise.gifts', null, 5);
    expect(capture.snapshot('raise.gifts')).toMatchObject({
      state: 'open',
      cursor: null,
      pages: 0,
      startedAt: 5,
    });
    capture.commitPage(
      'raise.gifts',
      page([raiseGiftRow(), raiseGiftRow({ id: '7002' })], {
        cursor: '{"after":7002}',
        total: 9,
        receivedAt: 77,
      }),
    );
    expect(capture.snapshot('raise.gifts')).toEqual({
      name: 'raise.gifts',
      state: 'open',
      filter: null,
      cursor: '{"after":7002}',
      pass: 1,
      advertised: 9,
      pages: 1,
      startedAt: 5,
      finishedAt: 77,
      isChanged: false,
      failure: null,
      note: null,
    });
    expect(count(capture, 'raise_gift')).toBe(2);
  });

  it('a page that fails in the middle leaves neither rows nor page nor marker', () => {
    const capture = newCapture();
    capture.beginStream('crm.gifts', null, 0);
    capture.commitPage('crm.gifts', page([crmGiftRow()], { cursor: 'one' }));
    const before = capture.snapshot('crm.gifts');
    expect(() =>
      capture.commitPage(
        'crm.gifts',
        page([crmGiftRow({ id: '3003' }), broken], { cursor: 'two' }),
      ),
    ).toThrow();
    expect(capture.snapshot('crm.gifts')).toEqual(before);
    expect([
      count(capture, 'crm_gift'),
      count(capture, 'page'),
      count(capture, 'link_form'),
    ]).toEqual([1, 1, 0]);
  });

  it('a page that failed can come again: its link forms are not taken for known', () => {
    const capture = newCapture();
    capture.beginStream('crm.gifts', null, 0);
    const good = crmGiftRow({ id: '3001', reference: ref('7001') });
    expect(() => capture.commitPage('crm.gifts', page([good, broken]))).toThrow();
    capture.commitPage(
      'crm.gifts',
      page([good, crmGiftRow({ id: '3003', reference: { source: 'Other', id: 'x-5' } })]),
    );
    const sql =
      'SELECT g.id, f.source, f.prefix, g.ref FROM crm_gift g LEFT JOIN link_form f ON f.id = g.form ORDER BY g.id';
    expect(capture.db.prepare(sql).raw().all()).toEqual([
      [3001, 'RaiseDonors', 'rd2-', 7001],
      [3003, 'Other', 'x-', 5],
    ]);
  });

  it('what was committed is there after the file was left open and opened again', () => {
    const path = join(tempFolder(), 'capture.sqlite');
    const first = CaptureFile.open(path);
    onTestFinished(() => first.close());
    first.beginStream('crm.gifts', 'from 2026', 0);
    first.commitPage(
      'crm.gifts',
      page([crmGiftRow({ reference: ref('7001') })], { cursor: 'one' }),
    );
    const second = CaptureFile.open(path);
    onTestFinished(() => second.close());
    expect(second.snapshot('crm.gifts')).toEqual(first.snapshot('crm.gifts'));
    second.commitPage(
      'crm.gifts',
      page([crmGiftRow({ id: '3002', reference: { source: 'RAISEDONORS', id: 'rd2-8' } })]),
    );
    expect(count(second, 'link_form')).toBe(1);
  });
});

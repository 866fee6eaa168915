import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { CAPTURE_INDEXES, ROW_TABLES } from '../../src/core/staging/capture-schema.ts';
import {
  directRead,
  directReads,
  forgetUnknownReads,
  putDirectRead,
} from '../../src/core/staging/direct-reads.ts';
import { contactRow, crmGiftRow, donorRow, page, raiseGiftRow, ref } from './rows.ts';
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

describe('a stream', () => {
  it('does not store the rows by which pages overlap', () => {
    const capture = newCapture();
    capture.beginStream('raise.gifts', null, 0);
    capture.commitPage('raise.gifts', page([raiseGiftRow(), raiseGiftRow({ id: '7002' })]));
    capture.commitPage(
      'raise.gifts',
      page([raiseGiftRow({ id: '7002' }), raiseGiftRow({ id: '7003' })], { overlap: 1 }),
    );
    expect(count(capture, 'raise_gift')).toBe(3);
    expect(capture.countRows('raise.gifts')).toEqual({
      records: 3,
      unreadable: 0,
      first: '7001',
      last: '7003',
    });
    expect(capture.largestPages()).toEqual(new Map([['raise.gifts', 2]]));
  });

  it('keeps the first advertised number, and its filter and place when it is begun again', () => {
    const capture = newCapture();
    capture.beginStream('raise.donors', 'a', 1);
    capture.noteTotal('raise.donors', null);
    capture.commitPage('raise.donors', page([donorRow()], { total: 8, cursor: 'here' }));
    capture.noteTotal('raise.donors', 9);
    capture.endStream('raise.donors', {
      state: 'partial',
      failure: 'network',
      note: 'Cut off.',
      at: 3,
    });
    expect(capture.snapshot('raise.donors')).toMatchObject({
      state: 'partial',
      failure: 'network',
      note: 'Cut off.',
      finishedAt: 3,
    });
    capture.beginStream('raise.donors', 'b', 4);
    expect(capture.snapshot('raise.donors')).toMatchObject({
      state: 'open',
      filter: 'a',
      cursor: 'here',
      advertised: 8,
      failure: null,
      note: null,
      startedAt: 1,
    });
    capture.beginPass('raise.donors');
    expect(capture.snapshot('raise.donors')).toMatchObject({ pass: 2, cursor: null });
    capture.endStream('raise.donors', { state: 'sealed', isChanged: true, at: 6 });
    expect(capture.snapshot('raise.donors')).toMatchObject({
      state: 'sealed',
      isChanged: true,
      finishedAt: 6,
    });
    expect(capture.snapshot('crm.gifts')).toBeNull();
    expect(capture.snapshots().map(({ name }) => name)).toEqual(['raise.donors']);
  });

  it('counts an unreadable row once, by its id or its body', () => {
    const capture = newCapture();
    capture.beginStream('crm.gifts', null, 0);
    const unreadable = (id: string | null, bodyDigest: string) => ({
      kind: 'unreadable' as const,
      record: {
        id,
        reference: ref('7001'),
        crmKey: null,
        why: 'amount: not a number',
        bodyDigest,
        day: null,
      },
    });
    const rows = [
      unreadable('3001', 'a'),
      unreadable('3001', 'b'),
      unreadable(null, 'c'),
      unreadable(null, 'c'),
      unreadable(null, 'd'),
    ];
    capture.commitPage('crm.gifts', page(rows));
    expect(capture.countRows('crm.gifts')).toMatchObject({ records: 0, unreadable: 3 });
  });
});

describe('the file', () => {
  it('gives back the answers as they came, in their order', () => {
    const capture = newCapture();
    for (const name of ['raise.gifts', 'crm.gifts'] as const) capture.beginStream(name, null, 0);
    const texts = ['{"items":[]}', '[]', 'é — 日本 \u0000', 'x'.repeat(100_000)];
    for (const [at, text] of texts.entries())
      capture.commitPage(
        at % 2 === 0 ? 'raise.gifts' : 'crm.gifts',
        page([], { text, overlap: at }),
      );
    expect(
      [...capture.pages()].map(({ stream, text, overlap }) => [stream, text, overlap]),
    ).toEqual(texts.map((text, at) => [at % 2 === 0 ? 'raise.gifts' : 'crm.gifts', text, at]));
  });

  it('keeps the newest version of a record, and its references only', () => {
    const capture = newCapture();
    capture.beginStream('crm.contacts', null, 0);
    capture.commitPage(
      'crm.contacts',
      page([
        contactRow({ references: [ref('501')] }),
        contactRow({ id: '9002', references: [ref('502')] }),
      ]),
    );
    capture.commitPage(
      'crm.contacts',
      page([contactRow({ name: 'Newer', references: [ref('777')] })]),
    );
    capture.prepareForMatching();
    expect(
      capture.db.prepare("SELECT id, record ->> 'name' FROM crm_contact ORDER BY id").raw().all(),
    ).toEqual([
      [9001, 'Newer'],
      [9002, 'Ann Archer'],
    ]);
    expect(
      capture.db.prepare('SELECT contact, ref FROM contact_reference ORDER BY 1, 2').raw().all(),
    ).toEqual([
      [9001, 777],
      [9002, 502],
    ]);
  });

  it('can be emptied of rows and filled again from its answers, and is the same', () => {
    const capture = newCapture();
    capture.beginStream('crm.gifts', null, 0);
    const rows = [
      crmGiftRow({ reference: ref('7001') }),
      crmGiftRow({ id: '3002', reference: { source: 'Other', id: 'x-1' } }),
    ];
    capture.commitPage('crm.gifts', page(rows));
    capture.prepareForMatching();
    const all = () =>
      capture.db
        .prepare(
          'SELECT g.*, f.source, f.prefix FROM crm_gift g JOIN link_form f ON f.id = g.form ORDER BY g.id',
        )
        .all();
    const before = all();
    capture.clearRows();
    for (const table of Object.values(ROW_TABLES)) expect(count(capture, table)).toBe(0);
    expect(count(capture, 'link_form')).toBe(0);
    expect(count(capture, 'page')).toBe(1);
    expect(capture.snapshot('crm.gifts')?.pages).toBe(1);
    const seq = [...capture.pages()][0]?.seq ?? 0;
    for (const row of rows) capture.writeRow('crm.gifts', row, seq);
    capture.prepareForMatching();
    expect(all()).toEqual(before);
  });

  it('has an index for each question of matching, built once', () => {
    const capture = newCapture();
    capture.prepareForMatching();
    capture.prepareForMatching();
    const names = capture.db
      .prepare(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite%'",
      )
      .pluck()
      .get();
    expect(names).toBe(CAPTURE_INDEXES.length);
  });

  it('takes rows of direct reads, which are no part of the listing', () => {
    const capture = newCapture();
    capture.beginStream('crm.gifts', null, 0);
    capture.addRow('crm.gifts', crmGiftRow());
    expect(capture.hasRow('crm.gifts', '3001')).toBe(true);
    expect(capture.hasRow('crm.gifts', '3002')).toBe(false);
    expect(capture.countRows('crm.gifts')).toMatchObject({ records: 0, first: null, last: null });
  });

  it('remembers facts', () => {
    const capture = newCapture();
    expect(capture.fact('timeZone')).toBeNull();
    capture.setFact('timeZone', 'UTC');
    capture.setFact('timeZone', 'US/Arizona');
    expect(capture.fact('timeZone')).toBe('US/Arizona');
  });

  it('leaves nothing beside it when it is closed', () => {
    const folder = tempFolder();
    const capture = CaptureFile.open(join(folder, 'capture.sqlite'));
    capture.setFact('a', 'b');
    capture.close();
    expect(readdirSync(folder)).toEqual(['capture.sqlite']);
  });
});

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

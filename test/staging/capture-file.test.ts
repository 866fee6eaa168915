import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { CAPTURE_INDEXES, ROW_TABLES } from '../../src/core/staging/capture-schema.ts';
import { contactRow, crmGiftRow, donorRow, page, raiseGiftRow, ref } from './rows.ts';
import { runThrough } from '../../src/core/model/steps.ts';
import { prepareForMatching } from '../../src/core/staging/prepare-for-matching.ts';
import { packText } from '../../src/core/staging/page-body.ts';
import { countListed } from '../../src/core/staging/stream-counts.ts';
import { newCapture, tempFolder } from './temp-folder.ts';

const count = (capture: CaptureFile, table: string): unknown =>
  capture.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

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
    expect(countListed(capture.db, 'raise.gifts')).toEqual({
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
    expect(countListed(capture.db, 'crm.gifts')).toMatchObject({ records: 0, unreadable: 3 });
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
        page([], { packed: packText(text), overlap: at }),
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
    runThrough(prepareForMatching(capture.db));
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
    runThrough(prepareForMatching(capture.db));
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
    runThrough(prepareForMatching(capture.db));
    expect(all()).toEqual(before);
  });

  it('has an index for each question of matching, built once', () => {
    const capture = newCapture();
    runThrough(prepareForMatching(capture.db));
    runThrough(prepareForMatching(capture.db));
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
    expect(countListed(capture.db, 'crm.gifts')).toMatchObject({
      records: 0,
      first: null,
      last: null,
    });
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

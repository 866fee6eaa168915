import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isFailure } from '../../src/core/model/failure.ts';
import type { StreamRow } from '../../src/core/model/streams.ts';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { closedFact } from '../../src/core/staging/capture-records.ts';
import { day } from '../matching/records.ts';
import { contactRow, crmGiftRow, page, ref } from './rows.ts';
import { newCapture, tempFolder } from './temp-folder.ts';

const all = (capture: CaptureFile, sql: string): unknown[] => capture.db.prepare(sql).raw().all();

const unreadable = (id: string | null, stream: 'crm' | 'raise' = 'crm'): StreamRow => ({
  kind: 'unreadable',
  record: {
    id,
    reference: null,
    crmKey: null,
    day: null,
    why: 'amount: missing',
    bodyDigest: `${stream}${id}`,
  },
});

/** SQLite refuses it: money is whole minor units. */
const broken = crmGiftRow({ id: '3009', amountMinor: 0.5 });

describe('what is asked of rows', () => {
  it('a row is there, and within days; one without a day can’t be shown to lie outside', () => {
    const capture = newCapture();
    const march = { from: day('2026-03-10'), to: day('2026-03-11') };
    capture.addRow('crm.gifts', crmGiftRow({ day: day('2026-03-10') }));
    capture.addRow('crm.gifts', crmGiftRow({ id: '3002', day: day('2026-03-12') }));
    capture.addRow('crm.contacts', contactRow({ createdAt: null }));
    const within = (id: string): boolean => capture.hasRowWithin('crm.gifts', id, march);
    expect(['3001', '3002', '3003'].map(within)).toEqual([true, false, false]);
    expect(capture.hasRowWithin('crm.contacts', '9001', march)).toBe(true);
    expect(capture.hasRowWithin('crm.contacts', '9002', march)).toBe(false);
    expect([capture.hasRow('crm.gifts', '3002'), capture.hasRow('raise.gifts', '3002')]).toEqual([
      true,
      false,
    ]);
  });

  it('a quarantined one is known by its stream and id; one without a name only if a list brought it', () => {
    const capture = newCapture();
    capture.addRow('crm.gifts', unreadable(null));
    expect(capture.hasUnnamed('crm.gifts')).toBe(false);
    capture.commitPage('crm.gifts', page([unreadable('3001')]));
    expect(capture.hasUnnamed('crm.gifts')).toBe(false);
    capture.commitPage('crm.gifts', page([unreadable(null)]));
    expect([capture.hasUnnamed('crm.gifts'), capture.hasUnnamed('raise.gifts')]).toEqual([
      true,
      false,
    ]);
    expect(capture.isQuarantined('crm.gifts', '3001')).toBe(true);
    expect([
      capture.isQuarantined('raise.gifts', '3001'),
      capture.isQuarantined('crm.gifts', '3002'),
    ]).toEqual([false, false]);
  });

  it('rows of direct reads are known as found, once; those that can’t be read are not', () => {
    const capture = newCapture();
    capture.addRow('crm.gifts', crmGiftRow({ reference: ref('7001') }));
    capture.addRow('crm.gifts', crmGiftRow({ amountMinor: 5 }));
    capture.addRow('crm.gifts', unreadable('3002'));
    expect(() => capture.addRow('crm.gifts', broken)).toThrow();
    expect(all(capture, 'SELECT * FROM found_row')).toEqual([['crm.gifts', 3001]]);
    expect(all(capture, 'SELECT id, amount, page FROM crm_gift ORDER BY rowid')).toEqual([
      [3001, 10_000, null],
      [3001, 5, null],
    ]);
    capture.clearRows();
    expect(all(capture, 'SELECT * FROM found_row')).toHaveLength(1);
    for (const table of [
      'crm_gift',
      'contact_reference',
      'unreadable',
      'extra_pair',
      'explained_row',
      'label',
      'link_form',
      'late_row',
    ])
      expect(all(capture, `SELECT count(*) FROM ${table}`), table).toEqual([[0]]);
  });

  it('emptying takes everything that was made of the answers', () => {
    const capture = newCapture();
    capture.setFact('asOfMs', '0');
    const designations = [{ name: 'Wells', amountMinor: 10_000 }];
    capture.commitPage(
      'crm.gifts',
      page([crmGiftRow({ createdAt: 5, reference: ref('7001') }), unreadable('3002')]),
    );
    capture.addRow('crm.gifts', crmGiftRow({ reference: ref('7001'), designations }));
    capture.addRow('crm.contacts', contactRow({ references: [ref('501')] }));
    capture.db.exec(
      "INSERT INTO extra_pair VALUES (3001, 7001); INSERT INTO explained_row (record_type, campaign, state, cause, count, amount) VALUES ('gift', 0, 'excluded', 'test_mode', 1, 0)",
    );
    const tables = [
      'contact_reference',
      'unreadable',
      'extra_pair',
      'explained_row',
      'label',
      'link_form',
      'late_row',
    ];
    const counts = () =>
      tables.map((table) => all(capture, `SELECT count(*) FROM ${table}`).flat()[0]);
    expect(counts().filter((count) => count === 0)).toEqual([]);
    capture.clearRows();
    expect(counts()).toEqual(tables.map(() => 0));
    // Its forms are not taken for known: they are gone.
    capture.writeRow('crm.gifts', crmGiftRow({ reference: ref('7001') }), 1);
    expect(
      all(capture, 'SELECT f.prefix, g.ref FROM crm_gift g JOIN link_form f ON f.id = g.form'),
    ).toEqual([['rd2-', 7001]]);
  });
});

describe('the file', () => {
  it('knows money: an amount as a text, in the minor units of its currency', () => {
    const capture = newCapture();
    const asked =
      "SELECT minor_units('19.99', 'USD'), minor_units('5', 'JPY'), minor_units('x', 'USD')";
    expect(all(capture, asked)).toEqual([[1999, 5, 0]]);
  });

  it('opened for reading takes nothing, and one that is no capture file is left alone', () => {
    const path = join(tempFolder(), 'capture.sqlite');
    const made = CaptureFile.open(path);
    made.setFact('a', 'b');
    made.close();
    const read = CaptureFile.open(path, true);
    onTestFinished(() => read.close());
    expect(read.fact('a')).toBe('b');
    expect(read.fact('c')).toBeNull();
    expect(() => read.setFact('a', 'c')).toThrow(/readonly/);
    let error: unknown;
    try {
      CaptureFile.open(join(tempFolder(), 'none.sqlite'), true);
    } catch (thrown) {
      error = thrown;
    }
    expect(isFailure(error, 'storage')).toBe(true);
  });

  it('of a newer Tieout is called by its kind', () => {
    const path = join(tempFolder(), 'capture.sqlite');
    const made = CaptureFile.open(path);
    made.db.pragma('user_version = 100000');
    made.close();
    expect(() => CaptureFile.open(path)).toThrow(/This capture file was made by a newer Tieout/);
  });

  it('of an older Tieout is read as it is', () => {
    const path = join(tempFolder(), 'capture.sqlite');
    const made = CaptureFile.open(path);
    made.db.pragma('user_version = 10');
    made.close();
    const read = CaptureFile.open(path, true);
    expect(read.fact('a')).toBeNull();
    read.close();
  });

  it('names the fact of a stream’s closing as files of every version do', () => {
    expect(closedFact('crm.gifts')).toBe('closed: crm.gifts');
  });
});

import type { Day } from '../model/days.ts';
import type { FailureKind } from '../model/failure.ts';
import type { StreamName, StreamRow } from '../model/streams.ts';
import type { PageToCommit, SnapshotState, StoredPage, StreamSnapshot } from './capture-records.ts';
import { CAPTURE_MIGRATIONS, ROW_TABLES } from './capture-schema.ts';
import { inTransaction, openDatabase, type Db } from './database.ts';
import { dropIndexes } from './prepare-for-matching.ts';
import { addMinorUnits } from './minor-units.ts';
import { unpackText } from './page-body.ts';
import { RowWriter } from './rows.ts';

const SNAPSHOT = `SELECT name, state, filter, cursor, pass, advertised, pages, started_at AS startedAt, finished_at AS finishedAt,
  changed AS isChanged, failure, note FROM stream`;

/** All that one run read. Rows, raw page, counters and the marker to go on from are written in one transaction. */
export class CaptureFile {
  readonly db: Db;
  #writer: RowWriter | null = null;

  private constructor(db: Db) {
    this.db = db;
  }

  /** @throws Failure storage */
  static open(path: string, readonly = false): CaptureFile {
    const db = openDatabase(path, {
      what: 'capture',
      migrations: CAPTURE_MIGRATIONS,
      readonly,
      canBeOlder: true,
    });
    addMinorUnits(db);
    return new CaptureFile(db);
  }

  close(): void {
    this.db.close();
  }

  fact(name: string): string | null {
    const value: unknown = this.db
      .prepare('SELECT value FROM fact WHERE name = ?')
      .pluck()
      .get([name]);
    return typeof value === 'string' ? value : null;
  }

  setFact(name: string, value: string): void {
    this.db
      .prepare(
        'INSERT INTO fact VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      )
      .run([name, value]);
  }

  snapshot(name: StreamName): StreamSnapshot | null {
    const row = this.db.prepare(`${SNAPSHOT} WHERE name = ?`).get([name]);
    return row === undefined ? null : asSnapshot(row as RawSnapshot);
  }

  snapshots(): StreamSnapshot[] {
    return Object.keys(ROW_TABLES)
      .map((name) => this.snapshot(name as StreamName))
      .filter((snapshot) => snapshot !== null);
  }

  beginStream(name: StreamName, filter: string | null, at: number): void {
    this.db
      .prepare(
        `INSERT INTO stream (name, state, filter, pass, pages, changed, started_at) VALUES (?, 'open', ?, 1, 0, 0, ?)
        ON CONFLICT (name) DO UPDATE SET state = 'open', failure = NULL, note = NULL`,
      )
      .run([name, filter, at]);
  }

  /** The checkpoint law: rows, raw page, counters and marker in one transaction. */
  commitPage(name: StreamName, page: PageToCommit): void {
    this.#inOne(() => {
      this.#writePage(name, page);
      this.db
        .prepare(
          'UPDATE stream SET cursor = ?, advertised = coalesce(advertised, ?), finished_at = ? WHERE name = ?',
        )
        .run([page.cursor, page.total, page.receivedAt, name]);
    });
  }

  /** The same for newer versions of a sealed stream's records, also after matching; their marker is a fact of its own. */
  commitChanged(name: StreamName, marker: string, page: PageToCommit): void {
    dropIndexes(this.db);
    this.#inOne(() => {
      this.#writePage(name, page);
      this.setFact(marker, page.cursor);
    });
  }

  /** Keeps the advertised number of an answer without rows. */
  noteTotal(name: StreamName, total: number | null): void {
    this.db
      .prepare('UPDATE stream SET advertised = coalesce(advertised, ?) WHERE name = ?')
      .run([total, name]);
  }

  /** Starts reading the same ids once more, from the beginning. */
  beginPass(name: StreamName): void {
    this.db.prepare('UPDATE stream SET pass = pass + 1, cursor = NULL WHERE name = ?').run([name]);
  }

  /** Ends a stream: sealed if the read is proved complete, else partial with its reason. */
  endStream(
    name: StreamName,
    end: {
      state: SnapshotState;
      failure?: FailureKind;
      note?: string;
      isChanged?: boolean;
      at: number;
    },
  ): void {
    this.db
      .prepare(
        'UPDATE stream SET state = ?, failure = ?, note = ?, changed = ?, finished_at = ? WHERE name = ?',
      )
      .run([end.state, end.failure ?? null, end.note ?? null, end.isChanged ? 1 : 0, end.at, name]);
  }

  hasRow(name: StreamName, id: string): boolean {
    return (
      this.db.prepare(`SELECT 1 FROM ${ROW_TABLES[name]} WHERE id = ?`).get([Number(id)]) !==
      undefined
    );
  }

  /** Whether a row lies within some days; one that tells no day can't be shown to lie outside. */
  hasRowWithin(name: StreamName, id: string, days: { from: Day; to: Day }): boolean {
    return (
      this.db
        .prepare(
          `SELECT 1 FROM ${ROW_TABLES[name]} WHERE id = ? AND (day IS NULL OR day BETWEEN ? AND ?)`,
        )
        .get([Number(id), days.from, days.to]) !== undefined
    );
  }

  isQuarantined(name: StreamName, id: string): boolean {
    return (
      this.db
        .prepare('SELECT 1 FROM unreadable WHERE stream = ? AND id = ?')
        .get([name, Number(id)]) !== undefined
    );
  }

  /** Whether a row of a list told not even which record it is. */
  hasUnnamed(name: StreamName): boolean {
    return (
      this.db
        .prepare('SELECT 1 FROM unreadable WHERE stream = ? AND id IS NULL AND page IS NOT NULL')
        .get([name]) !== undefined
    );
  }

  /** Adds a row that a direct read found, with all that belongs to it. */
  addRow(name: StreamName, row: StreamRow): void {
    this.#inOne(() => {
      this.#rows().write(name, row, null);
      if (row.kind === 'record')
        this.db
          .prepare('INSERT OR IGNORE INTO found_row VALUES (?, ?)')
          .run([name, Number(row.record.id)]);
    });
  }

  /** The most rows that one answer of a stream brought: the largest page the server serves. */
  largestPages(): Map<string, number> {
    const rows = this.db
      .prepare('SELECT stream, max(rows) AS most FROM page GROUP BY stream')
      .all() as { stream: string; most: number }[];
    return new Map(rows.map((row) => [row.stream, row.most]));
  }

  /** Stored answers in the order in which they came; one at a time, so that rows can be written in between. */
  *pages(): IterableIterator<StoredPage> {
    const seqs = this.db.prepare('SELECT seq FROM page ORDER BY seq').pluck().all() as number[];
    const read = this.db.prepare('SELECT seq, stream, overlap, body FROM page WHERE seq = ?');
    for (const seq of seqs) {
      const row = read.get([seq]) as {
        seq: number;
        stream: StreamName;
        overlap: number;
        body: Buffer;
      };
      yield {
        seq: row.seq,
        stream: row.stream,
        overlap: row.overlap,
        text: unpackText(row.body),
      };
    }
  }

  /** Empties every row table, so that the rows can be made again from the stored answers; which were found stays known. */
  clearRows(): void {
    dropIndexes(this.db);
    for (const table of [
      ...Object.values(ROW_TABLES),
      'contact_reference',
      'unreadable',
      'extra_pair',
      'explained_row',
      'label',
      'link_form',
      'late_row',
    ]) {
      this.db.exec(`DELETE FROM ${table}`);
    }
    this.#writer = null;
  }

  writeRow(name: StreamName, row: StreamRow, page: number): void {
    this.#rows().write(name, row, page);
  }

  #inOne(work: () => void): void {
    try {
      inTransaction(this.db, work);
    } catch (error) {
      // The link forms it remembers may have been rolled back.
      this.#writer = null;
      throw error;
    }
  }

  #writePage(name: StreamName, page: PageToCommit): void {
    this.setFact('spent', page.spent);
    const at = this.snapshot(name);
    const pass = at?.pass ?? 1;
    const seq = this.db
      .prepare(
        'INSERT INTO page (stream, pass, received_at, rows, overlap, total, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run([
        name,
        pass,
        page.receivedAt,
        page.rows.length,
        page.overlap,
        page.total,
        page.packed,
      ]).lastInsertRowid;
    for (const row of page.rows.slice(page.overlap)) this.#rows().write(name, row, Number(seq));
    this.db.prepare('UPDATE stream SET pages = pages + 1 WHERE name = ?').run([name]);
  }

  #rows(): RowWriter {
    this.#writer ??= new RowWriter(this.db, {
      timeZone: this.fact('timeZone') ?? 'UTC',
      asOfMs: Number(this.fact('asOfMs') ?? Infinity),
    });
    return this.#writer;
  }
}

type RawSnapshot = Omit<StreamSnapshot, 'isChanged'> & { isChanged: number };

function asSnapshot(row: RawSnapshot): StreamSnapshot {
  return { ...row, isChanged: row.isChanged !== 0 };
}

import type { StreamName } from '../../model/streams.ts';
import { ROW_TABLES } from '../capture-schema.ts';
import type { Db } from '../database.ts';
import { unpackText } from '../page-body.ts';
import type { Found } from './check-file.ts';

/** The rows of a stored answer, as connectors read them. @throws for a text that is no answer of a list */
export type ReadPage = (
  stream: StreamName,
  text: string,
) => readonly { readonly kind: string; readonly record: { readonly id: string | null } }[];

type Damage = (sentence: string) => void;

/** How often the share that is done is told. */
const TELL_EVERY = 20;
/** The schema's version that brought records which are left to the next audit. */
const WITH_LATE_ROWS = 20;

/**
 * The checkpoint law (reliability.md, invariant 4) in a capture file: markers, stored pages and rows tell the same. Yields
 * the share that is done.
 */
export function* checkCapture(
  db: Db,
  found: Found,
  schema: number,
  readPage: ReadPage,
): Generator<number, void, void> {
  const damage: Damage = (sentence) =>
    found(
      'damage',
      `${sentence} Its run can’t be trusted to go on or to be judged again: bring the file back from a copy, or audit again.`,
    );
  checkMarkers(db, damage);
  checkRows(db, damage);
  const all = count(db, 'SELECT count(*) FROM page');
  let done = 0;
  for (const stream of Object.keys(ROW_TABLES) as StreamName[]) {
    const pages = new PageReader(db, stream, readPage);
    const bad: number[] = [];
    for (const seq of pages.seqs()) {
      if (!pages.isWhole(seq)) bad.push(seq);
      done += 1;
      if (done % TELL_EVERY === 0) yield done / all;
    }
    if (bad.length > 0)
      damage(
        `${bad.length} of the stored pages of ${stream} can’t be read, or don’t hold as many records as were counted (the first is number ${bad[0]}).`,
      );
    const lost = pages.countLost(schema >= WITH_LATE_ROWS);
    if (lost > 0) damage(`${lost} records that pages of ${stream} hold are not among its rows.`);
  }
  checkDirectReads(db, damage);
}

/** Each stream's marker counts its pages, and no page is of a stream without a marker. */
function checkMarkers(db: Db, damage: Damage): void {
  const streams = db
    .prepare(
      'SELECT s.name, s.pages, (SELECT count(*) FROM page p WHERE p.stream = s.name) AS stored FROM stream s',
    )
    .all() as { name: string; pages: number; stored: number }[];
  for (const { name, pages, stored } of streams)
    if (pages !== stored)
      damage(`The marker of ${name} stands at page ${pages}, but ${stored} pages are stored.`);
  const unmarked = count(
    db,
    'SELECT count(*) FROM page WHERE stream NOT IN (SELECT name FROM stream)',
  );
  if (unmarked > 0) damage(`${unmarked} stored pages are of a list that has no marker.`);
  const unknown = streams.filter(({ name }) => !(name in ROW_TABLES)).length;
  if (unknown > 0) damage(`${unknown} of its lists are none that this Tieout knows.`);
}

/** Each row is of a page of its own stream, or of a direct read (no page), and holds a record. */
function checkRows(db: Db, damage: Damage): void {
  const tables: (readonly [table: string, stream: string])[] = [
    ...Object.entries(ROW_TABLES).map(([stream, table]) => [table, `'${stream}'`] as const),
    ['contact_reference', "'crm.contacts'"],
    ['unreadable', 't.stream'],
  ];
  for (const [table, stream] of tables) {
    const strays = count(
      db,
      `SELECT count(*) FROM ${table} t LEFT JOIN page p ON p.seq = t.page
      WHERE t.page IS NOT NULL AND (p.seq IS NULL OR p.stream <> ${stream})`,
    );
    if (strays > 0) damage(`${strays} rows of its table ${table} are of no page that is stored.`);
  }
  for (const table of Object.values(ROW_TABLES)) {
    // The one whose rows are no JSON.
    if (table === ROW_TABLES['raise.campaigns']) continue;
    const broken = count(db, `SELECT count(*) FROM ${table} WHERE NOT json_valid(record)`);
    if (broken > 0) damage(`${broken} rows of its table ${table} hold no record.`);
  }
}

/** The stored pages of one stream, and the ids of all records in those that were looked at. */
class PageReader {
  readonly #db: Db;
  readonly #stream: StreamName;
  readonly #readPage: ReadPage;

  constructor(db: Db, stream: StreamName, readPage: ReadPage) {
    this.#db = db;
    this.#stream = stream;
    this.#readPage = readPage;
    db.exec('DROP TABLE IF EXISTS temp.listed; CREATE TEMP TABLE listed (id INTEGER PRIMARY KEY)');
  }

  seqs(): number[] {
    const sql = 'SELECT seq FROM page WHERE stream = ? ORDER BY seq';
    return this.#db.prepare(sql).pluck().all([this.#stream]) as number[];
  }

  /** Whether a page can be read and holds what was counted. */
  isWhole(seq: number): boolean {
    const page = this.#db
      .prepare('SELECT rows, overlap, body FROM page WHERE seq = ?')
      .get([seq]) as { rows: number; overlap: number; body: Buffer };
    const rows = orNull(() => this.#readPage(this.#stream, unpackText(page.body)));
    if (rows?.length !== page.rows || page.overlap < 0 || page.overlap > page.rows) return false;
    const note = this.#db.prepare<unknown[]>('INSERT OR IGNORE INTO temp.listed VALUES (?)');
    for (const { kind, record } of rows) if (kind === 'record') note.run([Number(record.id)]);
    return true;
  }

  /** Records that pages hold and no row does. */
  countLost(hasLateRows: boolean): number {
    const kept = [
      `SELECT id FROM ${ROW_TABLES[this.#stream]}`,
      // What an earlier Tieout could not read, this one may.
      `SELECT id FROM unreadable WHERE id IS NOT NULL AND stream = '${this.#stream}'`,
      ...(hasLateRows ? [`SELECT id FROM late_row WHERE stream = '${this.#stream}'`] : []),
    ];
    const isLost = kept.map((rows) => `id NOT IN (${rows})`).join(' AND ');
    return count(this.#db, `SELECT count(*) FROM temp.listed WHERE ${isLost}`);
  }
}

function checkDirectReads(db: Db, damage: Damage): void {
  const bodies = db.prepare('SELECT body FROM direct_read WHERE body IS NOT NULL').pluck();
  let broken = 0;
  for (const body of bodies.iterate() as Iterable<Buffer>)
    if (orNull((): unknown => JSON.parse(unpackText(body))) === null) broken += 1;
  if (broken > 0) damage(`${broken} stored answers to single reads can’t be read.`);
}

/** Null for what can't be inflated or parsed: that it can't is the answer here. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function count(db: Db, sql: string): number {
  return Number(db.prepare(sql).pluck().get());
}

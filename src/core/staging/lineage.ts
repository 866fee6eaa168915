import type { Change } from '../model/lineage.ts';
import type { Finding } from '../model/finding.ts';
import type { Db, Statement } from './database.ts';
import { clearGrid, GridWriter } from './finding-grid.ts';
import { noteResolved } from './resolved-findings.ts';

/** What a finding of a run is beside the runs before it. */
export interface FindingPlace {
  /** Null where no other run is known: in the findings of a run that goes on. */
  readonly change: Change | null;
  readonly firstSeenUtc: string;
}

/**
 * Says of each finding of a run what it is beside the runs before, and keeps what changed as events. What was open before a run
 * follows from the events of the runs with a smaller number, whatever was saved since.
 */
export class RunLineage {
  readonly #seq: number;
  readonly #instants: ReadonlyMap<number, string>;
  readonly #events: Statement;
  readonly #insert: Statement;

  constructor(db: Db, seq: number) {
    this.#seq = seq;
    const runs = db.prepare<unknown[]>('SELECT seq, as_of_utc FROM run WHERE seq <= ?').raw();
    this.#instants = new Map(runs.all([seq]) as [number, string][]);
    this.#events = db
      .prepare<unknown[]>(
        'SELECT run_seq, change FROM finding_event WHERE finding = ? AND run_seq < ? ORDER BY run_seq',
      )
      .raw();
    // Two unreadable records without an id are one finding.
    this.#insert = db.prepare(
      'INSERT OR IGNORE INTO finding_event (finding, run_seq, change) VALUES (?, ?, ?)',
    );
  }

  placeOf(finding: string): FindingPlace {
    const events = this.#events.all([finding, this.#seq]) as [number, Change | 'resolved'][];
    const [firstSeq] = events[0] ?? [this.#seq];
    const last = events.at(-1)?.[1];
    const change = last === undefined ? 'new' : last === 'resolved' ? 'reappeared' : 'persisting';
    if (change !== 'persisting') this.#insert.run([finding, this.#seq, change]);
    return { change, firstSeenUtc: this.#instants.get(firstSeq) ?? '' };
  }
}

/** Closes the account of a run whose findings are all placed: what it resolved, and after which run it was told. */
export function endLineage(db: Db, seq: number): void {
  const openAfter = noteResolved(db, seq);
  db.prepare(
    `INSERT INTO lineage (run_seq, after_seq, open_after)
    VALUES (?, (SELECT max(seq) FROM run WHERE state = 'finished' AND seq < ?), ?)`,
  ).run([seq, seq, openAfter]);
}

/** Takes away what was told of a run and of all later ones. */
export function forgetLineageFrom(db: Db, seq: number): void {
  const from = db.prepare<unknown[]>('SELECT min(run_seq) FROM lineage WHERE run_seq >= ?').pluck();
  if (from.get([seq]) === null) return;
  for (const table of ['finding_event', 'lineage'])
    db.prepare(`DELETE FROM ${table} WHERE run_seq >= ?`).run([seq]);
}

/**
 * Tells of every finished run what it changed, from the first of which that isn't told rightly: a run of an earlier Tieout,
 * one before which another was saved or run again, one whose predecessor was deleted. In a transaction of the caller's.
 */
export function completeLineage(db: Db): void {
  const first = firstUntold(db);
  if (first === null) return;
  forgetLineageFrom(db, first);
  const later = db.prepare<unknown[]>(
    "SELECT id, seq, thinned_utc IS NOT NULL AS isThinned FROM run WHERE state = 'finished' AND seq >= ? ORDER BY seq",
  );
  for (const run of later.all([first]) as { id: string; seq: number; isThinned: 0 | 1 }[]) {
    const lineage = new RunLineage(db, run.seq);
    // Of a run whose findings were thinned out the narrow rows are all there is.
    if (!isPlacedAs(db, run.seq, lineage) && run.isThinned === 0) placeAgain(db, run, lineage);
    endLineage(db, run.seq);
  }
}

/** A run's place in the order of runs, by which rows name it. */
export function seqOf(db: Db, id: string): number {
  return Number(db.prepare<unknown[]>('SELECT seq FROM run WHERE id = ?').pluck().get([id]));
}

/** The first finished run whose lineage is not there, or rests on another run than the one before it; null if all is told. */
export function firstUntold(db: Db): number | null {
  const runs = db
    .prepare(
      `SELECT run.seq, lineage.run_seq IS NOT NULL, after_seq FROM run LEFT JOIN lineage ON run_seq = run.seq
      WHERE state = 'finished' ORDER BY run.seq`,
    )
    .raw()
    .all() as [number, 0 | 1, number | null][];
  let before: number | null = null;
  for (const [seq, isTold, after] of runs) {
    if (isTold === 0 || after !== before) return seq;
    before = seq;
  }
  return null;
}

/** Places all findings of a stored run; whether its rows say the same already. */
function isPlacedAs(db: Db, seq: number, lineage: RunLineage): boolean {
  const rows = db.prepare<unknown[]>(
    `SELECT position, id, first_seen_ms AS firstSeenMs, change FROM finding_grid g JOIN finding_kind k USING (run_seq, kind)
    WHERE run_seq = ? AND position > ? ORDER BY position LIMIT ${BLOCK}`,
  );
  let isSame = true;
  for (let last = -1; ;) {
    const block = rows.all([seq, last]) as {
      position: number;
      id: string;
      firstSeenMs: number;
      change: Change | null;
    }[];
    for (const { id, firstSeenMs, change } of block) {
      const place = lineage.placeOf(id);
      if (place.change !== change || Date.parse(place.firstSeenUtc) !== firstSeenMs) isSame = false;
    }
    if (block.length < BLOCK) return isSame;
    last = block.at(-1)?.position ?? last;
  }
}

/** Writes the narrow rows of a stored run anew, and what its findings say of when they were first seen. */
function placeAgain(db: Db, run: { id: string; seq: number }, lineage: RunLineage): void {
  clearGrid(db, run.id);
  const grid = new GridWriter(db, run.seq);
  const rows = db.prepare<unknown[]>(
    `SELECT position, finding FROM finding WHERE run = ? AND position > ? ORDER BY position LIMIT ${BLOCK}`,
  );
  const update = db.prepare('UPDATE finding SET finding = ? WHERE run = ? AND position = ?');
  for (let last = -1; ;) {
    const block = rows.all([run.id, last]) as { position: number; finding: string }[];
    for (const { position, finding } of block) {
      const stored = JSON.parse(finding) as Finding;
      const { change, firstSeenUtc } = lineage.placeOf(stored.id);
      const whole = { ...stored, firstSeenUtc };
      if (firstSeenUtc !== stored.firstSeenUtc)
        update.run([JSON.stringify(whole), run.id, position]);
      grid.add(position, whole, change);
    }
    if (block.length < BLOCK) break;
    last = block.at(-1)?.position ?? last;
  }
  grid.finish();
}

const BLOCK = 2000;

import type { Backstop, BackstopOutcome, DueBackstop } from '../model/schedule.ts';
import type { RunFacts } from '../model/report.ts';
import type { Db } from './database.ts';

/** All tries, oldest first; one whose run has finished says how, before that is written down too. */
export function backstopsOf(db: Db): Backstop[] {
  return db.prepare(`${SELECT} ORDER BY b.id`).all().map(asBackstop);
}

/** A try begins. @returns its number */
export function beginBackstop(
  db: Db,
  { kind, fromDay, toDay }: DueBackstop,
  atUtc: string,
): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO backstop (kind, from_day, to_day, started_utc) VALUES (?, ?, ?, ?)')
    .run([kind, fromDay, toDay, atUtc]);
  return Number(lastInsertRowid);
}

/** Its run has been made: from now on the run's own end is the try's. */
export function noteBackstopRun(db: Db, id: number, runId: string): void {
  db.prepare('UPDATE backstop SET run = ? WHERE id = ?').run([runId, id]);
}

/** A try that came to no result. */
export function noteBackstopFailed(db: Db, id: number, sentence: string): void {
  db.prepare("UPDATE backstop SET outcome = 'failed', sentence = ? WHERE id = ?").run([
    sentence,
    id,
  ]);
}

/** Writes down what finished runs made of their tries, so that it outlives them. */
export function settleBackstops(db: Db): void {
  const update = db.prepare('UPDATE backstop SET outcome = ?, as_of_utc = ? WHERE id = ?');
  for (const { id, outcome, asOfUtc } of backstopsOf(db))
    if (outcome !== null && outcome !== 'failed') update.run([outcome, asOfUtc, id]);
}

/** A try that never began: somebody else is at the workspace. */
export function forgetBackstop(db: Db, id: number): void {
  db.prepare('DELETE FROM backstop WHERE id = ? AND run IS NULL').run([id]);
}

const SELECT = `SELECT b.id, b.kind, b.from_day AS fromDay, b.to_day AS toDay, b.started_utc AS startedUtc, b.run AS runId,
    b.as_of_utc AS asOfUtc, b.outcome, b.sentence, run.facts, run.as_of_utc AS runAsOfUtc
  FROM backstop b LEFT JOIN run ON b.outcome IS NULL AND run.id = b.run AND run.state = 'finished'`;

type Row = Backstop & { readonly facts: string | null; readonly runAsOfUtc: string | null };

function asBackstop(value: unknown): Backstop {
  const { facts, runAsOfUtc, ...row } = value as Row;
  if (facts === null) return row;
  const { status, coverage } = JSON.parse(facts) as RunFacts;
  return { ...row, asOfUtc: runAsOfUtc, sentence: null, outcome: outcomeOf(status, coverage) };
}

function outcomeOf(
  status: RunFacts['status'],
  coverage: RunFacts['coverage'],
): Exclude<BackstopOutcome, 'failed'> {
  if (status === 'verified') return status;
  return coverage.every(({ complete }) => complete) ? status : 'incomplete';
}

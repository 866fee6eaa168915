import type { PowerTest } from '../model/run-analysis.ts';
import type { Db } from './database.ts';

/** Keeps a run's newest power test. */
export function savePowerTest(db: Db, run: string, test: PowerTest): void {
  db.prepare('INSERT OR REPLACE INTO power_test VALUES (?, ?)').run([run, JSON.stringify(test)]);
}

/** Null if none was made. */
export function powerTestOf(db: Db, run: string): PowerTest | null {
  const text: unknown = db.prepare('SELECT test FROM power_test WHERE run = ?').pluck().get([run]);
  return typeof text === 'string' ? (JSON.parse(text) as PowerTest) : null;
}

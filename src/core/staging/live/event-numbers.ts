import type { LearnedEvent } from '../../model/live-event.ts';
import { inTransaction, type Db } from '../database.ts';

export interface KnownEvent extends LearnedEvent {
  /** Where it was read: "delivery log 81 of webhook 4". */
  readonly source: string;
}

/** Names of events that were met, by the numbers under which rows keep them. */
export function knownEvents(db: Db): readonly KnownEvent[] {
  return db
    .prepare('SELECT number, label, source FROM event_number ORDER BY number')
    .all() as KnownEvent[];
}

/** Keeps what a delivery log calls an event's number. @returns whether it was news @throws Failure storage */
export function learnEvents(db: Db, learned: readonly KnownEvent[], nowMs: number): boolean {
  const known = new Map(knownEvents(db).map(({ number, label }) => [number, label]));
  const news = learned.filter(({ number, label }) => known.get(number) !== label);
  if (news.length === 0) return false;
  const add = db.prepare('INSERT OR REPLACE INTO event_number VALUES (?, ?, ?, ?)');
  inTransaction(db, () => {
    for (const { number, label, source } of news)
      add.run([number, label.slice(0, 60), source, nowMs]);
  });
  return true;
}

import type { FailureKind } from '../model/failure.ts';
import type { Db } from './database.ts';
import { packText, unpackText } from './page-body.ts';

/** What one record was asked as. The key is an id, or `source<LF>id` for look-ups by reference. */
export type ReadKind =
  | 'raise.donor'
  | 'raise.gift'
  | 'raise.recurring_gift'
  | 'crm.contact'
  | 'crm.gift'
  | 'crm.recurring_gift'
  | 'crm.contact_by_reference'
  | 'crm.gift_by_reference'
  | 'crm.recurring_gift_by_reference'
  | 'crm.gifts_of_contact';

/** `absent_once` is one 404: not yet an answer. */
export type StoredOutcome = 'found' | 'unreadable' | 'absent' | 'unknown' | 'absent_once';

export interface StoredRead {
  readonly kind: ReadKind;
  readonly key: string;
  readonly outcome: StoredOutcome;
  readonly failure: FailureKind | null;
  readonly text: string | null;
  readonly askedAt: number;
}

/** What a record was asked as, if it ever was. */
export function directRead(db: Db, kind: ReadKind, key: string): StoredRead | null {
  const row = db
    .prepare(
      'SELECT kind, key, outcome, failure, body, asked_at FROM direct_read WHERE kind = ? AND key = ?',
    )
    .get([kind, key]) as RawRead | undefined;
  return row ? asRead(row) : null;
}

/** How many were made, whatever came of them. */
export function countDirectReads(db: Db): number {
  return Number(db.prepare('SELECT count(*) FROM direct_read').pluck().get());
}

/** All that were asked, or those with an outcome, in the order of kind and key. */
export function directReads(db: Db, outcome?: StoredOutcome): StoredRead[] {
  const where = outcome === undefined ? '' : 'WHERE outcome = ?';
  const rows = db
    .prepare(
      `SELECT kind, key, outcome, failure, body, asked_at FROM direct_read ${where} ORDER BY kind, key`,
    )
    .all(outcome === undefined ? [] : [outcome]) as RawRead[];
  return rows.map(asRead);
}

/** Keeps an answer; a later one to the same question takes its place. */
export function putDirectRead(db: Db, read: StoredRead): void {
  db.prepare(
    `INSERT INTO direct_read (kind, key, outcome, failure, body, asked_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (kind, key) DO UPDATE SET outcome = excluded.outcome, failure = excluded.failure, body = excluded.body, asked_at = excluded.asked_at`,
  ).run([
    read.kind,
    read.key,
    read.outcome,
    read.failure,
    read.text === null ? null : packText(read.text),
    read.askedAt,
  ]);
}

/** Forgets what could not be learned, so that a resumed run asks again. */
export function forgetUnknownReads(db: Db): void {
  db.prepare("DELETE FROM direct_read WHERE outcome = 'unknown'").run();
}

interface RawRead {
  kind: ReadKind;
  key: string;
  outcome: StoredOutcome;
  failure: FailureKind | null;
  body: Buffer | null;
  asked_at: number;
}

function asRead(row: RawRead): StoredRead {
  return {
    kind: row.kind,
    key: row.key,
    outcome: row.outcome,
    failure: row.failure,
    text: row.body === null ? null : unpackText(row.body),
    askedAt: row.asked_at,
  };
}

import type { AlertDelivery, AlertMessage, StoredAlert } from '../model/alert.ts';
import { inTransaction, type Db } from './database.ts';

/** What was told of each open cause. */
export type ToldCauses = ReadonlyMap<string, readonly string[]>;

/**
 * Writes what is to be told, with a delivery for each sink, and what will have been told then: all of it or nothing, so that nothing is told
 * twice and nothing is lost. @param evaluate is given what was told before
 */
export function tellAlerts(
  db: Db,
  {
    sinks,
    nextUtc,
    nowUtc,
  }: { readonly sinks: readonly string[]; readonly nextUtc: string; readonly nowUtc: string },
  evaluate: (before: ToldCauses) => {
    readonly messages: readonly AlertMessage[];
    readonly told: ToldCauses;
  },
): AlertMessage[] {
  return inTransaction(db, () => {
    const { messages, told } = evaluate(toldCauses(db));
    db.exec('DELETE FROM alert_cause');
    const cause = db.prepare('INSERT INTO alert_cause VALUES (?, ?, ?)');
    for (const [key, set] of told) cause.run([key, JSON.stringify(set), nowUtc]);
    for (const message of messages) addAlert(db, message, sinks, nextUtc);
    return [...messages];
  });
}

/** Lays one message out for some sinks. */
export function addAlert(
  db: Db,
  message: AlertMessage,
  sinks: readonly string[],
  nextUtc: string,
): void {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO alert (id, made_utc, message) VALUES (?, ?, ?)')
    .run([message.id, message.madeUtc, JSON.stringify(message)]);
  const delivery = db.prepare(
    "INSERT INTO delivery (alert, sink, state, tries, next_utc) VALUES (?, ?, 'waiting', 0, ?)",
  );
  for (const sink of sinks) delivery.run([lastInsertRowid, sink, nextUtc]);
}

/** Messages that go to a sink as one; a try that failed is repeated with the same ones under the same name. */
export interface AlertBatch {
  readonly id: string;
  readonly messages: readonly AlertMessage[];
  /** Tries before this one. */
  readonly tries: number;
}

/**
 * Takes what is due for a sink, so that no other program takes it too until `leaseUtc`; null if nothing is.
 * @param freshId the name of a batch that is made now
 */
export function claimBatch(
  db: Db,
  sink: string,
  {
    nowUtc,
    leaseUtc,
    freshId,
  }: { readonly nowUtc: string; readonly leaseUtc: string; readonly freshId: string },
): AlertBatch | null {
  return inTransaction(db, () => {
    const due = db
      .prepare<unknown[]>(
        "SELECT batch FROM delivery WHERE sink = ? AND state = 'waiting' AND next_utc <= ? ORDER BY batch IS NULL, alert LIMIT 1",
      )
      .get([sink, nowUtc]) as { batch: string | null } | undefined;
    if (due === undefined) return null;
    const id = due.batch ?? freshId;
    if (due.batch === null)
      db.prepare(
        "UPDATE delivery SET batch = ? WHERE sink = ? AND state = 'waiting' AND batch IS NULL AND next_utc <= ?",
      ).run([id, sink, nowUtc]);
    const rows = db
      .prepare<unknown[]>(
        'SELECT message, tries FROM delivery JOIN alert ON seq = alert WHERE sink = ? AND batch = ? ORDER BY alert',
      )
      .all([sink, id]) as { message: string; tries: number }[];
    db.prepare(
      'UPDATE delivery SET tries = tries + 1, next_utc = ? WHERE sink = ? AND batch = ?',
    ).run([leaseUtc, sink, id]);
    return {
      id,
      tries: rows[0]?.tries ?? 0,
      messages: rows.map(({ message }) => JSON.parse(message) as AlertMessage),
    };
  });
}

/** All of a batch has reached a sink. */
export function noteDelivered(db: Db, sink: string, batch: string, atUtc: string): void {
  db.prepare(
    "UPDATE delivery SET state = 'delivered', delivered_utc = ?, sentence = NULL WHERE sink = ? AND batch = ?",
  ).run([atUtc, sink, batch]);
}

/** A try failed; without a next one it is given up. */
export function noteUndelivered(
  db: Db,
  sink: string,
  batch: string,
  { sentence, nextUtc }: { readonly sentence: string; readonly nextUtc: string | null },
): void {
  db.prepare(
    'UPDATE delivery SET state = ?, sentence = ?, next_utc = coalesce(?, next_utc) WHERE sink = ? AND batch = ?',
  ).run([nextUtc === null ? 'given_up' : 'waiting', sentence, nextUtc, sink, batch]);
}

/** The newest alerts with their deliveries, newest first. */
export function listAlerts(db: Db, limit: number): StoredAlert[] {
  const deliveries = db.prepare<unknown[]>(
    `SELECT sink, state, tries, next_utc AS nextUtc, delivered_utc AS deliveredUtc, sentence FROM delivery WHERE alert = ? ORDER BY sink`,
  );
  const rows = db
    .prepare<unknown[]>('SELECT seq, message FROM alert ORDER BY seq DESC LIMIT ?')
    .all([limit]) as { seq: number; message: string }[];
  return rows.map(({ seq, message }) => ({
    message: JSON.parse(message) as AlertMessage,
    deliveries: deliveries.all([seq]) as AlertDelivery[],
  }));
}

function toldCauses(db: Db): ToldCauses {
  const rows = db.prepare('SELECT key, told FROM alert_cause').all() as {
    key: string;
    told: string;
  }[];
  return new Map(rows.map(({ key, told }) => [key, JSON.parse(told) as string[]]));
}

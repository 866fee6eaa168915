import type { TieOutPartName } from '../model/run-analysis.ts';
import type { RecordType } from '../model/record-type.ts';
import type { CountAndAmount } from '../model/tie-out.ts';
import type { Cause, State } from '../model/states.ts';
import type { Db } from './database.ts';
import { idRanges } from './id-ranges.ts';
import { byProjectSql, ledgerParts, MONTH, type LedgerScope } from './ledger.ts';

/** One side's control total in one cell. */
export interface MonthTotal extends CountAndAmount {
  readonly month: string | null;
  readonly campaign: number;
  readonly currency: string | null;
}

export interface ProjectTotal extends CountAndAmount {
  readonly project: number;
  readonly currency: string | null;
}

/**
 * Writes a side's ledger down, a piece at a time, so that several sums over it find its rows once and others have their turn in
 * between. At each step `monthTotals` and `projectTotals` give the sums of one piece: all rows of an owner are in the same one, so that
 * they add up to those of the whole.
 */
export function* layOutLedger(
  db: Db,
  side: 'raise' | 'crm',
  type: RecordType,
  scope: LedgerScope,
): IterableIterator<void> {
  for (const { by, sql } of ledgerParts(side, type, scope))
    for (const range of by === null ? [null] : idRanges(db, by.table, by.column)) {
      forgetLedger(db);
      db.exec(`CREATE TEMP TABLE ledger AS
        SELECT owner, day, campaign, currency, amount, shares, keeps FROM (${sql(range)})`);
      yield;
    }
  forgetLedger(db);
}

function forgetLedger(db: Db): void {
  db.exec('DROP TABLE IF EXISTS temp.ledger');
}

/**
 * Control totals of what is laid out, by month, campaign and currency, summed from the stored rows and nothing else. A Raise record
 * counts once in a cell, with whatever CRM+ rows it has there; refunded gifts count with amount 0.
 */
export function monthTotals(db: Db): MonthTotal[] {
  return db
    .prepare(
      `SELECT ${MONTH('day')} AS month, campaign, currency, count(DISTINCT owner) AS count, sum(amount) AS amountMinor
      FROM temp.ledger GROUP BY 1, 2, 3`,
    )
    .all() as MonthTotal[];
}

/** The same of gifts by project and currency, over all months: each project has its share of the amount. */
export function projectTotals(db: Db): ProjectTotal[] {
  return db
    .prepare(
      `SELECT project, currency, count(DISTINCT owner) AS count, sum(part) AS amountMinor
      FROM (${byProjectSql('SELECT owner, currency, amount, shares, keeps FROM temp.ledger')}) GROUP BY 1, 2`,
    )
    .all() as ProjectTotal[];
}

export interface ExplainedCell extends CountAndAmount {
  /** A month, or the label of a campaign or project. */
  readonly key: string | number | null;
  readonly currency: string | null;
  readonly state: State;
  readonly cause: Cause;
}

/** The differences that verdicts explain, as classification wrote them. */
export function explainedCells(
  db: Db,
  type: RecordType,
  by: 'month' | TieOutPartName,
): ExplainedCell[] {
  const sums = 'sum(e.count) AS count, sum(e.amount) AS amountMinor';
  const weighs = 'record_type = ? AND (e.count <> 0 OR e.amount <> 0)';
  const sql = {
    month: `SELECT ${MONTH('e.day')} AS key, currency, state, cause, ${sums} FROM explained_row e WHERE ${weighs}`,
    campaign: `SELECT campaign AS key, currency, state, cause, ${sums} FROM explained_row e WHERE ${weighs}`,
    project: `SELECT j.value ->> 0 AS key, currency, state, cause, sum(j.value ->> 1) AS count, sum(j.value ->> 2) AS amountMinor
      FROM explained_row e JOIN json_each(e.shares) j WHERE record_type = ?`,
  }[by];
  const cells = db.prepare(`${sql} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`).all([type]);
  return cells as ExplainedCell[];
}

import type { Finding } from '../model/finding.ts';
import type { FindingFilter, SummaryRow } from '../model/report.ts';
import type { Db } from './database.ts';
import { findingsOf } from './runs.ts';

/** A run's findings as they stand: one that somebody accepted asks for no action, whatever its run said. */
export function* decidedFindings(
  db: Db,
  run: string,
  { actionable, ...filter }: FindingFilter = {},
): IterableIterator<Finding> {
  const accepted = db
    .prepare<unknown[]>('SELECT 1 FROM triage WHERE finding = ? AND accepted_reason IS NOT NULL')
    .pluck();
  // What is stored as needing no action never needs any: the rest is decided below.
  const stored = actionable === true ? { ...filter, actionable } : filter;
  for (const finding of findingsOf(db, run, stored)) {
    const isAccepted = finding.actionable && accepted.get([finding.id]) !== undefined;
    const now = isAccepted ? { ...finding, actionable: false } : finding;
    if (actionable === undefined || now.actionable === actionable) yield now;
  }
}

/** The findings of a run that somebody accepted, counted as its summary is. */
export function acceptedOf(db: Db, run: string): SummaryRow[] {
  return db
    .prepare<unknown[]>(
      `SELECT k.record_type AS recordType, k.state, k.cause, count(*) AS count, sum(g.amount_minor) AS amountMinor, k.currency
      FROM triage t CROSS JOIN finding_place p CROSS JOIN finding_grid g CROSS JOIN finding_kind k
      WHERE t.accepted_reason IS NOT NULL AND p.run_seq = (SELECT seq FROM run WHERE id = ?) AND p.finding = t.finding
        AND g.run_seq = p.run_seq AND g.position = p.position AND k.run_seq = p.run_seq AND k.kind = p.kind
      GROUP BY k.record_type, k.state, k.cause, k.currency`,
    )
    .all([run]) as SummaryRow[];
}

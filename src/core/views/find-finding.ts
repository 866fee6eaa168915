import type { FindingRow } from '../model/finding-query.ts';
import type { Finding } from '../model/finding.ts';
import { runSeqOf, type FindingsSource } from './source.ts';

/** The finding at a position of a run; null if the run has none there. */
export function findingAt({ db, run }: FindingsSource, position: number): FindingRow | null {
  const row = db
    .prepare<unknown[]>('SELECT position, finding FROM finding WHERE run = ? AND position = ?')
    .get([run, position]);
  return row === undefined ? null : asRow(row as StoredFinding);
}

/**
 * The finding of an id; null if the run has none. Goes through the narrow rows (a tenth of a second for a million): an
 * index by ids, which come in no order, would cost each run more than all questions ever save.
 */
export function findingById(source: FindingsSource, id: string): FindingRow | null {
  const position = source.db
    .prepare<unknown[]>('SELECT position FROM finding_grid WHERE run_seq = ? AND id = ? LIMIT 1')
    .pluck()
    .get([runSeqOf(source), id]);
  return typeof position === 'number' ? findingAt(source, position) : null;
}

export interface StoredFinding {
  readonly position: number;
  readonly finding: string;
}

export function asRow({ position, finding }: StoredFinding): FindingRow {
  return { ...(JSON.parse(finding) as Finding), position };
}

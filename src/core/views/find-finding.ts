import type { FindingRow } from '../model/finding-query.ts';
import type { Finding } from '../model/finding.ts';
import type { Change } from '../model/lineage.ts';
import { runSeqOf, type FindingsSource } from './source.ts';

/** The finding at a position of a run; null if the run has none there. */
export function findingAt({ db, run }: FindingsSource, position: number): FindingRow | null {
  const row = db
    .prepare<unknown[]>(
      `SELECT f.position, f.finding, k.change, run.as_of_utc AS asOfUtc FROM run CROSS JOIN finding f CROSS JOIN finding_grid g
        LEFT JOIN finding_kind k ON k.run_seq = run.seq AND k.kind = g.kind
      WHERE run.id = ? AND f.run = run.id AND f.position = ? AND g.run_seq = run.seq AND g.position = f.position`,
    )
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
  readonly change: Change | null;
  readonly asOfUtc: string;
}

export function asRow({ position, finding, change, asOfUtc }: StoredFinding): FindingRow {
  const whole = JSON.parse(finding) as Finding;
  const ageMs = Date.parse(asOfUtc) - Date.parse(whole.firstSeenUtc);
  return { ...whole, position, change, ageDays: Math.max(0, Math.floor(ageMs / DAY_MS)) };
}

const DAY_MS = 86_400_000;

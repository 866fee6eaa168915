import type { FindingRow } from '../model/finding-query.ts';
import type { Finding } from '../model/finding.ts';
import type { Change } from '../model/lineage.ts';
import { asArray, asTriage } from '../staging/triage-columns.ts';
import { runSeqOf, type FindingsSource } from './source.ts';

/** The finding at a position of a run; null if the run has none there. */
export function findingAt({ db, run }: FindingsSource, position: number): FindingRow | null {
  const row = db
    .prepare<unknown[]>(
      `SELECT f.position, f.finding, k.change, run.as_of_utc AS asOfUtc, ${DECIDED.column}
      FROM run CROSS JOIN finding f CROSS JOIN finding_grid g
        LEFT JOIN finding_kind k ON k.run_seq = run.seq AND k.kind = g.kind${DECIDED.join}
      WHERE run.id = ? AND f.run = run.id AND f.position = ? AND g.run_seq = run.seq AND g.position = f.position`,
    )
    .get([run, position]);
  return row === undefined ? null : asRow(row as StoredFinding);
}

/** The finding of an id; null if the run has none. */
export function findingById(source: FindingsSource, id: string): FindingRow | null {
  const position = source.db
    .prepare<unknown[]>(
      'SELECT position FROM finding_place WHERE run_seq = ? AND finding = ? ORDER BY position LIMIT 1',
    )
    .pluck()
    .get([runSeqOf(source), id]);
  return typeof position === 'number' ? findingAt(source, position) : null;
}

/** What persons decided of a finding `f`, as a column and the join it comes from. */
export const DECIDED = {
  column: `${asArray('t')} AS triage`,
  join: ' LEFT JOIN triage t ON t.finding = f.id',
} as const;

export interface StoredFinding {
  readonly position: number;
  readonly finding: string;
  readonly triage: string | null;
  readonly change: Change | null;
  readonly asOfUtc: string;
}

/** A stored finding as the grid shows it: with its age in days as of its run. */
export function asRow(stored: StoredFinding): FindingRow {
  const { position, change, asOfUtc } = stored;
  const finding = asFinding(stored);
  const ageMs = Date.parse(asOfUtc) - Date.parse(finding.firstSeenUtc);
  const ageDays = Math.max(0, Math.floor(ageMs / DAY_MS));
  return { ...finding, position, change, ageDays, triage: asTriage(stored.triage) };
}

/** A finding as it stands: one that somebody accepted asks for no action, whatever its run said. */
export function asFinding({ finding, triage }: Pick<StoredFinding, 'finding' | 'triage'>): Finding {
  const said = JSON.parse(finding) as Finding;
  const isAccepted = triage !== null && asTriage(triage)?.accepted !== null;
  return isAccepted ? { ...said, actionable: false } : said;
}

const DAY_MS = 86_400_000;

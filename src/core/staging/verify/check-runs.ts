import { findingsDigest } from '../../model/digest.ts';
import { isUnexplained } from '../../model/tie-out.ts';
import type { Db } from '../database.ts';
import { findingsOf, summaryOf, tieOutOf } from '../runs.ts';
import type { Found } from './check-file.ts';

/** The schema's version that brought the tables findings are shown from. */
const WITH_GRID = 20;
/** The one from which on a run says what was taken away of it. */
const WITH_REMOVED = 74;

/** A run as its row names it. */
export interface ListedRun {
  readonly id: string;
  readonly isFinished: boolean;
  /** Taken away as the workspace's setting says. */
  readonly hasNoPages: boolean;
  readonly isThinned: boolean;
}

/** The runs of a workspace file, oldest first. */
export function listedRuns(db: Db, schema: number): ListedRun[] {
  const removed =
    schema >= WITH_REMOVED
      ? 'pages_removed_utc AS pages, thinned_utc AS thinned'
      : 'NULL AS pages, NULL AS thinned';
  const rows = db.prepare(`SELECT id, state, ${removed} FROM run ORDER BY seq`).all() as {
    id: string;
    state: string;
    pages: string | null;
    thinned: string | null;
  }[];
  return rows.map(({ id, state, pages, thinned }) => ({
    id,
    isFinished: state === 'finished',
    hasNoPages: pages !== null,
    isThinned: thinned !== null,
  }));
}

/** Whether each finished run's findings are those it was saved with. Yields the share that is done. */
export function* checkRuns(db: Db, found: Found, schema: number): Generator<number, void, void> {
  const finished = listedRuns(db, schema).filter((run) => run.isFinished);
  for (const [at, { id, isThinned }] of finished.entries()) {
    yield at / finished.length;
    checkRun(db, { id, isThinned, hasGrid: schema >= WITH_GRID }, (sentence) =>
      found('damage', `Run ${id}: ${sentence} Bring the file back from a copy, or audit again.`),
    );
  }
}

function checkRun(
  db: Db,
  { id: run, isThinned, hasGrid }: { id: string; isThinned: boolean; hasGrid: boolean },
  found: (sentence: string) => void,
): void {
  const facts = factsOf(db, run);
  if (facts === null) {
    found('it is finished, but what it says of itself can’t be read.');
    return;
  }
  try {
    const counts = isThinned ? thinnedCountsOf(db, run) : countsOf(db, run, hasGrid);
    const [stored] = counts;
    const wrong = counts.filter(([, count]) => count !== stored[1]);
    if (wrong.length > 0)
      found(`${[stored, ...wrong].map(([where, count]) => `${count} ${where}`).join(', but ')}.`);
    if (!isThinned && findingsDigest(findingsOf(db, run)) !== facts.digest)
      found('its findings are not those it was saved with: their digest is another one.');
    const unexplained = tieOutOf(db, run).filter(isUnexplained).length;
    if (unexplained > 0 && facts.status !== 'not_verified')
      found(
        `it says that it is verified, but ${unexplained} ${unexplained === 1 ? 'line' : 'lines'} of its tie-out ${unexplained === 1 ? 'does' : 'do'} not come to 0.`,
      );
  } catch (error) {
    // SQLite's own are about the whole file.
    if (error instanceof Error && 'code' in error) throw error;
    found('its findings, summary or tie-out can’t be read.');
  }
}

type Counted = readonly [where: string, count: number];

/** The number of a run's findings, from each place that tells it; as they are stored first. */
function countsOf(db: Db, run: string, hasGrid: boolean): readonly [Counted, ...Counted[]] {
  return [
    ['findings are stored', ask(db, run, 'SELECT count(*) FROM finding WHERE run = ?')],
    ['are in its summary', summed(db, run)],
    ...(hasGrid ? GRID_COUNTS.map(([where, sql]) => [where, ask(db, run, sql)] as const) : []),
  ];
}

/** The same for a run of which only those findings are stored whole that no later one has seen again. */
function thinnedCountsOf(db: Db, run: string): readonly [Counted, ...Counted[]] {
  const [rows, , kinds] = GRID_COUNTS;
  return [
    ['findings are in its summary', summed(db, run)],
    [rows[0], ask(db, run, rows[1])],
    [kinds[0], ask(db, run, kinds[1])],
  ];
}

function ask(db: Db, run: string, sql: string): number {
  return Number(db.prepare(sql).pluck().get([run]) ?? 0);
}

function summed(db: Db, run: string): number {
  return summaryOf(db, run).reduce(
    (sum, { state, count }) => sum + (state === 'consistent' ? 0 : count),
    0,
  );
}

/** The grid's rows must be those of the findings, one for one. */
const GRID_COUNTS = [
  [
    'are in the table they are shown from',
    'SELECT count(*) FROM finding_grid g JOIN run r ON r.seq = g.run_seq WHERE r.id = ?',
  ],
  [
    'are shown as they are stored',
    `SELECT count(*) FROM run r JOIN finding f ON f.run = r.id
    JOIN finding_grid g ON g.run_seq = r.seq AND g.position = f.position AND g.id = f.id WHERE r.id = ?`,
  ],
  [
    'are counted by kind',
    'SELECT sum(k.count) FROM finding_kind k JOIN run r ON r.seq = k.run_seq WHERE r.id = ?',
  ],
] as const;

function factsOf(
  db: Db,
  run: string,
): { readonly digest: string; readonly status: unknown } | null {
  const text: unknown = db.prepare('SELECT facts FROM run WHERE id = ?').pluck().get([run]);
  try {
    const facts: unknown = typeof text === 'string' ? JSON.parse(text) : null;
    if (typeof facts !== 'object' || facts === null) return null;
    const { digest, status } = facts as { digest?: unknown; status?: unknown };
    return typeof digest === 'string' ? { digest, status } : null;
  } catch {
    return null;
  }
}

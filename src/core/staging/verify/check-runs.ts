import { findingsDigest } from '../../model/digest.ts';
import type { Db } from '../database.ts';
import { findingsOf, summaryOf, tieOutOf } from '../runs.ts';
import type { Found } from './check-file.ts';

/** The schema's version that brought the tables findings are shown from. */
const WITH_GRID = 20;

/** A run as its row names it. */
export interface ListedRun {
  readonly id: string;
  readonly isFinished: boolean;
}

/** The runs of a workspace file, oldest first. */
export function listedRuns(db: Db): ListedRun[] {
  const rows = db.prepare('SELECT id, state FROM run ORDER BY seq').all() as {
    id: string;
    state: string;
  }[];
  return rows.map(({ id, state }) => ({ id, isFinished: state === 'finished' }));
}

/** Whether each finished run's findings are those it was saved with. Yields the share that is done. */
export function* checkRuns(db: Db, found: Found, schema: number): Generator<number, void, void> {
  const finished = listedRuns(db).filter((run) => run.isFinished);
  for (const [at, { id }] of finished.entries()) {
    yield at / finished.length;
    checkRun(db, id, schema >= WITH_GRID, (sentence) =>
      found('damage', `Run ${id}: ${sentence} Bring the file back from a copy, or audit again.`),
    );
  }
}

function checkRun(db: Db, run: string, hasGrid: boolean, found: (sentence: string) => void): void {
  const facts = factsOf(db, run);
  if (facts === null) {
    found('it is finished, but what it says of itself can’t be read.');
    return;
  }
  try {
    const counts = countsOf(db, run, hasGrid);
    const [stored] = counts;
    const wrong = counts.filter(([, count]) => count !== stored[1]);
    if (wrong.length > 0)
      found(`${[stored, ...wrong].map(([where, count]) => `${count} ${where}`).join(', but ')}.`);
    if (findingsDigest(findingsOf(db, run)) !== facts.digest)
      found('its findings are not those it was saved with: their digest is another one.');
    const unexplained = tieOutOf(db, run).filter(
      (row) => row.unexplained.count !== 0 || row.unexplained.amountMinor !== 0,
    ).length;
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
  const ask = (sql: string): number => Number(db.prepare(sql).pluck().get([run]) ?? 0);
  const summed = summaryOf(db, run).reduce(
    (sum, { state, count }) => sum + (state === 'consistent' ? 0 : count),
    0,
  );
  return [
    ['findings are stored', ask('SELECT count(*) FROM finding WHERE run = ?')],
    ['are in its summary', summed],
    ...(hasGrid ? GRID_COUNTS.map(([where, sql]) => [where, ask(sql)] as const) : []),
  ];
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

import { NOBODY } from '../model/finding-query.ts';
import { asStorageFailure, type Db } from '../staging/database.ts';

/**
 * A run's kinds, split by what persons decided: everything that filters, sorts or counts by kinds asks these. It is the one place
 * where an accepted finding stops being actionable; what the run stored stays as it was.
 */
export interface DecidedKinds {
  readonly runSeq: number;
  /** The temporary table of the kinds, with the columns of `finding_kind` and those of what was decided. */
  readonly kinds: string;
  /** The temporary table of the run's findings that somebody touched. */
  readonly touched: string;
  /** After `FROM finding_grid g`. */
  readonly joinSql: string;
  /** The kind of a finding of `g`. */
  readonly kindSql: string;
}

/** Writes the two tables, named after what asks. `dropDecidedKinds` takes them away. @throws Failure storage */
export function writeDecidedKinds(db: Db, name: string, runSeq: number): DecidedKinds {
  const number = (written += 1);
  const kinds = `${name}_kinds_${number}`;
  const touched = `${name}_touched_${number}`;
  try {
    db.exec(
      `CREATE TABLE temp.${touched} (position INTEGER PRIMARY KEY, was INTEGER, decision INTEGER, status, owner, accepted, accepted_until)`,
    );
    const { changes } = db
      .prepare<unknown[]>(
        `INSERT INTO temp.${touched} SELECT p.position, p.kind, dense_rank() OVER (ORDER BY t.status, t.owner, ${ACCEPTED}, ${UNTIL}),
          t.status, coalesce(t.owner, '${NOBODY}'), ${ACCEPTED}, ${UNTIL}
        FROM triage t CROSS JOIN finding_place p WHERE p.run_seq = ? AND p.finding = t.finding`,
      )
      .run([runSeq]);
    writeKinds(db, kinds, touched, runSeq);
    // Where nobody decided anything, nothing is joined: that costs a fifth more for each finding.
    const isTouched = changes > 0;
    return {
      runSeq,
      kinds,
      touched,
      joinSql: isTouched ? ` LEFT JOIN temp.${touched} d ON d.position = g.position` : '',
      kindSql: isTouched ? `(g.kind + coalesce(d.decision, 0) * ${APART})` : 'g.kind',
    };
  } catch (error) {
    drop(db, [kinds, touched]);
    throw asStorageFailure(error, db.name);
  }
}

/** Drops the tables of one view. */
export function dropDecidedKinds(db: Db, { kinds, touched }: DecidedKinds): void {
  if (db.open) drop(db, [kinds, touched]);
}

/** After every day: the order of acceptances that hold for good. */
const FOR_GOOD = '9999-12-31';

/** Names of temporary tables must differ within a connection; here they do in the whole process. */
let written = 0;

const ACCEPTED = '(t.accepted_reason IS NOT NULL)';
const UNTIL = `CASE WHEN ${ACCEPTED} THEN coalesce(t.accepted_until, '${FOR_GOOD}') END`;

/** Numbers of a run's kinds lie below; a decision's kinds lie a multiple of it above them. */
const APART = 1_048_576;

function writeKinds(db: Db, kinds: string, touched: string, runSeq: number): void {
  const same = 'k.record_type, k.state, k.cause';
  const own = 'k.severity, k.who_acts, k.currency, k.is_test, k.change';
  db.prepare(
    `CREATE TABLE temp.${kinds} AS
    WITH moved AS (
      SELECT d.was, d.decision, d.status, d.owner, d.accepted, d.accepted_until, count(*) AS count,
        coalesce(sum(g.amount_minor), 0) AS amount_minor
      FROM temp.${touched} d CROSS JOIN finding_grid g WHERE g.run_seq = ${runSeq} AND g.position = d.position
      GROUP BY d.was, d.decision),
    gone AS (SELECT was, sum(count) AS count, sum(amount_minor) AS amount_minor FROM moved GROUP BY was)
    SELECT k.kind, ${same}, k.actionable, ${own}, 'open' AS status, '${NOBODY}' AS owner, 0 AS accepted, NULL AS accepted_until,
      k.count - coalesce(gone.count, 0) AS count, k.amount_minor - coalesce(gone.amount_minor, 0) AS amount_minor
    FROM finding_kind k LEFT JOIN gone ON gone.was = k.kind
    WHERE k.run_seq = ${runSeq} AND k.count > coalesce(gone.count, 0)
    UNION ALL
    SELECT k.kind + m.decision * ${APART}, ${same}, k.actionable AND NOT m.accepted, ${own}, m.status, m.owner, m.accepted,
      m.accepted_until, m.count, m.amount_minor
    FROM moved m JOIN finding_kind k ON k.kind = m.was WHERE k.run_seq = ${runSeq}`,
  ).run();
}

function drop(db: Db, tables: readonly string[]): void {
  for (const table of tables) db.exec(`DROP TABLE IF EXISTS temp.${table}`);
}
